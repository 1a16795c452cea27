"""Inspections of a board as pages show them: when those concerned were told, what is late."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from kheo.democracy.models import Board, Inspection
from kheo.democracy.rules.boards import Kind
from kheo.democracy.rules.inspections import Beforehand, told_by
from kheo.democracy.workflow import INSPECTION
from kheo.foundation.numbers import written
from kheo.organisation.models import Locality


@dataclass(frozen=True)
class InspectionLine:
    """*told*: the term for telling, held against the day on which it was told; *tag* and *tone* as they are shown."""

    one: Inspection
    tag: str
    tone: str
    told: Beforehand | None
    open_recommendations: int = 0


def line_of_inspection(one: Inspection, today: date, *, open_recommendations: int = 0) -> InspectionLine:
    board = one.board
    told_on = board.owner_told_on if board.kind == Kind.SUPERVISION else one.sent_on
    told = told_by(board.kind, one.way, one.held_on or one.planned_on, told_on)
    tag, tone = _standing(one, told, today)
    return InspectionLine(one, tag, tone, told, open_recommendations)


def inspections_of(locality: Locality) -> QuerySet[Inspection]:
    return Inspection.objects.filter(board__locality=locality).select_related("board__body", "board__locality", "board__project")


def inspection_lines(board: Board, today: date) -> list[InspectionLine]:
    """All inspections of *board*, the newest first; one query."""
    waits = Count("recommendations", filter=Q(recommendations__state="sent"))
    rows = inspections_of(board.locality).filter(board=board).annotate(waiting=waits)
    return [line_of_inspection(one, today, open_recommendations=one.waiting) for one in rows]


def _standing(one: Inspection, told: Beforehand | None, today: date) -> tuple[str, str]:
    if one.state == "planned":
        if one.planned_on < today:
            return f"quá {written((today - one.planned_on).days)} ngày chưa ghi kết quả", "late"
        if told is not None and one.board.kind == Kind.INSPECTION:
            if told.last < today:
                return "quá ngày gửi kế hoạch", "late"
            return f"gửi kế hoạch trước hết {told.last:%d/%m/%Y}", "wait"
        return f"dự kiến {one.planned_on:%d/%m/%Y}", "info"
    if one.state == "sent" and one.planned_on < today:
        return f"quá {written((today - one.planned_on).days)} ngày chưa ghi kết quả", "late"
    tone = {"sent": "info", "held": "wait", "confirmed": "done"}.get(one.state, "")
    return INSPECTION.label(one.state).lower(), tone
