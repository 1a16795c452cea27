"""Conferences of a locality, the order of the day with its clock, and what a new one starts from."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from kheo.conference.models import AgendaItem, Conference
from kheo.conference.rules.agenda import StepContent, Timed, timed
from kheo.movement.models import Programme
from kheo.movement.rules.programmes import days_of
from kheo.organisation.models import Body, Locality

USUAL_START = time(8, 0)


def conferences_of(locality: Locality) -> QuerySet[Conference]:
    """Conferences of the locality, the newest first."""
    return Conference.objects.filter(locality=locality).select_related("programme", "host").order_by("-held_on", "-pk")


def find_conference(locality: Locality, pk: int) -> Conference | None:
    """The conference **in that locality**: another one's is not found."""
    return (
        Conference.objects.filter(locality=locality, pk=pk)
        .select_related("programme__locality__unit", "locality__unit", "host__unit")
        .first()
    )


def next_conference(locality: Locality) -> Conference | None:
    """The one that is open, else the nearest that is being prepared; None when nothing is ahead."""
    ahead = conferences_of(locality).exclude(state=Conference.State.CLOSED)
    return ahead.filter(state=Conference.State.OPEN).first() or ahead.order_by("held_on", "pk").first()


def programmes_for(locality: Locality) -> QuerySet[Programme]:
    """Programmes a conference may review, the newest year first."""
    return Programme.objects.filter(locality=locality).select_related("locality__unit", "leading_body", "standing_body")


def hosts_for(locality: Locality, day: date) -> QuerySet[Body]:
    """Bodies of the locality's own unit that exist on *day*: one of them calls the conference and signs the invitations."""
    return Body.objects.on(day).filter(locality=locality, unit=locality.unit_id).order_by("name")


def usual_content(programme: Programme) -> dict[str, Any]:
    """What a new conference begins with: the day of the programme, the host and words of the last conference."""
    locality = programme.locality
    day = programme.conference_on or max(days_of(programme.year)[1], timezone.localdate())
    if day.year > programme.year + 1:
        day = days_of(programme.year)[1]
    words: dict[str, Any] = {
        "title": f"Hội nghị tổng kết công tác dân vận và phong trào thi đua “Dân vận khéo” năm {programme.year}",
        "host": programme.leading_body_id,
        "held_on": day,
        "starts_at": USUAL_START,
        "venue": "",
        "place_name": locality.name.removeprefix("Thị ").split(" ", 1)[-1],
        "chair_title": "",
    }
    last = Conference.objects.filter(locality=locality).order_by("-held_on", "-pk").first()
    if last is not None:
        words |= {name: getattr(last, name) for name in ("starts_at", "venue", "place_name", "chair_title")}
    return words


def steps_of(conference: Conference) -> list[StepContent]:
    rows = AgendaItem.objects.filter(conference=conference).order_by("order")
    return [StepContent(row.kind, row.title, row.minutes, row.by) for row in rows]


@dataclass(frozen=True)
class ShownStep:
    """A step of the day with its number and its clock."""

    number: int
    timed: Timed

    @property
    def kind(self) -> str:
        return self.timed.step.kind

    @property
    def title(self) -> str:
        return self.timed.step.title

    @property
    def by(self) -> str:
        return self.timed.step.by

    @property
    def minutes(self) -> int:
        return self.timed.step.minutes

    @property
    def begins(self) -> time:
        return self.timed.begins

    @property
    def ends(self) -> time:
        return self.timed.ends


def day_of(conference: Conference) -> list[ShownStep]:
    """The order of the day with its clock; one query."""
    return [ShownStep(number, step) for number, step in enumerate(timed(conference.starts_at, steps_of(conference)), 1)]
