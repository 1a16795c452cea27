"""A place in one text that may be somebody's personal data, and what stands right before and after it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from kheo.democracy.sensitive.finding import Span
from kheo.democracy.sensitive.kinds import KINDS, MEASURED, OF_A_THING


class Hit(NamedTuple):
    kind: str
    start: int
    end: int
    is_doubtful: bool = False


class Joined(NamedTuple):
    """A value found over more than one passage, or by the word in the one before; *spans* in the order of the passages."""

    kind: str
    is_doubtful: bool
    spans: tuple[Span, ...]


def _surest(hit: Hit) -> tuple[bool, int]:
    return hit.is_doubtful, hit.start - hit.end


def apart(hits: Iterable[Hit]) -> list[Hit]:
    """No two that share characters: the sure before the doubtful, then the longer; in the order of the text."""
    kept: list[Hit] = []
    taken: set[int] = set()
    for hit in sorted(hits, key=_surest):
        if taken.isdisjoint(range(hit.start, hit.end)):
            kept.append(hit)
            taken.update(range(hit.start, hit.end))
    return sorted(kept, key=lambda one: one.start)


def before(level: str, start: int, many: int = 100) -> str:
    """The *many* characters right before *start*: words that say what a number is stand no further off."""
    return level[max(0, start - many) : start]


def named(kind: str, level: str, start: int) -> bool:
    return KINDS[kind].context.search(before(level, start, 60)) is not None


def is_thing(level: str, match: re.Match[str]) -> bool:
    return bool(MEASURED.match(level, match.end()) or OF_A_THING.search(before(level, match.start())))
