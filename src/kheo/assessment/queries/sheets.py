"""Reads of sheets: their lines, what they add up to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kheo.assessment.models import Assessment, Criterion, ItemScore
from kheo.assessment.queries.council_points import CouncilResult, Given, council_results
from kheo.assessment.queries.criteria import schemes_of
from kheo.assessment.rules.classes import classify
from kheo.assessment.rules.ranking import ranked_by
from kheo.assessment.rules.schemes import Item, Part, Scheme, Totals, add_up
from kheo.foundation.numbers import written


@dataclass(frozen=True)
class SheetLine:
    """One item of a sheet with both scores; ``score`` is None while nothing was given."""

    criterion: Criterion
    score: ItemScore | None

    @property
    def own_words(self) -> str:
        return words_of(self.criterion, self.score.self_score if self.score else None)

    @property
    def verified_words(self) -> str:
        return words_of(self.criterion, self.score.verified_score if self.score else None)


def words_of(criterion: Criterion, points: Decimal | None) -> str:
    """*points* of an item as a page shows them: with the words of its level, «có» or «không» for a veto, "" for none."""
    if points is None:
        return ""
    if criterion.part == Part.VETO:
        return "có" if points else "không"
    level = next((text for value, text in criterion.level_rows if value == points), "")
    return f"{written(points)} ({level})" if level else written(points)


@dataclass(frozen=True)
class Standing:
    """What a sheet adds up to: points (None while no item has one), items verified out of those needed, class by threshold.

    *passes*: the class is one that had to be reached, see :func:`kheo.assessment.rules.classes.classify`. *reasons*: what barred
    a higher class, a sentence each; *why* what keeps a high enough total from passing. *totals*: all sums behind it.
    *ranked_by*: what places are given by, the total or where the set compares shares the percent of the maximum.
    """

    self_total: Decimal | None
    verified_total: Decimal | None
    verified: int
    items: int
    class_name: str
    passes: bool = False
    lacks_kind: bool = False
    reasons: tuple[str, ...] = field(default=(), compare=False)
    why: str = field(default="", compare=False)
    totals: Totals | None = field(default=None, compare=False)
    ranked_by: Decimal | None = field(default=None, compare=False)

    @property
    def is_complete(self) -> bool:
        return 0 < self.items == self.verified and not self.lacks_kind


def sheet(assessment: Assessment) -> list[SheetLine]:
    """Every item of the assessment's set in order that applies to its kind of unit, with its scores; two queries."""
    scores = {score.criterion_id: score for score in ItemScore.objects.filter(assessment=assessment)}
    items = Criterion.objects.filter(criteria_set_id=assessment.criteria_set_id)
    applying = [criterion for criterion in items if criterion.rule.applies_to(assessment.unit_kind)]
    return [SheetLine(criterion, scores.get(criterion.pk)) for criterion in applying]


def standings(assessments: Iterable[int]) -> dict[int, Standing]:
    """Standing of each assessment by its primary key, in their order; the number of queries does not grow with theirs."""
    rows = list(
        Assessment.objects.filter(pk__in=list(assessments))
        .order_by("pk")
        .values_list("pk", "criteria_set", "unit_kind", "scores__criterion", "scores__self_score", "scores__verified_score")
    )
    schemes = schemes_of({row[1] for row in rows})
    sheets = {pk: (criteria_set, kind) for pk, criteria_set, kind, *_score in rows}
    given: dict[int, Given] = {pk: {} for pk in sheets}
    for pk, _set, _kind, criterion, own, verified in rows:
        if criterion is not None:  # a sheet without scores comes as one row of nothing
            given[pk][criterion] = (own, verified)
    decided = council_results(sheets)
    found = {}
    for pk, (criteria_set, kind) in sheets.items():
        result = decided.get(pk)
        if result is None:
            found[pk] = standing(*schemes[criteria_set], given[pk], kind)
        else:
            found[pk] = standing(*schemes[criteria_set], result.in_place_of(given[pk]), kind, result)
    return found


def standing(
    scheme: Scheme, items: Mapping[int, Item], given: Given, kind: str = "", council: CouncilResult | None = None
) -> Standing:
    """Standing of one sheet from its pairs of points (primary key of the criterion → own, verified) for a unit of *kind*.

    *council*: what a council came to; its total stands in place of the sum, and a vote that was lost does not pass.
    """
    own = add_up(scheme, items.values(), {items[key].code: points for key, (points, _verified) in given.items()}, kind)
    totals = add_up(scheme, items.values(), {items[key].code: points for key, (_own, points) in given.items()}, kind)
    if council is not None:
        totals = replace(totals, total=council.points)
    verdict = classify(scheme, totals)
    if council is not None and council.points is not None and not council.is_approved:
        verdict = replace(verdict, passes=False, why="không đủ phiếu biểu quyết của hội đồng")
    return Standing(
        own.total,
        totals.total,
        totals.given,
        totals.needed,
        verdict.class_name,
        verdict.passes,
        totals.lacks_kind,
        verdict.reasons,
        verdict.why,
        totals,
        ranked_by(scheme, totals),
    )
