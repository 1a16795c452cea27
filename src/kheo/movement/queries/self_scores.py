"""What a unit's own sheets wait for: to be scored, to be confirmed by its head, and how late that is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from kheo.assessment.models import SelfScoring
from kheo.assessment.workflow import CONFIRMED, CONFIRMING, RETURNED, SCORING
from kheo.movement.models import Programme, Registration
from kheo.movement.queries.registrations import registrations
from kheo.organisation.authority import Actor
from kheo.organisation.models import Locality, Role

SOON = 60
"""Days before the due date from which a unit is asked for its scores."""
OVER = (Registration.State.STOPPED, Registration.State.RECOGNISED, Registration.State.NOT_RECOGNISED)


def own_registrations(actor: Actor, locality: Locality, roles: Collection[str]) -> QuerySet[Registration]:
    """Registrations of the units and bodies in which *actor* holds one of *roles*, with their self-scoring."""
    own = Q(pk=None)
    for grant in actor.grants:
        if grant.role in roles and grant.locality == locality.code:
            own |= Q(initiative__body__code=grant.body) | Q(initiative__body=None, initiative__unit=grant.unit_id)
    return registrations(locality).select_related("assessment_link__assessment__self_scoring").filter(own)


def scoring_phase(registration: Registration) -> SelfScoring | None:
    """The self-scoring of a row of :func:`own_registrations`; None before it is begun, and for one that came on paper."""
    link = getattr(registration, "assessment_link", None)
    return getattr(link.assessment, "self_scoring", None) if link else None


@dataclass(frozen=True)
class OwnSheet:
    """A unit's registration with where its scores stand. *is_paper*: the office typed them, nothing is left for the unit."""

    registration: Registration
    scoring: SelfScoring | None
    is_paper: bool
    is_closed: bool

    @property
    def waits_for_staff(self) -> bool:
        return not self.is_paper and (self.scoring is None or self.scoring.phase in (SCORING, RETURNED))

    @property
    def waits_for_head(self) -> bool:
        return self.scoring is not None and self.scoring.phase == CONFIRMING


def own_sheets(rows: QuerySet[Registration]) -> list[OwnSheet]:
    """*rows* (see :func:`own_registrations`) that a set of criteria is there for, by title; two queries."""
    found = rows.filter(programme__criteria_set__isnull=False).exclude(state=Registration.State.STOPPED)
    sheets = []
    written = set(found.filter(assessment_link__assessment__scores__isnull=False).values_list("pk", flat=True))
    for row in found.order_by("-programme__year", "initiative__folded", "pk"):
        scoring, link = scoring_phase(row), getattr(row, "assessment_link", None)
        is_closed = link is not None and link.assessment.assessed_on is not None
        is_paper = scoring is None and (row.pk in written or row.state in OVER or is_closed)
        sheets.append(OwnSheet(row, scoring, is_paper, is_closed))
    return sheets


def is_asked_for(programme: Programme, today: date) -> bool:
    """Whether units are asked for their own scores on *today*: from two months before they are due, while the year is open."""
    due = programme.assessment_due
    return (
        programme.criteria_set_id is not None
        and programme.state == Programme.State.OPEN
        and (due is None or (due - today).days <= SOON)
        and programme.year <= today.year
    )


def days_late(programme: Programme, scoring: SelfScoring | None, today: date) -> int:
    """How many days after the due date the head confirmed, or would confirm today; 0 where it was in time or nothing is due."""
    if programme.assessment_due is None:
        return 0
    confirmed = scoring.confirmed_on if scoring else None
    return max(0, ((confirmed or today) - programme.assessment_due).days)


def count_phases(programme: Programme) -> dict[str, int]:
    """How many sheets of *programme* stand at each phase, open ones only; one query."""
    rows = SelfScoring.objects.filter(
        assessment__registration_link__registration__programme=programme, assessment__assessed_on=None
    ).values_list("phase", flat=True)
    counts: dict[str, int] = {}
    for phase in rows:
        counts[phase] = counts.get(phase, 0) + 1
    return counts


def waiting_for_office(programme: Programme) -> int:
    """Sheets that their units' heads confirmed and that are not closed."""
    return count_phases(programme).get(CONFIRMED, 0)


OWN_ROLES = (Role.UNIT_STAFF, Role.LEADER)
