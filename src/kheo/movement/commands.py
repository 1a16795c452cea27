"""``kheo import-initiatives``: a sheet of initiatives into a programme."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from kheo.foundation.command_line import AS_JSON, DIFFERS, bytes_of, give_up, print_json
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.sheets import UnreadableSheet
from kheo.foundation.uploads.limits import PURPOSES
from kheo.movement.actions.importing import ImportOutcome, Progress, Typed, import_initiatives, preview_import
from kheo.movement.models import Programme
from kheo.movement.reading import Refusal
from kheo.organisation.authority import COMMAND_LINE

_CONVERSIONS_TOLD = 20


@click.command("import-initiatives")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--programme", "code", required=True, help="Mã chương trình, ví dụ duy-tien-2024.")
@click.option("--dry-run", is_flag=True, help="Chỉ đọc và cho biết sẽ nhập thế nào; không ghi gì.")
@click.option("--accept-converted", is_flag=True, help="Nhận cả những ô phông cũ đọc chưa chắc, đúng như đọc được.")
@AS_JSON
def import_initiatives_command(file: Path, code: str, dry_run: bool, accept_converted: bool, as_json: bool) -> None:
    """Nhập danh sách mô hình, điển hình từ .xlsx, .ods, .csv, .docx: mọi dòng, hoặc không dòng nào.

    Chữ gõ bằng phông cũ (TCVN3, VNI, VIQR) được đọc sang Unicode và kể ra; ô đọc chưa chắc thì cả tệp bị từ chối, trừ khi dùng
    --accept-converted. Cùng một tệp nhập lại thì không thêm gì. Mã thoát: 0 mọi dòng được nhận, 1 có dòng bị từ chối (khi đó
    chưa ghi gì), 2 không đọc được tệp.
    """
    programme = Programme.objects.select_related("locality__unit").filter(code=code).first()
    if programme is None:
        give_up(f"không có chương trình «{code}». Xem mã ở trang chương trình.")
    data = bytes_of(file, PURPOSES["spreadsheet"].max_bytes + 1)  # one byte too many is refused further on
    typed = Typed(accept_doubtful=accept_converted)
    try:
        if dry_run:
            outcome = preview_import(COMMAND_LINE, programme, file.name, data, typed)
        else:
            with _progress_bar() as progress:
                outcome = import_initiatives(COMMAND_LINE, programme, file.name, data, typed=typed, progress=progress)
    except UnreadableSheet as unreadable:
        give_up(str(unreadable))
    except RefusedError as refusal:
        outcome = _refused_whole(programme, preview_import(COMMAND_LINE, programme, file.name, data, typed), refusal.problems)
    if as_json:
        print_json(outcome.as_json())
    else:
        _tell(outcome, dry_run)
    for one in outcome.refused:
        click.echo(_line(one), err=True)
    if outcome.doubtful:
        told = (
            "Xem các ô ấy; đúng cả thì chạy lại với --accept-converted, sai thì gõ lại ô bằng Unicode (hoặc nhập qua trang web)."
        )
        click.echo(told, err=True)
    sys.exit(DIFFERS if outcome.refused else 0)


@contextmanager
def _progress_bar() -> Iterator[Progress]:
    """A bar on a terminal; told in a file or to another program it would only be noise."""
    if not sys.stderr.isatty():
        yield lambda _written, _all: None
        return
    click.echo("Đang đọc tệp…", err=True)
    with click.progressbar(length=1, label="Đang ghi", file=sys.stderr) as bar:

        def progress(written: int, of_all: int) -> None:
            bar.length = of_all
            bar.update(written - bar.pos)

        yield progress


def _refused_whole(programme: Programme, read: ImportOutcome, problems: tuple[Problem, ...]) -> ImportOutcome:
    """The reading, with what refused it as a whole told before the rows; row 0 stands for the sheet."""
    told = [Refusal(0, "", programme.code, str(problem)) for problem in problems]
    return replace(read, committed=False, is_preview=False, refused=[*told, *read.refused])


def _tell(outcome: ImportOutcome, dry_run: bool) -> None:
    if outcome.committed:
        click.echo(f"Đã nhập {outcome.created}, đã có từ trước {outcome.unchanged}.")
    elif dry_run and not outcome.refused:
        click.echo(f"Sẽ nhập {outcome.created}, đã có từ trước {outcome.unchanged}. Chưa ghi gì (--dry-run).")
    else:
        click.echo(f"Chưa ghi gì: {len(outcome.refused)} chỗ bị từ chối. Sửa rồi nhập lại cả tệp.")
    if outcome.certain:
        click.echo(f"Đã đọc {len(outcome.certain)} ô từ phông cũ sang Unicode:")
        for one in outcome.certain[:_CONVERSIONS_TOLD]:
            click.echo(f"  dòng {one.row}, cột {one.letter}: {one.before} → {one.after} ({one.label}, {one.percent} %)")
        if len(outcome.certain) > _CONVERSIONS_TOLD:
            click.echo(f"  … xem đủ bằng --json ({len(outcome.certain)} ô).")
    for warning in outcome.warnings:
        click.echo(f"Lưu ý: {warning}")


def _line(one: Refusal) -> str:
    if not one.row:
        return f"Cả tệp: {one.reason}"
    value = f" «{one.value}»" if one.value else ""
    return f"{f'{one.sheet}, dòng' if one.sheet else 'Dòng'} {one.row}, cột {one.column}:{value} {one.reason}"
