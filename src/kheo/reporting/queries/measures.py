"""What a report counts beside the figures of ``kheo.figures``: results, tasks, activities, committees, the conference.

Each is a definition, its rows and how they are counted, so that every number has a page that lists its rows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum

from kheo.figures.queries.record import Scope
from kheo.foundation.figures import FigureRow

Rows = Callable[[Scope, date], "QuerySet[Any]"]


@dataclass(frozen=True)
class Part:
    """A share of the rows: what it is called, and the rows that belong to it."""

    label: str
    rows: Q


@dataclass(frozen=True)
class Measured:
    """``rows(scope, as_of)`` are counted, or their *adds_up* summed. *parts* are the shares it may be asked by."""

    key: str
    label: str
    measure: str
    definition: str
    rows: Rows
    describe: Callable[[Any], FigureRow]
    adds_up: str = ""
    parts: Mapping[str, Part] = field(default_factory=dict)

    def select(self, scope: Scope, as_of: date, part: str = "") -> "QuerySet[Any]":
        """The rows, of one *part* alone where one is named; LookupError for a part that this measure does not know."""
        rows = self.rows(scope, as_of)
        return rows.filter(self.part(part).rows) if part else rows

    def part(self, name: str) -> Part:
        """The part called *name*; a row's own number is a part, too: «12»."""
        if name.isascii() and name.isdigit() and len(name) < 19:
            return Part(f"dòng {name}", Q(pk=int(name)))
        if name not in self.parts:
            raise LookupError(f"Số liệu «{self.key}» không chia theo: {name}.")
        return self.parts[name]

    def value(self, scope: Scope, as_of: date, part: str = "") -> Decimal:
        rows = self.select(scope, as_of, part)
        if not self.adds_up:
            return Decimal(rows.count())
        return Decimal(rows.aggregate(added=Sum(self.adds_up))["added"] or 0)
