"""The report as .docx and PDF, read back: layout of the issuer, both sides of 09/01/2026, and the appendix."""

import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn

from kheo.documents.content import Heading, Table
from kheo.documents.pdf import to_pdf
from kheo.documents.rules import layout_on
from kheo.documents.word import to_docx
from kheo.reporting.actions.reports import issue_report
from kheo.reporting.models import Report
from kheo.reporting.papers import number_template, report_paper
from kheo.reporting.queries.contents import current
from tests.documents.reading import lines_of, page_texts, place_of, size_of, whole_text
from tests.reporting.scene import WORDS

BEFORE, AFTER = date(2025, 1, 15), date(2026, 1, 9)
NUMBERS = {"thi-uy": "12-BC/TU", "ubnd": "12/BC-UBND"}
# About pages and papers, not databases: what they ask for is tested on both in queries and actions.
pytestmark = pytest.mark.sqlite


@pytest.fixture
def issued(full):
    def make(body="thi-uy", day=BEFORE):
        report = full.written(body=body)
        report = issue_report(full.office, report, NUMBERS[body], day, report.version)
        return report_paper(report, current(report)[0])

    return make


@pytest.mark.parametrize(("day", "document"), [(BEFORE, "Hướng dẫn 36-HD/VPTW"), (AFTER, "Quy định 399-QĐ/TW")])
def test_party_report_stands_as_the_days_rules_say(issued, day, document):
    paper = issued("thi-uy", day)
    layout = layout_on(paper.layout, paper.layout_day)
    assert {rule.document for rule in layout.rules} == {document}
    pdf = to_pdf(paper)
    name, issuer, star = (place_of(pdf, 0, text) for text in ("ĐẢNG CỘNG SẢN VIỆT NAM", "CẤP UỶ DUY TIÊN", "*"))
    number, place = place_of(pdf, 0, "12-BC/TU"), place_of(pdf, 0, f"Duy Tiên, ngày {day:%d} tháng 01 năm {day.year}")
    title = place_of(pdf, 0, "BÁO CÁO")
    sizes = [
        size_of(pdf, 0, text) for text in ("ĐẢNG CỘNG", "CẤP UỶ", "Số", "Duy Tiên, ngày", "BÁO CÁO", "kết quả công", "Quán triệt")
    ]
    assert sizes == [15, 14, 14, 14, 16, 14, 14]
    assert issuer.bottom < star.top < number.top
    assert star.middle == pytest.approx(issuer.middle, abs=1)
    assert number.middle == pytest.approx(issuer.middle, abs=8)
    assert number.bottom == pytest.approx(place.bottom, abs=1.5)
    assert place.middle == pytest.approx(name.middle, abs=3)
    assert title.middle == pytest.approx(30 + 165 / 2, abs=1)
    under_name, under_subject = lines_of(pdf, 0)[:2]
    assert (under_name.left, under_name.right) == pytest.approx((name.left, name.right), abs=0.8)
    assert name.bottom < under_name.top < name.bottom + 3
    assert title.bottom < under_subject.top


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_administrative_report_has_rules_for_the_star(issued, day):
    pdf = to_pdf(issued("ubnd", day))
    nation, motto, issuer = (place_of(pdf, 0, text) for text in ("CỘNG HÒA XÃ HỘI", "Độc lập", "UỶ BAN NHÂN DÂN"))
    sizes = [
        size_of(pdf, 0, text) for text in ("CỘNG HÒA", "Độc lập", "UỶ BAN", "Số:", "Duy Tiên, ngày", "BÁO CÁO", "Quán triệt")
    ]
    assert sizes == [13, 14, 13, 13, 14, 14, 14]
    assert nation.bottom < motto.top + 1
    assert place_of(pdf, 0, "*") is None
    assert "Số: 12/BC-UBND" in page_texts(pdf)[0]
    under_issuer, under_motto = lines_of(pdf, 0)[:2]
    whole = place_of(pdf, 0, "Độc lập - Tự do - Hạnh phúc")
    assert (under_motto.left, under_motto.right) == pytest.approx((whole.left, whole.right), abs=0.8)
    assert issuer.bottom < under_issuer.top
    assert under_issuer.right - under_issuer.left < issuer.right - issuer.left


@pytest.mark.parametrize("body", ["thi-uy", "ubnd"])
def test_text_keeps_the_margins_and_pages_are_numbered_from_the_second(issued, body):
    paper = issued(body)
    pdf = to_pdf(paper)
    pages = page_texts(pdf)
    assert len(pages) > 3
    for page in range(1, len(pages)):
        box = place_of(pdf, page, str(page + 1))
        assert box.middle == pytest.approx(30 + 165 / 2, abs=0.6)
        assert 6 < box.top < box.bottom < 14
    first = place_of(pdf, 0, paper.superior.upper() or "UỶ BAN" if body == "ubnd" else "CẤP UỶ")
    assert first.top > 19
    assert pages[0].startswith("CẤP UỶ DUY TIÊN" if body == "thi-uy" else "UỶ BAN NHÂN DÂN DUY TIÊN")
    assert pages[1].startswith("2 ")
    body_line = place_of(pdf, 0, "xã hội giữ vững") or place_of(pdf, 0, "giữ vững")
    assert 30 <= body_line.left < body_line.right <= 195.1


@pytest.mark.parametrize(("body", "authority"), [("thi-uy", "T/M BAN THƯỜNG VỤ"), ("ubnd", "T/M BAN THƯỜNG VỤ")])
def test_signature_stands_right_recipients_left(issued, body, authority):
    pdf = to_pdf(issued(body))
    page = next(number for number, text in enumerate(page_texts(pdf)) if "Nơi nhận:" in text)
    word, signed, name = (place_of(pdf, page, text) for text in ("Nơi nhận:", authority, "Người ký minh hoạ"))
    assert word.left == pytest.approx(30, abs=0.6)
    assert signed.middle == pytest.approx(30 + 165 * 3 / 4, abs=1)
    assert name.middle == pytest.approx(signed.middle, abs=1)
    assert name.top - signed.bottom > 25
    assert "Lưu" in page_texts(pdf)[page]


@pytest.mark.parametrize(("body", "sizes"), [("thi-uy", (14, 16, 14)), ("ubnd", (14, 14, 13))])
def test_docx_has_the_same_measures_in_named_styles(issued, body, sizes):
    document = docx.Document(io.BytesIO(to_docx(issued(body))))
    section = document.sections[0]
    edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [edge.mm for edge in edges] == pytest.approx([20, 20, 30, 15], abs=0.1)
    assert section.different_first_page_header_footer
    assert [code.text for code in section.header._element.iter(qn("w:instrText"))] == [" PAGE "]
    found = [document.styles[name].font.size.pt for name in ("Nội dung", "Title", "Header")]
    assert tuple(found) == sizes
    headings = [(line.style.name, line.text) for line in document.paragraphs if line.style.name.startswith("Heading")]
    assert headings[:3] == [
        ("Heading 1", "PHẦN THỨ NHẤT\nKẾT QUẢ CÔNG TÁC DÂN VẬN NĂM 2024"),
        ("Heading 2", "I. KHÁI QUÁT TÌNH HÌNH"),
        ("Heading 2", "II. CÔNG TÁC DÂN VẬN CỦA HỆ THỐNG CHÍNH TRỊ"),
    ]
    assert len([part for part in document.part.package.iter_parts() if part.partname.endswith(".png")]) == 2


def test_both_files_say_the_same(issued):
    paper = issued()
    in_pdf = whole_text(to_pdf(paper)).replace(" ", "")
    document = docx.Document(io.BytesIO(to_docx(paper)))
    for line in document.paragraphs:
        assert "".join(line.text.split()) in in_pdf, line.text


def test_appendix_lists_each_number_with_key_definition_value_day_and_address(issued, settings):
    settings.KHEO_PUBLIC_URL = "https://kheo.example"
    paper = issued()
    (appendix,) = paper.annexes
    tables = [block for block in appendix.blocks if isinstance(block, Table)]
    words = [block.text for block in appendix.blocks if not isinstance(block, Table)]
    alone = [word.partition(" ")[0] for word in words if word.startswith("[")]
    numbers = alone + [row[0] for table in tables for row in table.rows]
    assert sorted(int(number[1:-1]) for number in numbers) == list(range(1, len(numbers) + 1))
    at = words.index("Mô hình, điển hình được công nhận, năm 2024")
    assert words[at + 1].startswith("Khoá: initiatives.recognised. Số mô hình, điển hình có tên trong các quyết định công nhận")
    base = "https://kheo.example/gso2024-349/so-lieu/initiatives.recognised/?nam=2024"
    assert words[at + 1].endswith(f"Đơn vị tính: mô hình. Địa chỉ: {base}")
    place = appendix.blocks.index(Heading(words[at], 2))
    recognised = appendix.blocks[place + 2]
    whole, part = recognised.rows[0], recognised.rows[1]
    assert (whole[1:], recognised.links[0]) == (("Chung", "3", "như trên"), base)
    assert (part[1:], recognised.links[1]) == (("Loại: mô hình", "3", "…&kind=mo_hinh"), f"{base}&kind=mo_hinh")
    at = words.index("Tham luận về dân chủ ở cơ sở, năm 2024")
    assert words[at + 1].startswith("Khoá: conference.democracy. ")
    rows = "https://kheo.example/gso2024-349/bao-cao/so-lieu/2024/conference.democracy/"
    assert words[at + 2].endswith(f"] 1 tham luận. Địa chỉ: {rows}")


def test_the_day_the_record_was_read_is_told_beside_the_day_of_the_report(issued):
    paper = issued()
    told = paper.annexes[0].blocks[0].text
    assert told.startswith("Báo cáo đề ngày 15/01/2025; số liệu đọc từ sổ của Khéo khi ghi số, ngày ban hành vào sổ, ngày ")
    report = Report.objects.get()
    content, _ = current(report)
    same = report_paper(report, replace(content, as_of=content.on))
    assert "đọc từ sổ của Khéo ngày 15/01/2025, ngày ban hành" in same.annexes[0].blocks[0].text
    draft = report_paper(report, replace(content, number=None, on=None, as_of=date(2025, 1, 14)))
    assert draft.annexes[0].blocks[0].text.startswith("Dự thảo: số liệu trong báo cáo đọc từ sổ của Khéo ngày 14/01/2025,")


def test_the_appendix_is_small_in_both_files(issued):
    paper = issued()
    pdf = to_pdf(paper)
    last = len(page_texts(pdf)) - 1
    assert size_of(pdf, last, "Khoá: ") == pytest.approx(10.5, abs=0.1)
    document = docx.Document(io.BytesIO(to_docx(paper)))
    (lead,) = [line for line in document.paragraphs if line.text == paper.annexes[0].blocks[0].text]
    assert (lead.style.name, lead.style.font.size.pt) == ("Phụ lục", 10.5)
    assert document.tables[-1].rows[1].cells[1].paragraphs[0].style.font.size.pt == 9.5


def test_addresses_lead_there_in_both_files(issued, settings):
    settings.KHEO_PUBLIC_URL = "https://kheo.example"
    paper = issued()
    document = docx.Document(io.BytesIO(to_docx(paper)))
    links = {relation.target_ref for relation in document.part.rels.values() if relation.is_external}
    assert links == {link for block in paper.annexes[0].blocks if isinstance(block, Table) for link in block.links}
    assert b"https://kheo.example/gso2024-349/bao-cao/so-lieu/2024/tasks.done/?phan=party" in to_pdf(paper)


def test_without_an_address_of_its_own_paths_are_printed(issued, settings):
    settings.KHEO_PUBLIC_URL = ""
    paper = issued()
    told = [block.text for block in paper.annexes[0].blocks if not isinstance(block, Table)]
    assert [word for word in told if word.endswith(" Địa chỉ: /gso2024-349/so-lieu/medals/?nam=2024")] != []
    assert {block.links for block in paper.annexes[0].blocks if isinstance(block, Table)} == {()}
    assert "/gso2024-349/so-lieu/medals/?nam=2024" in whole_text(to_pdf(paper))


def test_draft_says_so_and_has_neither_number_nor_day(full):
    report = full.written()
    paper = report_paper(report, current(report)[0])
    text = page_texts(to_pdf(paper))[0]
    assert ("DỰ THẢO" in text, "ngày … tháng … năm 2025" in text, "Số ……-BC" in text) == (True, True, True)


def test_what_the_boxes_say_is_printed_and_never_run(full):
    hostile = '#read("/etc/passwd") *đậm* $x$ <b>'
    report = full.written({**WORDS, "limits": f"{hostile}\nDòng hai"})
    paper = report_paper(report, current(report)[0])
    assert f"{hostile} Dòng hai" in whole_text(to_pdf(paper))
    document = docx.Document(io.BytesIO(to_docx(paper)))
    assert hostile in [line.text for line in document.paragraphs]


@pytest.mark.parametrize(
    ("layout", "suffix", "number"),
    [
        ("party", "QĐ/TU", "…-BC/TU"),
        ("party", "QĐ/BCĐ", "…-BC/BCĐ"),
        ("administrative", "QĐ-UBND", "…/BC-UBND"),
        ("administrative", "QĐ-MTTQ-BTT", "…/BC-MTTQ-BTT"),
        ("party", "", "…-BC"),
    ],
)
def test_blank_number_is_of_the_issuers_symbol(layout, suffix, number):
    assert number_template(layout, suffix) == number
