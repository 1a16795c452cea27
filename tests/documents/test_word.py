import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from kheo.documents.content import Paragraph, Signature, Table
from kheo.documents.word import to_docx
from kheo.foundation.refusal import RefusedError
from tests.documents import samples


def opened(paper: samples.Paper) -> docx.document.Document:
    return docx.Document(io.BytesIO(to_docx(paper)))


def lines(cell: docx.table._Cell) -> list[str]:
    return [paragraph.text.replace("\N{NO-BREAK SPACE}", " ") for paragraph in cell.paragraphs]


def test_head_of_a_party_paper() -> None:
    head = opened(samples.decision()).tables[0]
    assert [[lines(cell) for cell in row.cells] for row in head.rows] == [
        [
            ["ĐẢNG BỘ THỊ XÃ DUY TIÊN", "BAN CHỈ ĐẠO PHONG TRÀO", "THI ĐUA “DÂN VẬN KHÉO”", "*"],
            ["ĐẢNG CỘNG SẢN VIỆT NAM", ""],
        ],
        [["Số 12-QĐ/BCĐ"], ["Duy Tiên, ngày 26 tháng 12 năm 2024"]],
    ]
    first = head.rows[0].cells
    sizes = [(p.runs[0].font.size.pt, p.runs[0].bold) for p in (*first[0].paragraphs, first[1].paragraphs[0])]
    assert sizes == [(14, False), (14, True), (14, True), (14, False), (15, True)]
    assert [run.italic for run in head.rows[1].cells[1].paragraphs[0].runs] == [True]


def test_head_of_an_administrative_paper_has_rules_for_a_star() -> None:
    head = opened(samples.commendation()).tables[0]
    assert lines(head.rows[0].cells[0]) == [
        "UỶ BAN NHÂN DÂN",
        "TỈNH HÀ NAM",
        "UỶ BAN NHÂN DÂN",
        "THỊ XÃ DUY TIÊN",
        "",
    ]
    assert lines(head.rows[0].cells[1]) == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", ""]
    rules = [cell.paragraphs[-1]._p.pPr.find(qn("w:pBdr")) is not None for cell in head.rows[0].cells]
    assert rules == [True, True]
    motto = head.rows[0].cells[1].paragraphs[-1].paragraph_format
    # The rule is as long as the motto: 97,35 mm less both indents.
    assert 97.35 - motto.left_indent.mm - motto.right_indent.mm == pytest.approx(60.4, abs=1)


def test_body_is_in_named_styles_with_the_layouts_measures() -> None:
    document = opened(samples.decision())
    assert [(p.style.name, p.text) for p in document.paragraphs if p.text][:7] == [
        ("Title", "QUYẾT ĐỊNH"),
        ("Subtitle", "công nhận mô hình “Dân vận khéo” hoạt động hiệu quả năm 2024"),
        ("Căn cứ", "- Căn cứ Quy chế làm việc của Ban Chỉ đạo phong trào thi đua “Dân vận khéo” thị xã;"),
        ("Căn cứ", "- Căn cứ kết quả chấm điểm các mô hình đăng ký thực hiện năm 2024;"),
        ("Căn cứ", "- Xét đề nghị của Cơ quan Thường trực Ban Chỉ đạo,"),
        ("Heading 1", "BAN CHỈ ĐẠO QUYẾT ĐỊNH"),
        ("Nội dung", "Điều 1. Công nhận 12 mô hình “Dân vận khéo” hoạt động hiệu quả năm 2024 (có danh sách kèm theo)."),
    ]
    sizes = {name: document.styles[name].font.size.pt for name in ("Title", "Subtitle", "Nội dung", "Căn cứ", "Ô bảng", "Header")}
    assert sizes == {"Title": 16, "Subtitle": 14, "Nội dung": 14, "Căn cứ": 14, "Ô bảng": 12, "Header": 14}
    body = document.styles["Nội dung"].paragraph_format
    assert (body.first_line_indent.mm, body.space_after.pt, body.line_spacing) == (pytest.approx(10, abs=0.05), 6, 1.1)
    assert document.styles["Căn cứ"].font.italic is True
    article = next(p for p in document.paragraphs if p.text.startswith("Điều 1."))
    assert [(run.text[:8], run.bold) for run in article.runs] == [("Điều 1.", True), (" Công nh", None)]


@pytest.mark.parametrize("name", ["Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Nội dung", "Ô bảng", "Header"])
def test_every_style_is_times_in_all_scripts_and_vietnamese(name: str) -> None:
    properties = opened(samples.decision()).styles[name].element.rPr
    fonts = {key.split("}")[1]: value for key, value in properties.find(qn("w:rFonts")).attrib.items()}
    assert fonts == dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), "Times New Roman")
    assert [lang.get(qn("w:val")) for lang in properties.findall(qn("w:lang"))] == ["vi-VN"]
    assert properties.find(qn("w:color")).get(qn("w:val")) == "000000"
    assert properties.find(qn("w:spacing")) is None


def test_page_is_a4_with_the_layouts_margins_and_a_number_from_page_two() -> None:
    section = opened(samples.commendation()).sections[0]
    measures = [
        section.page_width.mm,
        section.page_height.mm,
        section.top_margin.mm,
        section.bottom_margin.mm,
        section.left_margin.mm,
        section.right_margin.mm,
    ]
    assert measures == pytest.approx([210, 297, 20, 20, 30, 15], abs=0.1)
    assert section.different_first_page_header_footer is True
    assert section.first_page_header.paragraphs[0].text == ""
    codes = [code.text for code in section.header._element.iter(qn("w:instrText"))]
    assert (codes, section.header.paragraphs[0].alignment) == ([" PAGE "], 1)


def test_list_repeats_its_head_and_keeps_rows_whole() -> None:
    table = opened(samples.decision(44)).tables[2]
    assert len(table.rows) == 45
    flags = [
        (row._tr.trPr.find(qn("w:tblHeader")) is not None, row._tr.trPr.find(qn("w:cantSplit")) is not None) for row in table.rows
    ]
    assert flags == [(True, True)] + [(False, True)] * 44
    assert [cell.text for cell in table.rows[0].cells] == [column.title for column in samples.LIST]
    assert [[cell.text for cell in row.cells] for row in table.rows[1:]] == [list(row) for row in samples.rows(44)]
    assert [cell.paragraphs[0].alignment for cell in table.rows[1].cells] == [1, 0, 0, 0, 2]
    assert sum(cell.width.mm for cell in table.rows[1].cells) == pytest.approx(165, abs=0.5)


def test_a_thousand_rows_are_all_there() -> None:
    table = opened(samples.decision(1000)).tables[2]
    assert [row._tr.tc_lst[0].p_lst[0].text for row in table.rows] == ["TT", *map(str, range(1, 1001))]


def test_a_very_long_row_may_break() -> None:
    table = Table(samples.LIST, (("1", "chữ " * 400, "", "", ""),))
    row = opened(samples.decision(blocks=(table,), annexes=())).tables[1].rows[1]
    assert row._tr.trPr is None


def test_annex_begins_a_page_under_its_own_title() -> None:
    document = opened(samples.decision())
    title = next(p for p in document.paragraphs if p.text == "DANH SÁCH")
    assert title.paragraph_format.page_break_before is True
    notes = [p for p in document.paragraphs if p.text.startswith("(Kèm theo Quyết định số 12-QĐ/BCĐ")]
    assert [(p.runs[0].bold, p.runs[0].italic) for p in notes] == [(False, True)]


def test_foot_is_one_row_that_stays_with_the_last_words() -> None:
    document = opened(samples.decision())
    foot = document.tables[1]
    left, right = foot.rows[0].cells
    assert lines(left) == ["Nơi nhận:", "- Ban Thường vụ Thị uỷ (để báo cáo);", "- Như Điều 3;", "- Lưu Ban Chỉ đạo."]
    assert lines(right) == ["T/M BAN CHỈ ĐẠO", "TRƯỞNG BAN", "Người ký minh hoạ"]
    assert [(p.runs[0].bold, p.runs[0].font.size.pt) for p in right.paragraphs] == [(True, 14), (False, 14), (True, 14)]
    assert right.paragraphs[-1].paragraph_format.space_before.mm == pytest.approx(30, abs=0.1)
    assert foot.rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None
    last = next(p for p in document.paragraphs if p.text.startswith("Điều 3."))
    assert last.paragraph_format.keep_with_next is True
    assert next(p for p in document.paragraphs if p.text.startswith("Điều 2.")).paragraph_format.keep_with_next is None


def test_minutes_have_two_signatures_and_open_blanks() -> None:
    document = opened(samples.minutes())
    titles, names = (tuple(lines(cell) for cell in row.cells) for row in document.tables[-1].rows)
    assert (titles, names) == ((["THƯ KÝ"], ["CHỦ TRÌ"]), (["Người ghi minh hoạ"], ["Người chủ trì minh hoạ"]))
    assert all(p.paragraph_format.keep_with_next for cell in document.tables[-1].rows[0].cells for p in cell.paragraphs)
    head = document.tables[0].rows[1].cells
    assert (lines(head[0]), lines(head[1])) == (["Số ……-BB/TTĐ", "DỰ THẢO"], ["Duy Tiên, ngày … tháng … năm 2024"])
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "DỰ THẢO\t2"
    assert (section.footer.paragraphs[0].text, section.first_page_footer.paragraphs[0].text) == ("Khéo BB-2024-03",) * 2


def test_properties_tell_title_issuer_language_and_no_clock() -> None:
    core = opened(samples.decision(reference="Khéo 7")).core_properties
    assert (core.title, core.author, core.language, core.identifier) == (
        "Quyết định công nhận mô hình “Dân vận khéo” hoạt động hiệu quả năm 2024",
        "Ban Chỉ đạo phong trào thi đua “Dân vận khéo”",
        "vi-VN",
        "Khéo 7",
    )
    assert core.created.date() == core.modified.date() == samples.decision().on


def test_package_is_for_todays_word_and_the_same_each_time() -> None:
    data = to_docx(samples.minutes())
    assert data == to_docx(samples.minutes())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert [name for name in package.namelist() if "thumbnail" in name] == []
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        settings = package.read("word/settings.xml").decode()
    assert settings.count('w:name="compatibilityMode"') == 1
    assert settings.count('w:val="15"') == 1


def test_hostile_and_empty_texts_stay_text() -> None:
    words = '<w:p/> & "x" {{ jinja }} #read("/etc/passwd") \\ *a*'
    document = opened(
        samples.decision(blocks=(Paragraph(words), Paragraph("")), subject="", superior="", recipients=(), annexes=())
    )
    assert [p.text for p in document.paragraphs if p.style.name == "Nội dung"] == [words, ""]
    assert lines(document.tables[0].rows[0].cells[0]) == ["BAN CHỈ ĐẠO PHONG TRÀO", "THI ĐUA “DÂN VẬN KHÉO”", "*"]


def test_a_paper_not_yet_with_a_signer_leaves_the_name_open() -> None:
    right = opened(samples.decision(signature=Signature("T/M BAN CHỈ ĐẠO"))).tables[1].rows[0].cells[1]
    assert lines(right) == ["T/M BAN CHỈ ĐẠO", ""]


def test_what_the_pdf_refuses_is_refused_here() -> None:
    with pytest.raises(RefusedError):
        to_docx(samples.decision(subject="🌱"))
