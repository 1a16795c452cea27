"""Certificates against empty pages set by typst alone."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import typst

from bench.measure import Comparison, compare
from kheo.documents.certificate import CertificateContent, certificate_pdf, certificates_pdf
from kheo.documents.content import Signature

COUNT, FILES = 1000, 50
STANDARDS = ["a-2a", "ua-1"]


def content(number: int) -> CertificateContent:
    return CertificateContent(
        layout="party",
        superior="Đảng bộ thị xã minh hoạ",
        issuer="Ban Chỉ đạo phong trào thi đua “Dân vận khéo”",
        purpose="Công nhận mô hình “Dân vận khéo” hoạt động hiệu quả năm 2024",
        initiative=f"Tuyến đường không rác thải nhựa số {number}",
        holder=f"Chi hội Phụ nữ tổ dân phố số {number}",
        field="Lĩnh vực kinh tế",
        decision="12-QĐ/BCĐ",
        decision_on=date(2024, 12, 26),
        place="Duy Tiên",
        on=date(2024, 12, 26),
        signature=Signature("T/M BAN CHỈ ĐẠO", "TRƯỞNG BAN", "Người ký minh hoạ"),
        register_number=f"{number:04d}",
        code=f"ABCD-EFGH-JKMN-{number:04d}",
        verify_url=f"https://kheo.example/xac-minh/ABCDEFGHJKMN{number:04d}",
    )


def empty_pages(count: int) -> bytes:
    lines = ['#set document(title: "x")', "#set page(width: 297mm, height: 210mm)", *["#pagebreak()"] * (count - 1)]
    pdf: bytes = typst.compile("\n".join(lines).encode(), format="pdf", pdf_standards=STANDARDS)
    return pdf


def one_file_each(count: int) -> None:
    for number in range(count):
        certificate_pdf(content(number))


def measure(_folder: Path) -> Iterator[Comparison]:
    one_file_each(1)  # fonts and frame are read once a process
    yield compare(
        f"{COUNT} certificates in one PDF",
        lambda: certificates_pdf([content(number) for number in range(COUNT)]),
        partial(empty_pages, COUNT),
        f"{COUNT} empty A4 pages by typst alone, PDF/A-2a and PDF/UA-1 too",
        rounds=1,
    )
    yield compare(
        f"{FILES} certificates, a PDF each",
        partial(one_file_each, FILES),
        lambda: certificates_pdf([content(number) for number in range(FILES)]),
        f"the same {FILES} certificates in one PDF",
        rounds=3,
    )
