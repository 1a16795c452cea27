"""The public side: the list of a year, and one initiative's page."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from kheo.foundation.text import fold
from kheo.movement.models import Evidence, Initiative, Launch, Nomination, Programme, ProgrammeField, Registration
from kheo.movement.moments import Moment
from kheo.movement.queries.launches import public_launch
from kheo.movement.queries.programmes import current_programmes
from kheo.movement.queries.registrations import (
    NewestResult,
    first_of,
    newest_results,
    place_name,
    public_pictures,
    registrations,
)
from kheo.movement.queries.timeline import public_timeline
from kheo.movement.rules.programmes import days_of
from kheo.movement.rules.registrations import public_holder
from kheo.movement.workflow import REGISTRATION
from kheo.organisation.models import Locality, Unit
from kheo.organisation.queries.units import names_on

PAGE_SIZE = 24


@dataclass(frozen=True)
class Choice:
    """What a reader narrows the list by; empty ones narrow nothing. *after*: primary key of the last registration seen."""

    year: int
    text: str = ""
    field: str = ""
    unit: str = ""
    recognised: bool = False
    after: int | None = None


@dataclass(frozen=True)
class Card:
    """One registration as the list shows it."""

    registration: Registration
    place: str
    state: str
    picture: Evidence | None


@dataclass(frozen=True)
class ListPage:
    cards: list[Card]
    count: int
    next_after: int | None


def years_of(locality: Locality) -> list[int]:
    """Years that have a programme, the newest first."""
    return list(Programme.objects.filter(locality=locality).order_by("-year").values_list("year", flat=True))


def shown_year(locality: Locality) -> int | None:
    """The year shown unless another is asked for: the one that still goes on, see :func:`current_programmes`."""
    return next((one.year for one in current_programmes(locality, timezone.localdate())), None)


def fields_of(locality: Locality, year: int) -> QuerySet[ProgrammeField]:
    return ProgrammeField.objects.filter(programme__locality=locality, programme__year=year)


def units_with_registrations(locality: Locality, year: int) -> list[tuple[str, str]]:
    """Codes and names (as of that year) of the units that registered, by name."""
    rows = Registration.objects.filter(programme__locality=locality, programme__year=year)
    found = rows.filter(initiative__merged_into=None).order_by()
    units = dict(Unit.objects.filter(pk__in=found.values("initiative__unit")).values_list("pk", "code"))
    names = names_on(units, days_of(year)[1])
    return sorted(((code, names.get(unit, f"mã {code}")) for unit, code in units.items()), key=lambda row: row[1])


def list_page(locality: Locality, choice: Choice) -> ListPage:
    """One page of the list, ordered by name; a keyset page costs the same wherever it lies."""
    found = registrations(locality).filter(_narrowed(choice))
    came = Nomination.objects.filter(taken_as__programme__locality=locality, taken_as__programme__year=choice.year)
    if not came.exists():
        # Nothing came from a level below: said once more, this lets the index of names give them in their order.
        found = found.filter(initiative__locality=locality)
    ordered = found.order_by("initiative__folded", "pk")
    if choice.after is not None:
        last = found.filter(pk=choice.after).values_list("initiative__folded", flat=True).first()
        if last is not None:
            ordered = ordered.filter(Q(initiative__folded__gt=last) | Q(initiative__folded=last, pk__gt=choice.after))
    rows = first_of(ordered, PAGE_SIZE + 1)
    shown = rows[:PAGE_SIZE]
    pictures: dict[int, Evidence] = {}
    for picture in public_pictures([row.pk for row in shown]):
        pictures.setdefault(picture.registration_id, picture)
    return ListPage(
        cards=[Card(row, place_name(row), REGISTRATION.public_label(row.state), pictures.get(row.pk)) for row in shown],
        count=found.count(),
        next_after=shown[-1].pk if len(rows) > PAGE_SIZE else None,
    )


def _narrowed(choice: Choice) -> Q:
    narrowed = Q(programme__year=choice.year)
    for word in fold(choice.text).split():
        narrowed &= Q(initiative__folded__contains=word)
    if choice.field:
        narrowed &= Q(field__key=choice.field)
    if choice.unit:
        narrowed &= Q(initiative__unit__code=choice.unit)
    if choice.recognised:
        narrowed &= Q(state=Registration.State.RECOGNISED)
    return narrowed


@dataclass(frozen=True)
class YearTold:
    """One year of an initiative on its public page."""

    registration: Registration
    place: str
    holder: str
    state: str
    results: list[NewestResult]


@dataclass(frozen=True)
class Story:
    """An initiative as the public reads it, the newest year first."""

    initiative: Initiative
    years: list[YearTold]
    steps: list[str]
    pictures: list[Evidence]
    launch: Launch | None
    course: list[Moment]


def story(locality: Locality, pk: int) -> Story | None:
    """The page of an initiative **of that locality**; None for another one's."""
    rows = list(registrations(locality).filter(initiative=pk).select_related("initiative").order_by("-programme__year"))
    if not rows:
        return None
    initiative = rows[0].initiative
    return Story(
        initiative=initiative,
        years=[_told(row) for row in rows],
        steps=[line for line in initiative.way.splitlines() if line.strip()],
        pictures=list(public_pictures([row.pk for row in rows])),
        course=public_timeline(rows),
        launch=public_launch(rows[0]),
    )


def _told(row: Registration) -> YearTold:
    initiative, place = row.initiative, place_name(row)
    recognised = row.state == Registration.State.RECOGNISED
    holder = public_holder(initiative.subject, initiative.holder, place, is_recognised=recognised)
    return YearTold(row, place, holder, REGISTRATION.public_label(row.state), newest_results(row))


def find_public_picture(locality: Locality, initiative: int, pk: int) -> Evidence | None:
    rows: QuerySet[Any] = Evidence.objects.select_related("file").filter(
        pk=pk,
        is_public=True,
        file__media_type__startswith="image/",
        registration__initiative=initiative,
        registration__programme__locality=locality,
    )
    return rows.first()
