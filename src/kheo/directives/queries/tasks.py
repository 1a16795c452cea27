"""Tasks as lists, the desk and the annual report need them: each with its owner's name and how it stands on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.urls import reverse

from kheo.directives.models import Directive, Task
from kheo.directives.rules.tasks import CANCELLED, DONE, OPEN, OVERDUE, WAITING, standing_of
from kheo.organisation.authority import Actor, Owner, find_grant
from kheo.organisation.models import Locality, Role, UnitVersion

ANSWERING = (Role.UNIT_STAFF, Role.VILLAGE_HEAD)
"""Who answers for a unit's task: its staff; for a village, which has none, its head."""
# A task keeps the name that its unit had when it was given.
_NAME_THEN = (
    UnitVersion.objects.filter(Q(valid_from=None) | Q(valid_from__lte=OuterRef("assigned_on")), unit=OuterRef("unit"))
    .order_by(F("valid_from").desc(nulls_last=True))
    .values("name")[:1]
)


def tasks(locality: Locality | int) -> QuerySet[Task]:
    """Tasks of *locality* (or of the one with that primary key) with what every list shows, ``unit_name`` among it; one query."""
    return (
        Task.objects.filter(locality=locality)
        .select_related("locality", "requirement__directive", "unit", "body")
        .annotate(unit_name=Subquery(_NAME_THEN))
    )


def tasks_of(locality: Locality | int, year: int) -> QuerySet[Task]:
    return tasks(locality).filter(year=year)


def find_task(locality: Locality, pk: int) -> Task | None:
    """The task **in that locality**: another one's is not found."""
    return tasks(locality).select_related("locality__unit").filter(pk=pk).first()


def standing_on(day: date) -> Case:
    """How a task stands on *day*, in the database; the same answer as :func:`kheo.directives.rules.tasks.standing_of`."""
    return Case(
        When(state=Task.State.CANCELLED, then=Value(CANCELLED)),
        When(done_on__lte=day, state=Task.State.DONE, then=Value(DONE)),
        When(done_on__lte=day, then=Value(WAITING)),
        When(due_on__lt=day, then=Value(OVERDUE)),
        default=Value(OPEN),
        output_field=CharField(max_length=9),
    )


def standing(rows: QuerySet[Task], *standings: str, day: date) -> QuerySet[Task]:
    """Those of *rows* that stand so on *day*."""
    return rows.annotate(stands=standing_on(day)).filter(stands__in=standings)


def overdue(locality: Locality, day: date, year: int | None = None) -> QuerySet[Task]:
    """Tasks past their day on *day* that nobody said were done, the longest late first."""
    rows = tasks(locality) if year is None else tasks_of(locality, year)
    return standing(rows, OVERDUE, day=day)


def waiting(locality: Locality) -> QuerySet[Task]:
    """Tasks said to be done that the office has not looked at yet, the first said first."""
    return tasks(locality).filter(state=Task.State.REPORTED).order_by("done_on", "pk")


def open_of_directive(directive: Directive) -> QuerySet[Task]:
    """Tasks from *directive* that are not accepted as done yet, by deadline."""
    return tasks(directive.locality).filter(
        requirement__directive=directive, state__in=[Task.State.ASSIGNED, Task.State.REPORTED]
    )


def of_owner(owner: Owner) -> Q:
    return Q(body__code=owner.body) if owner.body else Q(body=None, unit=owner.unit_id)


def mine(locality: Locality, actor: Actor) -> Q:
    """Tasks that *actor* reports for the unit, by the positions held today; nothing for anybody else."""
    found = Q(pk=None)
    for grant in actor.grants:
        if grant.role in ANSWERING and grant.locality == locality.code and grant.unit_id is not None:
            found |= Q(body=None, unit=grant.unit_id)
            found |= Q(body__code=grant.body)
    return found


def my_open_tasks(locality: Locality, actor: Actor) -> QuerySet[Task]:
    """What *actor*'s units and bodies still have to do, by deadline."""
    return tasks(locality).filter(mine(locality, actor), state=Task.State.ASSIGNED)


def owner_of(task: Task) -> Owner:
    """Whose task it is: the body's that it was given to, else the unit's."""
    return Owner(task.unit_id, task.body.code if task.body else "")


def may_read(actor: Actor, task: Task, locality: Locality) -> bool:
    """Whether *actor* opens the page of *task*, one of *locality*; its body is read along where the caller selects it."""
    return find_grant(actor, "task.read", locality, owner_of(task)) is not None


def may_report(actor: Actor, task: Task) -> bool:
    return find_grant(actor, "task.report", task.locality, owner_of(task)) is not None


def owner_name(task: Task) -> str:
    """The body, else the unit as it was called when the task was given (needs ``unit_name``, see :func:`tasks`)."""
    return task.body.name if task.body else task.unit_name or f"mã {task.unit.code}"  # type: ignore[attr-defined]  # annotated above


def address_of(task: Task) -> str:
    """The path of the task's page."""
    return reverse("directives:task", args=[task.locality.code, task.pk])


@dataclass(frozen=True)
class ShownTask:
    """A task as a list shows it: owner, how it stands, and the same in words («quá hạn 3 ngày»)."""

    task: Task
    owner: str
    standing: str
    words: str
    url: str

    @property
    def is_late(self) -> bool:
        return self.standing == OVERDUE

    @property
    def origin(self) -> str:
        """Where it comes from in words: number and place of the requirement, else what the office wrote."""
        requirement = self.task.requirement
        if requirement is None:
            return self.task.origin
        return ", ".join(part for part in (str(requirement.directive), requirement.place) if part)


def shown(rows: Iterable[Task], day: date) -> list[ShownTask]:
    """*rows* (from :func:`tasks`) as lists show them on *day*; no further query."""
    found = []
    for task in rows:
        stands = standing_of(task.state, task.due_on, task.done_on, day)
        found.append(ShownTask(task, owner_name(task), stands, in_words(task, stands, day), address_of(task)))
    return found


def in_words(task: Task, stands: str, day: date) -> str:
    """How *task* stands on *day*: the state alone never says how late or how near."""
    if stands == CANCELLED:
        return "đã thôi"
    if stands in {DONE, WAITING} and task.done_on is not None:
        late = (task.done_on - task.due_on).days
        after = f", sau hạn {late} ngày" if late > 0 else ""
        return f"xong {task.done_on:%d/%m/%Y}{after}" if stands == DONE else f"báo xong, chờ xem{after}"
    left = (task.due_on - day).days
    if stands == OVERDUE:
        return f"quá hạn {-left} ngày"
    return "hạn hôm nay" if left == 0 else f"còn {left} ngày"
