"""Numbers as units say them, in the unit of measure of the item."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kheo.foundation.numbers import written
from kheo.movement.reading.amounts import UnclearAmount
from kheo.movement.reading.own_numbers import read_own


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1,5 tỷ", "đồng", "1500000000"),
        ("350 triệu", "triệu đồng", "350"),
        ("1,5 tỷ", "triệu đồng", "1500"),
        ("12,5", "triệu đồng", "12.5"),
        ("0,5 ha", "m²", "5000"),
        ("5.000 m²", "ha", "0.5"),
        ("0,5", "ha", "0.5"),
        ("1.250 hộ", "hộ", "1250"),
        ("42 ngày công", "ngày công", "42"),
        ("12 buổi", "buổi", "12"),
        ("85,5", "%", "85.5"),
        ("7", "", "7"),
        ("0", "đồng", "0"),
    ],
)
def test_a_number_is_read_in_its_item_s_unit(text, unit, value):
    assert read_own(text, unit) == Decimal(value)


@pytest.mark.parametrize(("text", "unit"), [("", "đồng"), (" - ", "đồng"), ("", "buổi")])
def test_nothing_typed_is_no_number(text, unit):
    assert read_own(text, unit) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [("nhiều", "đồng"), ("nhiều", "buổi"), ("-5", "hộ"), ("12,5", "hộ"), ("12.345 đồng", "tỷ đồng"), ("5 ha", "hộ")],
)
def test_what_is_no_clear_number_is_refused_and_nothing_is_rounded_away(text, unit):
    with pytest.raises(UnclearAmount):
        read_own(text, unit)


@given(value=st.integers(1000, 10**11), unit=st.sampled_from(["đồng", "m²", "hộ", "ngày công", "buổi"]))
@settings(max_examples=40)
def test_what_is_written_comes_back(value, unit):
    assert read_own(written(value), unit) == value
