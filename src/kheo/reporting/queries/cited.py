"""Figures as a report cites them: each number once in the appendix, under the number that marks it in the text."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kheo.documents.content import mark
from kheo.foundation.numbers import written


@dataclass(frozen=True)
class Cited:
    """One number with all that proves it.

    *identity* is the year and the key with what narrows it; *part* says the same in words («lĩnh vực kinh tế», "" for the
    whole). *path* leads to the page of its rows.
    """

    identity: str
    year: int
    key: str
    label: str
    part: str
    definition: str
    measure: str
    value: Decimal
    as_of: date
    path: str

    @property
    def text(self) -> str:
        return written(self.value)

    def as_json(self) -> dict[str, Any]:
        return {**vars(self), "value": str(self.value), "as_of": self.as_of.isoformat()}

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> "Cited":
        return cls(**{**row, "value": Decimal(row["value"]), "as_of": date.fromisoformat(row["as_of"])})


class Book:
    """The figures of one report in the order in which they are first cited."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.cited: list[Cited] = []

    def number(self, figure: Cited) -> int:
        """The number of *figure* in the appendix; the same figure has the same number wherever it is cited."""
        if figure.identity not in self._numbers:
            self.cited.append(figure)
            self._numbers[figure.identity] = len(self.cited)
        return self._numbers[figure.identity]

    def said(self, figure: Cited) -> str:
        """The number as it stands in running text, with its mark: «44⁅3⁆»."""
        return f"{figure.text}{mark(self.number(figure))}"

    def row(self, figures: list[Cited | None]) -> list[str]:
        """Cells of a table's row (an empty one where a figure can't be asked for so), and last the marks of them all."""
        cells = [figure.text if figure else "" for figure in figures]
        return [*cells, f"[{together([self.number(figure) for figure in figures if figure])}]"]


def together(numbers: list[int]) -> str:
    """«3–6, 9»: *numbers* in order, runs of three and more as from–to."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
