"""How a unit or body is written: types and abbreviations in one form, marks compared syllable by syllable.

A text is compared folded first. Where it carries marks, they must not contradict the name's: «Hoa Mac» may be «Hòa Mạc»,
«Hóa Mạc» may not. The place of the tone does not count («Hoà», «Hòa»), nor does i for a final y («Qui», «Quy»).
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import zip_longest
from typing import Any

from kheo.foundation.text import fold, tidy

Key = tuple[str, ...]
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_TOKEN = re.compile(r"[^\s.,;:()«»“”\"'’/–—-]+")
_DOTTED = re.compile(r"\bt\.(?=[pxt]\b)", re.IGNORECASE)
_GLUED = re.compile(r"\b(p|q|kp|tdp|tk)(?=\d)", re.IGNORECASE)
_FINAL_Y = re.compile(r"(?<=[bcdđghklmnpqrstvx])y$|(?<=^qu)y$")


@dataclass(frozen=True)
class Written:
    """A text ready to compare. *key*: folded, types and abbreviations in long form; *marks*: the same syllables with marks.

    A syllable that an abbreviation stands for has no marks to compare: an empty text.
    """

    key: Key
    marks: Key

    def __add__(self, other: "Written") -> "Written":
        return Written(self.key + other.key, self.marks + other.marks)

    def __getitem__(self, part: slice) -> "Written":
        return Written(self.key[part], self.marks[part])

    def __len__(self) -> int:
        return len(self.key)


NOTHING = Written((), ())


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(files("kheo.organisation").joinpath("data", "unit_words.toml").read_text(encoding="utf-8"))


@cache
def unit_types() -> tuple[Key, ...]:
    """Folded words of every type, the longest first: ``("to", "dan", "pho")``."""
    return tuple(sorted((tuple(words.split()) for words in _words()["unit_types"]), key=len, reverse=True))


@cache
def _short_types() -> Mapping[str, Key]:
    return {short: tuple(words.split()) for words, shorts in _words()["unit_types"].items() for short in shorts}


@cache
def _abbreviations(table: str) -> Mapping[str, Key]:
    return {short: tuple(long.split()) for short, long in _words()[table].items()}


@cache
def authorities() -> tuple[tuple[Key, str], ...]:
    """``(words, code of the body)`` of the authorities that every unit has, the longest words first."""
    rows = [(written(words).key, code) for code, forms in _words()["authorities"].items() for words in forms]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def _long_form(token: str, *, is_last: bool) -> Key:
    """What *token* stands for; empty when it stands for itself. A type needs a name behind it."""
    bare = token.lower().replace("đ", "d")
    if fold(token) != bare:
        return ()
    if token.isupper() and bare in _abbreviations("capital_abbreviations"):
        return _abbreviations("capital_abbreviations")[bare]
    if bare in _abbreviations("abbreviations"):
        return _abbreviations("abbreviations")[bare]
    return () if is_last else _short_types().get(bare, ())


def _with_tone_last(token: str) -> str:
    decomposed = unicodedata.normalize("NFD", token.lower())
    tones = "".join(ch for ch in decomposed if ch in _TONES)
    letters = unicodedata.normalize("NFC", "".join(ch for ch in decomposed if ch not in _TONES))
    return _FINAL_Y.sub("i", letters) + tones


def _plain(token: str) -> str:
    folded = fold(token)
    return (folded.lstrip("0") or "0") if folded.isdigit() else _FINAL_Y.sub("i", folded)


@lru_cache(maxsize=50_000)
def written(text: str) -> Written:
    """Return *text* ready to compare. «Tổ 3», «TDP số 03» and «Tổ dân phố 3» come out the same."""
    tokens = _TOKEN.findall(_GLUED.sub(r"\1 ", _DOTTED.sub("t", tidy(text))))
    key: list[str] = []
    marks: list[str] = []
    for token, following in zip_longest(tokens, tokens[1:], fillvalue=""):
        plain, numbered = _plain(token), following.isdigit()
        long = ("to", "dan", "pho") if plain == "to" and numbered else _long_form(token, is_last=not following)
        if plain == "so" and numbered:
            continue
        key += [_plain(word) for word in long] or [plain]
        marks += [""] * len(long) or [plain if plain.isdigit() else _with_tone_last(token)]
    return Written(tuple(key), tuple(marks))


def agrees(text: Written, name: Written) -> bool:
    """True when *text* and *name* have one key and no syllable of either carries marks that contradict the other's."""
    return text.key == name.key and all(
        said == meant or not meant or said.isascii() for said, meant in zip(text.marks, name.marks, strict=True)
    )


def split_type(text: Written) -> tuple[Written, Written]:
    """Return *text* as (type, bare name); without a type the first part is empty. A type alone is a bare name."""
    for words in unit_types():
        if text.key[: len(words)] == words and len(text) > len(words):
            return text[: len(words)], text[len(words) :]
    return NOTHING, text


def without_place(text: Written, kind: Written, name: Written) -> Written:
    """Return a body's name without the place it ends on: *kind* («thị xã»), *name* («Duy Tiên»), or both."""
    for place in (kind + name, name, kind):
        if len(place) and len(text) > len(place) and text.key[-len(place) :] == place.key:
            return text[: -len(place)]
    return text
