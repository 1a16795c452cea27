"""Words on pre-printed blanks, many at once: one PDF, a zip with a PDF each; and Khéo's own certificates as a zip."""

import io
import time
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from bench.certificates import content
from bench.measure import Comparison, compare
from kheo.documents.blank import blank_pdf
from kheo.documents.blank_content import BlankPaper, Place, Sheet
from kheo.documents.certificate import certificate_files, certificates_pdf
from kheo.recognition.queries.sheets import DecisionSheet
from kheo.recognition.tasks import Setting, write_pdf, write_zip

COUNT, CERTIFICATES = 1000, 200
PLACES = (
    Place(key="holder", label="Tập thể", x=44.5, y=96.5, width=208, align="centre", size=24, bold=True, lines=2, leading=12),
    Place(key="title", label="Tên mô hình", x=44.5, y=126, width=208, align="centre", size=16, italic=True, lines=2, leading=9),
    Place(key="decision_line", label="Quyết định", x=24, y=168, width=119, size=12),
    Place(key="register", label="Số vào sổ", x=24, y=178.5, width=60, size=12),
    Place(key="place_on", label="Ngày", x=157, y=151, width=113, align="centre", size=13, italic=True),
    Place(key="signer", label="Người ký", x=157, y=185, width=113, align="centre", size=14, bold=True),
    Place(key="qr", label="QR", x=24, y=140, width=22, is_code=True),
)
PAPER = BlankPaper(width=297, height=210, places=PLACES, title="Giấy chứng nhận", on=date(2024, 12, 26))


def sheet(number: int) -> DecisionSheet:
    words = {
        "holder": f"Chi hội Phụ nữ tổ dân phố số {number}, phường Hòa Mạc, thị xã minh hoạ",
        "title": f"Tuyến đường tự quản sáng – xanh – sạch – đẹp, không rác thải nhựa, số {number}",
        "decision_line": "Quyết định số 12-QĐ/BCĐ ngày 26 tháng 12 năm 2024",
        "register": f"{number:04d}",
        "place_on": "Duy Tiên, ngày 26 tháng 12 năm 2024",
        "signer": "Người ký minh hoạ",
    }
    return DecisionSheet(
        number, number, None, Sheet(str(number), words, f"https://kheo.example/xac-minh/ABCDEFGHJKMN{number:04d}")
    )


SHEETS = [sheet(number) for number in range(1, COUNT + 1)]


def setting() -> Setting:
    made = Setting()
    made.paper = PAPER
    return made


def one_pdf() -> None:
    write_pdf(setting(), SHEETS, io.BytesIO(), lambda _done: None)


def a_zip() -> None:
    write_zip(setting(), SHEETS, io.BytesIO(), lambda _done: None)


def merge(pages: list[bytes]) -> None:
    writer = PdfWriter()
    for page in pages:
        writer.append(PdfReader(io.BytesIO(page)))
    writer.write(io.BytesIO())


def zip_together(count: int) -> None:
    with zipfile.ZipFile(io.BytesIO(), "w") as archive:
        for number, pdf in enumerate(certificate_files([content(number) for number in range(count)])):
            archive.writestr(f"GCN-{number:04d}.pdf", pdf)


def measure(_folder: Path) -> Iterator[Comparison]:
    pages = [blank_pdf(PAPER, [each.sheet]) for each in SHEETS]
    yield compare(
        f"{COUNT} sheets on a blank, one PDF",
        one_pdf,
        partial(merge, pages),
        "pypdf merging the same pages, set already",
        rounds=1,
    )
    yield compare(f"{COUNT} sheets on a blank, a zip of PDFs", a_zip, one_pdf, "the same sheets as one PDF", rounds=1)
    zip_together(CERTIFICATES)  # two more processes have started
    yield compare(
        f"{CERTIFICATES} certificates, a zip of PDFs (clock)",
        partial(zip_together, CERTIFICATES),
        lambda: certificates_pdf([content(number) for number in range(CERTIFICATES)]),
        "the same certificates as one PDF",
        rounds=1,
        clock=time.perf_counter,
    )
