"""Reads of sheets: their lines, what they add up to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from kheo.assessment.models import Assessment, ClassThreshold, Criterion, ItemScore
from kheo.assessment.rules.classes import Threshold, class_of, passes


@dataclass(frozen=True)
class SheetLine:
    """One item of a sheet with both scores; ``score`` is None while nothing was given."""

    criterion: Criterion
    score: ItemScore | None


@dataclass(frozen=True)
class Standing:
    """What a sheet adds up to: points (None while no item has one), items verified out of all, class by threshold.

    *passes*: the class is one that had to be reached, see :func:`kheo.assessment.rules.passes`.
    """

    self_total: Decimal | None
    verified_total: Decimal | None
    verified: int
    items: int
    class_name: str
    passes: bool = False

    @property
    def is_complete(self) -> bool:
        return 0 < self.items == self.verified


def sheet(assessment: Assessment) -> list[SheetLine]:
    """Every item of the assessment's set in order, with its scores; two queries."""
    scores = {score.criterion_id: score for score in ItemScore.objects.filter(assessment=assessment)}
    items = Criterion.objects.filter(criteria_set_id=assessment.criteria_set_id)
    return [SheetLine(criterion, scores.get(criterion.pk)) for criterion in items]


def standings(assessments: Iterable[int]) -> dict[int, Standing]:
    """Standing of each assessment by its primary key; the number of queries does not grow with theirs."""
    rows = list(
        Assessment.objects.filter(pk__in=list(assessments))
        .annotate(
            self_total=Sum("scores__self_score"),
            verified_total=Sum("scores__verified_score"),
            verified=Count("scores", filter=Q(scores__verified_score__isnull=False)),
        )
        .values("pk", "criteria_set_id", "self_total", "verified_total", "verified")
    )
    sets = {row["criteria_set_id"] for row in rows}
    items = dict(
        Criterion.objects.filter(criteria_set__in=sets)
        .order_by()
        .values_list("criteria_set")
        .annotate(number=Count("pk"))
        .values_list("criteria_set", "number")
    )
    classes: dict[int, list[Threshold]] = {}
    for row in ClassThreshold.objects.filter(criteria_set__in=sets):
        classes.setdefault(row.criteria_set_id, []).append(Threshold(row.name, row.min_total))
    return {row["pk"]: _standing(row, items[row["criteria_set_id"]], classes.get(row["criteria_set_id"], [])) for row in rows}


def _standing(row: Mapping[str, Any], items: int, classes: list[Threshold]) -> Standing:
    """No class before every item is verified: half a sheet would always look like the lowest one."""
    points, verified = row["verified_total"], row["verified"]
    counts = points is not None and verified == items
    return Standing(
        row["self_total"],
        points,
        verified,
        items,
        class_of(points, classes) if counts else "",
        counts and passes(points, classes),
    )
