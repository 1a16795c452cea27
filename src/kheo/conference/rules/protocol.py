"""Protocol of the award ceremony: which papers are handed over, in which order, and the words that open each group."""

from collections.abc import Sequence
from datetime import date

from kheo.foundation.rules import Rule, RuleTable, load_rules

PROTOCOL: RuleTable = load_rules("kheo.conference", "protocol.toml")


def order_rule(day: date) -> Rule:
    """The row that says which kinds of decision are handed over on *day*, the highest first; its note says whence."""
    return PROTOCOL.on("ceremony.order", day)


def handed_kinds(day: date) -> tuple[str, ...]:
    return tuple(order_rule(day).value)


def group_title(kind: str, day: date, *, form: str, issuer: str, year: int) -> str:
    """The words that open the group of a decision of *kind*: what is given, by whom, for which year."""
    words: str = PROTOCOL.on(f"ceremony.title.{kind}", day).value
    return words.format(form=form, issuer=issuer, year=year)


def place_of(kind: str, present: Sequence[str], kinds: Sequence[str]) -> int:
    """Index at which a group of *kind* joins the groups *present* (their kinds in their order): after the last of no lower rank.

    The order in which the office has put the groups that are there stays as it is.
    """
    rank = kinds.index(kind)
    return max((index + 1 for index, other in enumerate(present) if kinds.index(other) <= rank), default=0)
