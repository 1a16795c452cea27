"""What later chapters have written down of a registration, asked here without knowing those chapters.

A chapter that names registrations in papers has a module ``holds`` with a :class:`Holds` of its own and calls :func:`register`
in it; Django imports that module when the apps are ready (see ``movement.apps``).
"""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Hold:
    """One paper that names *registration* (its primary key): *what* in words («quyết định công nhận 12-QĐ/BCĐ»)."""

    registration: int
    what: str


class Holds:
    """What one chapter holds; the empty answer."""

    def of(self, registrations: Collection[int]) -> list[Hold]:  # noqa: ARG002  for chapters to answer
        return []


_chapters: dict[str, Holds] = {}


def register(chapter: Holds) -> None:
    _chapters[type(chapter).__module__] = chapter


def holds_on(registrations: Collection[int]) -> list[Hold]:
    """Every paper that names one of *registrations*."""
    return [hold for chapter in _chapters.values() for hold in chapter.of(registrations)]
