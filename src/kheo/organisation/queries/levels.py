"""Which localities stand under and above one another, by the parents that their units had on a day.

Until 30/06/2025 a commune lay under its district or town and that under the province; from 01/07/2025 communes lie under the
province at once. Nothing here carries a former unit over to its heir: what it did stays where it was done.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q

from kheo.organisation.models import Locality, Unit, UnitVersion

UPPER_LEVELS = (Unit.Level.PROVINCE, Unit.Level.DISTRICT)


@dataclass(frozen=True)
class Below:
    """A unit directly under a locality, by the name it had then; *locality*: None where it runs no year of its own here."""

    unit: Unit
    name: str
    locality: Locality | None


def last_day_within(unit: Unit, first: date, last: date) -> date:
    """*last*, or the day before *unit* ended where that came sooner; never before *first*."""
    return last if unit.ended_on is None else max(first, min(last, unit.ended_on - timedelta(days=1)))


def unit_above(locality: Locality, day: date) -> UnitVersion | None:
    """The district or province directly above on *day*; None for a province and for a unit that is not there then."""
    own = UnitVersion.objects.filter(_there(day, day)).filter(unit=locality.unit_id, parent__level__in=UPPER_LEVELS)
    parent = own.order_by("pk").values_list("parent", flat=True).first()
    if parent is None:
        return None
    return UnitVersion.objects.filter(_there(day, day)).select_related("unit").filter(unit=parent).first()


def locality_above(locality: Locality, day: date) -> Locality | None:
    """The locality directly above on *day*, if that unit runs a year of its own here."""
    above = unit_above(locality, day)
    return Locality.objects.select_related("unit").filter(unit=above.unit_id).first() if above else None


def localities_below(locality: Locality, day: date) -> list[Locality]:
    """The localities directly under *locality* on *day*, by name; two queries, however many."""
    return [below.locality for below in units_below(locality, day, day) if below.locality is not None]


def units_below(locality: Locality, first: date, last: date) -> list[Below]:
    """Every district or commune that lay directly under *locality* on its own last day within *first* … *last*, by name.

    A unit that moved in between counts where it went; one that ended in between counts where it ended. Two queries.
    """
    there = UnitVersion.objects.filter(_there(first, last), unit__level__in=(Unit.Level.DISTRICT, Unit.Level.COMMUNE))
    newest: dict[int, UnitVersion] = {}
    for version in (
        there.filter(unit__in=list(there.filter(parent=locality.unit_id).values_list("unit", flat=True)))
        .select_related("unit__locality")
        .order_by(F("valid_from").asc(nulls_first=True))
    ):
        newest[version.unit_id] = version
    found = [
        Below(version.unit, version.name, getattr(version.unit, "locality", None))
        for version in newest.values()
        if version.parent_id == locality.unit_id
    ]
    return sorted(found, key=lambda below: (below.name, below.unit.code))


def _there(first: date, last: date) -> Q:
    """Versions that hold, of units that exist, on some day from *first* to *last*."""
    version = Q(valid_from=None) | Q(valid_from__lte=last), Q(valid_to=None) | Q(valid_to__gt=first)
    unit = Q(unit__founded_on=None) | Q(unit__founded_on__lte=last), Q(unit__ended_on=None) | Q(unit__ended_on__gt=first)
    return version[0] & version[1] & unit[0] & unit[1]
