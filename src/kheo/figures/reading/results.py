"""What a reading of a text yields: plain values, no database, ready for JSON."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class ReadFigure:
    """One figure a text states.

    ``start`` and ``end`` are code points into the text as it was given; ``text[start:end] == quote``.
    ``period`` and ``place`` are the text's own words («2024», «2021-2025», «xã Thử Nghiệm») or None when it says none.
    """

    key: str
    value: int
    dimensions: dict[str, str]
    period: str | None
    place: str | None
    quote: str
    start: int
    end: int

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Unmatched:
    """A number beside a noun of the movement that is no figure, or of which nothing certain can be said."""

    number: str
    quote: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Reading:
    """Everything read in one text, in the order of the text; ``notes`` are sentences for a person, in Vietnamese."""

    figures: list[ReadFigure]
    unmatched: list[Unmatched]
    notes: list[str]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Compared:
    """A read figure beside what is recorded: verdict ``match``, ``differs``, ``not_recorded`` or ``other_scope``."""

    figure: ReadFigure
    recorded: int | None
    verdict: str

    def as_json(self) -> dict[str, Any]:
        return {**self.figure.as_json(), "recorded": self.recorded, "verdict": self.verdict}
