"""Rows of ``data/decisions.toml``: what law and decree say of matters that the people decide."""

from datetime import date
from functools import cache

from kheo.foundation.rules import Rule, RuleTable, load_rules


@cache
def decision_rules() -> RuleTable:
    return load_rules("kheo.democracy", "decisions.toml")


def law(key: str, day: date) -> Rule:
    """The row of *key* in force on *day*; NoRuleInForceError before the law (01/07/2023) or decree (15/08/2023)."""
    return decision_rules().on(key, day)
