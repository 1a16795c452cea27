"""``kheo decisions``, ``kheo certificates``, ``kheo verify``."""

import sys
from pathlib import Path

import click

from kheo.documents.certificate import certificate_pdf, certificates_pdf
from kheo.documents.signing.apart import MOST_BYTES
from kheo.foundation.command_line import AS_JSON, COULD_NOT, DIFFERS, DONE, bytes_of, give_up, print_json
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Locality
from kheo.recognition.actions.certificates import issue_certificates
from kheo.recognition.models import Certificate, Decision, DecisionKind
from kheo.recognition.papers import certificate_content, certificate_file_name
from kheo.recognition.queries.certificates import Verification, standing_certificates, verify_code
from kheo.recognition.queries.decisions import issued_decisions
from kheo.recognition.queries.signed import check_file

STATUS_WORDS = {
    "valid": "còn nguyên giá trị",
    "corrected": "đã đính chính, cấp lại",
    "reissued": "đã cấp lại do mất, hỏng",
    "revoked": "đã thu hồi",
    "unknown": "không có giấy chứng nhận nào mang mã này",
}
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
def certificates(pk: int, folder: Path) -> None:
    """In giấy chứng nhận của một quyết định công nhận: mỗi giấy một tệp, và tat-ca.pdf.

    Giấy nào chưa cấp thì cấp, vào sổ; giấy đã đính chính hoặc thu hồi không in lại.
    """
    decision = Decision.objects.filter(pk=pk).select_related("programme", "locality", "body").first()
    if decision is None:
        give_up(f"không có quyết định {pk}. Xem danh sách bằng: kheo decisions --unit MÃ --year NĂM.")
    try:
        issue_certificates(COMMAND_LINE, decision)
        rows = standing_certificates(decision)
        _write(rows, folder)
    except RefusedError as refusal:
        give_up(*refusal.problems)
    except OSError as error:
        give_up(f"không ghi được vào {folder} ({error.strerror}).")
    click.echo(f"Đã ghi {len(rows)} giấy chứng nhận và tat-ca.pdf vào {folder}.")


def _write(rows: list[Certificate], folder: Path) -> None:
    if not rows:
        raise RefusedError("Mọi giấy chứng nhận của quyết định này đã thu hồi; không còn giấy nào để in.")
    folder.mkdir(parents=True, exist_ok=True)
    contents = [certificate_content(row) for row in rows]
    with click.progressbar(list(zip(rows, contents, strict=True)), label="In giấy chứng nhận", file=sys.stderr) as bar:
        for row, content in bar:
            _write_whole(folder / certificate_file_name(row), certificate_pdf(content))
    _write_whole(folder / "tat-ca.pdf", certificates_pdf(contents))


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
