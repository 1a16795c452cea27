from decimal import Decimal

import pytest

from kheo.assessment.actions.criteria import load_criteria
from kheo.assessment.actions.sheets import Score, open_assessment, record_scores
from kheo.assessment.models import Criterion
from kheo.assessment.queries.criteria import sets_for, thresholds
from kheo.assessment.queries.sheets import Standing, sheet, standings
from kheo.assessment.rules.classes import Threshold
from kheo.organisation.authority import COMMAND_LINE
from tests import factories
from tests.assessment.test_criteria import GOOD

pytestmark = pytest.mark.django_db


@pytest.fixture
def criteria_set():
    return load_criteria(COMMAND_LINE, GOOD.encode())[0]


def scored(criteria_set, *points):
    place = factories.make_locality()
    made = open_assessment(COMMAND_LINE, criteria_set, place)
    keys = Criterion.objects.filter(criteria_set=criteria_set).values_list("pk", flat=True)
    scores = {
        key: Score(Decimal(1), None if point is None else Decimal(point), "vì") for key, point in zip(keys, points, strict=True)
    }
    return record_scores(COMMAND_LINE, made, scores, 1)


def test_a_sheet_lists_every_item_scored_or_not(criteria_set):
    place = factories.make_locality()
    made = open_assessment(COMMAND_LINE, criteria_set, place)
    assert [(line.criterion.code, line.score) for line in sheet(made)] == [("1", None), ("2", None)]


def test_a_class_is_given_only_to_a_whole_sheet(criteria_set):
    half, whole, low, empty = (
        scored(criteria_set, 6, None),
        scored(criteria_set, 3, 2),
        scored(criteria_set, 3, 1),
        open_assessment(COMMAND_LINE, criteria_set, factories.make_locality()),
    )
    found = standings([half.pk, whole.pk, low.pk, empty.pk])
    assert found[half.pk] == Standing(Decimal(2), Decimal(6), 1, 2, "")
    assert found[whole.pk] == Standing(Decimal(2), Decimal(5), 2, 2, "Đạt", passes=True)
    assert found[low.pk] == Standing(Decimal(2), Decimal(4), 2, 2, "")
    assert found[empty.pk] == Standing(None, None, 0, 2, "")
    assert (found[whole.pk].is_complete, found[half.pk].is_complete) == (True, False)


def test_standings_of_many_cost_what_one_costs(criteria_set, django_assert_num_queries):
    many = [scored(criteria_set, 3, 2).pk for _ in range(5)]
    with django_assert_num_queries(4):
        standings(many[:1])
    with django_assert_num_queries(4):
        standings(many)


def test_a_locality_chooses_among_the_shared_sets_and_its_own(criteria_set):
    here, there = factories.make_locality(), factories.make_locality(factories.KIM_BANG)
    own, _new = load_criteria(COMMAND_LINE, GOOD.encode(), here)
    theirs, _new = load_criteria(COMMAND_LINE, GOOD.encode(), there)
    assert set(sets_for(here.code)) == {criteria_set, own}
    assert set(sets_for(there.code)) == {criteria_set, theirs}


def test_thresholds_are_those_of_the_set(criteria_set):
    assert thresholds(criteria_set.pk) == [Threshold("Đạt", Decimal(5))]
