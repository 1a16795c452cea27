import io
from datetime import date

import pypdf
import pypdfium2
import pytest
import zxingcpp
from docx import Document

from kheo.documents.certificate import certificate_pdf, certificates_pdf
from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.organisation.models import Body
from kheo.recognition.actions.certificates import issue_certificates
from kheo.recognition.papers import certificate_content, certificate_file_name, decision_paper, number_template
from kheo.recognition.queries.lines import LineContent
from kheo.recognition.rules.codes import printed


def pdf_text(content):
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())


def docx_text(content):
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*[one.text for one in document.paragraphs], *cells]).split())


def articles(paper):
    return [block.text for block in paper.blocks if type(block).__name__ == "Article"]


def bases(paper):
    return [block.text for block in paper.blocks if type(block).__name__ == "Basis"]


def test_a_draft_prints_the_blank_number_and_says_that_it_is_one(scene):
    paper = decision_paper(scene.draft())
    assert (paper.layout, paper.number, paper.number_template, paper.on, paper.year, paper.draft) == (
        "party",
        None,
        "…-QĐ/BCĐ",
        None,
        2024,
        True,
    )
    assert (paper.title, paper.subject) == ("Quyết định", "công nhận mô hình “Dân vận khéo” hoạt động hiệu quả năm 2024")


def test_an_issued_recognition_prints_number_date_and_list_in_both_files(scene):
    paper = decision_paper(scene.issued())
    assert (paper.number, paper.on, paper.draft) == ("12-QĐ/BCĐ", date(2024, 12, 26), False)
    assert articles(paper)[0] == "Công nhận 03 mô hình “Dân vận khéo” hoạt động hiệu quả năm 2024 (có danh sách kèm theo)."
    for text in (pdf_text(to_pdf(paper)), docx_text(to_docx(paper))):
        for words in ("ĐẢNG CỘNG SẢN VIỆT NAM", "12-QĐ/BCĐ", "Cách làm 02", "Tập thể 03", "Phường Hòa Mạc", "Người ký minh hoạ"):
            assert words in text
        assert "DỰ THẢO" not in text


def test_the_outstanding_list_and_the_letter_that_proposes(scene):
    scene.issued()
    outstanding = decision_paper(scene.issued("13-QĐ/BCĐ", "outstanding"))
    assert articles(outstanding)[0].startswith("Chọn 03 mô hình “Dân vận khéo” tiêu biểu năm 2024 trong số đã được công nhận")
    letter = decision_paper(scene.draft("proposal"))
    assert (letter.title, letter.number_template, letter.recipients[0]) == ("Tờ trình", "…-TTr/BCĐ", "Như kính gửi")
    assert letter.blocks[0].text == "Kính gửi: Uỷ ban nhân dân Duy Tiên"
    assert "khen thưởng 03 tập thể" in letter.blocks[1].text


def test_a_letter_without_known_addressee_goes_to_the_chair(scene):
    scene.programme.commending_body = None
    scene.programme.save()
    assert decision_paper(scene.draft("proposal")).blocks[0].text == "Kính gửi: Chủ tịch Uỷ ban nhân dân"


def test_a_commendation_is_the_chairs_in_administrative_layout_on_the_law_of_the_day(scene):
    household = LineContent("Hộ minh hoạ", "household", scene.locality.unit, reason="Hiến đất mở đường")
    decision = scene.draft("commendation", [*scene.lines(*scene.registrations), household], body="ubnd")
    paper = decision_paper(decision)
    assert (paper.layout, paper.number_template) == ("administrative", "…/QĐ-UBND")
    assert bases(paper)[:2] == [
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
        "Căn cứ Luật Thi đua, khen thưởng 06/2022/QH15;",
    ]
    assert "CHỦ TỊCH UỶ BAN NHÂN DÂN DUY TIÊN QUYẾT ĐỊNH" in [getattr(block, "text", "") for block in paper.blocks]
    assert articles(paper)[0].startswith("Tặng Giấy khen cho 03 tập thể, 01 hộ gia đình có thành tích xuất sắc")
    text = pdf_text(to_pdf(paper))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Hiến đất mở đường" in text


def test_the_law_on_top_of_a_commendation_changes_with_the_day(scene):
    decision = scene.draft("commendation", [scene.person()], body="ubnd", day=date(2025, 7, 1))
    assert bases(decision_paper(decision))[:2] == [
        "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;",
        "Căn cứ Luật Thi đua, khen thưởng;",
    ]


def test_a_medal_names_its_people(scene):
    paper = decision_paper(scene.draft("medal", [scene.person(1), scene.person(2)], body="central"))
    assert articles(paper)[0] == "Tặng Kỷ niệm chương “Vì sự nghiệp Dân vận” cho 02 cá nhân (có danh sách kèm theo)."


@pytest.mark.parametrize("kind", ["recognition", "commendation", "medal"])
def test_an_empty_draft_can_be_printed_too(scene, kind):
    body = {"recognition": "bcd-dvk", "commendation": "ubnd", "medal": "central"}[kind]
    paper = decision_paper(scene.draft(kind, [], body=body))
    assert paper.annexes[0].blocks[0].rows == ()
    assert to_pdf(paper)[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("layout", "suffix", "kind", "expected"),
    [
        ("party", "QĐ/BCĐ", "recognition", "…-QĐ/BCĐ"),
        ("party", "CV/BDV", "proposal", "…-TTr/BDV"),
        ("administrative", "QĐ-UBND", "commendation", "…/QĐ-UBND"),
        ("party", "", "recognition", "…-QĐ"),
        ("party", "BCĐ", "recognition", "…-QĐ/BCĐ"),
    ],
)
def test_the_blank_number_follows_the_bodys_symbol(layout, suffix, kind, expected):
    assert number_template(Body(layout=layout, number_suffix=suffix), kind) == expected


def test_a_certificate_prints_its_frozen_words_and_a_code_that_reads_back(scene, settings):
    settings.KHEO_PUBLIC_URL = "https://kheo.example.vn"
    made = issue_certificates(scene.office, scene.issued())[0]
    scene.registrations[0].initiative.title = "Tên đổi sau"
    scene.registrations[0].initiative.save()
    content = certificate_pdf(certificate_content(made))
    text = pdf_text(content)
    for words in ("GIẤY CHỨNG NHẬN", "Cách làm 01", "của Tập thể 01, phường Hòa Mạc", "12-QĐ/BCĐ", "0001", printed(made.code)):
        assert words in text
    assert "Tên đổi sau" not in text
    image = pypdfium2.PdfDocument(content)[0].render(scale=2).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(image)] == [f"https://kheo.example.vn/xac-minh/{made.code}"]
    assert certificate_file_name(made) == f"0001-{made.code}.pdf"


def test_all_certificates_of_a_decision_make_one_file_a_page_each(scene):
    made = issue_certificates(scene.office, scene.issued())
    content = certificates_pdf([certificate_content(one) for one in made])
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages) == 3


def test_illustrative_data_say_so_on_the_certificate(scene):
    scene.locality.illustrative = True
    scene.locality.save()
    made = issue_certificates(scene.office, scene.issued())[0]
    assert certificate_content(made).notice == "dữ liệu minh hoạ"


def test_the_records_office_keeps_an_administrative_paper_and_the_body_itself_a_party_one_decree_30_annex_1(scene):
    commendation = decision_paper(scene.draft("commendation", [scene.person(1)], body="ubnd"))
    assert commendation.recipients == ("Như Điều 3", scene.programme.leading_body.name, "Lưu: VT")
    assert "Lưu: VT" in pdf_text(to_pdf(commendation))
    recognition = decision_paper(scene.draft())
    assert recognition.recipients[-1] == f"Lưu {scene.body('bcd-dvk').short_name}"
