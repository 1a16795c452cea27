"""Units on a day: their names, what lies under and above them, what became of them."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import F, QuerySet

from kheo.organisation.models import Locality, Succession, Unit, UnitVersion
from kheo.organisation.queries.finder import UnitFinder
from kheo.organisation.queries.search import FoundUnit, search_units

__all__ = [
    "FoundUnit",
    "UnitFinder",
    "ancestors",
    "name_on",
    "names_on",
    "search_units",
    "successors",
    "units_of",
    "version_on",
    "versions_on",
]


def versions_on(units: Collection[Unit | int], day: date) -> dict[int, UnitVersion]:
    """Return the version of each of *units* that holds on *day*, by the unit's primary key; one query.

    For a unit that does not exist that day, its last version before, else its first one after; a unit whose name is not
    known (an old code that only succession rows name) is left out.
    """
    keys = {unit.pk if isinstance(unit, Unit) else unit for unit in units}
    found: dict[int, UnitVersion] = {}
    for version in (
        UnitVersion.objects.filter(unit__in=keys).select_related("unit").order_by(F("valid_from").asc(nulls_first=True))
    ):
        if version.unit_id not in found or version.valid_from is None or version.valid_from <= day:
            found[version.unit_id] = version
    return found


def version_on(unit: Unit | int, day: date) -> UnitVersion | None:
    """Return the version of one unit; see :func:`versions_on`. For a list of units ask that, not this in a loop."""
    return next(iter(versions_on([unit], day).values()), None)


def names_on(units: Collection[Unit | int], day: date) -> dict[int, str]:
    """Return the name of each of *units* on *day* by primary key, in one query (see :func:`versions_on`)."""
    return {key: version.name for key, version in versions_on(units, day).items()}


def name_on(unit: Unit, day: date) -> str:
    """Return the name of *unit* on *day* («Phường Hòa Mạc»); «mã gso2024-26929» for one whose name no list gives."""
    version = version_on(unit, day)
    return version.name if version else f"mã {unit.code}"


def units_of(locality: Locality, day: date) -> list[UnitVersion]:
    """Return every unit under *locality* on *day*, itself not counted, as versions with their unit; by level and name.

    One query a level, however many units.
    """
    found: list[UnitVersion] = []
    parents: Iterable[int] = [locality.unit_id]
    while parents:
        level = list(UnitVersion.objects.on(day).filter(parent__in=parents).select_related("unit").order_by("name"))
        found += level
        parents = [version.unit_id for version in level]
    return found


def ancestors(unit: Unit, day: date) -> list[UnitVersion]:
    """Return the units above *unit* on *day*, the nearest first, the country last."""
    found: list[UnitVersion] = []
    version = version_on(unit, day)
    while version and version.parent_id:
        version = version_on(version.parent_id, day)
        if version:
            found.append(version)
    return found


def successors(unit: Unit) -> QuerySet[Succession]:
    """Return the successions by which *unit* went to others, with the successor; none for a unit that lives."""
    return unit.successions.select_related("successor").order_by("successor__code")
