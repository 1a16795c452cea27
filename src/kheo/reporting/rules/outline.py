"""The outline of the annual report: parts, sections, the boxes that people write and the pieces drawn from the record."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Level = Literal[1, 2, 3]
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True)
class TextBox:
    """What people write: *help* says what belongs there; a *required* one is never left out of an issued report."""

    key: str
    label: str
    help: str
    required: bool = False


@dataclass(frozen=True)
class Section:
    """*level* 1 is a part, 2 a Roman section, 3 a numbered one; *drawn* names what the record fills in."""

    level: Level
    title: str
    under: str
    drawn: str
    boxes: tuple[TextBox, ...]

    def titled(self, year: int) -> str:
        return self.title.format(year=year, next=year + 1)

    def lower(self, year: int) -> str:
        return self.under.format(year=year, next=year + 1)


@dataclass(frozen=True)
class Outline:
    source: str
    democracy_law: str
    sections: tuple[Section, ...]

    def boxes(self) -> Iterator[TextBox]:
        for section in self.sections:
            yield from section.boxes


@cache
def outline() -> Outline:
    """The outline of the trade's handbook, as ``data/outline.toml`` has it."""
    told = tomllib.loads(files("kheo.reporting").joinpath("data", "outline.toml").read_text(encoding="utf-8"))
    return Outline(told["source"], told["democracy_law"], tuple(_section(row) for row in told["section"]))


def _section(row: dict[str, Any]) -> Section:
    boxes = tuple(TextBox(**box) for box in row.get("text", ()))
    return Section(row["level"], row["title"], row.get("under", ""), row.get("drawn", ""), boxes)


def kept(sections: tuple[Section, ...], filled: frozenset[int]) -> list[Section]:
    """The sections to print: those with something in them (*filled*: their places), and whatever they stand under."""
    shown = []
    for place, section in enumerate(sections):
        inside = [place]
        for after in range(place + 1, len(sections)):
            if sections[after].level <= section.level:
                break
            inside.append(after)
        if filled & set(inside):
            shown.append(section)
    return shown


def numbered(sections: list[Section]) -> list[str]:
    """The mark before each title: none for parts, «I.» anew in each part, «1.» anew in each Roman section."""
    marks, counts = [], [0, 0]
    for section in sections:
        if section.level == 1:
            counts = [0, 0]
            marks.append("")
        elif section.level == 2:
            counts = [counts[0] + 1, 0]
            marks.append(f"{ROMAN[counts[0] - 1]}.")
        else:
            counts[1] += 1
            marks.append(f"{counts[1]}.")
    return marks


def paragraphs(text: str) -> list[str]:
    """The lines of a box, each a paragraph of the paper; empty lines go."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def missing_boxes(texts: dict[str, str]) -> list[TextBox]:
    """Required boxes in which nothing is written."""
    return [box for box in outline().boxes() if box.required and not texts.get(box.key, "").strip()]
