"""The list of tasks as people narrow it: whose, how it stands, of which year, directive and owner."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from kheo.directives.models import Directive, Task
from kheo.directives.queries.counts import Counts, OwnerName, counted, owners_named
from kheo.directives.queries.tasks import mine, standing, tasks
from kheo.directives.rules.tasks import STANDINGS
from kheo.organisation.authority import Actor
from kheo.organisation.models import Locality


@dataclass(frozen=True)
class TaskFilter:
    """What a list is narrowed to; the empty value of each leaves it wide. *directive* 0: tasks of no directive."""

    year: int | None = None
    standing: str = ""
    directive: int | None = None
    requirement: int | None = None
    owner: str = ""
    only_mine: bool = False


def filtered(locality: Locality, actor: Actor, wanted: TaskFilter, day: date) -> QuerySet[Task]:
    """Tasks under *wanted*, by deadline; how they stand is judged on *day*."""
    rows = _without_standing(locality, actor, wanted)
    return standing(rows, wanted.standing, day=day) if wanted.standing in STANDINGS else rows


def counts_under(locality: Locality, actor: Actor, wanted: TaskFilter, day: date) -> Counts:
    """How the tasks under *wanted* stand, its own standing left aside: the numbers beside the choices; one query."""
    return counted(_without_standing(locality, actor, wanted), day)


def _without_standing(locality: Locality, actor: Actor, wanted: TaskFilter) -> QuerySet[Task]:
    rows = tasks(locality).order_by("due_on", "pk")
    if wanted.year is not None:
        rows = rows.filter(year=wanted.year)
    if wanted.directive is not None:
        rows = rows.filter(requirement__directive=wanted.directive) if wanted.directive else rows.filter(requirement=None)
    if wanted.requirement is not None:
        rows = rows.filter(requirement=wanted.requirement)
    if wanted.owner:
        rows = rows.filter(Q(body__code=wanted.owner) | Q(body=None, unit__code=wanted.owner))
    return rows.filter(mine(locality, actor)) if wanted.only_mine else rows


def years_of(locality: Locality) -> list[int]:
    """Years that have tasks, the newest first."""
    return list(Task.objects.filter(locality=locality).order_by("-year").values_list("year", flat=True).distinct())


def directives_with_tasks(locality: Locality, year: int | None = None) -> list[Directive]:
    """Directives from which a task was made (in *year*), by the day of signing."""
    given = Task.objects.filter(locality=locality)
    if year is not None:
        given = given.filter(year=year)
    # Not by joins: each directive's tasks would be paired with themselves, 50 million rows for 20,000 tasks.
    rows = Directive.objects.filter(locality=locality, pk__in=given.order_by().values("requirement__directive"))
    return list(rows.order_by("issued_on", "pk"))


def owners_with_tasks(locality: Locality, year: int | None, day: date) -> list[OwnerName]:
    """Owners of a task (of *year*), units first, with their names at its end (on *day* without a year)."""
    rows = Task.objects.filter(locality=locality)
    if year is not None:
        rows = rows.filter(year=year)
    keys = list(rows.order_by().values_list("unit", "body").distinct())
    return list(owners_named(keys, date(year, 12, 31) if year else day).values())
