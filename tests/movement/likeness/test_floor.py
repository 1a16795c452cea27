"""What look-alikes must go on finding; the whole measurement is ``python -m bench likeness``."""

from itertools import combinations
from random import Random

import pytest

from kheo.movement.likeness import compare, marks_of, read, resembles
from kheo.site.generate.variants import Rewriting, variant
from tests.movement.likeness.stories import stories

SOURCES, FILLINGS = stories()[:10], stories()[30:40]


def found(share, how):
    """How many of ten variants share a mark with their source and are told as look-alikes of it."""
    chance = Random(1)  # noqa: S311  a sample, no secret
    count = 0
    for source, filling in zip(SOURCES, FILLINGS, strict=True):
        first, second = read(variant(chance, source, filling, share, how)), read(source)
        count += not set(marks_of(first)).isdisjoint(marks_of(second)) and resembles(compare(first, second))
    return count


@pytest.mark.parametrize(
    ("share", "how", "least"),
    [
        (0.2, Rewriting(renamed=False, shuffled=False), 10),
        (0.2, Rewriting(renamed=False), 10),
        (0.2, Rewriting(), 10),
        (0.3, Rewriting(0.15), 9),
        (0.3, Rewriting(0.3), 8),
        (0.5, Rewriting(0.3), 10),
        (0.9, Rewriting(0.3), 10),
    ],
)
def test_copied_passages_are_found(share, how, least):
    assert found(share, how) >= least


def test_stories_on_their_own_subjects_are_no_look_alikes():
    readings = [read(text) for text in SOURCES]
    assert [1 for first, second in combinations(readings, 2) if resembles(compare(first, second))] == []
