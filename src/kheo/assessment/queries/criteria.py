"""Reads of criteria sets."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from kheo.assessment.criteria import ClassRead, ItemRead, KindRead, LevelRead, SetRead
from kheo.assessment.models import Assessment, ClassThreshold, CriteriaDraft, CriteriaSet, Criterion
from kheo.assessment.rules.classes import Threshold
from kheo.assessment.rules.schemes import Band, Basis, Item, Scheme, VetoEffect


def sets_for(locality: str) -> QuerySet[CriteriaSet]:
    """Sets the locality may choose: its own and the shared ones, newest version of each code first."""
    return CriteriaSet.objects.filter(locality__in=("", locality))


def newest_for(locality: str, chosen: int | None = None) -> QuerySet[CriteriaSet]:
    """Newest version of each set that the locality may choose, its own first, and the version that was *chosen* before."""
    same = CriteriaSet.objects.filter(locality=OuterRef("locality"), code=OuterRef("code")).order_by("-version")
    newest = sets_for(locality).annotate(newest=Subquery(same.values("version")[:1]))
    return newest.filter(Q(version=F("newest")) | Q(pk=chosen)).order_by("-locality", "title", "-version")


@dataclass(frozen=True)
class Listed:
    """A set as a list shows it: its newest version, how many items, how many sheets the locality opened under any version."""

    criteria_set: CriteriaSet
    items: int
    classes: int
    sheets: int


def listed_sets(locality: str) -> list[Listed]:
    """Newest version of each set the locality may use, its own first; the number of queries does not grow with theirs."""
    numbers = {"items_": Count("items", distinct=True), "classes_": Count("classes", distinct=True)}
    opened = Counter(
        Assessment.objects.filter(locality=locality).values_list("criteria_set__locality", "criteria_set__code").order_by()
    )
    found = newest_for(locality).annotate(**numbers)
    return [
        Listed(one, one.items_, one.classes_, opened[one.locality, one.code])  # type: ignore[attr-defined]  # annotated above
        for one in found
    ]


def versions_of(criteria_set: CriteriaSet) -> QuerySet[CriteriaSet]:
    """All versions of the same set, the newest first."""
    return CriteriaSet.objects.filter(locality=criteria_set.locality, code=criteria_set.code).order_by("-version")


def drafts_of(locality: str) -> QuerySet[CriteriaDraft]:
    return CriteriaDraft.objects.filter(locality=locality)


def thresholds(criteria_set_id: int) -> list[Threshold]:
    rows = ClassThreshold.objects.filter(criteria_set_id=criteria_set_id)
    return [Threshold(row.name, row.min_total) for row in rows]


def schemes_of(sets: Iterable[int]) -> dict[int, tuple[Scheme, dict[int, Item]]]:
    """How each of *sets* (primary keys) comes to its classes, and its items by primary key; two queries for all of them.

    A set without items is left out: nothing can be scored under it.
    """
    known: dict[int, CriteriaSet] = {}
    items: dict[int, dict[int, Item]] = {}
    bands: dict[int, list[Band]] = {}
    for criterion in Criterion.objects.filter(criteria_set__in=list(sets)).select_related("criteria_set"):
        known[criterion.criteria_set_id] = criterion.criteria_set
        items.setdefault(criterion.criteria_set_id, {})[criterion.pk] = criterion.rule
    for row in ClassThreshold.objects.filter(criteria_set__in=known):
        bands.setdefault(row.criteria_set_id, []).append(row.band)
    return {key: (one.scheme(tuple(bands.get(key, ()))), items[key]) for key, one in known.items()}


def read_back(criteria_set: CriteriaSet) -> SetRead:
    """The set as its file would state it: for the page, the file to download, a copy to change; two queries."""
    return SetRead(
        criteria_set.code,
        criteria_set.title,
        criteria_set.source,
        criteria_set.illustrative,
        tuple(_item(row) for row in Criterion.objects.filter(criteria_set=criteria_set)),
        tuple(_class(row.band) for row in ClassThreshold.objects.filter(criteria_set=criteria_set)),
        criteria_set.excerpt,
        criteria_set.unread,
        Basis(criteria_set.basis),
        criteria_set.met_at,
        criteria_set.self_cap,
        VetoEffect(criteria_set.veto),
        tuple(KindRead(kind["code"], kind["label"]) for kind in criteria_set.kinds),
    )


def _item(row: Criterion) -> ItemRead:
    rule = row.rule
    return ItemRead(
        row.group,
        rule.code,
        row.text,
        rule.maximum,
        rule.step,
        row.evidence,
        rule.part,
        rule.scoring,
        tuple(LevelRead(Decimal(level["points"]), level["text"]) for level in row.levels),
        rule.giver,
        tuple(row.only_for),
    )


def _class(band: Band) -> ClassRead:
    return ClassRead(band.name, band.min_total, band.met_percent, band.met_is_over, band.no_zero, band.kind)
