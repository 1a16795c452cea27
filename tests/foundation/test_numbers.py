from decimal import Decimal

import pytest

from kheo.foundation.numbers import in_words, money_in_words, written


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


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "Không đồng"),
        (5, "Năm đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi tư đồng"),
        (14, "Mười bốn đồng"),
        (105, "Một trăm linh năm đồng"),
        (702_000, "Bảy trăm linh hai nghìn đồng"),
        (710_000, "Bảy trăm mười nghìn đồng"),
        (7_020_000, "Bảy triệu không trăm hai mươi nghìn đồng"),
        (14_040_000, "Mười bốn triệu không trăm bốn mươi nghìn đồng"),
        (1_000_005, "Một triệu không trăm linh năm đồng"),
        (3_005_001, "Ba triệu không trăm linh năm nghìn không trăm linh một đồng"),
        (2_000_000_000, "Hai tỷ đồng"),
        (1_000_000_000_000, "Một nghìn tỷ đồng"),
    ],
)
def test_money_is_said_whole_so_that_nothing_fits_in_between(value, words):
    assert money_in_words(value) == words
