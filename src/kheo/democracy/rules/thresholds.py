"""How many households, how many villages carry a decision (Luật 10/2022/QH15 Điều 21 khoản 1): integers, never rounded shares."""

from collections.abc import Mapping
from datetime import date

from kheo.democracy.rules.law import law
from kheo.foundation.rules import Rule

VILLAGES = "pass_communes_villages"


def least(share: Mapping[str, int], total: int) -> int:
    """The smallest whole number that is *share* of *total*: {parts, of, over}, *over* where the share itself is not enough.

    ValueError for a *total* below 1: of nobody, none would be two thirds.
    """
    if total < 1:
        raise ValueError(total)
    if share["over"]:
        return total * share["parts"] // share["of"] + 1
    return -(-total * share["parts"] // share["of"])


def threshold(kind: int, day: date) -> Rule:
    """The row of a matter of *kind* (the clause of Điều 15) on *day*, for its citation."""
    return law(f"pass_{kind}", day)


def needed(kind: int, households: int, day: date) -> int:
    """How many of all *households* on the roll must agree; ValueError where there is none."""
    return least(threshold(kind, day).value, households)


def passes(kind: int, votes_for: int, households: int, day: date) -> bool:
    """Whether *votes_for* of *households* on the roll carry a matter of *kind*."""
    return votes_for >= needed(kind, households, day)


def villages_needed(villages: int, day: date) -> int:
    """How many of all *villages* must agree to a matter that reaches the whole commune (Điều 21 khoản 1 đoạn 2)."""
    return least(law(VILLAGES, day).value, villages)


def villages_share_words(day: date) -> str:
    """The share of villages as people say it: «từ 2/3 tổng số thôn, tổ dân phố trở lên»."""
    share = law(VILLAGES, day).value
    return f"từ {share['parts']}/{share['of']} tổng số thôn, tổ dân phố trở lên"


def share_words(kind: int, day: date) -> str:
    """The threshold as people say it: «từ 2/3 tổng số hộ trở lên», «trên 50% tổng số hộ»."""
    share = threshold(kind, day).value
    return "trên 50% tổng số hộ" if share["over"] else f"từ {share['parts']}/{share['of']} tổng số hộ trở lên"
