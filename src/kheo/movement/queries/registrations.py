"""Registrations as lists and pages need them, each with the name its unit had in the programme's year."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from kheo.movement.models import Evidence, Measure, Programme, Registration, Result
from kheo.movement.rules.measures import LABELS, UNITS
from kheo.movement.rules.programmes import days_of
from kheo.organisation.authority import Owner
from kheo.organisation.models import Locality, Unit, UnitVersion
from kheo.organisation.queries.units import UnitFinder, name_on, names_on, units_of


def unit_name_in(year: str, unit: str) -> Subquery:
    """The name of *unit* at the end of *year* (paths from the outer row): a result of 2024 keeps its name of 2024."""
    begun = UnitVersion.objects.filter(Q(valid_from=None) | Q(valid_from__year__lte=OuterRef(year)), unit=OuterRef(unit))
    return Subquery(begun.order_by(F("valid_from").desc(nulls_last=True)).values("name")[:1])


def registrations(locality: Locality | int) -> QuerySet[Registration]:
    """Registrations of *locality* with what every list shows, ``unit_name`` among it; one query.

    Those that were found to be another one's double, and merged into it, stand in no list.
    """
    return (
        Registration.objects.filter(programme__locality=locality, initiative__merged_into=None)
        .annotate(unit_name=unit_name_in("programme__year", "initiative__unit"))
        .select_related("programme__locality", "initiative__unit", "initiative__body", "field", "assessment_link")
    )


def registrations_of(programme: Programme) -> QuerySet[Registration]:
    return registrations(programme.locality_id).filter(programme=programme)


def first_of(rows: QuerySet[Registration], count: int) -> list[Registration]:
    """The first *count* of *rows* in their order; two queries.

    The keys come first: asked for at once, the database would look up the unit's name of every row before it sorts them.
    """
    return list(rows.filter(pk__in=list(rows.values_list("pk", flat=True)[:count])))


def owner_of(registration: Registration) -> Owner:
    """Whose record it is: the body's that registered it, else the unit's."""
    body = registration.initiative.body
    return Owner(registration.initiative.unit_id, body.code if body else "")


def place_name(registration: Registration) -> str:
    """Who registered, as the year knew it: the body, else the unit (needs ``unit_name``, see :func:`registrations`)."""
    body = registration.initiative.body
    return body.name if body else registration.unit_name or f"mã {registration.initiative.unit.code}"  # type: ignore[attr-defined]  # annotated above


@dataclass(frozen=True)
class NewestResult:
    """The value that counts for one measure, and how many earlier ones it replaced."""

    result: Result
    earlier: int

    @property
    def label(self) -> str:
        return LABELS[self.result.measure] if self.result.measure else str(self.result.aim)

    @property
    def unit(self) -> str:
        if self.result.measure:
            return UNITS[self.result.measure]
        return self.result.aim.unit if self.result.aim else ""


def newest_results(registration: Registration | int) -> list[NewestResult]:
    """The newest value of each measure, in the order of the measures, the registration's own ones last; one query."""
    newest: dict[tuple[str, int | None], NewestResult] = {}
    rows = Result.objects.filter(registration=registration).select_related("aim")
    for result in rows.order_by("measure", "aim__label", "-as_of", "-pk"):
        key = (result.measure, None if result.measure else result.aim_id)
        known = newest.get(key)
        newest[key] = NewestResult(known.result, known.earlier + 1) if known else NewestResult(result, 0)
    of_all = [newest[measure, None] for measure in Measure.values if (measure, None) in newest]
    return [*of_all, *(one for one in newest.values() if not one.result.measure)]


def public_pictures(registrations: Collection[int]) -> QuerySet[Evidence]:
    """Photographs that the office lets the public see, the oldest first."""
    return Evidence.objects.filter(
        registration__in=registrations, is_public=True, file__media_type__startswith="image/"
    ).select_related("file")


def finder_for(programme: Programme) -> UnitFinder:
    """The finder of units and bodies for the programme's year; both registers when the year straddles 01/07/2025."""
    return UnitFinder(programme.locality, *days_of(programme.year))


def units_in_year(programme: Programme) -> dict[int, str]:
    """Units that were the locality's on some day of the year, itself first, by primary key, with their names then.

    A unit that ended in the course of the year is there beside what followed it.
    """
    return units_between(programme.locality, *days_of(programme.year))


def units_between(locality: Locality, first: date, last: date) -> dict[int, str]:
    """The same for the year from *first* to *last*, whether it has a programme or not."""
    found: dict[int, str] = {locality.unit_id: name_on(locality.unit, last)}
    for day in (first, _middle(first), last):
        for version in units_of(locality, day):
            found.setdefault(version.unit_id, version.name)
    return found


def names_for_codes(programme: Programme, codes: Collection[str]) -> dict[str, str]:
    """Names in the programme's year of the units with these codes."""
    units = list(Unit.objects.filter(code__in=codes))
    names = names_on(units, days_of(programme.year)[1])
    return {unit.code: names.get(unit.pk, f"mã {unit.code}") for unit in units}


def _middle(first: date) -> date:
    # The turn of the registers fell on 1 July: the day after it sees what began there and did not last until December.
    return first.replace(month=7)
