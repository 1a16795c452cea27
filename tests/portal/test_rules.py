import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.foundation.text import fold
from kheo.portal.rules.headline import YearCounts, headline, standfirst
from kheo.portal.rules.results import money, opening, results_line
from kheo.portal.rules.search import pattern, wanted_words

USUAL = {
    "year": 2024,
    "is_closed": True,
    "registered": 44,
    "carried_out": 44,
    "recognised": 12,
    "from_units": 30,
    "from_bodies": 14,
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Bốn mươi tư cách làm hay, từ ngõ xóm đến trụ sở"),
        ({"from_bodies": 0}, "Bốn mươi tư cách làm hay, từ mỗi ngõ xóm"),
        ({"from_units": 0}, "Bốn mươi tư cách làm hay, từ các cơ quan, trường học"),
        ({"carried_out": 1, "from_units": 1, "from_bodies": 0}, "Một cách làm hay, từ mỗi ngõ xóm"),
        ({"carried_out": 1240, "registered": 1300}, "1.240 cách làm hay, từ ngõ xóm đến trụ sở"),
        ({"is_closed": False}, "Bốn mươi tư cách làm của năm 2024, mười hai đã được công nhận"),
        ({"is_closed": False, "recognised": 0}, "Bốn mươi tư cách làm đang đi vào đời sống"),
        ({"is_closed": False, "carried_out": 0, "recognised": 0, "registered": 8}, "Tám cách làm vừa đăng ký cho năm 2024"),
        ({"is_closed": False, "carried_out": 0, "recognised": 0, "registered": 0}, "Năm 2024 đang chờ những cách làm hay"),
        ({"carried_out": 0, "recognised": 0, "registered": 0}, "Năm 2024 đã khép lại"),
    ],
)
def test_headline_is_chosen_by_the_record(changes, expected):
    assert headline(YearCounts(**(USUAL | changes))) == expected


def test_standfirst_tells_a_closed_a_running_and_an_empty_year_apart():
    told = {
        standfirst(YearCounts(**(USUAL | changes))) for changes in ({}, {"is_closed": False}, {"registered": 0, "carried_out": 0})
    }
    assert len(told) == 3


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (42_600_000, "42,6 triệu đồng"),
        (33_750_000, "33,75 triệu đồng"),
        (1_250_000_000, "1,25 tỷ đồng"),
        (1_000_000, "1 triệu đồng"),
        (100_000_000, "100 triệu đồng"),
        (999_999, "999.999 đồng"),
        (42_637_500, "42.637.500 đồng"),  # three places would be needed: the number itself is told
        (1_234_500_000, "1.234,5 triệu đồng"),
    ],
)
def test_money_is_written_as_the_press_does_and_never_rounded(value, expected):
    assert money(Decimal(value)) == expected


def test_results_line_has_people_first_money_last_and_no_zeros():
    values = [("dong", "42600000.00"), ("households", "186.00"), ("land_m2", "1240.50"), ("people", "0")]
    line = results_line((measure, Decimal(value)) for measure, value in values)
    assert line == "186\u00a0hộ · 1.240,5\u00a0m²\u00a0đất · 42,6\u00a0triệu\u00a0đồng"
    assert results_line([]) == ""


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("Một câu ngắn. Câu thứ hai cũng ngắn.", 60, "Một câu ngắn. Câu thứ hai cũng ngắn."),
        ("Một câu ngắn. Câu thứ hai thì dài hơn nhiều.", 30, "Một câu ngắn."),
        ("Một câu dài không có dấu chấm, cứ thế kéo mãi", 33, "Một câu dài không có dấu chấm…"),
        ("  ", 30, ""),
    ],
)
def test_opening_keeps_whole_sentences_where_it_can(text, most, expected):
    assert opening(text, most) == expected


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấềộữỹ .,", max_size=300), st.integers(20, 200))
def test_opening_is_never_longer_than_asked(text, most):
    assert len(opening(text, most)) <= most


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Hiến đất  mở đường", ["hien", "dat", "mo", "duong"]),
        ("mô hình hiến đất", ["hien", "dat"]),
        ("MÔ HÌNH", ["mo", "hinh"]),
        ("dân vận khéo", ["dan", "van", "kheo"]),
        ("«loa»; %_*(", ["loa", "_"]),
        ("", []),
        ("   ", []),
        (" ".join("abcdefghijkl"), list("abcdefgh")),
    ],
)
def test_wanted_words(query, expected):
    assert wanted_words(query) == expected


LETTERS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđbcghklmnpqrstvx0123456789"


@given(st.text(alphabet=LETTERS + LETTERS.upper(), min_size=1, max_size=12))
def test_pattern_of_a_folded_word_finds_every_accented_form(word):
    assert re.fullmatch(pattern(fold(word)), word)


def test_pattern_finds_nothing_else():
    assert not re.search(pattern("dat"), "dọt đút")
    assert not re.search(pattern("a.b"), "axb")
