"""Figures of tasks: given, done, past their day. What was called off counts nowhere."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from kheo.directives.models import Task
from kheo.directives.queries.tasks import address_of, in_words, owner_name, tasks_of
from kheo.directives.rules.tasks import standing_of
from kheo.foundation.figures import FigureDefinition, FigureRow

_READ = "directive.read"
"""Tasks are the office's own work with its units: their numbers stand in its report, their rows are not for the street."""


def _given(locality_id: int, year: int) -> QuerySet[Task]:
    return tasks_of(locality_id, year).exclude(state=Task.State.CANCELLED)


def _done(locality_id: int, year: int) -> QuerySet[Task]:
    return _given(locality_id, year).filter(state=Task.State.DONE)


def _overdue(locality_id: int, year: int) -> QuerySet[Task]:
    today = timezone.localdate()
    return _given(locality_id, year).filter(Q(done_on=None) | Q(done_on__gt=today), due_on__lt=today)


def _describe(task: Any) -> FigureRow:
    """*task*: a Task with ``unit_name``, as the rows above carry it."""
    today = timezone.localdate()
    stands = standing_of(task.state, task.due_on, task.done_on, today)
    note = f"hạn {task.due_on:%d/%m/%Y}, {in_words(task, stands, today)}"
    return FigureRow(title=task.title, url=address_of(task), unit=owner_name(task), note=note)


FIGURES = (
    FigureDefinition(
        key="tasks.assigned",
        label="nhiệm vụ được giao",
        measure="nhiệm vụ",
        definition=(
            "Số nhiệm vụ của năm đã giao cho đơn vị, cơ quan; một việc giao cho mười nơi là mười nhiệm vụ. "
            "Nhiệm vụ đã thôi không tính."
        ),
        rows=_given,
        describe=_describe,
        dimensions={},
        unit_lookup="unit",
        body_lookup="body",
        permission=_READ,
    ),
    FigureDefinition(
        key="tasks.done",
        label="nhiệm vụ đã xong",
        measure="nhiệm vụ",
        definition=(
            "Số nhiệm vụ của năm được cơ quan thường trực xác nhận đã xong, kể cả xong sau hạn. "
            "Báo xong mà chưa được xem thì chưa tính."
        ),
        rows=_done,
        describe=_describe,
        dimensions={},
        unit_lookup="unit",
        body_lookup="body",
        permission=_READ,
    ),
    FigureDefinition(
        key="tasks.overdue",
        label="nhiệm vụ quá hạn",
        measure="nhiệm vụ",
        definition="Số nhiệm vụ của năm đã qua hạn mà đơn vị chưa báo xong, tính đến hôm nay.",
        rows=_overdue,
        describe=_describe,
        dimensions={},
        unit_lookup="unit",
        body_lookup="body",
        permission=_READ,
    ),
)
