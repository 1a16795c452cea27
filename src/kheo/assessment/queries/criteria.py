"""Reads of criteria sets."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import QuerySet

from kheo.assessment.criteria import ClassRead, ItemRead, KindRead, LevelRead, SetRead
from kheo.assessment.models import ClassThreshold, CriteriaSet, Criterion
from kheo.assessment.rules.classes import Threshold
from kheo.assessment.rules.schemes import Band, Basis, Item, Scheme, VetoEffect


def sets_for(locality: str) -> QuerySet[CriteriaSet]:
    """Sets the locality may choose: its own and the shared ones, newest version of each code first."""
    return CriteriaSet.objects.filter(locality__in=("", locality))


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
