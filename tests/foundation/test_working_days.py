"""Working days over Tết, swapped days and weekends."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.foundation.working_days import (
    after_working_days,
    before_working_days,
    holidays_of,
    is_working_day,
    swaps,
    working_days_between,
)

DAYS = st.dates(date(2023, 7, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 2, 13), True),
        (date(2026, 2, 14), False),  # Saturday
        (date(2026, 2, 16), False),  # the eve of Tết
        (date(2026, 2, 20), False),
        (date(2026, 2, 23), True),
        (date(2024, 4, 29), False),  # swapped off
        (date(2024, 5, 4), True),  # the Saturday worked instead
        (date(2024, 5, 11), False),
        (date(2026, 1, 2), False),
        (date(2026, 1, 10), True),
        (date(2026, 4, 27), False),  # in lieu of a Sunday
    ],
)
def test_a_day_is_worked_or_not(day, works):
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [
        (date(2026, 2, 12), 5, date(2026, 2, 26)),  # over Tết: 13, 23, 24, 25, 26
        (date(2026, 3, 2), 5, date(2026, 3, 9)),
        (date(2026, 3, 6), 5, date(2026, 3, 13)),  # from a Friday
        (date(2024, 4, 26), 5, date(2024, 5, 7)),  # 2, 3, 4 (swapped), 6, 7 May
        (date(2026, 3, 7), 0, date(2026, 3, 7)),
    ],
)
def test_five_working_days_from_a_day(start, count, last):
    assert after_working_days(start, count) == last


def test_sent_five_working_days_before():
    assert before_working_days(date(2026, 2, 26), 5) == date(2026, 2, 12)
    assert before_working_days(date(2026, 3, 9), 5) == date(2026, 3, 2)


def test_swapped_days_are_named_with_the_day_worked_instead():
    assert holidays_of(2026)[date(2026, 1, 2)] == "nghỉ hoán đổi, làm bù 10/01/2026"
    assert all(swap.off.weekday() < 5 <= swap.worked.weekday() for swap in swaps())
    assert all(swap.document for swap in swaps())


@given(DAYS, st.integers(0, 25))
def test_a_period_holds_as_many_working_days_as_it_says(start, count):
    last = after_working_days(start, count)
    assert working_days_between(start, last) == count
    assert count == 0 or is_working_day(last)


@given(DAYS, st.integers(1, 25))
def test_before_is_the_latest_day_that_leaves_the_period(end, count):
    sent = before_working_days(end, count)
    assert is_working_day(sent)
    assert working_days_between(sent, end - timedelta(days=1)) + 1 >= count
