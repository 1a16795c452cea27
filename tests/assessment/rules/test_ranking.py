from decimal import Decimal

import pytest

from kheo.assessment.rules.ranking import RANKING_RULE, SHARE_RULE, places, ranked_by, ranking_rule, with_ties_broken
from kheo.assessment.rules.schemes import Basis, Scheme, Totals

SHARES = Scheme(basis=Basis.PERCENT)


def test_the_rule_is_told_as_the_set_compares():
    assert (ranking_rule("points"), ranking_rule(""), ranking_rule("percent")) == (RANKING_RULE, RANKING_RULE, SHARE_RULE)


@pytest.mark.parametrize(
    ("scheme", "total", "highest", "ranked"),
    [(Scheme(), 68, 85, 68), (SHARES, 68, 85, 80), (SHARES, 0, 85, 0), (SHARES, 0, 0, 0), (SHARES, None, 85, None)],
)
def test_a_sheet_is_ranked_by_its_total_or_its_share(scheme, total, highest, ranked):
    totals = Totals(None if total is None else Decimal(total), Decimal(highest))
    assert ranked_by(scheme, totals) == ranked


def test_one_share_is_one_place_whatever_the_maximum():
    pairs = ((68, 85), (80, 100), ("67.99", 85), (100, 100))
    shares = [ranked_by(SHARES, Totals(Decimal(total), Decimal(highest))) for total, highest in pairs]
    assert places(shares) == [2, 2, 4, 1]


@pytest.mark.parametrize(
    ("shared", "order", "found"),
    [
        ([1, 2, 2, 4], [None] * 4, [1, 2, 2, 4]),
        ([1, 1, 1], [2, 1, 3], [2, 1, 3]),
        ([1, 1, 1], [1, 1, 3], [1, 1, 3]),
        # What the council did not place is overtaken by nothing: 80,5 points stay before 80.
        ([2, 1, 2, 2], [1, None, 2, None], [2, 1, 3, 2]),
    ],
)
def test_ties_follow_the_council_and_points_stay_first(shared, order, found):
    assert with_ties_broken(shared, order) == found
