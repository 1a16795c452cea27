from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from kheo.movement.rules.curves import BOTTOM, LEFT, RIGHT, TOP, curve
from kheo.movement.rules.jumps import Value

DAY = date(2026, 1, 1)


def values(*pairs):
    return [Value(Decimal(value), DAY + timedelta(days=day)) for day, value in pairs]


def test_one_day_is_no_line():
    assert curve([]) is None
    assert curve(values((0, 5))) is None
    assert curve(values((0, 5), (0, 6))) is None


def test_the_line_runs_from_the_first_day_to_the_last_under_its_target():
    line = curve(values((0, 0), (10, 1500)), Decimal(3000))
    assert (line.line, line.target) == ("8.0,112.0 332.0,68.0", "24.0")
    assert (line.first, line.last, line.first_day, line.last_day) == ("0", "1.500", "01/01/2026", "11/01/2026")
    assert (line.target_words, line.last_at) == ("mục tiêu 3.000", ("332.0", "60.0"))


def test_nothing_reached_is_a_flat_line():
    line = curve(values((0, 0), (10, 0)))
    assert (line.line, line.target, line.target_words) == ("8.0,112.0 332.0,112.0", "", "")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 10**9)), min_size=2, max_size=12), st.none() | st.integers(0, 10**9)
)
def test_every_point_lies_within_the_frame(pairs, target):
    line = curve(values(*sorted(pairs)), None if target is None else Decimal(target))
    for x, y in line.dots if line else ():
        assert LEFT <= float(x) <= RIGHT
        assert TOP <= float(y) <= BOTTOM
