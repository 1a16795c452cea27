"""What later chapters tie to a position or to a body: asked and moved here without knowing those chapters.

A chapter that ties something has a module ``ties`` with a :class:`Ties` of its own and calls :func:`register` in it; Django
imports that module when the apps are ready (see ``organisation.apps``).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kheo.organisation.models import Body, Position


class Way(StrEnum):
    """What becomes of something when its position is handed over."""

    MOVES = "moves"  # goes to the new holder with the position
    STAYS = "stays"  # belongs to the body or the office: the new holder finds it there
    LOOK = "look"  # an official list names the old holder; only a new paper changes it


@dataclass(frozen=True)
class Tie:
    """So many things of one kind; *path* leads to where they are seen or mended."""

    way: Way
    label: str
    count: int = 1
    path: str = ""


class Ties:
    """What one chapter ties. Each method is the empty answer; a chapter says what it has."""

    def of_position(self, position: Position, on: date) -> list[Tie]:  # noqa: ARG002  for chapters to answer
        """What hangs on *position* and would be looked at if it were handed over on a day."""
        return []

    def move(self, old: Position, new: Position, on: date) -> list[Tie]:  # noqa: ARG002
        """Move what moves from *old* to *new*, inside the transaction of the caller; tell what went."""
        return []

    def papers_of(self, body: Body) -> list[Tie]:  # noqa: ARG002
        """Issued papers that carry the words of *body* and are printed from the record."""
        return []


_chapters: dict[str, Ties] = {}


def register(chapter: Ties) -> None:
    _chapters[type(chapter).__module__] = chapter


def ties_of_position(position: Position, on: date) -> list[Tie]:
    return [tie for chapter in _chapters.values() for tie in chapter.of_position(position, on)]


def move_ties(old: Position, new: Position, on: date) -> list[Tie]:
    return [tie for chapter in _chapters.values() for tie in chapter.move(old, new, on)]


def papers_of(body: Body) -> list[Tie]:
    return [tie for chapter in _chapters.values() for tie in chapter.papers_of(body)]
