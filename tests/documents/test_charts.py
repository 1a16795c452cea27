import io
import re
from datetime import date

import docx
import pypdf
import pytest
from PIL import Image

from kheo.documents.charts import chart_data
from kheo.documents.content import Bar, BarChart, Heading, Paragraph, Table, mark, without_marks
from kheo.documents.pdf import to_pdf
from kheo.documents.rules import layout_on
from kheo.documents.word import to_docx
from kheo.foundation.refusal import RefusedError
from tests.documents import samples
from tests.documents.reading import place_of, whole_text

FIELDS = (Bar("Kinh tế", 12, "12"), Bar("Văn hoá – xã hội", 20, "20"), Bar("Quốc phòng – an ninh", 0, "0"))
CHART = BarChart("Biểu đồ 1. Mô hình theo lĩnh vực", FIELDS, "mô hình", source="Số liệu: [5–7] tại Phụ lục")
NUMBERED = BarChart("Biểu đồ 1", (Bar("Kinh tế", 120, "120"), Bar("Văn hoá – xã hội", 200, "200")), "mô hình")
ALTERNATIVE = (
    "Biểu đồ thanh. Biểu đồ 1. Mô hình theo lĩnh vực (mô hình). Kinh tế: 12; Văn hoá – xã hội: 20; Quốc phòng – an ninh: 0."
)
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def paper(*blocks, **changes):
    return samples.decision(blocks=blocks, annexes=(), **changes)


def alternatives(pdf):
    """Every alternative text of the tags of a PDF."""
    found = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, pypdf.generic.ArrayObject):
            for child in node:
                walk(child)
        elif isinstance(node, pypdf.generic.DictionaryObject):
            if "/Alt" in node:
                found.append((node["/S"], str(node["/Alt"])))
            if "/K" in node:
                walk(node["/K"])

    walk(pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"])
    return found


def test_chart_in_the_pdf_is_lines_with_its_labels_and_an_alternative_text():
    pdf = to_pdf(paper(CHART))
    assert "Biểu đồ 1. Mô hình theo lĩnh vực Kinh tế 12 Văn hoá – xã hội 20 Quốc phòng – an ninh 0 Số liệu: [5–7]" in whole_text(
        pdf
    )
    assert alternatives(pdf) == [("/Figure", ALTERNATIVE)]
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
    assert list(page["/Resources"].get("/XObject", {})) == []
    drawn = page.get_contents().get_data()
    assert len(re.findall(rb"0\.1607\d* 0\.3137\d* 0\.4274\d* scn", drawn)) == 3  # indigo, once a bar


def test_bars_begin_in_one_line_and_are_as_long_as_their_value():
    pdf = to_pdf(paper(NUMBERED))
    short, long = place_of(pdf, 0, "Kinh tế"), place_of(pdf, 0, "Văn hoá – xã hội")
    number, most = place_of(pdf, 0, "120"), place_of(pdf, 0, "200")
    assert short.right == pytest.approx(long.right, abs=0.5)
    room = chart_data(NUMBERED, layout_on("party", date(2024, 12, 26)))["room"]
    assert most.left - number.left == pytest.approx(room * (1 - 120 / 200), abs=0.5)
    assert most.right < 210 - 15


def test_chart_in_the_docx_is_a_sharp_picture_as_wide_as_the_text_with_an_alternative_text():
    document = docx.Document(io.BytesIO(to_docx(paper(CHART))))
    (inline,) = document.element.body.iter(f"{DRAWN}inline")
    assert inline.find(f"{DRAWN}docPr").get("descr") == ALTERNATIVE
    assert int(inline.find(f"{DRAWN}extent").get("cx")) / 36000 == pytest.approx(164, abs=0.1)
    (part,) = [part for part in document.part.package.iter_parts() if part.partname.endswith(".png")]
    picture = Image.open(io.BytesIO(part.blob))
    assert picture.width / 164 * 25.4 == pytest.approx(300, abs=1)
    dark = picture.convert("RGB").getcolors(picture.width * picture.height)
    assert max((count, colour) for count, colour in dark if colour != (255, 255, 255))[1] == (0x29, 0x50, 0x6D)
    titles = [line.text for line in document.paragraphs if line.style.name == "Caption"]
    assert titles == [CHART.title]
    assert [line.text for line in document.paragraphs if line.style.name == "Nguồn số liệu"] == [CHART.source]


def test_chart_without_source_ends_with_its_bars():
    bare = BarChart(CHART.title, FIELDS, CHART.measure)
    assert "Số liệu:" not in whole_text(to_pdf(paper(bare)))
    document = docx.Document(io.BytesIO(to_docx(paper(bare))))
    assert [line for line in document.paragraphs if line.style.name == "Nguồn số liệu"] == []


def test_same_chart_gives_the_same_bytes():
    assert to_docx(paper(CHART)) == to_docx(paper(CHART))
    assert to_pdf(paper(CHART)) == to_pdf(paper(CHART))


def test_all_bars_at_nought_still_make_a_chart():
    pdf = to_pdf(paper(BarChart("Biểu đồ", (Bar("Kinh tế", 0, "0"),), "mô hình")))
    assert "Biểu đồ Kinh tế 0" in whole_text(pdf)


def test_long_label_breaks_and_stays_within_the_page():
    long = BarChart(
        "Biểu đồ", (Bar("Uỷ ban Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị – xã hội phường", 3, "3"),), "việc"
    )
    data = chart_data(long, layout_on("party", date(2024, 12, 26)))
    assert data["label"] == pytest.approx(165 * 0.4)
    assert data["label"] + data["room"] < 165
    assert "Uỷ ban Mặt trận Tổ quốc" in whole_text(to_pdf(paper(long)))


def test_hostile_label_is_text():
    text = '#read("/etc/passwd") *x* $y$'
    assert text in whole_text(to_pdf(paper(BarChart(text, (Bar("a", 1, "1"),), "việc"))))


def test_letter_that_no_face_prints_is_refused_in_both_kinds():
    chart = BarChart("Biểu đồ 🎉", FIELDS, "mô hình")
    for write in (to_pdf, to_docx):
        with pytest.raises(RefusedError, match=r"U\+1F389"):
            write(paper(chart))


@pytest.mark.parametrize("bars", [(), (Bar("Kinh tế", -1, "-1"),)])
def test_chart_has_bars_and_none_below_nought(bars):
    with pytest.raises(ValueError, match="at least one bar"):
        BarChart("Biểu đồ", bars, "mô hình")


def test_marks_to_the_appendix_are_small_and_raised_in_both_kinds():
    marked = paper(Paragraph(f"Có 44{mark(3)} mô hình, 12{mark('4–6')} điển hình."))
    pdf = to_pdf(marked)
    word, small = place_of(pdf, 0, "mô hình, 12"), place_of(pdf, 0, "[3]")
    assert small.bottom < word.bottom - 1
    assert small.bottom - small.top < (word.bottom - word.top) * 0.75
    document = docx.Document(io.BytesIO(to_docx(marked)))
    (line,) = [line for line in document.paragraphs if line.text.startswith("Có")]
    assert line.text == "Có 44[3] mô hình, 12[4–6] điển hình."
    assert [run.text for run in line.runs if run.font.superscript] == ["[3]", "[4–6]"]


def test_typed_quills_are_no_marks():
    assert without_marks("số ⁅3⁆") == "số [3]"
    assert without_marks(mark(3)) == "[3]"


def test_headings_nest_without_a_gap_in_both_kinds():
    blocks = (
        Heading("PHẦN THỨ NHẤT", 1, "KẾT QUẢ"),
        Heading("I. KHÁI QUÁT", 2),
        Heading("1. Cấp uỷ", 3),
        Heading("II. KẾT QUẢ", 2),
        Paragraph("Hết."),
    )
    structure = to_pdf(paper(*blocks))
    kinds = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, pypdf.generic.ArrayObject):
            for child in node:
                walk(child)
        elif isinstance(node, pypdf.generic.DictionaryObject):
            if re.fullmatch(r"/H\d", str(node.get("/S", ""))):
                kinds.append(node["/S"])
            if "/K" in node:
                walk(node["/K"])

    walk(pypdf.PdfReader(io.BytesIO(structure)).trailer["/Root"]["/StructTreeRoot"])
    assert kinds == ["/H1", "/H2", "/H3", "/H4", "/H3"]
    document = docx.Document(io.BytesIO(to_docx(paper(*blocks))))
    styles = {line.text: line.style.name for line in document.paragraphs}
    assert styles["PHẦN THỨ NHẤT\nKẾT QUẢ"] == "Heading 1"
    assert (styles["I. KHÁI QUÁT"], styles["1. Cấp uỷ"]) == ("Heading 2", "Heading 3")


def test_title_of_a_table_stands_over_it_and_its_total_is_bold():
    table = Table(samples.LIST, samples.rows(3), title="Bảng 1. Danh sách", total=True)
    pdf = to_pdf(paper(table))
    assert place_of(pdf, 0, "Bảng 1.").bottom < place_of(pdf, 0, "Tên mô hình").top
    document = docx.Document(io.BytesIO(to_docx(paper(table))))
    rows = document.tables[1].rows
    bold = [all(run.bold for cell in row.cells for run in cell.paragraphs[0].runs) for row in rows]
    assert bold == [True, False, False, True]
    caption = document.tables[1]._tbl.getprevious()
    (title,) = [line for line in document.paragraphs if line._p is caption]
    assert (title.text, title.style.name, title.style.paragraph_format.keep_with_next) == (table.title, "Caption", True)
