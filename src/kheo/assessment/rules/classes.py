"""The class that a total reaches by the thresholds of its set."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Threshold:
    """A class held from *min_total* points upwards."""

    name: str
    min_total: Decimal


def class_of(points: Decimal, thresholds: Iterable[Threshold]) -> str:
    """Name of the highest class whose threshold *points* reach (exactly at it counts); "" below the lowest."""
    reached = [threshold for threshold in thresholds if points >= threshold.min_total]
    return max(reached, key=lambda threshold: threshold.min_total).name if reached else ""


def passes(points: Decimal, thresholds: Iterable[Threshold]) -> bool:
    """Whether *points* reach a class at all. One that begins at 0 («chưa đạt») is a name for the rest, not a bar to clear."""
    return any(0 < threshold.min_total <= points for threshold in thresholds)
