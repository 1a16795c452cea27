"""Words of the lists: fields, kinds, subjects, ticks; the table ``vocabulary.toml``."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kheo.foundation.text import fold

_TABLE = tomllib.loads(files("kheo.movement.reading").joinpath("vocabulary.toml").read_text(encoding="utf-8"))
_WORD = re.compile(r"[a-z0-9]+")
_PREFIX = re.compile(r"^(?:thuoc |ve |tren |nhom |cac )*(?:linh vuc |nganh |mang )?(?:ve )?")
_COUNT_TAIL = re.compile(r"[(:–-]?\s*\d+\s*(?:mô hình|điển hình|mh|đh|tập thể|cá nhân)?\s*\)?\s*$", re.IGNORECASE)


@lru_cache(maxsize=50_000)
def words(text: str) -> str:
    """Return the words of *text* folded, one blank between: ``«VH - XH»`` → ``vh xh``."""
    return " ".join(_WORD.findall(fold(text)))


def has_words(text: str, phrase: str) -> bool:
    """Say whether the folded *phrase* stands as whole words in the folded *text*."""
    return f" {phrase} " in f" {text} "


def starts_with(text: str, phrases: Iterable[str]) -> bool:
    """Say whether the folded *text* begins with one of the folded *phrases*, as whole words."""
    return any(f"{text} ".startswith(f"{phrase} ") for phrase in phrases)


def without_count(text: str) -> str:
    """Return a group's name without the number of its members: «Kinh tế (12 mô hình)» → «Kinh tế»."""
    return _COUNT_TAIL.sub("", text).strip()


@dataclass(frozen=True)
class Words:
    """Codes of one kind (field, kind, subject) with what people write for them."""

    exact: Mapping[str, str]  # compact words → code
    within: tuple[tuple[str, str], ...]  # folded phrase, code
    labels: Mapping[str, str]
    whole_only: bool = False  # a cell may hold a name with such words in it

    def code(self, text: str) -> str | None:
        """Return the code that the whole *text* names, or None."""
        plain = words(text)
        stripped = _PREFIX.sub("", plain)
        return self.exact.get(plain.replace(" ", "")) or self.exact.get(stripped.replace(" ", ""))

    def codes_within(self, text: str) -> set[str]:
        plain = words(text)
        return {code for phrase, code in self.within if has_words(plain, phrase)}

    def read(self, text: str) -> str | None:
        """Return the code of a cell: named by the whole text, or by words of one code alone inside it."""
        whole = self.code(text)
        if whole or self.whole_only:
            return whole
        found = self.codes_within(text)
        return found.pop() if len(found) == 1 else None


def _words_of(section: str, labels: Mapping[str, str] | None = None) -> Words:
    """Return the words of *section* for the codes of *labels*, for all of the table without them; a label outweighs the table."""
    rows = _TABLE[section]
    labels = labels if labels is not None else {code: row["label"] for code, row in rows.items()}
    exact: dict[str, str] = {}
    within: list[tuple[str, str]] = []
    for code in labels:
        written = rows.get(code, {"exact": (), "within": ()})
        exact |= {words(one).replace(" ", ""): code for one in written["exact"]}
        within += [(words(one), code) for one in written["within"]]
    for code, label in labels.items():
        for one in (code, label):
            exact[words(one).replace(" ", "")] = code
            exact[_PREFIX.sub("", words(one)).replace(" ", "")] = code
    return Words(exact, tuple(within), labels, whole_only=section in {"subject", "novelty", "leading_kind"})


KINDS = _words_of("kind")
SUBJECTS = _words_of("subject")
FIELDS = _words_of("field")
NOVELTIES = _words_of("novelty")
LEADING_KINDS = _words_of("leading_kind")


def fields_with(fields: Mapping[str, str]) -> Words:
    """Return the words of *fields* (code → label), all that a programme has; usual fields also by what offices write for them."""
    return _words_of("field", fields)


def _marks(name: str) -> frozenset[str]:
    return frozenset(fold(mark) for mark in _TABLE["marks"][name])


_TICKS, _NO_MARKS = _marks("tick"), _marks("none")


def is_tick(text: str) -> bool:
    return fold(text) in _TICKS


def is_no_mark(text: str) -> bool:
    """Say whether a cell says «nothing»: a dash, a zero, «không»."""
    return fold(text) in _NO_MARKS


def phrases(section: str, name: str) -> tuple[str, ...]:
    """Return a list of the table, folded into words."""
    return tuple(words(one) for one in _TABLE[section][name])


def begins_with_title(name: str, titles: str) -> bool:
    """Say whether *name* begins with words of the list *titles* (person, persons, collective, household), marks and all."""
    return any(f"{name.lower()} ".startswith(f"{title} ") for title in _TABLE["titles"][titles])
