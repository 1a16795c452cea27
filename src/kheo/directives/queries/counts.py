"""How the tasks of a year stand, counted by directive and by owner: for the list, the matrix and the annual report."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from kheo.directives.models import Task
from kheo.directives.queries.tasks import standing_on
from kheo.directives.rules.tasks import DONE, OPEN, OVERDUE, STANDINGS, WAITING
from kheo.foundation.text import fold
from kheo.organisation.models import Body, Locality, Unit
from kheo.organisation.queries.units import names_on

OwnerKey = tuple[int, int | None]
"""Primary keys of the unit, and of the body when it is a body's."""


@dataclass(frozen=True)
class Counts:
    """Tasks by how they stand; what was called off is in none of them."""

    done: int = 0
    waiting: int = 0
    overdue: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        return self.done + self.waiting + self.overdue + self.open

    @property
    def words(self) -> str:
        """«3 nhiệm vụ: 1 đã xong, 2 quá hạn»; nothing for none."""
        parts = [
            f"{count} {label}"
            for count, label in (
                (self.done, "đã xong"),
                (self.waiting, "chờ xem"),
                (self.overdue, "quá hạn"),
                (self.open, "đang làm"),
            )
            if count
        ]
        return f"{self.total} nhiệm vụ: {', '.join(parts)}" if parts else ""

    @property
    def worst(self) -> str:
        """The standing that asks for attention first: overdue, waiting for a look, under way, done; "" for no task."""
        for code in (OVERDUE, WAITING, OPEN, DONE):
            if getattr(self, code):
                return code
        return ""


def counted(rows: QuerySet[Task], day: date) -> Counts:
    """How *rows* stand on *day*; one query."""
    return _counts(dict(rows.order_by().annotate(stands=standing_on(day)).values_list("stands").annotate(Count("pk"))))


def counts_by_directive(locality: Locality, day: date, year: int | None = None) -> dict[int | None, Counts]:
    """By primary key of the directive, None for tasks without a requirement; one query. Without *year*: of all years."""
    rows = _rows(locality, year).annotate(stands=standing_on(day))
    found: dict[int | None, dict[str, int]] = defaultdict(dict)
    for key, stands, count in rows.values_list("requirement__directive", "stands").annotate(Count("pk")):
        found[key][stands] = count
    return {key: _counts(parts) for key, parts in found.items()}


def counts_by_requirement(locality: Locality, directive: int, day: date) -> dict[int, Counts]:
    """By primary key of the requirement, of one directive; one query."""
    rows = _rows(locality, None).filter(requirement__directive=directive).annotate(stands=standing_on(day))
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for key, stands, count in rows.values_list("requirement", "stands").annotate(Count("pk")):
        found[key][stands] = count
    return {key: _counts(parts) for key, parts in found.items()}


def counts_by_cell(locality: Locality, year: int, day: date) -> dict[OwnerKey, dict[int | None, Counts]]:
    """By owner, then by directive (None: without a requirement); one query."""
    rows = _rows(locality, year).annotate(stands=standing_on(day))
    found: dict[OwnerKey, dict[int | None, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for unit, body, directive, stands, count in rows.values_list("unit", "body", "requirement__directive", "stands").annotate(
        Count("pk")
    ):
        found[unit, body][directive][stands] = count
    return {owner: {key: _counts(parts) for key, parts in cells.items()} for owner, cells in found.items()}


@dataclass(frozen=True)
class OwnerName:
    key: str
    name: str
    is_body: bool


def owners_named(owners: Collection[OwnerKey], day: date) -> dict[OwnerKey, OwnerName]:
    """*owners* with their names on *day*, units first, then bodies, each by name; two queries."""
    units = list(Unit.objects.filter(pk__in={unit for unit, _body in owners}))
    names = names_on(units, day)
    codes = {unit.pk: unit.code for unit in units}
    bodies = Body.objects.in_bulk({body for _unit, body in owners if body is not None})
    found = {
        (unit, body): OwnerName(bodies[body].code, bodies[body].name, is_body=True)
        if body is not None
        else OwnerName(codes[unit], names.get(unit, f"mã {codes[unit]}"), is_body=False)
        for unit, body in owners
    }
    return dict(sorted(found.items(), key=lambda pair: (pair[1].is_body, fold(pair[1].name), pair[1].key)))


def _rows(locality: Locality, year: int | None) -> QuerySet[Task]:
    rows = Task.objects.filter(locality=locality).exclude(state=Task.State.CANCELLED).order_by()
    return rows if year is None else rows.filter(year=year)


def _counts(parts: Mapping[str, int]) -> Counts:
    return Counts(**{code: parts.get(code, 0) for code in STANDINGS if code in Counts.__annotations__})


def summed(counts: Iterable[Counts]) -> Counts:
    parts = list(counts)
    return Counts(
        sum(one.done for one in parts),
        sum(one.waiting for one in parts),
        sum(one.overdue for one in parts),
        sum(one.open for one in parts),
    )
