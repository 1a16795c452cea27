"""Points of an item: in steps up to its maximum, a difference explained."""

from collections.abc import Iterable
from decimal import Decimal

from kheo.assessment.rules.schemes import Item, Part, Scoring
from kheo.foundation.numbers import written


def total(points: Iterable[Decimal | None]) -> Decimal:
    """Sum of the points given; an item without points adds nothing."""
    return sum((point for point in points if point is not None), Decimal(0))


def points_problem(points: Decimal, maximum: Decimal, step: Decimal) -> str:
    """Say why *points* cannot be given for an item of *maximum* points in steps of *step*; "" if they can."""
    if points < 0 or points > maximum:
        return f"Điểm {written(points)} nằm ngoài khoảng 0 đến {written(maximum)}; nhập lại trong khoảng này."
    if points % step:
        return f"Điểm {written(points)} không theo bước {written(step)}; nhập bội số của {written(step)}."
    return ""


def item_problem(item: Item, points: Decimal) -> str:
    """Say why *points* cannot be given for *item*, by its way of scoring; "" if they can."""
    if item.part == Part.VETO:
        return "" if points in (0, 1) else "Mục điểm liệt chỉ có 0 (không) hoặc 1 (có)."
    if item.scoring == Scoring.LEVELS:
        if points in item.levels:
            return ""
        return f"Điểm {written(points)} không phải một mức của mục; các mức: {', '.join(map(written, item.levels))}."
    return points_problem(points, item.maximum, Decimal("0.01") if item.scoring == Scoring.FREE else item.step)


def reason_is_missing(self_score: Decimal | None, verified: Decimal | None, reason: str) -> bool:
    """A verified score that differs from the self-score is explained to those who gave it."""
    return self_score is not None and verified is not None and self_score != verified and not reason.strip()
