"""Teams and their visits as pages, papers and the sheet need them."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from kheo.movement.models import AppraisalTeam, AppraisalVisit, Evidence, Programme, Registration, TeamMember, VisitFinding
from kheo.movement.queries.registrations import registrations, registrations_of, unit_name_in
from kheo.movement.queries.self_scores import OVER
from kheo.organisation.authority import Actor
from kheo.organisation.models import Body, Locality, Position, Role, Unit


def teams_of(programme: Programme) -> QuerySet[AppraisalTeam]:
    return AppraisalTeam.objects.filter(programme=programme).prefetch_related("members__person", "fields")


def visits(locality: Locality) -> QuerySet[AppraisalVisit]:
    """Visits of the locality's programmes, ``unit_name`` as the year knew it; those that wait first come first."""
    return (
        AppraisalVisit.objects.filter(team__programme__locality=locality)
        .select_related("team__programme__locality", "unit", "body")
        .annotate(unit_name=unit_name_in("team__programme__year", "unit"))
        .order_by("on", "at", "pk")
    )


def visit_place(visit: AppraisalVisit) -> str:
    """Who is visited, as the year knew it (needs ``unit_name``, see :func:`visits`)."""
    return visit.body.name if visit.body else visit.unit_name or f"mã {visit.unit.code}"  # type: ignore[attr-defined]  # annotated above


def findings_of(visit: AppraisalVisit) -> list[VisitFinding]:
    """What is looked at, by title, each with its registration (``unit_name`` among it); two queries."""
    rows = {row.registration_id: row for row in VisitFinding.objects.filter(visit=visit)}
    found = registrations(visit.team.programme.locality).filter(pk__in=rows).order_by("initiative__folded", "pk")
    for registration in found:
        rows[registration.pk].registration = registration
    return [rows[registration.pk] for registration in found]


def to_look_at(team: AppraisalTeam, place: Unit | Body) -> QuerySet[Registration]:
    """Registrations of *place* in the team's fields that are still judged."""
    own = Q(initiative__body=place) if isinstance(place, Body) else Q(initiative__body=None, initiative__unit=place)
    keys = team.fields.values("pk")
    return registrations_of(team.programme).filter(own, field__in=keys).exclude(state__in=OVER)


def photographs_of(visit: AppraisalVisit) -> QuerySet[Evidence]:
    """Photographs of what was looked at that were taken on the day of the visit."""
    looked_at = VisitFinding.objects.filter(visit=visit).values("registration")
    return Evidence.objects.filter(
        registration__in=looked_at, taken_on=visit.held_on or visit.on, file__media_type__startswith="image/"
    ).select_related("file", "registration__initiative")


def findings_on(registration: Registration) -> list[VisitFinding]:
    """What teams found of *registration*, and appointments to come, the oldest first; one query."""
    rows = VisitFinding.objects.filter(registration=registration).exclude(visit__state=AppraisalVisit.State.CANCELLED)
    return list(rows.select_related("visit__team").order_by("visit__on", "pk"))


def is_member(actor: Actor, team: AppraisalTeam) -> bool:
    """Whether *actor* sits in *team*."""
    return actor.account_id is not None and TeamMember.objects.filter(team=team, person__account=actor.account_id).exists()


def may_be_members(locality: Locality, day: date) -> QuerySet[Position]:
    """Positions from which a team is made: the office, the council, leaders and staff of the locality on *day*."""
    roles = (Role.OFFICE, Role.COUNCIL, Role.LEADER, Role.UNIT_STAFF)
    return (
        Position.objects.on(day)
        .filter(body__in=Body.objects.on(day).filter(locality=locality), role__in=roles)
        .select_related("person", "body")
        .order_by("person__name", "pk")
    )


def waiting_visits(locality: Locality, day: date, actor: Actor | None = None) -> QuerySet[AppraisalVisit]:
    """Visits whose day has come and of which nothing was written; with *actor* those of the teams they sit in."""
    rows = visits(locality).filter(state=AppraisalVisit.State.PLANNED, on__lte=day)
    if actor is None:
        return rows
    return rows.filter(Exists(AppraisalTeam.objects.filter(pk=OuterRef("team"), members__person__account=actor.account_id)))
