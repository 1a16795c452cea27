"""What the chapters say of the things whose sheets stand here, asked without knowing those chapters.

A chapter that has sheets has a module ``subjects`` with a :class:`Subjects` of its own and calls :func:`register` in it; Django
imports that module when the apps are ready (see ``assessment.apps``). Each answers for its own sheets only.
"""

from collections.abc import Collection, Mapping
from datetime import date


class Subjects:
    """What one chapter says; the empty answer. Sheets and people are named by their primary keys."""

    def titles(self, sheets: Collection[int]) -> Mapping[int, str]:  # noqa: ARG002  for chapters to answer
        """What each sheet is about."""
        return {}

    def barred(self, sheets: Collection[int], people: Collection[int], day: date) -> Mapping[tuple[int, int], str]:  # noqa: ARG002
        """Who of *people* may not judge which sheet, by what they are on *day*: (sheet, person) → why, in words."""
        return {}


_chapters: dict[str, Subjects] = {}


def register(chapter: Subjects) -> None:
    _chapters[type(chapter).__module__] = chapter


def titles_of(sheets: Collection[int]) -> dict[int, str]:
    return {key: title for chapter in _chapters.values() for key, title in chapter.titles(sheets).items()}


def barred_from(sheets: Collection[int], people: Collection[int], day: date) -> dict[tuple[int, int], str]:
    return {pair: why for chapter in _chapters.values() for pair, why in chapter.barred(sheets, people, day).items()}
