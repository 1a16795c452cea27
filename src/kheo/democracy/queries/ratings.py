"""Sheets of a year on grassroots democracy: which units have one, and where each stands."""

from dataclasses import dataclass
from datetime import date

from kheo.assessment.queries.sheets import Standing, standings
from kheo.democracy.models import DemocracyRating
from kheo.organisation.models import Locality, Unit
from kheo.organisation.queries.units import name_on, units_of


@dataclass(frozen=True)
class Rated:
    """A unit of the year with its sheet, if one was opened, and where that stands."""

    unit: Unit
    name: str
    rating: DemocracyRating | None
    standing: Standing | None


def units_to_rate(locality: Locality, day: date) -> list[tuple[Unit, str]]:
    """The locality itself, then every unit under it on *day*."""
    return [(locality.unit, name_on(locality.unit, day)), *((one.unit, one.name) for one in units_of(locality, day))]


def ratings_of(locality: Locality, year: int, today: date) -> list[Rated]:
    """Every unit of *locality* on the last day of *year* (or today); a fixed number of queries beside one a level of units."""
    rows = DemocracyRating.objects.filter(locality=locality, year=year).select_related("assessment__criteria_set")
    ratings = {one.unit_id: one for one in rows}
    stand = standings([one.assessment_id for one in ratings.values()])
    rated = []
    for unit, name in units_to_rate(locality, min(today, date(year, 12, 31))):
        rating = ratings.get(unit.pk)
        rated.append(Rated(unit, name, rating, stand[rating.assessment_id] if rating else None))
    return rated


def find_rating(locality: Locality, pk: int) -> DemocracyRating | None:
    rows = DemocracyRating.objects.select_related("locality", "unit", "assessment__criteria_set")
    return rows.filter(locality=locality, pk=pk).first()
