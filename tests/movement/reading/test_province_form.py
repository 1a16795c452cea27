"""The province's form: what stands over its columns, filled in and read back with its looks, sums and signatures."""

import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Border, Font, PatternFill, Side

from kheo.movement.reading.province_form import FormColumn, UnusableForm, columns_of, filled, first_row_of, sheets_of, shifted

COLUMNS = {"A": "order", "B": "place", "C": "households", "E": "done"}


def form(lines=2, footer=True):
    """A form as provinces send them: a title over all columns, a head of two rows, *lines* to fill in, sums, a signature."""
    book = openpyxl.Workbook()
    book.create_sheet("Hướng dẫn")
    page = book.worksheets[0]
    page.title = "Biểu 02"
    page["A1"] = "BIỂU TỔNG HỢP"
    page.merge_cells("A1:E1")
    for cell, words in {"A3": "STT", "B3": "Đơn vị", "C3": "Kết quả", "C4": "Số hộ", "D4": "Tăng", "E3": "Việc làm"}.items():
        page[cell] = words
    for area in ("A3:A4", "B3:B4", "C3:D3", "E3:E4"):
        page.merge_cells(area)
    page.column_dimensions["B"].width = 33
    for row in range(5, 5 + lines):
        for column in range(1, 6):
            cell = page.cell(row, column)
            cell.border = Border(left=Side("thin"), right=Side("thin"))
            cell.font = Font(name="Times New Roman", size=13)
    page["C5"].number_format = "#,##0"
    page.row_dimensions[5].height = 31
    if footer:
        last = 5 + lines
        page.cell(last, 2, "Cộng").font = Font(bold=True)
        page.cell(last, 3, f"=SUM(C5:C{last - 1})").fill = PatternFill("solid", start_color="F3E9D8")
        page.cell(last + 2, 4, "NGƯỜI LẬP BIỂU")
        page.merge_cells(start_row=last + 2, end_row=last + 2, start_column=4, end_column=5)
        page.row_dimensions[last + 2].height = 44
    return saved(book)


def saved(book):
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def rows(count):
    return [
        {"order": number, "place": f"Phường số {number:02d}", "households": Decimal(10 * number), "done": f"Việc {number}"}
        for number in range(1, count + 1)
    ]


def read(data):
    return openpyxl.load_workbook(io.BytesIO(data))["Biểu 02"]


def test_the_columns_are_named_by_what_stands_over_them():
    assert sheets_of(form()) == ["Biểu 02", "Hướng dẫn"]
    assert columns_of(form(), "Biểu 02", 5) == [
        FormColumn("A", "BIỂU TỔNG HỢP / STT"),
        FormColumn("B", "BIỂU TỔNG HỢP / Đơn vị"),
        FormColumn("C", "BIỂU TỔNG HỢP / Kết quả / Số hộ"),
        FormColumn("D", "BIỂU TỔNG HỢP / Kết quả / Tăng"),
        FormColumn("E", "BIỂU TỔNG HỢP / Việc làm"),
    ]


def test_a_form_with_room_is_filled_in_where_it_stands():
    page = read(filled(form(3), "Biểu 02", 5, COLUMNS, rows(2)))
    assert [[cell.value for cell in line] for line in page["A5:E7"]] == [
        [1, "Phường số 01", 10, None, "Việc 1"],
        [2, "Phường số 02", 20, None, "Việc 2"],
        [None, None, None, None, None],
    ]
    assert page["C8"].value == "=SUM(C5:C7)"
    assert (page["A1"].value, page["A5"].font.name, page["A5"].font.size) == ("BIỂU TỔNG HỢP", "Times New Roman", 13)
    assert (page["C5"].number_format, page.column_dimensions["B"].width, page.row_dimensions[5].height) == ("#,##0", 33, 31)
    assert "A1:E1" in page.merged_cells


def test_lines_are_put_in_before_the_sums_which_grow_and_the_signature_which_moves_down():
    page = read(filled(form(2), "Biểu 02", 5, COLUMNS, rows(6)))
    assert [page.cell(row, 2).value for row in range(5, 12)] == [*(f"Phường số {n:02d}" for n in range(1, 7)), "Cộng"]
    assert page["C11"].value == "=SUM(C5:C10)"
    assert page["C11"].fill.start_color.rgb.endswith("F3E9D8")
    assert page["D13"].value == "NGƯỜI LẬP BIỂU"
    assert [str(area) for area in page.merged_cells.ranges if area.min_row > 4] == ["D13:E13"]
    assert page.row_dimensions[13].height == 44
    looks = [(cell.font.name, cell.border.left.style) for (cell,) in page["C5:C10"]]
    assert looks == [("Times New Roman", "thin")] * 6
    # A line that was there keeps its own looks; one that came in takes those of the first.
    assert [cell.number_format for (cell,) in page["C5:C10"]] == ["#,##0", "General", *["#,##0"] * 4]


def test_a_form_without_anything_below_takes_as_many_lines_as_there_are():
    page = read(filled(form(1, footer=False), "Biểu 02", 5, COLUMNS, rows(4)))
    assert [page.cell(row, 1).value for row in range(5, 10)] == [1, 2, 3, 4, None]


@pytest.mark.parametrize(
    "words", ["=1+1", "+84 912", "-5 hộ", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1", "=cmd|' /C calc'!A0"]
)
def test_words_that_look_like_a_formula_stay_words(words):
    data = filled(form(), "Biểu 02", 5, COLUMNS, [{"place": words, "done": words, "order": 1, "households": Decimal("12.5")}])
    page = read(data)
    for cell in (page["B5"], page["E5"]):
        assert (cell.data_type, cell.value) == ("s", words)
        assert cell.quotePrefix is True
    assert page["C5"].value == 12.5


def test_a_character_no_sheet_may_hold_is_left_out():
    assert read(filled(form(), "Biểu 02", 5, COLUMNS, [{"done": "Họp\x07 dân"}]))["E5"].value == "Họp dân"


def test_a_form_that_cannot_be_filled_in_says_why():
    with pytest.raises(UnusableForm, match="không có trang tính «Biểu 09»"):
        columns_of(form(), "Biểu 09", 5)
    with pytest.raises(UnusableForm, match="Ô D3 của biểu là ô gộp"):
        filled(form(), "Biểu 02", 3, {"D": "place"}, rows(1))
    with pytest.raises(UnusableForm, match="Không mở được"):
        sheets_of(b"PK\x03\x04 this is no workbook")


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("=SUM(C5:C6)", "=SUM(C5:C8)"),
        ("=SUM($C$5:$C$6)", "=SUM($C$5:$C$8)"),
        ("=C7/C6", "=C9/C6"),
        ("=SUM(C1:C4)", "=SUM(C1:C4)"),
        ("=SUM(C6:C6)", "=SUM(C6:C6)"),
        ("=SUM(C5:C9)", "=SUM(C5:C11)"),
        ('=IF(C7>0,"C7 là tổng",B9)', '=IF(C9>0,"C7 là tổng",B11)'),
        ("=LOG10(C7)", "=LOG10(C9)"),
    ],
)
def test_a_formula_moves_with_the_lines_that_came_in(formula, moved):
    assert shifted(formula, 7, 2, 5) == moved


@given(first=st.integers(1, 50), lines=st.integers(1, 50), more=st.integers(1, 50), below=st.integers(0, 50))
@settings(max_examples=40)
def test_a_sum_over_the_prepared_lines_is_one_over_all_of_them(first, lines, more, below):
    at = first + lines
    assert shifted(f"=SUM(D{first}:D{at - 1})+E{at + below}", at, more, first) == (
        f"=SUM(D{first}:D{at - 1 + more})+E{at + below + more}"
    )


def _plain(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        ([["BIỂU 02"], [], ["TT", "Đơn vị", "Số hộ"], [], ["Cộng"]], 4),
        ([["TT", "Đơn vị", "Số hộ"], ["(1)", "(2)", "(3)"], ["1"], ["2"]], 3),
        ([["TT", "Đơn vị", "Số hộ"], *[["a", "b"]] * 9], 7),
        ([["BIỂU 02", "Đơn vị"]], 2),
        ([], 2),
    ],
)
def test_the_lines_are_looked_for_under_the_head(rows, first):
    assert first_row_of(_plain(rows), "Sheet") == first


def test_a_head_of_two_rows_is_passed():
    assert first_row_of(form(), "Biểu 02") == 5
