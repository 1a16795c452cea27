"""Tables of Word documents as sheets."""

import io

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from openpyxl.styles import Font

from kheo.foundation.sheets import UnreadableSheet, read_sheets, recoded
from tests.foundation.encodings.typed import in_tcvn3, in_vni
from tests.foundation.uploads import samples


def document(*tables, above=(), font="", merges=()):
    """A document with *tables* (rows of texts), each under a line of *above*; *merges*: of the first, (row, column) pairs."""
    made = docx.Document()
    for number, rows in enumerate(tables):
        if number < len(above):
            made.add_paragraph(above[number])
        table = made.add_table(rows=len(rows), cols=len(rows[0]))
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                run = table.cell(row, column).paragraphs[0].add_run(text)
                if font:
                    run.font.name, run.font.size = font, Pt(13)
        for first, last in merges if not number else ():
            table.cell(*last).text = ""
            table.cell(*first).merge(table.cell(*last))
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def values(sheet):
    return [(row.number, [cell.value for cell in row.cells]) for row in sheet.rows]


def test_each_table_is_a_sheet_that_knows_what_stands_above_it():
    first, second = read_sheets("ds.docx", document([["A", "B"], ["1", ""]], [["C"]], above=["DANH SÁCH", "Phụ lục"]))
    assert (first.name, values(first), first.above, first.is_of_document) == (
        "Bảng 1",
        [(1, ["A", "B"]), (2, ["1", None])],
        ("DANH SÁCH",),
        True,
    )
    assert (second.name, values(second), second.above) == ("Bảng 2", [(1, ["C"])], ("Phụ lục",))


def test_merged_cells_are_spread_downwards_and_sideways():
    table = [["Đơn vị", "Tên", "Ghi"], ["Xã A", "Một", "x"], ["", "Hai", ""]]
    [sheet] = read_sheets("ds.docx", document(table, merges=[((1, 0), (2, 0)), ((1, 1), (1, 2))]))
    [_, one, two] = sheet.rows
    assert [(cell.value, cell.spread_from) for cell in two.cells[:2]] == [("Xã A", (2, 0)), ("Hai", None)]
    assert [(cell.spread_from, str(cell.value)[:3]) for cell in one.cells[1:]] == [(None, "Một"), ((2, 1), "Một")]


def test_lines_of_a_cell_stay_lines():
    made = docx.Document()
    cell = made.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "Bước một\nBước hai"
    cell.add_paragraph("Bước ba")
    inner = cell.add_table(rows=1, cols=1)
    inner.cell(0, 0).text = "trong"
    written = io.BytesIO()
    made.save(written)
    [sheet] = read_sheets("ds.docx", written.getvalue())
    assert sheet.rows[0].cells[0].value == "Bước một\nBước hai\nBước ba\ntrong"


def test_a_row_that_was_deleted_with_changes_tracked_is_gone():
    made = docx.Document()
    table = made.add_table(rows=2, cols=1)
    table.cell(0, 0).text, table.cell(1, 0).text = "còn", "bỏ"
    properties = table.rows[1]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:del"), {}))
    written = io.BytesIO()
    made.save(written)
    [sheet] = read_sheets("ds.docx", written.getvalue())
    assert values(sheet) == [(1, ["còn"])]


@pytest.mark.parametrize(("font", "typed"), [(".VnTime", in_tcvn3), ("VNI-Times", in_vni)])
def test_the_font_of_a_cell_settles_a_short_word(font, typed):
    for word in ("Sơn", "Phú"):
        [sheet] = read_sheets("ds.docx", document([[typed(word)]], font=font))
        [converted] = recoded([sheet], {}).sheets
        assert (sheet.rows[0].cells[0].font, converted.rows[0].cells[0].value) == (font, word)


def test_the_font_of_a_sheets_cell_is_read_and_other_fonts_are_not_told():
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page["A1"], page["B1"], page["C1"] = in_tcvn3("Phú"), in_tcvn3("phú"), "Đường"
    page["A1"].font, page["B1"].font, page["C1"].font = Font(name=".VnTime"), Font(name=".VnTimeH"), Font(name="Arial")
    written = io.BytesIO()
    book.save(written)
    sheets = read_sheets("ds.xlsx", written.getvalue())
    assert [cell.font for cell in sheets[0].rows[0].cells] == [".VnTime", ".VnTimeH", ""]
    assert values(recoded(sheets, {}).sheets[0]) == [(1, ["Phú", "PHÚ", "Đường"])]


def test_hostile_documents_are_refused():
    with pytest.raises(UnreadableSheet, match="macro"):
        read_sheets("ds.docm", samples.word("x"))
    with pytest.raises(UnreadableSheet, match="không giải nén được"):
        read_sheets("ds.docx", b"PK\x03\x04 cut off")
    with pytest.raises(UnreadableSheet, match="Bảng quá lớn"):
        read_sheets("ds.docx", _too_wide())
    assert read_sheets("ds.docx", samples.word("không có bảng")) == []


def _too_wide():
    made = docx.Document()
    cell = made.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "x"
    properties = cell._tc.get_or_add_tcPr()
    span = properties.makeelement(qn("w:gridSpan"), {qn("w:val"): "100000000"})
    properties.append(span)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()
