from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.assessment.rules.classes import Threshold, class_of, passes
from kheo.assessment.rules.points import points_problem, reason_is_missing, total
from kheo.assessment.rules.ranking import places

CLASSES = [Threshold("Khá", Decimal(65)), Threshold("Tiêu biểu", Decimal(90)), Threshold("Hiệu quả", Decimal(80))]
points = st.decimals(min_value=0, max_value=100, places=1)


@pytest.mark.parametrize(
    ("scored", "name"),
    [
        ("64.5", ""),
        ("65", "Khá"),
        ("79.5", "Khá"),
        ("80", "Hiệu quả"),
        ("89.5", "Hiệu quả"),
        ("90", "Tiêu biểu"),
        ("100", "Tiêu biểu"),
    ],
)
def test_class_begins_exactly_at_its_threshold(scored, name):
    assert class_of(Decimal(scored), CLASSES) == name


@pytest.mark.parametrize(("scored", "passed"), [("64.5", False), ("65", True), ("100", True), ("0", False)])
def test_a_class_that_begins_at_nothing_is_no_bar(scored, passed):
    classes = [Threshold("Khá", Decimal(65)), Threshold("Chưa đạt", Decimal(0))]
    assert passes(Decimal(scored), classes) is passed
    assert class_of(Decimal(scored), classes) == ("Khá" if passed else "Chưa đạt")


def test_no_classes_no_class():
    assert class_of(Decimal(100), []) == ""


def test_total_leaves_out_what_was_not_given():
    assert total([Decimal("1.5"), None, Decimal(2)]) == Decimal("3.5")
    assert total([]) == 0


@pytest.mark.parametrize("given_points", ["0", "0.5", "7.5", "8"])
def test_points_in_steps_up_to_the_maximum_are_taken(given_points):
    assert points_problem(Decimal(given_points), Decimal(8), Decimal("0.5")) == ""


@pytest.mark.parametrize(
    ("given_points", "said"),
    [
        ("8.5", "Điểm 8,5 nằm ngoài khoảng 0 đến 8; nhập lại trong khoảng này."),
        ("-0.5", "Điểm -0,5 nằm ngoài khoảng 0 đến 8; nhập lại trong khoảng này."),
        ("7.25", "Điểm 7,25 không theo bước 0,5; nhập bội số của 0,5."),
    ],
)
def test_other_points_are_refused_in_words(given_points, said):
    assert points_problem(Decimal(given_points), Decimal(8), Decimal("0.5")) == said


@pytest.mark.parametrize(
    ("own", "verified", "reason", "missing"),
    [
        (5, 4, "", True),
        (5, 4, "  ", True),
        (4, 5, "", True),
        (5, 4, "thiếu sổ thu chi", False),
        (5, 5, "", False),
        (None, 4, "", False),
        (5, None, "", False),
    ],
)
def test_a_difference_needs_its_reason(own, verified, reason, missing):
    given_own = None if own is None else Decimal(own)
    given_verified = None if verified is None else Decimal(verified)
    assert reason_is_missing(given_own, given_verified, reason) is missing


def test_equal_totals_share_a_place_and_the_next_is_skipped():
    assert places([Decimal(80), Decimal(90), Decimal(80), Decimal(70)]) == [2, 1, 2, 4]
    assert places([]) == []


@given(st.lists(points, min_size=1))
def test_a_place_is_one_more_than_the_number_of_better_ones(totals):
    assert places(totals) == [1 + sum(other > own for other in totals) for own in totals]


@given(points)
def test_class_is_the_highest_reached(scored):
    name = class_of(scored, CLASSES)
    reached = {row.name: row.min_total for row in CLASSES if row.min_total <= scored}
    assert name == max(reached, key=reached.get, default="")
