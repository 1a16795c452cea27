"""What a named figure is: one definition, its rows, and the dimensions it may be asked by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Model, QuerySet, Sum
from django.db.models.aggregates import Aggregate


@dataclass(frozen=True)
class FigureRow:
    """One counted row as the figure's page lists it; *value*: what it adds to a figure that is a sum."""

    title: str
    url: str
    unit: str
    note: str = ""
    value: int = 1


@dataclass(frozen=True)
class FigureDefinition:
    """A number that papers, pages and news may quote.

    ``rows(locality_id, year)`` returns the counted rows; the figure is their number, or with ``sums``
    the sum of that look-up over them. ``dimensions`` maps the name of a
    dimension to the look-up that narrows the rows. ``measure`` is the unit written behind the number. ``unit_lookup``
    leads from a row to the primary key of the unit it belongs to, ``body_lookup`` to the body of that unit, where rows have one.
    ``permission``: what one must be allowed to see it.
    """

    key: str
    label: str
    measure: str
    definition: str
    rows: Callable[[int, int], "QuerySet[Any]"]
    describe: Callable[[Any], FigureRow]
    dimensions: Mapping[str, str]
    unit_lookup: str
    body_lookup: str = ""
    sums: str = ""
    permission: str = "page.public"

    def total(self) -> Aggregate:
        """What makes the figure's value of its rows, grouped or not; the sum of no rows is None."""
        return Sum(self.sums) if self.sums else Count("pk")

    def value_of(self, rows: "QuerySet[Any]") -> int:
        """The figure's value over *rows*, which :meth:`select` gave or narrowed; one query."""
        return int(rows.order_by().aggregate(total=self.total())["total"] or 0)

    def select(self, locality_id: int, year: int, dimensions: Mapping[str, str]) -> "QuerySet[Model]":
        """Rows of the figure under *dimensions*; LookupError names one that this figure does not know."""
        unknown = set(dimensions) - set(self.dimensions)
        if unknown:
            raise LookupError(f"Số liệu «{self.key}» không chia theo: {', '.join(sorted(unknown))}.")
        lookups = {self.dimensions[name]: value for name, value in dimensions.items()}
        return self.rows(locality_id, year).filter(**lookups)
