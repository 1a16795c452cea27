from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.foundation.numbers import written
from kheo.foundation.sheets import EMPTY, Cell
from kheo.movement.reading.amounts import UnclearAmount, read_amount, unit_of_heading

MILLION = Decimal(1_000_000)


def text(value: str) -> Cell:
    return Cell("text", value)


@pytest.mark.parametrize(
    ("value", "measure", "amount"),
    [
        ("1,5 tỷ", "dong", 1_500_000_000),
        ("1.5 tỷ đồng", "dong", 1_500_000_000),
        ("350 triệu", "dong", 350_000_000),
        ("350tr", "dong", 350_000_000),
        ("350 trđ", "dong", 350_000_000),
        ("1 tỷ 200 triệu", "dong", 1_200_000_000),
        ("1.200.000đ", "dong", 1_200_000),
        ("1.200.000 đồng", "dong", 1_200_000),
        ("1,200,000", "dong", 1_200_000),
        ("1 200 000", "dong", 1_200_000),
        ("500 nghìn đồng", "dong", 500_000),
        ("0", "dong", 0),
        ("1.250", "households", 1250),
        ("120 hộ", "households", 120),
        ("35 người", "people", 35),
        ("1.050 lượt người", "people", 1050),
        ("268 công", "working_days", 268),
        ("12,5 ngày công", "working_days", "12.5"),
        ("12 ha", "land_m2", 120_000),
        ("0,5ha", "land_m2", 5000),
        ("0.250 ha", "land_m2", 2500),
        ("1.250 m2", "land_m2", 1250),
        ("200m²", "land_m2", 200),
        ("92,5", "score", "92.5"),
        ("92.5 điểm", "score", "92.5"),
        ("95/100", "score", 95),
        ("95,5 / 100 điểm", "score", "95.5"),
    ],
)
def test_amount_is_read_as_people_write_it(value, measure, amount):
    assert read_amount(text(value), measure) == Decimal(amount)


@pytest.mark.parametrize("cell", [EMPTY, text("-"), text("–"), text("không"), text("  ")])
def test_nothing_is_no_amount(cell):
    assert read_amount(cell, "dong") is None


@pytest.mark.parametrize(
    ("cell", "measure", "says"),
    [
        (text("khoảng 50"), "households", "không đọc được số hộ"),
        (text("50-60"), "households", "không đọc được số hộ"),
        (text("80%"), "households", "không đọc được số hộ"),
        (text("nhiều"), "people", "không đọc được số người"),
        (text("5 sào"), "land_m2", "không đọc được diện tích"),
        (text("5 lợn"), "dong", "không đọc được số tiền"),
        (text("1,250"), "households", "có thể hiểu hai cách"),
        (text("12/03/2024"), "people", "ô ghi ngày tháng"),
        (Cell("date", date(2024, 5, 9)), "score", "Excel đã đổi số thành ngày 09/05/2024"),
        (Cell("bool", value=True), "people", "ô ghi đúng/sai"),
        (Cell("int", -5), "people", "không thể là số âm"),
        (Cell("float", 2.5), "people", "phải là số nguyên"),
        (Cell("int", 350), "dong", "không rõ đơn vị tiền"),
        (text("350"), "dong", "không rõ đơn vị tiền"),
        (Cell("int", 10**14), "dong", "lớn quá mức"),
        (Cell("int", 9250), "score", "lớn quá mức"),
    ],
)
def test_unclear_amount_is_refused_with_how_to_mend_it(cell, measure, says):
    with pytest.raises(UnclearAmount, match=says):
        read_amount(cell, measure)


def test_unit_of_the_heading_counts_for_bare_numbers_only():
    assert read_amount(Cell("int", 350), "dong", MILLION) == 350 * MILLION
    assert read_amount(Cell("float", 0.5), "dong", MILLION) == 500_000
    assert read_amount(text("350"), "dong", MILLION) == 350 * MILLION
    assert read_amount(text("1,5 tỷ"), "dong", MILLION) == 1500 * MILLION
    with pytest.raises(UnclearAmount, match="lớn quá mức"):
        read_amount(text("350.000.000"), "dong", MILLION)


@pytest.mark.parametrize(
    ("measure", "heading", "unit"),
    [
        ("dong", "Kinh phí (triệu đồng)", 1_000_000),
        ("dong", "Kinh phí (Trđ)", 1_000_000),
        ("dong", "Số tiền (1.000đ)", 1000),
        ("dong", "Số tiền (nghìn đồng)", 1000),
        ("dong", "Tổng vốn, tỷ đồng", 1_000_000_000),
        ("dong", "Kinh phí (đồng)", 1),
        ("land_m2", "Diện tích (ha)", 10_000),
        ("land_m2", "Diện tích (m2)", 1),
        ("land_m2", "Hạ tầng, đất", 1),
        ("people", "Số người (triệu)", 1),
    ],
)
def test_unit_of_heading(measure, heading, unit):
    assert unit_of_heading(measure, heading) == unit


@given(st.integers(0, 10**9))
def test_whole_numbers_read_back_as_written(number):
    for cell in (Cell("int", number), text(str(number)), text(written(number))):
        assert read_amount(cell, "people") == number


@given(st.decimals(0, 1000, places=2), st.sampled_from([("triệu", 10**6), ("tỷ", 10**9)]))
def test_decimals_with_a_unit_read_back_as_written(number, unit):
    word, factor = unit
    shown = written(number, 2)
    assert read_amount(text(f"{shown} {word}"), "dong") == number * factor


@given(st.text(max_size=20), st.sampled_from(["households", "people", "dong", "working_days", "land_m2", "score"]))
def test_any_text_is_read_or_refused(value, measure):
    try:
        amount = read_amount(text(value), measure)
    except UnclearAmount as unclear:
        reason = str(unclear)
        assert reason
        return
    assert amount is None or amount >= 0
