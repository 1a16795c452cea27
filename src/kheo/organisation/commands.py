"""``kheo units``: showing, finding, checking, loading units and applying changes."""

import sys
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from kheo.foundation.command_line import AS_JSON, DIFFERS, give_up, print_json
from kheo.foundation.refusal import RefusedError
from kheo.organisation.actions.registers import load_registers
from kheo.organisation.actions.unit_changes import AppliedChange, apply_changes
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Unit
from kheo.organisation.queries.checking import check_units
from kheo.organisation.queries.search import FoundUnit, Tie, search_units
from kheo.organisation.queries.stories import UnitStory, unit_story
from kheo.organisation.rules.changes import UnreadableChangesError
from kheo.organisation.rules.registers import COUNTRY, DamagedRegisterError


@click.group("units")
def units_group() -> None:
    """Đơn vị hành chính: danh mục cũ, danh mục từ 01/07/2025 và kế thừa giữa hai danh mục."""


class Day(click.ParamType):
    """A day as people write it, or in ISO form."""

    name = "NGÀY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        for form in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return datetime.strptime(str(value), form).date()  # noqa: DTZ007  a calendar day has no time zone
            except ValueError:
                continue
        return self.fail(f"«{value}» không phải ngày; viết như 31/12/2024.", param, ctx)


@units_group.command("load")
@AS_JSON
def load(as_json: bool) -> None:
    """Nạp những dòng danh mục mà cơ sở dữ liệu chưa có; chạy lại thì không thêm gì."""
    try:
        report = load_registers(COMMAND_LINE)
    except DamagedRegisterError as error:
        give_up(error)
    if as_json:
        print_json(asdict(report))
    else:
        click.echo(f"Đã thêm {report.units} đơn vị, {report.versions} tên, {report.successions} dòng kế thừa.")


@units_group.command("show")
@click.argument("code")
@click.option("--on", "day", type=Day(), default=None, help="Xem như ngày đó (mặc định: mọi thời kỳ, tên gần nhất).")
@AS_JSON
def show(code: str, day: date | None, as_json: bool) -> None:
    """Xem một đơn vị theo mã: tên, loại, nơi thuộc, thời gian, tiền thân và kế thừa.

    Mã thoát: 0 có đơn vị (và có trong ngày hỏi), 1 ngày hỏi không có đơn vị này, 2 không có mã này.
    """
    _need_registers()
    unit = Unit.objects.filter(code=code.strip().lower()).first()
    if unit is None:
        give_up(f"không có đơn vị mã «{code}». Tìm theo tên: kheo units find TÊN.")
    story = unit_story(unit, day)
    if as_json:
        print_json(_story_json(story))
    else:
        click.echo("\n".join(_story_lines(story)))
    if story.exists_on is False:
        sys.exit(DIFFERS)


@units_group.command("find")
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=50, help="Nhiều nhất bao nhiêu dòng.")
@AS_JSON
def find(text: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Tìm đơn vị theo tên, có dấu hay không dấu; phân biệt đơn vị cũ và mới. Mã thoát 1 khi không thấy."""
    _need_registers()
    found = search_units(" ".join(text), limit)
    if as_json:
        print_json([_found_json(unit) for unit in found])
    else:
        for unit in found:
            click.echo(_found_line(unit))
    if not found:
        click.echo(f"Không thấy đơn vị nào tên «{' '.join(text)}».", err=True)
        sys.exit(DIFFERS)


@units_group.command("apply")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Ghi thật; không có cờ này thì chỉ xem trước.")
@AS_JSON
def apply(file: Path, yes: bool, as_json: bool) -> None:
    """Áp dụng tệp CSV thay đổi đơn vị (docs/operations-units.md). Không có --yes thì chỉ xem trước.

    Mã thoát: 0 được (hoặc sẽ được), 1 có dòng bị từ chối và không ghi gì, 2 không đọc được tệp.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        give_up(f"không mở được tệp {file} ({error.strerror}).")
    lines: list[AppliedChange] = []
    problems: list[dict[str, str]] = []
    try:
        lines = apply_changes(COMMAND_LINE, content, dry_run=not yes)
    except UnreadableChangesError as error:
        give_up(f"{file.name}: {error}")
    except RefusedError as refusal:
        problems = [{"where": problem.where, "reason": problem.what} for problem in refusal.problems]
    if as_json:
        print_json({"committed": yes and not problems, "changes": [asdict(line) for line in lines], "problems": problems})
    for line in lines if not as_json else ():
        click.echo(f"dòng {line.row}, {date.fromisoformat(line.date):%d/%m/%Y}: {line.text}")
    if problems:
        for problem in problems:
            click.echo(f"{file.name}: {problem['where']}: {problem['reason']}".replace(": : ", ": "), err=True)
        click.echo("Chưa ghi gì.", err=True)
        sys.exit(DIFFERS)
    if not as_json:
        click.echo("Đã ghi." if yes else "Đây là bản xem trước, chưa ghi gì. Thêm --yes để ghi.")


@units_group.command("check")
@AS_JSON
def check(as_json: bool) -> None:
    """So cơ sở dữ liệu với danh mục, nêu tên các trường hợp đặc biệt. Mã thoát 1 khi có chỗ khác."""
    try:
        report = check_units()
    except DamagedRegisterError as error:
        give_up(error)
    if as_json:
        cases = {
            case.key: {
                "label": case.label,
                "expected": case.expected,
                "count": len(case.units),
                "units": [{"code": code, "name": name} for code, name in case.units],
            }
            for case in report.special_cases
        }
        print_json(
            {
                "ok": not report.faults,
                "counts": report.counts,
                "expected": report.expected,
                "special_cases": cases,
                "faults": report.faults,
            }
        )
    else:
        for name, count in report.counts.items():
            click.echo(f"{name}: {count} dòng (phải có {report.expected[name]})")
        for case in report.special_cases:
            click.echo(f"\n{len(case.units)} {case.label} (phải có {case.expected}):")
            for code, name in case.units:
                click.echo(f"  {code}  {name or '(không có tên)'}")
    for fault in report.faults:
        click.echo(fault, err=True)
    if report.faults:
        sys.exit(DIFFERS)


def _need_registers() -> None:
    if not Unit.objects.filter(code=COUNTRY).exists():
        give_up("chưa nạp danh mục đơn vị. Chạy: kheo units load.")


def _tie_json(tie: Tie) -> dict[str, Any]:
    return {"code": tie.code, "name": tie.name, "split": tie.is_split, "on": tie.on.isoformat()}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _found_json(unit: FoundUnit) -> dict[str, Any]:
    return {
        "code": unit.code,
        "register": unit.register,
        "level": unit.level,
        "name": unit.name,
        "type": unit.type,
        "place": list(unit.place),
        "former": unit.is_former,
        "valid_from": _iso(unit.valid_from),
        "valid_to": _iso(unit.valid_to),
        "successors": [_tie_json(tie) for tie in unit.successors],
        "predecessors": [_tie_json(tie) for tie in unit.predecessors],
    }


def _found_line(unit: FoundUnit) -> str:
    until = f"đến trước {unit.valid_to:%d/%m/%Y}" if unit.valid_to else "hiện nay"
    went = ", ".join(f"{tie.name} ({tie.code})" for tie in unit.successors)
    verb = "chia về" if any(tie.is_split for tie in unit.successors) else "nay là"
    place = ", ".join(unit.place)
    return f"{unit.code}  {unit.name}{', ' + place if place else ''}; {until}{f'; {verb} {went}' if went else ''}"


def _story_json(story: UnitStory) -> dict[str, Any]:
    return {
        "code": story.unit.code,
        "register": story.unit.register,
        "level": story.unit.level,
        "on": _iso(story.day),
        "exists": story.exists_on,
        "name": story.version.name if story.version else None,
        "type": story.version.type if story.version else None,
        "parent": story.parents[0].code if story.parents else None,
        "place": [{"code": parent.code, "name": parent.name} for parent in story.parents],
        "founded_on": _iso(story.unit.founded_on),
        "ended_on": _iso(story.unit.ended_on),
        "names": [
            {"name": version.name, "type": version.type, "from": _iso(version.valid_from), "to": _iso(version.valid_to)}
            for version in story.versions
        ],
        "predecessors": [_tie_json(tie) for tie in story.predecessors],
        "successors": [_tie_json(tie) for tie in story.successors],
        "special_case": story.special_case,
    }


def _story_lines(story: UnitStory) -> list[str]:
    unit = story.unit
    lines = [f"{unit.code}  {story.version.name if story.version else '(danh mục cũ không có tên)'}"]
    lines += [f"Loại: {story.version.type}"] if story.version else []
    lines += [f"Thuộc: {', '.join(parent.name for parent in story.parents)}"] if story.parents else []
    since = f"{unit.founded_on:%d/%m/%Y}" if unit.founded_on else "trước khi có danh mục"
    until = f"đến trước {unit.ended_on:%d/%m/%Y}" if unit.ended_on else "đến nay"
    lines.append(f"Thời gian: từ {since} {until}")
    lines += [f"Tên khác: {version.name}" for version in story.versions if story.version and version.name != story.version.name]
    lines += [
        f"Tiền thân: {tie.name or tie.code} ({tie.code}{', một phần' if tie.is_split else ''})" for tie in story.predecessors
    ]
    lines += [f"Kế thừa: {tie.name} ({tie.code}{', một phần' if tie.is_split else ''})" for tie in story.successors]
    lines += [f"Lưu ý: {story.special_case}."] if story.special_case else []
    lines += [f"Ngày {story.day:%d/%m/%Y} không có đơn vị này."] if story.exists_on is False and story.day else []
    return lines
