"""What a board reports of a period, drawn from its record: frozen when it is sent, the same shape as a draft before."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from kheo.democracy.models import Board, Inspection, Recommendation, Sighting
from kheo.democracy.rules.plans import Period, Span
from kheo.democracy.workflow import RECOMMENDATION

HELD = ("held", "confirmed")


def days_of(board: Board, period: Period) -> tuple[date, date]:
    """First and last day of *period*; a term is the board's own."""
    if period.span == Span.TERM:
        return board.term_from or board.day, board.term_to or board.dissolved_on or date(period.year, 12, 31)
    return period.first, period.last


def report_of(board: Board, period: Period, on: date) -> dict[str, Any]:
    """Counts and lines of *period* as the record stands on *on*: plain values, to be kept as they are."""
    first, last = days_of(board, period)
    until = min(last, on)
    inspections = list(
        Inspection.objects.filter(
            Q(held_on__range=(first, until), state__in=HELD) | Q(state="cancelled", planned_on__range=(first, last)),
            board=board,
        ).order_by("planned_on", "pk")
    )
    held = [one for one in inspections if one.state in HELD]
    sightings = Sighting.objects.filter(inspection__in=held, corrected_by=None).order_by("pk")
    recommendations = list(_recommendations(board, first, until))
    ahead = Inspection.objects.filter(
        board=board, state__in=("planned", "sent"), planned_on__range=(on, last + timedelta(days=92))
    ).order_by("planned_on")
    return {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "on": on.isoformat(),
        "inspections": [_inspection(one, [row for row in sightings if row.inspection_id == one.pk]) for one in held],
        "cancelled": [{"subject": one.subject, "why": one.closing} for one in inspections if one.state == "cancelled"],
        "recommendations": [_recommendation(one, on) for one in recommendations],
        "counts": {
            "held": len(held),
            "recommendations": len(recommendations),
            "in_time": sum(1 for one in recommendations if one.due_on and one.replied_on and one.replied_on <= one.due_on),
            "late": sum(1 for one in recommendations if one.due_on and one.replied_on and one.replied_on > one.due_on),
            "overdue": sum(1 for one in recommendations if is_overdue(one, on)),
            "done": sum(1 for one in recommendations if one.state == "done"),
        },
        "ahead": [{"subject": one.subject, "whom": one.whom, "on": one.planned_on.isoformat()} for one in ahead],
    }


def is_overdue(one: Recommendation, on: date) -> bool:
    """Whether the answer to *one* was still awaited on *on* after its last day."""
    return one.state == "sent" and one.due_on is not None and one.due_on < on


def _recommendations(board: Board, first: date, until: date) -> Any:
    """Those that went out in the period, and those of before that were still open in it."""
    still_open = Q(received_on__lt=first) & (Q(replied_on=None) | Q(replied_on__gte=first))
    return Recommendation.objects.filter(
        Q(received_on__range=(first, until)) | still_open, inspection__board=board, received_on__isnull=False
    ).order_by("received_on", "pk")


def _inspection(one: Inspection, sightings: list[Sighting]) -> dict[str, Any]:
    return {
        "subject": one.subject,
        "whom": one.whom,
        "on": one.held_on.isoformat() if one.held_on else "",
        "conclusion": one.conclusion,
        "confirmed": one.confirmed_on is not None,
        "sightings": [[str(row.get_kind_display()), row.text] for row in sightings],
    }


def _recommendation(one: Recommendation, on: date) -> dict[str, Any]:
    return {
        "number": one.number,
        "whom": one.whom,
        "text": one.text,
        "received": one.received_on.isoformat() if one.received_on else "",
        "due": one.due_on.isoformat() if one.due_on else "",
        "replied": one.replied_on.isoformat() if one.replied_on else "",
        "state": RECOMMENDATION.label(one.state),
        "days_late": max(((one.replied_on or on) - one.due_on).days, 0) if one.due_on else 0,
    }
