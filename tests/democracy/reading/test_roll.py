import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.democracy.reading.roll import RollLine, read_lines, read_roll, written_lines
from kheo.foundation.sheets import UnreadableSheet
from kheo.foundation.text import tidy


def workbook(*rows, hidden=False):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if hidden:
        sheet.sheet_state = "hidden"
        book.create_sheet("Trống").append(["không có gì"])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_columns_are_found_by_their_headings_and_others_are_left_unread():
    data = workbook(
        ["DANH SÁCH HỘ GIA ĐÌNH"],
        ["STT", "Họ và tên chủ", "CCCD", "Đại diện hộ", "Ngõ"],
        [1, "A", "001", "Cá nhân 01", "Ngõ 1"],
        [2.0, "B", "002", " Cá  nhân 02 ", None],
        [None, None, None, None, None],
        [4, None, None, None, "Ngõ 2"],
        [None, None, None, "Cá nhân 05", None],
    )
    assert read_roll("so-ho.xlsx", data) == [
        RollLine(3, "1", "Cá nhân 01", "Ngõ 1"),
        RollLine(4, "2", "Cá nhân 02"),
        RollLine(6, "4", "", "Ngõ 2"),
        RollLine(7, "", "Cá nhân 05"),
    ]


def test_a_csv_with_names_alone_is_enough():
    text = io.StringIO()
    csv.writer(text).writerows([["Chủ hộ"], ["Cá nhân 01"], ["Cá nhân 02"]])
    assert read_roll("so-ho.csv", text.getvalue().encode()) == [RollLine(2, "", "Cá nhân 01"), RollLine(3, "", "Cá nhân 02")]


@pytest.mark.parametrize(
    "data",
    [
        workbook(["Tên đường", "Dài"], ["Đường 1", 12]),
        workbook(*([["x"]] * 16), ["Chủ hộ"], ["Cá nhân 01"]),
        workbook(["Chủ hộ"], ["Cá nhân 01"], hidden=True),
        workbook(),
    ],
)
def test_a_table_without_a_heading_near_its_top_says_what_it_needs(data):
    with pytest.raises(UnreadableSheet, match=r"Cần một hàng tiêu đề có cột «Đại diện hộ»|trống|không"):
        read_roll("so-ho.xlsx", data)


def test_a_file_of_another_kind_is_told_in_words():
    with pytest.raises(UnreadableSheet):
        read_roll("so-ho.exe", b"MZ")


def test_lines_are_read_with_semicolons_or_tabs():
    text = "1; Cá nhân 01; Ngõ 1; đầu ngõ\n\n ; \nCá nhân 02\n3\tCá nhân 03"
    assert read_lines(text) == [
        RollLine(1, "1", "Cá nhân 01", "Ngõ 1, đầu ngõ"),
        RollLine(4, "", "Cá nhân 02"),
        RollLine(5, "3", "Cá nhân 03"),
    ]


names = st.text(
    st.characters(blacklist_characters=";\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), min_size=1, max_size=20
).filter(lambda text: tidy(text) == text and text.strip("; ") == text)


@given(st.lists(st.tuples(st.integers(1, 999).map(str), names, st.just("") | names), max_size=8))
def test_lines_written_to_be_mended_are_read_as_they_were(rows):
    lines = [RollLine(row, *told) for row, told in enumerate(rows, 1)]
    assert read_lines(written_lines(lines)) == lines
