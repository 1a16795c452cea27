"""Adding up what units answered: what may be added, and of how many units a total speaks."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kheo.foundation.text import fold

_NO_SUM = ("ty le", "binh quan", "trung binh", "phan tram", "xep hang", "xep loai")


def adds_up(label: str, unit_of_measure: str) -> bool:
    """Whether numbers of this item make sense as a sum: shares, averages and places do not."""
    words = f"{fold(label)} "
    return "%" not in unit_of_measure and fold(unit_of_measure) != "diem" and not any(part in words for part in _NO_SUM)


@dataclass(frozen=True)
class Total:
    """A sum with what it is the sum of: *of* places that gave a number, out of *asked*."""

    value: Decimal | None
    of: int
    asked: int

    @property
    def is_whole(self) -> bool:
        return self.of == self.asked


def total(values: Iterable[Decimal | None], asked: int, *, summed: bool = True) -> Total:
    """Add the numbers that there are; None stands for a place that gave none. No number at all, or no sum: value None."""
    given = [value for value in values if value is not None]
    return Total(sum(given, Decimal(0)) if summed and given else None, len(given), asked)
