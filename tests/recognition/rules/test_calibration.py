from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.recognition.rules.calibration import NO_OFFSET, Measured, Offset, offset_of

MARGIN, ACROSS, DOWN = 30, 237, 150  # an A4 sheet that lies


def reckoned(left, top, across=None, down=None, sheet=NO_OFFSET):
    numbers = [None if text is None else Decimal(text) for text in (left, top, across, down)]
    return offset_of(Measured(*numbers, sheet), MARGIN, ACROSS, DOWN)


@pytest.mark.parametrize(
    ("left", "top", "dx", "dy"),
    [
        ("30", "30", "0", "0"),
        ("31.5", "28", "-1.5", "2"),
        ("30.2", "30.3", "0", "-0.5"),
        ("29.8", "29.75", "0", "0.5"),
    ],
)
def test_a_cross_that_came_out_elsewhere_is_moved_back_to_the_half_millimetre(left, top, dx, dy):
    assert reckoned(left, top) == Offset(Decimal(dx), Decimal(dy), Decimal(100), Decimal(100))


def test_crosses_too_far_apart_are_drawn_together_and_the_shift_follows():
    """237 mm printed as 239.4: to 99 per cent; what stood at 30 then stands at 29.7 + 0.5."""
    found = reckoned("30", "30", across="239.4")
    assert (found.scale_x, found.scale_y, found.dx, found.dy) == (Decimal("99.00"), Decimal(100), Decimal("0.5"), Decimal(0))


def test_a_sheet_made_with_an_offset_that_came_out_right_changes_nothing():
    sheet = Offset(Decimal("-1.5"), Decimal(2), Decimal("99.50"), Decimal(100))
    assert reckoned("30", "30", "237", "150", sheet=sheet) == sheet


def test_a_sheet_made_with_an_offset_that_is_still_wrong_is_mended_by_the_difference():
    sheet = Offset(Decimal("-1.5"), Decimal(2))
    assert reckoned("31", "30", sheet=sheet) == Offset(Decimal("-2.5"), Decimal(2), Decimal(100), Decimal(100))


@given(
    st.integers(-20, 20).map(lambda halves: Decimal(halves) / 2),
    st.sampled_from([Decimal("0.97"), Decimal(1), Decimal("1.02")]),
    st.sampled_from([NO_OFFSET, Offset(Decimal(3), Decimal(-2), Decimal(99), Decimal(101))]),
)
def test_what_a_printer_does_is_undone_at_every_place_of_the_sheet(shift, factor, sheet):
    """The printer moves and stretches; with the reckoned offset every place comes out within a quarter step and the rounding."""

    def printed(place, offset):
        return shift + factor * (offset.dx + place * offset.scale_x / 100)

    left = printed(MARGIN, sheet)
    across = printed(MARGIN + ACROSS, sheet) - left
    found = offset_of(Measured(left, Decimal(30), across, None, sheet), MARGIN, ACROSS, DOWN)
    for place in (0, 30, 150, 297):
        assert abs(printed(place, found) - place) <= Decimal("0.3")
