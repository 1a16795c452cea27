"""Versioned rules: a value of a law or regulation with its source, in force between two dates.

A table is a TOML file of ``[[rule]]`` rows: ``key``, ``value``, ``document``, ``article``, ``from``, optional ``to`` (first
day on which the row no longer holds), ``verified`` (the text was read) and ``note``.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any


class NoRuleInForceError(LookupError):
    """No row of the table holds on the day asked for."""


@dataclass(frozen=True)
class Rule:
    """One row: *value* under *key*, as *document*, *article* say, from *valid_from* until before *valid_to*."""

    key: str
    value: Any
    document: str
    article: str
    valid_from: date
    valid_to: date | None = None
    verified: bool = False
    note: str = ""

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    @property
    def citation(self) -> str:
        """Where the rule stands, for the screen; says so when the text was not read."""
        place = " ".join(part for part in (self.article, self.document) if part)
        return place if self.verified else f"{place} (chưa đối chiếu văn bản)"


@dataclass(frozen=True)
class RuleTable:
    rules: tuple[Rule, ...]

    def on(self, key: str, day: date) -> Rule:
        """Return the row of *key* in force on *day*; NoRuleInForceError if there is none."""
        for rule in self.rules:
            if rule.key == key and rule.holds_on(day):
                return rule
        raise NoRuleInForceError(f"Không có quy định «{key}» còn hiệu lực ngày {day:%d/%m/%Y}.")


def load_rules(package: str, name: str) -> RuleTable:
    """Read *name* (TOML) from *package*'s data folder."""
    document = tomllib.loads(files(package).joinpath("data", name).read_text(encoding="utf-8"))
    return RuleTable(
        tuple(
            Rule(
                key=row["key"],
                value=row["value"],
                document=row["document"],
                article=row.get("article", ""),
                valid_from=row["from"],
                valid_to=row.get("to"),
                verified=row.get("verified", False),
                note=row.get("note", ""),
            )
            for row in document["rule"]
        )
    )
