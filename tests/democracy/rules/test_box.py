"""The box says nothing while it is sealed, and after it nothing but sums."""

import hashlib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.democracy.rules.box import (
    CHOICES,
    SEALED_LENGTH,
    SealError,
    Sums,
    box_hash,
    box_key,
    box_text,
    open_seal,
    seal,
    shuffled,
)

KEY = box_key("khoá của máy chủ", b"m" * 16, 1)
SUMS = st.builds(Sums, *[st.integers(0, 400)] * 3)


@given(SUMS)
def test_what_is_sealed_comes_back_and_is_never_longer(sums):
    sealed = seal(sums, KEY)
    assert (open_seal(sealed, KEY), len(sealed)) == (sums, SEALED_LENGTH)
    assert seal(sums, KEY) != sealed


@pytest.mark.parametrize(
    ("secret", "salt", "vote"), [("khoá khác", "m", 1), ("khoá của máy chủ", "n", 1), ("khoá của máy chủ", "m", 2)]
)
def test_another_secret_salt_or_vote_opens_nothing(secret, salt, vote):
    with pytest.raises(SealError):
        open_seal(seal(Sums(1, 2, 3), KEY), box_key(secret, salt.encode() * 16, vote))


@pytest.mark.parametrize("change", [lambda _: b"", lambda _: b"x" * SEALED_LENGTH, lambda sealed: sealed[:-1]])
def test_a_changed_box_does_not_open(change):
    with pytest.raises(SealError):
        open_seal(change(seal(Sums(1, 0, 0), KEY)), KEY)


def test_one_more_is_one_more_of_that_choice():
    assert [Sums(1, 1, 1).with_one(choice) for choice in CHOICES] == [Sums(2, 1, 1), Sums(1, 2, 1), Sums(1, 1, 2)]
    with pytest.raises(KeyError):
        Sums().with_one("yes")


@given(SUMS)
def test_the_shuffled_box_holds_just_the_sums(sums):
    ballots = shuffled(sums)
    counted = Counter(ballots)
    assert (counted["for"], counted["against"], counted["other"], len(ballots)) == (
        sums.votes_for, sums.votes_against, sums.votes_other, sums.all,
    )  # fmt: skip


def test_the_order_is_drawn_by_lot():
    """Forty of two kinds: that two draws agree happens once in some hundred thousand million."""
    sums = Sums(20, 20, 0)
    assert shuffled(sums) != shuffled(sums)


def test_the_hash_is_that_of_the_file():
    assert box_hash(["for", "other"]) == hashlib.sha256(b"for\nother\n").hexdigest()
    assert box_text([]) == ""
