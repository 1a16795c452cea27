"""Decisions and lists of a locality's programmes."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from kheo.movement.models import Programme, Registration
from kheo.organisation.models import Locality
from kheo.recognition.models import Certificate, Decision, DecisionKind, DecisionLine

AWARDED = (DecisionKind.RECOGNITION, DecisionKind.OUTSTANDING, DecisionKind.COMMENDATION, DecisionKind.MEDAL)
"""The kinds that are decisions; a proposal is a letter to the body that decides."""


def programmes_of(locality: Locality) -> QuerySet[Programme]:
    """Programmes of the locality, the newest year first."""
    return Programme.objects.filter(locality=locality).select_related(
        "locality__unit", "recognising_body", "leading_body", "standing_body", "commending_body"
    )


def find_decision(locality: Locality, pk: int) -> Decision | None:
    """The decision **in that locality**: another one's is not found."""
    return (
        Decision.objects.filter(locality=locality, pk=pk)
        .select_related("programme__locality__unit", "body__unit", "locality__unit", "signed_file")
        .first()
    )


def decisions_of(programme: Programme) -> QuerySet[Decision]:
    """Decisions of the programme, each with ``lines_count`` and how many of them were taken back, ``revoked_count``."""
    taken_back = Count("lines", filter=Q(lines__revocation__isnull=False))
    found = Decision.objects.filter(programme=programme).select_related("body")
    return found.annotate(lines_count=Count("lines"), revoked_count=taken_back)


def issued_decisions(locality: Locality, year: int) -> list[dict[str, Any]]:
    """``[{"id", "kind", "number", "date", "count"}]`` of the issued decisions of *year*, by date; no proposals."""
    rows = (
        Decision.objects.filter(
            locality=locality, programme__year=year, state=Decision.State.ISSUED, kind__in=[kind.value for kind in AWARDED]
        )
        .annotate(count=Count("lines"))
        .order_by("date", "pk")
    )
    return [{"id": row.pk, "kind": row.kind, "number": row.number, "date": str(row.date), "count": row.count} for row in rows]


@dataclass(frozen=True)
class Step:
    """One of the kinds as a step of the year: its papers, how many issued lines stand, how many could still come in."""

    kind: DecisionKind
    decisions: list[Decision]
    issued: int
    waiting: int

    @property
    def is_done(self) -> bool:
        return bool(self.decisions) and all(decision.state == Decision.State.ISSUED for decision in self.decisions)

    @property
    def may_begin(self) -> bool:
        """Whether there is anything to put into one more paper; the bodies above may name whom they like."""
        return self.waiting > 0 or self.kind in {DecisionKind.COMMENDATION, DecisionKind.MEDAL}

    @property
    def is_under_way(self) -> bool:
        return any(decision.state != Decision.State.ISSUED for decision in self.decisions)


def steps_of(programme: Programme) -> list[Step]:
    """The five kinds in the order in which the work flows; two queries.

    *waiting*: for recognition the registrations in assessment, for the two lists after it those of the list before that are
    not in this one yet; the bodies above decide whom they award, so nothing waits there.
    """
    decisions = list(decisions_of(programme).order_by("kind", "date", "pk"))
    in_assessment = Registration.objects.filter(programme=programme, state=Registration.State.IN_ASSESSMENT).count()
    steps: list[Step] = []
    for kind in DecisionKind:
        of_kind = [decision for decision in decisions if decision.kind == kind]
        issued = sum(
            decision.lines_count - decision.revoked_count  # type: ignore[attr-defined]  # annotated above
            for decision in of_kind
            if decision.state == Decision.State.ISSUED
        )
        waiting = 0
        if kind == DecisionKind.RECOGNITION:
            waiting = in_assessment
        elif kind in {DecisionKind.OUTSTANDING, DecisionKind.PROPOSAL}:
            waiting = max(steps[-1].issued - issued, 0)
        steps.append(Step(kind, of_kind, issued, waiting))
    return steps


def following_kind(decision: Decision) -> DecisionKind | None:
    """The list that comes after this one in the year; None after the last."""
    kinds = list(DecisionKind)
    return next(iter(kinds[kinds.index(DecisionKind(decision.kind)) + 1 :]), None)


def certificates_missing(decision: Decision) -> int:
    """Lines of an issued recognition that have no certificate yet; 0 for every other paper."""
    if decision.kind != DecisionKind.RECOGNITION or decision.state != Decision.State.ISSUED:
        return 0
    with_one = Certificate.objects.filter(line__decision=decision).values("line")
    return DecisionLine.objects.filter(decision=decision, revocation=None).exclude(pk__in=with_one).count()
