"""Luật 10/2022/QH15 Điều 21 khoản 1: shares of all households, by whole numbers."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.democracy.rules.law import decision_rules, law
from kheo.democracy.rules.thresholds import needed, passes, share_words, threshold, villages_needed, villages_share_words
from kheo.democracy.rules.wording import wording_note
from kheo.foundation.rules import NoRuleInForceError

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("kind", "households", "least"),
    [
        (1, 50, 34),  # 2/3 of 50 is 33,3: 33 households are not two thirds
        (2, 50, 34),
        (1, 51, 34),
        (1, 3, 2),
        (1, 1, 1),
        (3, 51, 26),  # half of 51 is 25,5
        (4, 51, 26),
        (5, 50, 26),  # exactly half is not more than half
        (6, 50, 26),
        (6, 1, 1),
    ],
)
def test_article_21_1_counts_households_by_whole_numbers(kind, households, least):
    assert needed(kind, households, DAY) == least
    assert [passes(kind, votes, households, DAY) for votes in (least - 1, least)] == [False, True]


@given(st.sampled_from([1, 2]), st.integers(1, 100_000), st.data())
def test_article_21_1_two_thirds_agree_with_exact_fractions(kind, households, data):
    votes = data.draw(st.integers(0, households))
    assert passes(kind, votes, households, DAY) is (Fraction(votes, households) >= Fraction(2, 3))


@given(st.sampled_from([3, 4, 5, 6]), st.integers(1, 100_000), st.data())
def test_article_21_1_more_than_half_agrees_with_exact_fractions(kind, households, data):
    votes = data.draw(st.integers(0, households))
    assert passes(kind, votes, households, DAY) is (Fraction(votes, households) > Fraction(1, 2))


def test_article_21_1_two_thirds_of_the_villages_carry_a_matter_of_the_commune():
    assert [villages_needed(count, DAY) for count in (1, 2, 3, 4, 7)] == [1, 2, 2, 3, 5]


def test_nobody_is_two_thirds_of_no_households():
    with pytest.raises(ValueError, match="0"):
        needed(1, 0, DAY)


def test_the_law_holds_from_1_july_2023():
    with pytest.raises(NoRuleInForceError):
        needed(1, 50, date(2023, 6, 30))
    assert needed(1, 50, date(2023, 7, 1)) == 34
    assert threshold(6, DAY).citation == "Điều 21 khoản 1 đoạn 3 Luật 10/2022/QH15"


def test_thresholds_are_said_as_people_say_them():
    assert [share_words(1, DAY), share_words(6, DAY)] == ["từ 2/3 tổng số hộ trở lên", "trên 50% tổng số hộ"]


def test_the_decree_holds_from_15_august_2023():
    with pytest.raises(NoRuleInForceError):
        law("notice_days", date(2023, 8, 14))
    assert law("notice_days", date(2023, 8, 15)).value == 2


def test_from_1_july_2025_every_rule_says_that_two_later_laws_were_not_read():
    assert wording_note(date(2025, 6, 30)) == ""
    assert wording_note(date(2025, 7, 1)) == "theo lời văn năm 2022, chưa đối chiếu Luật 47/2024, Luật 97/2025"


def test_rows_of_one_key_never_hold_on_the_same_day():
    rules = decision_rules().rules
    for one in rules:
        same = [other for other in rules if other.key == one.key and other.holds_on(one.valid_from)]
        assert same == [one]


def test_the_share_of_villages_is_said_as_people_say_it():
    assert villages_share_words(date(2026, 6, 10)) == "từ 2/3 tổng số thôn, tổ dân phố trở lên"
