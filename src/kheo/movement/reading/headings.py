"""One heading → what its column holds; the table ``headings.toml``."""

import re
import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from kheo.movement.reading.amounts import unit_of_heading
from kheo.movement.reading.vocabulary import FIELDS, KINDS, SUBJECTS, Words, has_words, starts_with, words

_EXACT, _STARTS, _WITHIN = 1000, 500, 300
_PARENTHESES = re.compile(r"\([^)]*\)")
_NUMBERING = re.compile(r"^\s*(?:\(?\d{1,2}\)|\d{1,2}[.)]|[IVX]+\.)\s+")


@dataclass(frozen=True)
class _Group:
    key: str
    exact: frozenset[str]
    starts: tuple[str, ...]
    contains: tuple[str, ...]
    never: tuple[str, ...]
    weight: int = 0
    rank: int = 1
    fallback: str = ""
    stands_in: str = ""

    def score(self, plain: str) -> int:
        """Return how well the folded heading *plain* fits; 0: not at all."""
        if any(has_words(plain, phrase) for phrase in self.never):
            return 0
        scores = [_EXACT if plain in self.exact else 0]
        scores += [_STARTS + len(phrase) for phrase in self.starts if starts_with(plain, (phrase,))]
        scores += [_WITHIN + len(phrase) for phrase in self.contains if has_words(plain, phrase)]
        best = max(scores)
        return best + self.weight if best else 0


@dataclass(frozen=True)
class Meaning:
    """What a heading says. *code*: a tick column («Tập thể» → subject collective). *unit*: see ``unit_of_heading``."""

    key: str
    code: str = ""
    rank: int = 1
    score: int = 0
    fallback: str = ""
    stands_in: str = ""
    unit: Decimal = field(default=Decimal(1))


Found = tuple[int, str, str, Meaning | None]  # column, heading, the heading over it, what it was read as


def _groups() -> tuple[_Group, ...]:
    table = tomllib.loads(files("kheo.movement.reading").joinpath("headings.toml").read_text(encoding="utf-8"))
    return tuple(
        _Group(
            row["key"],
            frozenset(map(words, row.get("exact", ()))),
            tuple(map(words, row.get("starts", ()))),
            tuple(map(words, row.get("contains", ()))),
            tuple(map(words, row.get("never", ()))),
            **{name: row[name] for name in ("weight", "rank", "fallback", "stands_in") if name in row},
        )
        for row in table["heading"]
    )


_GROUPS = _groups()
# A column headed by a code itself is ticked or holds names: «Kinh tế | VH-XH | …», «Tập thể | Cá nhân», «Mô hình | Điển hình».
_TICKED: tuple[tuple[str, Words], ...] = (("subject", SUBJECTS), ("field", FIELDS), ("kind", KINDS))


@lru_cache(maxsize=5000)
def _best(text: str) -> Meaning | None:
    plain = words(text)
    scored = [(group.score(plain), -group.rank, group) for group in _GROUPS]
    score, _, group = max(scored, key=lambda one: one[:2])
    if not score:
        return None
    return Meaning(group.key, "", group.rank, score, group.fallback, group.stands_in, unit_of_heading(group.key, text))


def tick_of(text: str, extra: Words | None = None) -> tuple[str, str] | None:
    """Return (key, code) when the heading is itself a field, a subject or a kind."""
    for key, known in _TICKED:
        code = (extra if key == "field" and extra else known).code(_PARENTHESES.sub("", text))
        # «Khác», «Tổ chức», «TT» head too many other columns.
        if code and words(text) not in {"khac", "to chuc", "nhom", "tt", "an", "gia dinh", "gd", "ho", "cn", "xa hoi khac"}:
            return key, code
    return None


def read_heading(text: str, extra: Words | None = None) -> Meaning | None:
    """Return what a column headed *text* holds, or None. *extra*: the programme's fields, for tick columns."""
    cleaned = _NUMBERING.sub("", text)
    ticked = tick_of(cleaned, extra)
    if ticked and ticked[0] != "kind":
        return Meaning(*ticked, score=_EXACT)
    whole = _best(cleaned)
    bare = _PARENTHESES.sub("", cleaned)
    inner = _best(bare) if bare.strip() and bare != cleaned else None
    if inner and (whole is None or inner.score > whole.score):
        return Meaning(
            inner.key, "", inner.rank, inner.score, inner.fallback, inner.stands_in, unit_of_heading(inner.key, cleaned)
        )
    return whole
