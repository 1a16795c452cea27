"""``kheo report annual``: the year's report as .docx and PDF."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.command_line import AS_JSON, DIFFERS, DONE, give_up, print_json
from kheo.foundation.refusal import RefusedError
from kheo.movement.rules.programmes import year_problem
from kheo.organisation.models import Body
from kheo.reporting.models import Report
from kheo.reporting.papers import address, report_paper
from kheo.reporting.queries.composing import Composed
from kheo.reporting.queries.contents import changed_since, current
from kheo.reporting.queries.freezing import Content
from kheo.reporting.queries.reports import has_record, report_of, usual_signing


@click.group("report")
def report_group() -> None:
    """Báo cáo của một cơ quan."""


@report_group.command("annual")
@click.option("--issuer", "code", required=True, help="Mã cơ quan ban hành, ví dụ gso2024-349/thi-uy.")
@click.option("--year", required=True, type=int, help="Năm báo cáo.")
@click.option("--out", "folder", required=True, type=click.Path(path_type=Path), help="Thư mục ghi hai tệp.")
@AS_JSON
def annual(code: str, year: int, folder: Path, as_json: bool) -> None:
    """Ghi báo cáo tổng kết năm ra bao-cao-NĂM.docx và bao-cao-NĂM.pdf.

    Số liệu lấy từ sổ, phần chữ từ báo cáo đang soạn trong Khéo; báo cáo đã ban hành in lại đúng nội dung lúc ban hành.
    Mã thoát: 0 đã ghi; 1 đã ghi mà có con số khác với sổ, hoặc năm ấy chưa có gì để báo cáo (không ghi tệp); 2 không làm được.
    """
    issuer = _issuer(code)
    if problem := year_problem(year):
        give_up(problem)
    report = report_of(issuer, year)
    if report is None and not has_record(issuer.locality, year):  # type: ignore[arg-type]  # _issuer gives bodies of a locality
        _nothing(issuer, year, as_json)
    try:
        content, composed = current(report or _unsaved(issuer, year))
        paper = report_paper(report or _unsaved(issuer, year), content)
        files = {f"bao-cao-{year}.docx": to_docx(paper), f"bao-cao-{year}.pdf": to_pdf(paper)}
    except RefusedError as refusal:
        give_up(*refusal.problems)
    try:
        written = write_together(folder, files)
    except OSError as error:
        give_up(f"không ghi được vào «{folder}» ({error.strerror}); xem lại đường dẫn, quyền ghi, chỗ trống trên đĩa.")
    differing = _differing(content, composed)
    if as_json:
        print_json(_as_json(issuer, year, content, written, differing))
    else:
        _tell(content, written, differing)
    sys.exit(DIFFERS if differing else DONE)


def _issuer(code: str) -> Body:
    """The body, or a way to find it."""
    issuer = Body.objects.select_related("unit", "locality__unit").filter(code=code).exclude(locality=None).first()
    if issuer is None:
        give_up(_how_to_find(code))
    return issuer


def _how_to_find(code: str) -> str:
    near = Body.objects.filter(locality__code=code.partition("/")[0]).order_by("code").values_list("code", "name")
    listed = "; ".join(f"{known} ({name})" for known, name in near)
    if listed:
        return f"không có cơ quan nào mang mã «{code}». Các cơ quan ở đó: {listed}."
    return (
        f"không có cơ quan nào mang mã «{code}» trong cơ sở dữ liệu này. Mã có dạng <mã đơn vị>/<tên ngắn>, ví dụ "
        "gso2024-349/thi-uy; tìm mã đơn vị bằng: kheo units find TÊN."
    )


def _unsaved(issuer: Body, year: int) -> Report:
    """A report that nobody began: the record alone, boxes empty, signer as usual."""
    locality = issuer.locality
    assert locality is not None  # noqa: S101  _issuer gives bodies of a locality
    return Report(issuer=issuer, locality=locality, year=year, **vars(usual_signing(issuer, locality, year)))


def _nothing(issuer: Body, year: int, as_json: bool) -> None:
    what = f"Sổ của {issuer.locality} chưa có gì của năm {year}: chưa có đăng ký, nhiệm vụ hay hoạt động nào; chưa ghi tệp nào."
    if as_json:
        print_json({"issuer": issuer.code, "year": year, "files": [], "figures": [], "message": what})
    else:
        click.echo(what)
    sys.exit(DIFFERS)


def write_together(folder: Path, files: dict[str, bytes]) -> list[Path]:
    """Write *files* into *folder*, all of them or none: each is whole on the disk before the first gets its name."""
    folder.mkdir(parents=True, exist_ok=True)
    waiting: dict[Path, Path] = {}
    try:
        for name, content in files.items():
            handle, path = tempfile.mkstemp(prefix=f".{name}.", suffix=".part", dir=folder)
            waiting[Path(path)] = folder / name
            with os.fdopen(handle, "wb") as opened:
                opened.write(content)
        for part, target in waiting.items():
            if target.is_dir():
                raise IsADirectoryError(0, f"«{target.name}» đang là một thư mục")
            part.chmod(0o644)
        for part, target in waiting.items():
            part.replace(target)
    finally:
        for part in waiting:
            part.unlink(missing_ok=True)
    return list(waiting.values())


def _differing(content: Content, composed: Composed) -> list[str]:
    """Numbers in the boxes that are not the record's; of an issued report, what the record gives otherwise since."""
    if content.number is not None:
        return [str(one) for one in changed_since(content, composed)]
    return [
        f"ô «{box.label}» ghi «{item.figure.quote}», "
        + ("sổ không ghi số này" if item.recorded is None else f"sổ ghi {item.recorded}")
        for box, item in composed.differing
    ]


def _as_json(issuer: Body, year: int, content: Content, files: list[Path], differing: list[str]) -> dict[str, Any]:
    return {
        "issuer": issuer.code,
        "year": year,
        "number": content.number,
        "date": content.on.isoformat() if content.on else None,
        "as_of": content.as_of.isoformat(),
        "files": [str(path) for path in files],
        "figures": [
            {
                "number": number,
                "key": figure.key,
                "part": figure.part,
                "value": float(figure.value),
                "measure": figure.measure,
                "as_of": figure.as_of.isoformat(),
                "definition": figure.definition,
                "rows_url": address(figure.path),
            }
            for number, figure in enumerate(content.figures, 1)
        ],
        "differing": differing,
    }


def _tell(content: Content, files: list[Path], differing: list[str]) -> None:
    state = f"số {content.number}" if content.number else "dự thảo"
    for path in files:
        click.echo(f"Đã ghi {path} ({state}, {len(content.figures)} số liệu).")
    for one in differing:
        click.echo(f"Cần xem lại: {one}", err=True)
