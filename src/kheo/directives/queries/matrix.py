"""Directives × units and bodies: how the tasks of a year stand, at one glance."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from kheo.directives.models import Directive
from kheo.directives.queries.counts import Counts, counts_by_cell, owners_named, summed
from kheo.directives.queries.lists import directives_with_tasks
from kheo.organisation.models import Locality

FREE = "Việc khác"


@dataclass(frozen=True)
class Column:
    """A directive, or (None) the tasks that come from none; *counts* of the whole column."""

    directive: Directive | None
    counts: Counts
    url: str

    @property
    def name(self) -> str:
        return str(self.directive) if self.directive else FREE


@dataclass(frozen=True)
class Cell:
    column: Column
    counts: Counts
    url: str


@dataclass(frozen=True)
class Row:
    name: str
    url: str
    cells: tuple[Cell, ...]
    counts: Counts


@dataclass(frozen=True)
class Group:
    """The units, or the bodies."""

    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Matrix:
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    counts: Counts


def matrix_of(locality: Locality, year: int, day: date) -> Matrix:
    """Every owner and every directive that meet in a task of *year*, as they stand on *day*; five queries at most."""
    cells = counts_by_cell(locality, year, day)
    address = reverse("directives:tasks", args=[locality.code])

    def url(**query: str | int) -> str:
        asked = {"nam": year, "cua": "tat-ca", **{name.replace("_", "-"): value for name, value in query.items()}}
        return f"{address}?{urlencode(asked)}"

    columns = [Column(one, _column(cells, one.pk), url(van_ban=one.pk)) for one in directives_with_tasks(locality, year)]
    if any(None in by_directive for by_directive in cells.values()):
        columns.append(Column(None, _column(cells, None), url(van_ban=0)))
    rows: dict[bool, list[Row]] = {False: [], True: []}
    for key, owner in owners_named(cells, date(year, 12, 31)).items():
        by_directive = cells[key]
        own = tuple(
            Cell(
                column,
                by_directive.get(column.directive.pk if column.directive else None, Counts()),
                url(don_vi=owner.key, van_ban=column.directive.pk if column.directive else 0),
            )
            for column in columns
        )
        rows[owner.is_body].append(Row(owner.name, url(don_vi=owner.key), own, summed(by_directive.values())))
    groups = tuple(
        Group(label, tuple(rows[is_body])) for label, is_body in (("Đơn vị", False), ("Cơ quan, đoàn thể", True)) if rows[is_body]
    )
    return Matrix(tuple(columns), groups, summed(column.counts for column in columns))


def _column(cells: dict[tuple[int, int | None], dict[int | None, Counts]], key: int | None) -> Counts:
    return summed(by_directive[key] for by_directive in cells.values() if key in by_directive)
