from decimal import Decimal

import pytest

from kheo.foundation.numbers import in_words, written


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (44, "44"),
        (1240, "1.240"),
        (1240.5, "1.240,5"),
        (Decimal("1240.50"), "1.240,5"),
        (1_500_000_000, "1.500.000.000"),
        (0, "0"),
    ],
)
def test_written_uses_dots_and_a_comma(value, text):
    assert written(value) == text


def test_written_keeps_the_places_asked_for():
    assert written(Decimal("87.5"), 2) == "87,50"


@pytest.mark.parametrize(
    ("value", "words"), [(3, "ba"), (4, "bốn"), (14, "mười bốn"), (24, "hai mươi tư"), (44, "bốn mươi tư"), (15, "mười lăm")]
)
def test_in_words_says_numbers_as_people_do(value, words):
    assert in_words(value) == words
