from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.documents import formalities
from kheo.documents.fonts import line_width
from tests.documents import samples


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2024, 12, 26), "ngày 26 tháng 12 năm 2024"),
        (date(2024, 2, 5), "ngày 05 tháng 02 năm 2024"),
        (date(2024, 3, 9), "ngày 09 tháng 3 năm 2024"),
        (date(2024, 10, 10), "ngày 10 tháng 10 năm 2024"),
    ],
)
def test_date_has_a_naught_before_small_days_and_the_first_two_months(on: date, expected: str) -> None:
    assert formalities.written_date(on) == expected


def test_open_date_keeps_the_year() -> None:
    assert formalities.place_and_date(samples.decision(on=None, year=2024)) == "Duy Tiên, ngày … tháng … năm 2024"


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (samples.decision(), "Số 12-QĐ/BCĐ"),
        (samples.decision(number=None), "Số ……-QĐ/BCĐ"),
        (samples.commendation(), "Số: 05/QĐ-UBND"),
        (samples.commendation(number=None), "Số: ……/QĐ-UBND"),
    ],
)
def test_number_line(paper: samples.Paper, expected: str) -> None:
    assert formalities.number_line(paper).replace("\N{NO-BREAK SPACE}", " ") == expected


def test_annex_names_the_paper_it_belongs_to() -> None:
    assert formalities.annex_line(samples.decision()) == (
        "(Kèm theo Quyết định số 12-QĐ/BCĐ ngày 26 tháng 12 năm 2024 của Ban Chỉ đạo phong trào thi đua “Dân vận khéo”)"
    )


def test_recipients_get_their_marks_once() -> None:
    assert formalities.recipient_lines(("Như Điều 3", "- Báo cáo cấp trên;", "Lưu VT.")) == (
        "- Như Điều 3;",
        "- Báo cáo cấp trên;",
        "- Lưu VT.",
    )


def test_name_is_set_in_capitals_and_no_fixed_phrase_is_torn() -> None:
    assert formalities.name_lines("Uỷ ban nhân dân tỉnh Hà Nam", 67, 13) == ("UỶ BAN NHÂN DÂN", "TỈNH HÀ NAM")
    assert formalities.name_lines(samples.COMMITTEE, 85, 14, bold=True) == ("BAN CHỈ ĐẠO PHONG TRÀO", "THI ĐUA “DÂN VẬN KHÉO”")
    assert formalities.name_lines("", 67, 13) == ()


@given(st.lists(st.text(st.characters(codec="ascii", categories=["Lu"]), min_size=1, max_size=8), min_size=1, max_size=20))
def test_lines_of_a_name_keep_its_words_and_fit(words: list[str]) -> None:
    lines = formalities.name_lines(" ".join(words), 67, 13)
    assert " ".join(lines) == " ".join(words)
    assert all(line_width(line, 13) <= 67 for line in lines)
