import pytest

from kheo.movement.likeness import Comparison, Resemblance, kind_of, resembles


def found(words, first, second):
    return Comparison(words, first, second, (), ())


@pytest.mark.parametrize(("words", "share", "seen"), [(20, 0.12, True), (19, 0.12, False), (20, 0.119, False)])
def test_twenty_words_and_twelve_hundredths_are_worth_a_look(words, share, seen):
    assert resembles(found(words, share, 0)) is seen
    assert resembles(found(words, 0, share)) is seen


@pytest.mark.parametrize(
    ("first", "second", "same_place", "same_year", "kind"),
    [
        (0.7, 0.7, True, False, Resemblance.LAST_YEAR),
        (0.7, 0.7, True, True, Resemblance.TWICE),
        (0.7, 0.7, False, False, Resemblance.TWO_PLACES),
        (0.69, 1, True, False, Resemblance.PARTS),
        (1, 0.69, False, True, Resemblance.PARTS),
    ],
)
def test_kinds(first, second, same_place, same_year, kind):
    assert kind_of(found(90, first, second), same_place=same_place, same_year=same_year) == kind
