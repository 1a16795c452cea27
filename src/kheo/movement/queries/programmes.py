"""Programmes and what they are made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from kheo.assessment.models import CriteriaSet
from kheo.assessment.queries.criteria import newest_for, versions_of
from kheo.directives.models import Directive
from kheo.directives.queries.documents import in_force
from kheo.movement.models import Campaign, Programme, Registration, WaitingSheet
from kheo.movement.rules.programmes import is_over
from kheo.organisation.models import Body, Locality


def programmes_of(locality: Locality) -> QuerySet[Programme]:
    """Programmes of *locality*, the newest first, each with its counts of registrations."""
    return (
        Programme.objects.filter(locality=locality)
        .select_related("standing_body", "recognising_body", "criteria_set", "locality")
        .annotate(
            registered=Count("registrations", filter=Q(registrations__initiative__merged_into=None)),
            recognised=Count("registrations", filter=Q(registrations__state=Registration.State.RECOGNISED)),
        )
    )


def find_programme(locality: Locality, code: str) -> Programme | None:
    """The programme of that code **in that locality**: a code of another one is not found."""
    return (
        Programme.objects.select_related("locality__unit", "criteria_set", "campaign", "plan", "guideline")
        .filter(locality=locality, code=code)
        .first()
    )


def last_programme(locality: Locality) -> Programme | None:
    return Programme.objects.filter(locality=locality).order_by("-year").first()


def next_free_year(locality: Locality, year: int) -> int:
    """*year*, or the first after it that has no programme yet."""
    taken = set(Programme.objects.filter(locality=locality, year__gte=year).values_list("year", flat=True))
    return next(one for one in range(year, year + len(taken) + 1) if one not in taken)


def is_registering(programme: Programme, today: date) -> bool:
    """Whether forms are expected these days: open, begun, and the last day not over."""
    opens, closes = programme.registration_opens, programme.registration_closes
    if programme.state != Programme.State.OPEN or closes is None:
        return False
    return (opens is None or opens <= today) and today <= closes


def current_programmes(locality: Locality, today: date) -> list[Programme]:
    """Programmes with something left to do, the oldest year first: in December this year's is judged while next year's registers.

    Without any, the newest one alone; an empty list where there is none at all.
    """
    return at_work(Programme.objects.filter(locality=locality).select_related("standing_body", "criteria_set"), today)


def at_work(programmes: Iterable[Programme], today: date) -> list[Programme]:
    """Those of *programmes* that have something left to do, as :func:`current_programmes` gives them."""
    every = sorted(programmes, key=lambda one: one.year)
    running = [
        one
        for one in every
        if not is_over(
            one.year,
            (one.assessment_due, one.conference_on, one.report_on),
            today,
            is_closed=one.state == Programme.State.CLOSED,
        )
    ]
    return running or every[-1:]


PARTS = ("standing_body", "leading_body", "recognising_body", "commending_body", "broadcaster", "criteria_set")


def usual_parts(locality: Locality) -> dict[str, int | None]:
    """Who does what in a new year, by primary key: as in the year before, else the body of the usual kind where there is one."""
    last = last_programme(locality)
    if last is not None:
        open_bodies = set(bodies_for(locality).filter(valid_to=None).values_list("pk", flat=True))
        named = {name: getattr(last, f"{name}_id") for name in PARTS}
        if last.criteria_set is not None:
            named["criteria_set"] = versions_of(last.criteria_set).values_list("pk", flat=True)[0]
        return {name: key for name, key in named.items() if name == "criteria_set" or key in open_bodies}
    own = {body.kind: body.pk for body in bodies_for(locality).filter(unit=locality.unit_id, valid_to=None).order_by("-pk")}
    committee = own.get(Body.Kind.COMMITTEE)
    return {
        "standing_body": committee,
        "leading_body": own.get(Body.Kind.PARTY),
        "recognising_body": committee,
        "commending_body": own.get(Body.Kind.GOVERNMENT),
        "broadcaster": own.get(Body.Kind.MEDIA),
    }


def bodies_for(locality: Locality) -> QuerySet[Body]:
    """Bodies that a programme of *locality* may name: its own ones, and those outside it but for the central ones."""
    near = Body.objects.filter(Q(locality=locality) | Q(locality=None))
    return near.exclude(kind=Body.Kind.CENTRAL).order_by("locality", "name")


def criteria_sets_for(locality: Locality, programme: Programme | None = None) -> QuerySet[CriteriaSet]:
    """The newest version of each set, and the version that *programme* chose before."""
    return newest_for(locality.code, programme.criteria_set_id if programme else None)


def papers_for(locality: Locality, day: date, named_by: Programme | Campaign | None = None) -> QuerySet[Directive]:
    """Documents that a programme or campaign may name: in force on *day*, or named by it already."""
    named = [getattr(named_by, name, None) for name in ("plan_id", "guideline_id")]
    hold = in_force(Directive.objects.filter(locality=locality), day).values("pk")
    own = Directive.objects.filter(locality=locality)
    return own.filter(Q(pk__in=hold) | Q(pk__in=[pk for pk in named if pk])).order_by("-issued_on", "pk")


def campaigns_for(locality: Locality, programme: Programme | None = None) -> QuerySet[Campaign]:
    """Those that *programme* may be part of: all of the locality where its year is not known yet."""
    found = Campaign.objects.filter(locality=locality).order_by("-first_year", "title")
    return found.filter(first_year__lte=programme.year, last_year__gte=programme.year) if programme else found


def waiting_sheets(programme: Programme) -> QuerySet[WaitingSheet]:
    return WaitingSheet.objects.filter(programme=programme).select_related("file")


@dataclass(frozen=True)
class Progress:
    """How far the assessment of a programme is: closed sheets out of the registrations that are to be assessed."""

    closed: int
    all: int

    def __str__(self) -> str:
        return f"{self.closed}/{self.all}"


def progress_of(programme: Programme) -> Progress:
    counted = Registration.objects.filter(programme=programme).exclude(state=Registration.State.STOPPED)
    row = counted.aggregate(all=Count("pk"), closed=Count("pk", filter=Q(assessment_link__assessment__state="closed")))
    return Progress(row["closed"], row["all"])
