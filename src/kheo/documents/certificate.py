"""Certificates: A4 landscape, a woven frame, room for stamp and signature, a code that leads to the page that proves them."""

import multiprocessing
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import segno

from kheo.documents import formalities
from kheo.documents.content import LayoutKind, Signature
from kheo.documents.printing import breakable, printable
from kheo.documents.typesetting import typeset
from kheo.documents.weaving import frame_svg, knot_svg

# Level M: a seventh of the code may be lost and it still reads; a higher one would make the modules smaller on the same paper.
QR_LEVEL = "m"
# Fewer than so many files are made before two more processes have started.
WORTH_TWO = 40
DARK = re.compile(rb"\x01+")


@dataclass(frozen=True, kw_only=True)
class CertificateContent:
    """What one certificate prints.

    *superior*, *issuer*: names as in running text, printed in capitals. *purpose*: the line under the title. *initiative*: the
    name in the middle. *holder*: «của …». *field*: «Lĩnh vực văn hoá – xã hội» or "". *decision*: number as printed
    («12-QĐ/BCĐ»), of *decision_on*. *on*: the certificate's own date. *register_number*: padded («0007»). *code*: as printed, in
    fours. *verify_url*: full address of the page that proves it, in the QR code. *notice*: «dữ liệu minh hoạ» or None.
    *again*: «Cấp lại lần 1, thay giấy số 0001» or "".
    """

    layout: LayoutKind
    superior: str
    issuer: str
    purpose: str
    initiative: str
    holder: str
    field: str
    decision: str
    decision_on: date
    place: str
    on: date
    signature: Signature
    register_number: str
    code: str
    verify_url: str
    title: str = "GIẤY CHỨNG NHẬN"
    notice: str | None = None
    again: str = ""


def certificate_pdf(content: CertificateContent) -> bytes:
    """Return one certificate as a PDF of one page."""
    return certificates_pdf([content])


def certificates_pdf(contents: Sequence[CertificateContent]) -> bytes:
    """Return *contents* as one PDF, a page each, in their order; RefusedError for a character that no face prints."""
    if not contents:
        raise ValueError("no certificate to print")
    pages = [_page(printable(content, "certificate")) for content in contents]
    first = contents[0]
    return typeset(
        "certificate.typ",
        {
            "file_title": first.title.capitalize(),
            "author": first.issuer,
            "pages": pages,
            "frame": frame_svg(columns=140, rows=96, band=5, pitch=2),
            "knot": knot_svg(pitch=1.3),
        },
        max(content.on for content in contents),
    )


def certificate_files(contents: Sequence[CertificateContent]) -> Iterator[bytes]:
    """Yield a PDF of one page for each of *contents*, in their order; many are set by two processes at once."""
    if len(contents) < WORTH_TWO or multiprocessing.current_process().daemon:
        yield from map(certificate_pdf, contents)
        return
    # Threads would wait for each other within typst.
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(certificate_pdf, contents, chunksize=5)


def _page(content: CertificateContent) -> dict[str, Any]:
    decision = f"Quyết định số {content.decision} {formalities.written_date(content.decision_on)}"
    words = {
        "party": content.layout == "party",
        "superior": content.superior.upper(),
        "issuer": content.issuer.upper(),
        "title_lines": formalities.title_lines(content.layout),
        "title": content.title.upper(),
        "purpose": content.purpose,
        "initiative": content.initiative,
        "holder": content.holder,
        "details": [text for text in (content.field, decision, content.again) if text],
        "place_and_date": f"{content.place}, {formalities.written_date(content.on)}",
        "signature": asdict(content.signature),
        "notice": content.notice,
    }
    words["verify_place"] = content.verify_url.rpartition("/")[0].split("://", 1)[-1]
    proof = {"register_number": content.register_number, "code": content.code, "verify_url": content.verify_url}
    return {**breakable(words), **proof, "qr": qr_svg(content.verify_url)}


def qr_svg(address: str) -> str:
    """The QR code of *address* as SVG: one path of runs of dark modules, four modules of quiet zone round it (ISO/IEC 18004)."""
    matrix = segno.make(address, error=QR_LEVEL, micro=False, boost_error=False).matrix_iter(border=4)
    rows = [bytes(row) for row in matrix]
    runs = [(y, run.start(), run.end() - run.start()) for y, row in enumerate(rows) for run in DARK.finditer(row)]
    path = "".join(f"M{x} {y}h{length}v1h-{length}z" for y, x, length in runs)
    side = len(rows)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{path}"/></svg>'
