"""Places by total, or by share of the maximum where the set compares shares; with ties."""

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal

from kheo.assessment.rules.schemes import Basis, Scheme, Totals

RANKING_RULE = "Xếp theo tổng điểm thẩm định, cao trước. Bằng điểm thì cùng hạng, hạng kế tiếp bỏ qua (1, 2, 2, 4)."
SHARE_RULE = (
    "Xếp theo phần trăm điểm thẩm định trên điểm tối đa của loại đơn vị, cao trước. Bằng nhau thì cùng hạng, hạng kế tiếp bỏ qua "
    "(1, 2, 2, 4)."
)


def ranking_rule(basis: str) -> str:
    """The rule in words for sets whose thresholds are compared with *basis*."""
    return SHARE_RULE if basis == Basis.PERCENT else RANKING_RULE


def ranked_by(scheme: Scheme, totals: Totals) -> Decimal | None:
    """What a sheet is ranked by: its total, or the percent of the maximum of its kind of unit where the set compares shares.

    Unrounded: two sheets of one share (68 of 85, 80 of 100) share a place, and no others do.
    """
    if totals.total is None or scheme.basis == Basis.POINTS:
        return totals.total
    return totals.total * 100 / totals.highest if totals.highest else Decimal(0)


def places(totals: Sequence[Decimal]) -> list[int]:
    """Place of each total by :data:`RANKING_RULE`, in the order given: one more than the number of higher totals."""
    first: dict[Decimal, int] = {}
    for place, points in enumerate(sorted(totals, reverse=True), start=1):
        first.setdefault(points, place)
    return [first[points] for points in totals]


def with_ties_broken(places: Sequence[int], order: Sequence[int | None]) -> list[int]:
    """*places* where those that share one follow the *order* that a council gave them; None: no council placed it.

    One that no council placed keeps the shared place, so that nothing overtakes points that are higher.
    """
    given: dict[int, list[int]] = {}
    for place, one in zip(places, order, strict=True):
        if one is not None:
            given.setdefault(place, []).append(one)
    for shared in given.values():
        shared.sort()
    return [place if one is None else place + bisect_left(given[place], one) for place, one in zip(places, order, strict=True)]
