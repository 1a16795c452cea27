"""Text typed with pre-Unicode fonts (TCVN3/ABC ``.VnTime``, ``VNI-Times``): recognised, so that it can be refused clearly.

Such text looks right only in its own font; searched, sorted or printed elsewhere it is rubbish. Method: read each word as
each family would show it; the text is of that family when several words become Vietnamese syllables that were none before, and
hardly any marked word stays foreign. The last condition spares French, German and Vietnamese itself.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from kheo.foundation.syllables import is_syllable

Family = Literal["TCVN3", "VNI"]

_TABLES = tomllib.loads(files("kheo.foundation").joinpath("data", "legacy_fonts.toml").read_text(encoding="utf-8"))
_TCVN3 = str.maketrans(_TABLES["TCVN3"]["stored"] + "μ", _TABLES["TCVN3"]["letters"] + "à")
_ALPHABET = set("aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz")
_PUNCTUATION = re.compile(r"""[\s.,;:!?()\[\]{}<>"'“”‘’/\\|+=*&%#@~`^_\-–—…\d]+""")
_ENOUGH = 3  # as many words prove a family even where each letter alone could be Vietnamese
_SHORTEST = 3
_ETH = str.maketrans("ðÐ", "đĐ")  # typed for đ on western keyboards, in Unicode text
_STRONG_TCVN3 = re.compile(r"[a-z][^\w\s]|[^\w\s][a-z]|[a-z][ªµ]|[ªµ][a-z]", re.IGNORECASE)  # d©n, nh·: a sign inside a word
_STRONG_VNI = re.compile(r"[ôö][ùøûõï]", re.IGNORECASE)  # öôø, ôï: marks upon marks


def _vni_marks() -> dict[str, str]:
    vni = _TABLES["VNI"]
    acute, grave, hook, tilde, dot = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
    tones = dict(zip(vni["tones"], (acute, grave, hook, tilde, dot), strict=True))
    shapes = ("", acute, grave, hook, tilde, dot)
    rounds = {mark: "\u0302" + tone for mark, tone in zip(vni["round"], shapes, strict=True)}
    breves = {mark: "\u0306" + tone for mark, tone in zip(vni["breve"], shapes, strict=True)}
    pairs: dict[str, str] = {}
    for base in "aeouyôö":
        shown = vni["singles"].get(base, base)
        for mark, combining in tones.items():
            pairs[base + mark] = unicodedata.normalize("NFC", shown + combining)
    for base in "aeo":
        for mark, combining in rounds.items():
            pairs[base + mark] = unicodedata.normalize("NFC", base + combining)
    for mark, combining in breves.items():
        pairs["a" + mark] = unicodedata.normalize("NFC", "a" + combining)
    return {**pairs, **vni["singles"]}


_VNI = _vni_marks()
_VNI_PIECES = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))


def _as_tcvn3(word: str) -> str:
    return word.translate(_TCVN3)


def _as_vni(word: str) -> str:
    return _VNI_PIECES.sub(lambda found: _VNI[found[0]], word.lower())


def _is_foreign_letter(ch: str) -> bool:
    """Say whether *ch* cannot stand in Vietnamese: not a letter of the alphabet with or without a tone, nor ð typed for đ."""
    if ch.isascii() or ch in "ðÐ":
        return False
    decomposed = unicodedata.normalize("NFD", ch.lower())
    toneless = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in "\u0300\u0301\u0303\u0309\u0323"))
    return toneless not in _ALPHABET


@dataclass(frozen=True)
class _Weight:
    """What one word says for a family. *gained*: it becomes a syllable that it was not before; *lost* speaks against it."""

    gained: bool = False
    foreign: bool = False
    plain: bool = False
    lost: bool = False


@dataclass(frozen=True)
class _Reader:
    """How a family shows its words, and which words are unmistakably its own."""

    name: Family
    shown: Callable[[str], str]
    strong: re.Pattern[str]


_READERS = (_Reader("TCVN3", _as_tcvn3, _STRONG_TCVN3), _Reader("VNI", _as_vni, _STRONG_VNI))


@lru_cache(maxsize=50_000)  # the words of a list repeat: «xã», «phường», «mô hình»
def _weigh(word: str, reader: _Reader) -> _Weight:
    if word.isascii():
        # «les», «und» are no syllables: each makes Vietnamese less likely. Abbreviations (KT, THCS) say nothing.
        plain = is_syllable(word)
        return _Weight(plain=plain, lost=word.islower() and len(word) > 1 and not plain)
    foreign = any(map(_is_foreign_letter, word))
    if is_syllable(word.translate(_ETH)):
        return _Weight(lost=not foreign and not is_syllable(reader.shown(word)))
    if is_syllable(reader.shown(word)):
        return _Weight(gained=True, foreign=foreign)
    return _Weight(lost=True)


def _proves(words: list[str], reader: _Reader) -> bool:
    """Say whether the text is of the family: enough gained words, or few but unmistakable ones."""
    weights = [(word, _weigh(word, reader)) for word in words]
    gained = {word.lower() for word, weight in weights if weight.gained}
    if len(gained) <= 2 * sum(weight.lost for _, weight in weights):
        return False
    if sum(len(word) >= _SHORTEST for word in gained) >= _ENOUGH:
        return True
    if not any(weight.foreign for _, weight in weights):
        return False
    single_is_strong = any(reader.strong.search(word) and len(word) >= _SHORTEST for word in gained)
    return len(gained) > 1 or single_is_strong or sum(weight.plain for _, weight in weights) > 1


def legacy_font(text: str) -> Family | None:
    """Return the family of pre-Unicode fonts that *text* was typed in, or None. Nothing is converted.

    Never for text made of the Vietnamese alphabet in NFC or NFD alone, short of three different words that are each proof.
    """
    words = [word for word in _PUNCTUATION.split(unicodedata.normalize("NFC", text)) if word]
    if all(word.isascii() for word in words):
        return None
    return next((reader.name for reader in _READERS if _proves(words, reader)), None)
