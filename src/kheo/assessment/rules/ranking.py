"""Places by total, with ties."""

from collections.abc import Sequence
from decimal import Decimal

RANKING_RULE = "Xếp theo tổng điểm thẩm định, cao trước. Bằng điểm thì cùng hạng, hạng kế tiếp bỏ qua (1, 2, 2, 4)."


def places(totals: Sequence[Decimal]) -> list[int]:
    """Place of each total by :data:`RANKING_RULE`, in the order given: one more than the number of higher totals."""
    first: dict[Decimal, int] = {}
    for place, points in enumerate(sorted(totals, reverse=True), start=1):
        first.setdefault(points, place)
    return [first[points] for points in totals]
