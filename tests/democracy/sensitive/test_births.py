"""Years of birth: beside a word, behind a name, under a head of a column; a year of anything else is left alone."""

import io

import docx
import openpyxl
import pytest

from kheo.democracy.sensitive import look_at_file, look_at_text, mask_file, mask_text
from tests.democracy.sensitive.papers import checked, saved


def found(look):
    return [(one.kind, one.place, one.is_doubtful) for one in look.findings]


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("ông Trần Văn A, sinh năm 1987, thôn 3", "ông Trần Văn A, sinh năm xxxx, thôn 3"),
        ("bà Lê Thị B (SN: 1990)", "bà Lê Thị B (SN: xxxx)"),
        ("sinh tháng 5 năm 1987", "sinh tháng x năm xxxx"),
        ("sinh tháng 5/1987", "sinh tháng x/xxxx"),
        ("Ngày, tháng, năm sinh: 1987", "Ngày, tháng, năm sinh: xxxx"),
    ],
)
def test_nothing_of_a_year_that_is_masked_stays(text, copy):
    assert mask_text(text, look_at_text(text).findings) == copy
    assert look_at_text(copy).findings == ()


@pytest.mark.parametrize(
    ("text", "is_doubtful"),
    [
        ("ông Nguyễn Văn A (1987)", False),
        ("Gặp Anh Nguyễn Văn A (1987)", False),
        ("hộ Nguyễn Thị Anh (1987)", False),
        ("Tặng Nguyễn Văn A (1987)", True),
        ("Nguyễn Văn A (1987)", True),
    ],
)
def test_a_year_behind_a_name_is_sure_only_of_one_who_is_called(text, is_doubtful):
    assert found(look_at_text(text)) == [("birth_year", "Dòng 1", is_doubtful)]


@pytest.mark.parametrize(
    "text",
    [
        "(1987)",
        "Sửa đường (1987)",
        "Phố Nguyễn Văn A (1987)",
        "Nguyễn Văn A (1987-2020)",
        "Nguyễn Văn A (1789)",
        "Cụm A B (1987)",
    ],
)
def test_a_year_behind_anything_else_is_none(text):
    assert found(look_at_text(text)) == []


@pytest.mark.parametrize("before", ["học", "khai", "hy", "Vệ", "phát"])
def test_what_only_ends_in_sinh_speaks_of_no_birth(before):
    assert found(look_at_text(f"{before} sinh năm 1987")) == found(look_at_text(f"{before} sinh ngày 02/9/1987")) == []


def test_a_name_that_is_such_a_word_hides_no_birth():
    text = "Nguyễn Văn An sinh năm 1987; Trần Thị Thu sinh ngày 02/9/1990"
    assert [one.kind for one in look_at_text(text).findings] == ["birth_year", "birth"]
    assert found(look_at_text("TỔ CHỨC AN SINH NĂM 1987")) == []


def test_rows_of_a_list_that_is_headed_so():
    text = "STT  Họ tên  Năm sinh\n1. Nguyễn Văn A 1987 thôn 2\n2. Trần B, 1990, xã\n3. Kế hoạch năm 2026\n4. Luật 2013"
    assert found(look_at_text(text)) == [("birth_year", "Dòng 2", True), ("birth_year", "Dòng 3", True)]


def book():
    made = openpyxl.Workbook()
    page = made.active
    page.append(["STT", "Họ và tên", "Năm sinh", None, "Năm thành lập", "Số hộ"])
    page.append([None, None, "Nam", "Nữ", None, None])
    page.merge_cells("C1:D1")
    page.append([1, "Người A", 1987, None, 1990, 1975])
    page.append([2, "Người B", None, "1990", 2020, 2012])
    page.append([3, "Người C", "5/1988", None, 1950, 1975])
    return made


def test_a_column_of_a_table_that_is_headed_so_and_no_other():
    source = checked("a.xlsx", saved(book()))
    look = look_at_file(source)
    places = ["Trang «Sheet», ô C3", "Trang «Sheet», ô D4", "Trang «Sheet», ô C5"]
    assert found(look) == [("birth_year", place, False) for place in places]
    page = openpyxl.load_workbook(io.BytesIO(mask_file(source, look, look.findings))).active
    assert [[cell.value for cell in row][2:] for row in page.iter_rows(min_row=3)] == [
        ["xxxx", None, 1990, 1975], [None, "xxxx", 2020, 2012], ["x/xxxx", None, 1950, 1975],
    ]  # fmt: skip


def test_a_table_of_a_document_with_a_head_over_two_columns():
    document = docx.Document()
    table = document.add_table(rows=3, cols=4)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Năm sinh"
    table.cell(1, 1).text, table.cell(1, 2).text, table.cell(0, 3).text = "Nam", "Nữ", "Năm tham gia"
    table.cell(2, 0).text, table.cell(2, 2).text, table.cell(2, 3).text = "Người A", "1987", "2001"
    source = checked("a.docx", saved(document))
    look = look_at_file(source)
    assert [(one.kind, one.shown) for one in look.findings] == [("birth_year", "xxxx")]
    copy = docx.Document(io.BytesIO(mask_file(source, look, look.findings))).tables[0]
    assert (copy.cell(2, 2).text, copy.cell(2, 3).text) == ("xxxx", "2001")


def test_a_head_merged_over_more_columns_than_there_are_is_read():
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Năm sinh"
    span = table.cell(0, 0)._tc.tcPr.gridSpan
    span.set(next(iter(span.attrib)), "99999999999")
    assert found(look_at_file(checked("a.docx", saved(document)))) == []


def test_separated_values():
    source = checked("a.csv", "Họ tên,Năm sinh,Năm cấp\nNgười A,1987,2020\n".encode())
    assert found(look_at_file(source)) == [("birth_year", "Trang «a.csv», ô B2", False)]
