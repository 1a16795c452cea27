"""Giving tasks to units and bodies, changing one, and calling one off: what the office does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.directives.actions.task_steps import (
    accept_task,
    cancel_task,
    end_of_step,
    lock_task,
    notify_owner,
    report_task,
    send_back_task,
)
from kheo.directives.models import Requirement, Task, TaskAnswer
from kheo.directives.queries.owners import units_living, why_not_given
from kheo.directives.queries.tasks import ANSWERING, address_of
from kheo.directives.rules.tasks import TaskDays, day_problems, text_problems
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import fold, tidy
from kheo.organisation.actions.notices import notify
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Body, Locality, Position, Unit
from kheo.organisation.queries.holders import holders_in
from kheo.organisation.queries.units import name_on
from kheo.organisation.trail import record

__all__ = [
    "TaskContent",
    "TaskOwner",
    "accept_task",
    "assign_tasks",
    "cancel_task",
    "edit_task",
    "report_task",
    "send_back_task",
]


@dataclass(frozen=True)
class TaskOwner:
    """A unit, or a *body* of it."""

    unit: Unit
    body: Body | None = None

    @property
    def key(self) -> tuple[int, int | None]:
        return self.unit.pk, self.body.pk if self.body else None

    def name_on(self, day: date) -> str:
        return self.body.name if self.body else name_on(self.unit, day)


@dataclass(frozen=True)
class TaskContent:
    """*measure*: up to where it is done; *origin*: where it comes from in words when no requirement says so."""

    title: str
    due_on: date
    measure: str = ""
    requirement: Requirement | None = None
    origin: str = ""

    @property
    def words(self) -> tuple[str, str, str]:
        return tidy(self.title), tidy(self.measure), tidy(self.origin)


def assign_tasks(
    actor: Actor,
    locality: Locality,
    year: int,
    content: TaskContent,
    owners: Sequence[TaskOwner],
    on: date | None = None,
) -> list[Task]:
    """Give the same task of *year* to each of *owners*, one row each, in their order; all of them or none.

    *on*: the day of giving (today unless an older paper gave it). Each owner must exist that day, and must not have this very
    task already. Whoever answers for an owner today is told.
    """
    grant = require(actor, "directive.manage", locality)
    day = on or timezone.localdate()
    problems = [*_content_problems(locality, content, TaskDays(year, day, content.due_on)), *_day_of_giving_problems(day)]
    with transaction.atomic():
        # One writer for the tasks of a locality: two people giving the same task wait for each other.
        Locality.objects.select_for_update(no_key=True).get(pk=locality.pk)
        problems += _owner_problems(locality, owners, day) + _given_already(locality, year, content, owners, day)
        if problems:
            raise RefusedError(*problems)
        title, measure, origin = content.words
        tasks = [
            Task.objects.create(
                locality=locality,
                requirement=content.requirement,
                year=year,
                unit=owner.unit,
                body=owner.body,
                title=title,
                measure=measure,
                origin=origin,
                assigned_on=day,
                due_on=content.due_on,
            )
            for owner in owners
        ]
        requirement = content.requirement.pk if content.requirement else None
        for task in tasks:
            details = {
                "year": year,
                "unit": task.unit.code,
                "body": task.body.code if task.body else "",
                "requirement": requirement,
            }
            record(actor, grant, "task.assign", task, locality, details)
        _tell_owners(locality, tasks)
    return tasks


def edit_task(actor: Actor, task: Task, content: TaskContent, version: int) -> Task:
    """Change what is to be done, its measure, requirement and deadline; the owner stays and is told."""
    grant = require(actor, "directive.manage", task.locality)
    with transaction.atomic():
        locked = lock_task(task, version, "task.edit")
        problems = _content_problems(locked.locality, content, TaskDays(locked.year, locked.assigned_on, content.due_on))
        if problems:
            raise RefusedError(*problems)
        changes = _changes(locked, content)
        locked.title, locked.measure, locked.origin = content.words
        locked.requirement, locked.due_on = content.requirement, content.due_on
        end_of_step(locked)
        TaskAnswer.objects.create(
            task=locked,
            kind=TaskAnswer.Kind.CHANGED,
            on=timezone.localdate(),
            text="; ".join(changes)[:600],
            added_by=actor.account_id,
        )
        details = {"due_on": locked.due_on.isoformat(), "version": locked.version}
        record(actor, grant, "task.edit", locked, locked.locality, details)
        if changes:
            notify_owner(locked, f"Nhiệm vụ được sửa: {locked.title}", "; ".join(changes))
    return locked


def _changes(task: Task, content: TaskContent) -> list[str]:
    """What of the task becomes different, in words for its owner."""
    title, measure, _origin = content.words
    changes = []
    if title != task.title:
        changes.append("sửa lời việc phải làm")
    if measure != task.measure:
        changes.append("sửa mức hoàn thành")
    if content.due_on != task.due_on:
        changes.append(f"hạn từ {task.due_on:%d/%m/%Y} thành {content.due_on:%d/%m/%Y}")
    if (content.requirement.pk if content.requirement else None) != task.requirement_id:
        changes.append("sửa yêu cầu của văn bản")
    return changes


def _content_problems(locality: Locality, content: TaskContent, days: TaskDays) -> list[Problem]:
    problems = [*text_problems(*content.words), *day_problems(days)]
    if content.requirement is not None and content.requirement.directive.locality_id != locality.pk:
        problems.append(Problem("Yêu cầu này thuộc văn bản của địa phương khác; chọn trong danh sách của mình.", "Yêu cầu"))
    return problems


def _day_of_giving_problems(day: date) -> list[Problem]:
    if day > timezone.localdate():
        return [Problem(f"Ngày {day:%d/%m/%Y} chưa đến; ghi ngày giao khi đã giao.", "Ngày giao")]
    return []


def _owner_problems(locality: Locality, owners: Sequence[TaskOwner], day: date) -> list[Problem]:
    """Every owner once, of this locality, and there on *day*; who ended is named with the day."""
    if not owners:
        return [Problem("Chọn ít nhất một đơn vị hoặc cơ quan.", "Giao cho")]
    problems = []
    living = units_living(locality, [owner.unit for owner in owners], day)
    seen: set[tuple[int, int | None]] = set()
    for owner in owners:
        name = owner.name_on(day)
        if owner.key in seen:
            problems.append(Problem(f"{name} được chọn hai lần; bỏ một lần.", "Giao cho"))
        seen.add(owner.key)
        if owner.body is not None:
            problems += _body_problems(locality, owner.body, owner.unit, day)
        elif owner.unit.pk not in living:
            problems.append(Problem(_gone(name, owner.unit.founded_on, owner.unit.ended_on, day), "Giao cho"))
    return problems


def _body_problems(locality: Locality, body: Body, unit: Unit, day: date) -> list[Problem]:
    if body.locality_id != locality.pk or body.unit_id != unit.pk:
        return [Problem(f"{body.name} không phải cơ quan của đơn vị này ở {locality.name}; chọn trong danh sách.", "Giao cho")]
    if why := why_not_given(body):
        return [Problem(why, "Giao cho")]
    if (body.valid_from and body.valid_from > day) or (body.valid_to and body.valid_to <= day):
        return [Problem(_gone(body.name, body.valid_from, body.valid_to, day), "Giao cho")]
    return []


def _gone(name: str, begun: date | None, ended: date | None, day: date) -> str:
    if ended is not None and ended <= day:
        return f"{name} đã kết thúc từ {ended:%d/%m/%Y}, ngày {day:%d/%m/%Y} không còn để giao việc; chọn đơn vị kế tục."
    if begun is not None and begun > day:
        return f"{name} có từ {begun:%d/%m/%Y}, ngày {day:%d/%m/%Y} chưa có để giao việc."
    return f"{name} không thuộc địa phương này ngày {day:%d/%m/%Y}; chọn trong danh sách."


def _given_already(locality: Locality, year: int, content: TaskContent, owners: Sequence[TaskOwner], day: date) -> list[Problem]:
    title = fold(content.title)
    given = Task.objects.filter(locality=locality, year=year, unit__in={owner.unit.pk for owner in owners}).exclude(
        state=Task.State.CANCELLED
    )
    same = {(task.unit_id, task.body_id): task for task in given if fold(task.title) == title}
    return [
        Problem(
            f"{owner.name_on(day)} đã được giao đúng việc này trong năm {year}, "
            f"hạn {same[owner.key].due_on:%d/%m/%Y}; bỏ đánh dấu đơn vị đó hoặc sửa nhiệm vụ đã có.",
            "Giao cho",
        )
        for owner in dict.fromkeys(owners)
        if owner.key in same
    ]


def _tell_owners(locality: Locality, tasks: Sequence[Task]) -> None:
    """One notice for each holder of each owner; the holders are asked for once, however many owners there are."""
    holders = list(holders_in(locality, ANSWERING, timezone.localdate()).select_related("body"))
    for task in tasks:
        told = [one for one in holders if _answers_for(one, task)]
        notify(
            told, locality, f"Nhiệm vụ mới: {task.title}", address_of(task), f"Hạn {task.due_on:%d/%m/%Y}. {task.measure}".strip()
        )


def _answers_for(position: Position, task: Task) -> bool:
    return position.body_id == task.body_id if task.body_id else position.body.unit_id == task.unit_id
