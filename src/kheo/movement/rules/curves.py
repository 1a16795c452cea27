"""A small line of values over time, drawn by hand: where each point stands, and the words at its ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kheo.foundation.numbers import written
from kheo.movement.rules.jumps import Value

WIDTH, HEIGHT = 340, 140
LEFT, RIGHT, TOP, BOTTOM = 8, 332, 24, 112


@dataclass(frozen=True)
class Curve:
    """Coordinates as text with a decimal point, whatever language the page speaks; *target* is the height of its line."""

    line: str
    dots: list[tuple[str, str]]
    first: str
    last: str
    last_at: tuple[str, str]
    first_day: str
    last_day: str
    target: str = ""
    target_words: str = ""
    width: int = WIDTH
    height: int = HEIGHT


def curve(values: Sequence[Value], target: Decimal | None = None) -> Curve | None:
    """The line of *values*, the oldest first; None for fewer than two days, which are no line."""
    if len({one.as_of for one in values}) < 2:
        return None
    begin, end = values[0].as_of, values[-1].as_of
    top = max(*(one.value for one in values), target or Decimal(0)) or Decimal(1)
    points = [(_across(one.as_of, begin, end), _up(one.value, top)) for one in values]
    dots = [(f"{x:.1f}", f"{y:.1f}") for x, y in points]
    return Curve(
        line=" ".join(f"{x},{y}" for x, y in dots),
        dots=dots,
        first=written(values[0].value),
        last=written(values[-1].value),
        last_at=(dots[-1][0], f"{max(points[-1][1] - 8, 12):.1f}"),
        first_day=f"{begin:%d/%m/%Y}",
        last_day=f"{end:%d/%m/%Y}",
        target=f"{_up(target, top):.1f}" if target is not None else "",
        target_words=f"mục tiêu {written(target)}" if target is not None else "",
    )


def _across(day: date, begin: date, end: date) -> float:
    return LEFT + (RIGHT - LEFT) * (day - begin).days / (end - begin).days


def _up(value: Decimal, top: Decimal) -> float:
    return BOTTOM - (BOTTOM - TOP) * float(value / top)
