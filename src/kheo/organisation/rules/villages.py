"""Communities below the commune: thôn or tổ dân phố, and what their head is called, by the type of the unit and the day."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from kheo.foundation.rules import RuleTable, load_rules
from kheo.foundation.text import fold

HEADS = {"thôn": "Trưởng thôn", "tổ dân phố": "Tổ trưởng tổ dân phố"}
# Nghị định 185/2026/NĐ-CP Điều 2 khoản 1: the names that count as thôn and as tổ dân phố.
KINDS = {
    "thôn": ("thôn", "xóm", "làng", "ấp", "bản", "buôn", "bon", "phum", "sóc"),
    "tổ dân phố": ("tổ dân phố", "khu phố", "khối phố", "khóm", "tiểu khu"),
}


@dataclass(frozen=True)
class VillageWords:
    """Words in a unit of *type*.

    *community*, *head*: for the screen; *choices*: the kinds that may be set up; *citation*: where it stands.
    """

    type: str
    community: str
    head: str
    choices: tuple[str, ...]
    citation: str
    note: str


@cache
def village_rules() -> RuleTable:
    return load_rules("kheo.organisation", "village_words.toml")


def village_words(unit_type: str, day: date) -> VillageWords:
    """Return the words in a unit of *unit_type* (``xã``, ``phường``, ``thị trấn``, ``đặc khu``) on *day*.

    NoRuleInForceError for other types and days before the first rule.
    """
    rule = village_rules().on(unit_type, day)
    return VillageWords(
        type=unit_type,
        community=rule.value["community"],
        head=rule.value["head"],
        choices=tuple(rule.value["choices"]),
        citation=rule.citation,
        note=rule.note,
    )


def type_of(name: str) -> str | None:
    """Return the type word that *name* begins with: ``ấp`` for «Ấp 3»; None if it begins with none."""
    folded = f"{fold(name)} "
    words = (word for kind in KINDS.values() for word in kind)
    return next((word for word in words if folded.startswith(f"{fold(word)} ")), None)


def kind_of(name: str) -> str | None:
    """Return ``thôn`` or ``tổ dân phố`` from the type word of *name* («Ấp 3» is a thôn); None if it has none."""
    word = type_of(name)
    return next((kind for kind, words in KINDS.items() if word in words), None)


def slug(name: str) -> str:
    """Return *name* for a code: ``Tổ dân phố số 3`` → ``to-dan-pho-so-3``; at most 40 characters."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:40].strip("-")
