"""Inspection plans and visits: those of a committee, those that are late or near, and what became of each finding."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from kheo.directives.models import Committee, CommitteeMember, Finding, InspectionPlan, InspectionVisit
from kheo.directives.queries.places import names_of
from kheo.directives.rules.inspections import FOLLOWED_UP
from kheo.organisation.models import Locality

State = InspectionVisit.State


@dataclass(frozen=True)
class VisitLine:
    """A visit as a list shows it, under the place's name of its day."""

    visit: InspectionVisit
    place: str
    is_overdue: bool
    days_late: int
    open_findings: int


def plans_of(committee: Committee) -> QuerySet[InspectionPlan]:
    """Plans of *committee*, the newest year first, with how many visits each has and how many were held."""
    counted = {
        "visits_count": Count("visits", filter=~Q(visits__state=State.CANCELLED)),
        "held_count": Count("visits", filter=Q(visits__state=State.HELD)),
    }
    return InspectionPlan.objects.filter(committee=committee).annotate(**counted).order_by("-year")


def find_plan(locality: Locality, pk: int) -> InspectionPlan | None:
    found = InspectionPlan.objects.select_related("committee__body__unit", "committee__locality__unit", "file")
    return found.filter(committee__locality=locality, pk=pk).first()


def find_visit(locality: Locality, pk: int) -> InspectionVisit | None:
    found = InspectionVisit.objects.select_related(
        "plan__committee__body__unit",
        "plan__committee__locality__unit",
        "unit",
        "body",
        "leader__position__person",
        "leader__body",
    ).prefetch_related(Prefetch("members", _members()))
    return found.filter(plan__committee__locality=locality, pk=pk).first()


def find_finding(locality: Locality, pk: int) -> Finding | None:
    found = Finding.objects.select_related(
        "visit__plan__committee__body", "visit__plan__committee__locality__unit", "visit__unit", "visit__body__unit", "task"
    )
    return found.filter(visit__plan__committee__locality=locality, pk=pk).first()


def _members() -> QuerySet[CommitteeMember]:
    return CommitteeMember.objects.select_related("position__person", "body").order_by("decision", "order")


def findings_of(visit: InspectionVisit) -> QuerySet[Finding]:
    """What *visit* found, each with the task that follows it up."""
    return Finding.objects.filter(visit=visit).select_related("task").order_by("order")


def visits_of(plan: InspectionPlan, today: date) -> list[VisitLine]:
    """Visits of *plan* in the order of their days; two queries."""
    return _lines(_visits().filter(plan=plan), today)


def overdue_visits(locality: Locality, today: date) -> list[VisitLine]:
    """Visits whose day has passed and of which nothing was written: for the desk of the office."""
    late = _visits().filter(plan__committee__locality=locality, state=State.PLANNED, planned_on__lt=today)
    return _lines(late, today)


def coming_visits(locality: Locality, today: date, until: date) -> list[VisitLine]:
    """Visits planned from *today* to *until*, both days included."""
    near = _visits().filter(plan__committee__locality=locality, state=State.PLANNED, planned_on__range=(today, until))
    return _lines(near, today)


def _visits() -> QuerySet[InspectionVisit]:
    still_open = Q(findings__kind__in=FOLLOWED_UP) & (
        Q(findings__task=None) | Q(findings__task__state__in=("assigned", "reported"))
    )
    found = InspectionVisit.objects.select_related("unit", "body", "leader", "plan__committee__body")
    return found.annotate(open_findings=Count("findings", filter=still_open)).order_by("planned_on", "pk")


def _lines(visits: QuerySet[InspectionVisit], today: date) -> list[VisitLine]:
    found = list(visits)
    names = names_of(((visit.unit_id, visit.body) for visit in found), today)
    lines = []
    for visit in found:
        is_overdue = visit.state == State.PLANNED and visit.planned_on < today
        days = (today - visit.planned_on).days if is_overdue else 0
        place = names[visit.unit_id, visit.body_id]
        lines.append(VisitLine(visit, place, is_overdue, days, visit.open_findings))  # type: ignore[attr-defined]  # annotated above
    return lines
