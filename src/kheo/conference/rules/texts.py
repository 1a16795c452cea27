"""What is typed into fields of one line: empty where something must stand, or longer than its column."""

from collections.abc import Iterable
from dataclasses import dataclass

from kheo.foundation.lengths import too_long
from kheo.foundation.refusal import Problem


@dataclass(frozen=True)
class Typed:
    """A text under the *label* of its field, at most *most* characters long."""

    label: str
    text: str
    most: int
    may_be_empty: bool = False


def text_problems(texts: Iterable[Typed]) -> list[Problem]:
    """Everything that is wrong with *texts* (tidied already), each under its label."""
    problems = []
    for typed in texts:
        if not typed.text and not typed.may_be_empty:
            problems.append(Problem("Chưa ghi mục này.", typed.label))
        problems += too_long(typed.text, typed.most, typed.label)
    return problems
