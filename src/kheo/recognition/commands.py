"""``kheo decisions``, ``kheo certificates``, ``kheo verify``."""

import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile

import click

from kheo.documents.certificate import certificate_files, certificates_pdf
from kheo.documents.signing.apart import MOST_BYTES
from kheo.foundation.command_line import AS_JSON, COULD_NOT, DIFFERS, DONE, bytes_of, give_up, print_json
from kheo.foundation.refusal import RefusedError
from kheo.foundation.text import fold
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Locality
from kheo.recognition.actions.certificates import issue_certificates
from kheo.recognition.actions.prints import BatchContent, print_batch
from kheo.recognition.models import Certificate, Decision, DecisionKind, PrintRun
from kheo.recognition.papers import certificate_content, certificate_file_name
from kheo.recognition.queries.blanks import blanks_in_use, offsets_of
from kheo.recognition.queries.certificates import Verification, standing_certificates, verify_code
from kheo.recognition.queries.decisions import issued_decisions
from kheo.recognition.queries.sheets import DecisionSheet, sheets_of, sheets_of_run
from kheo.recognition.queries.signed import check_file
from kheo.recognition.tasks import Setting, write_pdf, write_zip

STATUS_WORDS = {
    "valid": "còn nguyên giá trị",
    "corrected": "đã đính chính, cấp lại",
    "reissued": "đã cấp lại do mất, hỏng",
    "revoked": "đã thu hồi",
    "unknown": "không có giấy chứng nhận nào mang mã này",
}
NONE_LEFT = "Mọi giấy chứng nhận của quyết định này đã thu hồi; không còn giấy nào để in."
TONES = {"good": "[đúng]", "weigh": "[lưu ý]", "bad": "[sai]"}


@click.command("decisions")
@click.option("--unit", required=True, help="Mã đơn vị của địa phương, ví dụ gso2024-349.")
@click.option("--year", required=True, type=int, help="Năm của phong trào.")
@AS_JSON
def decisions(unit: str, year: int, as_json: bool) -> None:
    """Các quyết định đã ban hành của một địa phương trong một năm: công nhận, tiêu biểu, khen thưởng, kỷ niệm chương."""
    locality = Locality.objects.filter(code=unit.partition("/")[0]).first()  # a body's code names its locality, too
    if locality is None:
        give_up(f"không có địa phương nào mang mã «{unit}» trong cơ sở dữ liệu này. Xem mã bằng: kheo units find TÊN.")
    rows = issued_decisions(locality, year)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        kind = DecisionKind(row["kind"]).label
        click.echo(f"{row['id']:>6}  {row['number']:<18} {row['date']}  {kind}: {row['count']}")
    if not rows:
        click.echo(f"{locality.name} chưa có quyết định nào đã ban hành của năm {year}.")


@click.command("certificates")
@click.option("--decision", "pk", required=True, type=int, help="Số của quyết định trong Khéo (cột đầu của kheo decisions).")
@click.option("--out", "folder", required=True, type=click.Path(path_type=Path, file_okay=False), help="Thư mục ghi các tệp PDF.")
@click.option("--zip", "as_zip", is_flag=True, help="Ghi một tệp tat-ca.zip: mỗi giấy một PDF mang tên số vào sổ.")
@click.option("--blank", "blank_name", default="", help="In chữ lên phôi mang tên này, thay cho mẫu của Khéo; phải in thử trước.")
@click.option("--printer", default="", help="Máy in đã chỉnh cho phôi; bỏ trống được khi chỉ có một máy.")
@click.option("--reason", default="", help="Vì sao in lại những giấy đã in trên phôi.")
def certificates(pk: int, folder: Path, as_zip: bool, blank_name: str, printer: str, reason: str) -> None:
    """In giấy chứng nhận của một quyết định công nhận: mỗi giấy một tệp, và tat-ca.pdf.

    Giấy nào chưa cấp thì cấp, vào sổ; giấy đã đính chính hoặc thu hồi không in lại. Với --blank còn in được giấy khen, bằng khen
    của quyết định khen thưởng.
    """
    decision = Decision.objects.filter(pk=pk).select_related("programme", "locality", "body").first()
    if decision is None:
        give_up(f"không có quyết định {pk}. Xem danh sách bằng: kheo decisions --unit MÃ --year NĂM.")
    try:
        if not blank_name or decision.kind == DecisionKind.RECOGNITION:
            issue_certificates(COMMAND_LINE, decision)
        if blank_name:
            count = _write_on_blank(decision, _blank_content(decision, blank_name, printer, reason), folder, as_zip=as_zip)
        elif as_zip:
            count = _write_sheets(Setting(), sheets_of(decision), folder, as_zip=True)
        else:
            count = _write(standing_certificates(decision), folder)
    except RefusedError as refusal:
        give_up(*refusal.problems)
    except OSError as error:
        give_up(f"không ghi được vào {folder} ({error.strerror}).")
    written = f"{count} giấy vào tat-ca.zip trong" if as_zip else f"{count} giấy và tat-ca.pdf vào"
    click.echo(f"Đã ghi {written} {folder}.")


def _blank_content(decision: Decision, name: str, printer: str, reason: str) -> BatchContent:
    """The blank and the printer that are meant; RefusedError names what there is."""
    blanks = list(blanks_in_use(decision.locality))
    blank = next((each for each in blanks if fold(each.name) == fold(name)), None)
    if blank is None:
        raise RefusedError(f"Không có phôi «{name}». Các phôi đã khai: {'; '.join(each.name for each in blanks) or 'chưa có'}.")
    offsets = list(offsets_of([blank]))
    fitting = [offset for offset in offsets if not printer or offset.printer_key == fold(printer)]
    if len(fitting) != 1:
        known = "; ".join(offset.printer for offset in offsets) or "chưa có máy nào"
        raise RefusedError(f"Ghi --printer là một trong các máy đã chỉnh cho phôi này: {known}.")
    return BatchContent(blank, fitting[0], reason=reason)


def _write_on_blank(decision: Decision, content: BatchContent, folder: Path, *, as_zip: bool) -> int:
    shape = PrintRun.Shape.ZIP if as_zip else PrintRun.Shape.PDF
    run = print_batch(COMMAND_LINE, decision, replace(content, shape=shape))
    return _write_sheets(Setting(run), sheets_of_run(run), folder, as_zip=as_zip)


def _write_sheets(setting: Setting, sheets: list[DecisionSheet], folder: Path, *, as_zip: bool) -> int:
    """Write *sheets* as one zip, or a PDF each and one of all; return their number."""
    if not sheets:
        raise RefusedError(NONE_LEFT)
    folder.mkdir(parents=True, exist_ok=True)
    apart = 0 if as_zip else len(sheets)
    with click.progressbar(length=apart + len(sheets), label="In giấy", file=sys.stderr) as bar, TemporaryFile() as whole:

        def told(done: int) -> None:
            bar.update(apart + done - bar.pos)

        if as_zip:
            write_zip(setting, sheets, whole, told)
        else:
            for sheet, pdf in zip(sheets, setting.apart(sheets), strict=True):
                _write_whole(folder / sheet.file_name, pdf)
                bar.update(1)
            write_pdf(setting, sheets, whole, told)
        whole.seek(0)
        _write_whole(folder / ("tat-ca.zip" if as_zip else "tat-ca.pdf"), whole.read())
    return len(sheets)


def _write(rows: list[Certificate], folder: Path) -> int:
    if not rows:
        raise RefusedError(NONE_LEFT)
    folder.mkdir(parents=True, exist_ok=True)
    contents = [certificate_content(row) for row in rows]
    with click.progressbar(rows, label="In giấy chứng nhận", file=sys.stderr) as bar:
        for row, pdf in zip(bar, certificate_files(contents), strict=True):
            _write_whole(folder / certificate_file_name(row), pdf)
    _write_whole(folder / "tat-ca.pdf", certificates_pdf(contents))
    return len(rows)


def _write_whole(target: Path, content: bytes) -> None:
    """The file appears whole or not at all: a certificate cut off by a full disk must not reach the printer."""
    partial = target.with_name(f".{target.name}.part")
    try:
        partial.write_bytes(content)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


@click.command("verify", context_settings={"ignore_unknown_options": True})
@click.argument("code", metavar="MÃ|TỆP.pdf")
@AS_JSON
def verify(code: str, as_json: bool) -> None:
    """Kiểm tra mã trên giấy chứng nhận, hoặc chữ ký số của một tệp PDF.

    Mã thoát: 0 còn nguyên giá trị, đúng tệp Khéo đưa ra; 1 đã đính chính, đã thu hồi, không có, tệp khác; 2 không đọc được.
    """
    if code.lower().endswith(".pdf") or Path(code).is_file():
        _verify_file(Path(code), as_json=as_json)
        return
    found = verify_code(code)
    if as_json:
        print_json(found.as_json())
    else:
        _tell(found)
    sys.exit(DONE if found.status == "valid" else DIFFERS)


def _verify_file(file: Path, *, as_json: bool) -> None:
    looked = check_file(bytes_of(file, MOST_BYTES + 1))
    holds = looked.holds
    if as_json:
        certificate = looked.certificate.as_json() if looked.certificate else None
        signed = {**looked.findings.as_json(), "told": [{"tone": one.tone, "text": one.text} for one in looked.told]}
        print_json({"holds": holds, "paper": looked.paper or None, "signatures": signed, "certificate": certificate})
    else:
        if looked.paper:
            click.echo(f"{file.name}: {looked.paper}.")
        for one in looked.told:
            click.echo(f"  {TONES[one.tone]:<7} {one.text}")
        if looked.certificate:
            _tell(looked.certificate)
    if looked.findings.problem:
        sys.exit(COULD_NOT)
    sys.exit(DONE if holds else DIFFERS)


def _tell(found: Verification) -> None:
    since = f" từ {found.since:%d/%m/%Y}" if found.since else ""
    click.echo(f"{found.printed_code or 'Mã đã nhập'}: {STATUS_WORDS[found.status]}{since}.")
    if found.words:
        click.echo(f"  {found.words['initiative']} {found.words['holder']}")
        click.echo(f"  Quyết định số {found.words['decision']} ngày {found.decision_date:%d/%m/%Y}, {found.words['issuer']}")
    if found.replaces:
        click.echo(f"  Thay giấy số {found.replaces}")
    if found.replaced_by:
        click.echo(f"  Giấy thay thế: {found.as_json()['replaced_by']}")
