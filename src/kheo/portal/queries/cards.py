"""An initiative as public lists show it: where, which field, its name, what came of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from kheo.movement.models import Evidence, Registration, Result
from kheo.movement.queries.registrations import place_name, public_pictures, registrations
from kheo.movement.rules.registrations import public_holder
from kheo.organisation.models import Locality
from kheo.portal.rules.results import opening, results_line


@dataclass(frozen=True)
class Card:
    """One initiative in one year.

    *place*: the unit's name as it was then, or the body's. *who*: the holder as the public may read it. *summary*, *outcome*:
    their first sentences. *results*: one line, empty when none is recorded.
    *picture*: a photograph that the office made public, if any.
    """

    initiative_id: int
    title: str
    place: str
    field: str
    who: str
    summary: str
    outcome: str
    results: str
    year: int
    is_stopped: bool
    picture: Evidence | None


def going_on(locality: Locality) -> QuerySet[Registration]:
    """Registrations of *locality* that were not stopped: what a front page tells of."""
    return registrations(locality).exclude(state=Registration.State.STOPPED)


def cards(rows: Iterable[Registration]) -> list[Card]:
    """Cards of *rows* (from movement's ``registrations``), in their order; one query for all results, one for pictures."""
    listed = list(rows)
    keys = [row.pk for row in listed]
    results = newest_values(keys)
    pictures: dict[int, Evidence] = {}
    for picture in public_pictures(keys):
        pictures.setdefault(picture.registration_id, picture)
    return [
        Card(
            initiative_id=row.initiative_id,
            title=row.initiative.title,
            place=place_name(row),
            field=row.field.label,
            who=_holder(row),
            outcome=opening(row.initiative.outcome),
            summary=opening(row.initiative.summary),
            results=results_line(results[row.pk].items()),
            year=row.programme.year,
            is_stopped=row.state == Registration.State.STOPPED,
            picture=pictures.get(row.pk),
        )
        for row in listed
    ]


def _holder(row: Registration) -> str:
    initiative = row.initiative
    recognised = row.state == Registration.State.RECOGNISED
    return public_holder(initiative.subject, initiative.holder, place_name(row), is_recognised=recognised)


def newest_values(registration_ids: Collection[int]) -> dict[int, dict[str, Decimal]]:
    """The newest value of each measure of each registration; one query."""
    newest: dict[int, dict[str, Decimal]] = defaultdict(dict)
    # Newest last, so that it is the one that stays.
    for row in Result.objects.filter(registration__in=registration_ids).order_by("as_of", "pk"):
        newest[row.registration_id][row.measure] = row.value
    return newest
