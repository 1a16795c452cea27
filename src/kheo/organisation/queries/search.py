"""Searching units of the whole country by name, whichever register they stand in."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kheo.foundation.text import tidy
from kheo.organisation.models import Succession, Unit, UnitVersion
from kheo.organisation.rules.spelling import agrees, split_type, written


@dataclass(frozen=True)
class Tie:
    """A unit at the other end of a succession."""

    code: str
    name: str
    is_split: bool
    on: date


@dataclass(frozen=True)
class FoundUnit:
    """A unit under one of its names. *place*: the units above it at that time, nearest first, without the country."""

    code: str
    register: str
    level: str
    name: str
    type: str
    valid_from: date | None
    valid_to: date | None
    place: tuple[str, ...]
    successors: tuple[Tie, ...]
    predecessors: tuple[Tie, ...]

    @property
    def is_former(self) -> bool:
        return self.valid_to is not None


def search_units(text: str, limit: int = 50) -> list[FoundUnit]:
    """Return units whose name contains *text*, best first, at most *limit*; marks do not count, but exact ones come first.

    A code (``gso2024-349``) finds that unit. The number of queries is fixed.
    """
    wanted = written(text)
    if not len(wanted):
        return []
    versions = UnitVersion.objects.select_related("unit").order_by("unit__code", "valid_from")
    by_code = list(versions.filter(unit__code=tidy(text).lower()))
    if by_code:
        return describe(by_code)
    words = Q()
    for word in split_type(wanted)[1].key:
        # The key writes a final y as i; the stored name may have either.
        words &= Q(folded__contains=word.removesuffix("i"))
    ranked = [(rank, version) for version in versions.filter(words) if (rank := _rank(text, version.name)) is not None]
    ranked.sort(key=lambda pair: (pair[0], pair[1].valid_to is not None, pair[1].unit.code))
    return describe([version for _rank, version in ranked[:limit]])


def _rank(text: str, name: str) -> tuple[int, int, int] | None:
    """How well *name* answers *text* (smaller is better): how much of it, whether the marks are right, its length."""
    said, meant = written(text), written(name)
    bare = split_type(meant)[1]
    for place, candidate in enumerate((meant, bare)):
        if said.key == candidate.key:
            return 0, 0 if agrees(said, candidate) else 1, place
    for start in range(len(meant) - len(said) + 1):
        part = meant[start : start + len(said)]
        if said.key == part.key:
            return 1, 0 if agrees(said, part) else 1, len(meant)
    return None


def describe(versions: Collection[UnitVersion]) -> list[FoundUnit]:
    """Return what a reader wants to know of each version's unit, in the same order, with a fixed number of queries."""
    places = _places(versions)
    forwards, backwards = ties_of([version.unit for version in versions])
    return [
        FoundUnit(
            code=version.unit.code,
            register=version.unit.register,
            level=version.unit.level,
            name=version.name,
            type=version.type,
            valid_from=version.valid_from,
            valid_to=version.valid_to,
            place=places[version.pk],
            successors=tuple(forwards.get(version.unit_id, ())),
            predecessors=tuple(backwards.get(version.unit_id, ())),
        )
        for version in versions
    ]


def _places(versions: Collection[UnitVersion]) -> dict[int, tuple[str, ...]]:
    above: dict[int, list[UnitVersion]] = defaultdict(list)
    level = {version.parent_id for version in versions if version.parent_id}
    while level:
        parents = UnitVersion.objects.filter(unit__in=level).exclude(unit__level=Unit.Level.COUNTRY)
        fresh: set[int] = set()
        for parent in parents:
            above[parent.unit_id].append(parent)
            fresh |= {parent.parent_id} if parent.parent_id else set()
        level = fresh - set(above)
    return {version.pk: tuple(_names_above(version, above)) for version in versions}


def _names_above(version: UnitVersion, above: Mapping[int, list[UnitVersion]]) -> list[str]:
    names: list[str] = []
    parents = above.get(version.parent_id or 0, [])
    while parents:
        parent = ([parent for parent in parents if _meet(parent, version)] or parents)[-1]
        names.append(parent.name)
        parents = above.get(parent.parent_id or 0, [])
    return names


def _meet(first: UnitVersion, second: UnitVersion) -> bool:
    """True when both versions hold on some day."""
    starts = [day for day in (first.valid_from, second.valid_from) if day]
    ends = [day for day in (first.valid_to, second.valid_to) if day]
    return not starts or not ends or max(starts) < min(ends)


def ties_of(units: Collection[Unit]) -> tuple[dict[int, list[Tie]], dict[int, list[Tie]]]:
    """Return successors and predecessors of each of *units* by primary key; two queries."""
    keys = {unit.pk for unit in units}
    rows = list(
        Succession.objects.filter(Q(predecessor__in=keys) | Q(successor__in=keys))
        .select_related("predecessor", "successor")
        .order_by("on", "predecessor__code", "successor__code")
    )
    names: dict[int, str] = {}
    ends = {row.predecessor_id for row in rows} | {row.successor_id for row in rows}
    for version in UnitVersion.objects.filter(unit__in=ends).order_by("pk"):
        names[version.unit_id] = version.name
    forwards: dict[int, list[Tie]] = defaultdict(list)
    backwards: dict[int, list[Tie]] = defaultdict(list)
    for row in rows:
        after, before = row.successor, row.predecessor
        forwards[row.predecessor_id].append(Tie(after.code, names.get(after.pk, ""), row.is_split, row.on))
        backwards[row.successor_id].append(Tie(before.code, names.get(before.pk, ""), row.is_split, row.on))
    return forwards, backwards
