"""What a sheet of scores obeys: points in steps up to the item's maximum, a class by threshold, places with ties.

Pure functions over numbers; the sets themselves are data (``data/*.toml``), each with its source.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kheo.foundation.numbers import written

RANKING_RULE = "Xếp theo tổng điểm thẩm định, cao trước. Bằng điểm thì cùng hạng, hạng kế tiếp bỏ qua (1, 2, 2, 4)."


@dataclass(frozen=True)
class Threshold:
    """A class held from *min_total* points upwards."""

    name: str
    min_total: Decimal


def total(points: Iterable[Decimal | None]) -> Decimal:
    """Sum of the points given; an item without points adds nothing."""
    return sum((point for point in points if point is not None), Decimal(0))


def class_of(points: Decimal, thresholds: Iterable[Threshold]) -> str:
    """Name of the highest class whose threshold *points* reach (exactly at it counts); "" below the lowest."""
    reached = [threshold for threshold in thresholds if points >= threshold.min_total]
    return max(reached, key=lambda threshold: threshold.min_total).name if reached else ""


def passes(points: Decimal, thresholds: Iterable[Threshold]) -> bool:
    """Whether *points* reach a class at all. One that begins at 0 («chưa đạt») is a name for the rest, not a bar to clear."""
    return any(0 < threshold.min_total <= points for threshold in thresholds)


def points_problem(points: Decimal, maximum: Decimal, step: Decimal) -> str:
    """Say why *points* cannot be given for an item of *maximum* points in steps of *step*; "" if they can."""
    if points < 0 or points > maximum:
        return f"Điểm {written(points)} nằm ngoài khoảng 0 đến {written(maximum)}; nhập lại trong khoảng này."
    if points % step:
        return f"Điểm {written(points)} không theo bước {written(step)}; nhập bội số của {written(step)}."
    return ""


def reason_is_missing(self_score: Decimal | None, verified: Decimal | None, reason: str) -> bool:
    """A verified score that differs from the self-score is explained to those who gave it."""
    return self_score is not None and verified is not None and self_score != verified and not reason.strip()


def places(totals: Sequence[Decimal]) -> list[int]:
    """Place of each total by :data:`RANKING_RULE`, in the order given: one more than the number of higher totals."""
    first: dict[Decimal, int] = {}
    for place, points in enumerate(sorted(totals, reverse=True), start=1):
        first.setdefault(points, place)
    return [first[points] for points in totals]
