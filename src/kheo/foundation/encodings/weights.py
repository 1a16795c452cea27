"""What one word says for each way of reading it, as logarithms of a likelihood. Only their differences matter.

Five suppositions: Vietnamese in Unicode, another language or codes in Unicode, TCVN3, VNI, VIQR. A word that is a Vietnamese
syllable under a supposition costs nothing there; one that is none is a typing error, a name, or speaks against it. A sign in
the middle of a word («d©n») hardly occurs in Unicode at all. The numbers were set by hand and measured on generated cells
(tests/foundation/encodings/test_measured.py holds what they reach).
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from kheo.foundation.encodings import tcvn3, viqr, vni
from kheo.foundation.syllables import is_syllable
from kheo.foundation.text import fold

_ALPHABET = set("aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ETH = str.maketrans("ðÐ", "đĐ")  # typed for đ on western keyboards, in Unicode text
_SIGNS_BEFORE, _SIGNS_BEHIND = "«·•§¶±", "»®©™°²³¹ªº"
_ALONE = "«»·•®©™°²³¹º¶§¤¢£¥¦¬¯¨¸´±"
# «thaù», «hoaí»: a tone that no Vietnamese puts there, unlike «thàu», «giá», «quá», «quí».
_RARE = re.compile("oong$|ooc$")
_MISPLACED = re.compile(
    "(?:[aăâeêoôơư]|(?<!q)u)[ìíỉĩị]$|(?:[aăâeêơư]|(?<!g)i)[ùúủũụ]$|[aăâe][òóỏõọ]$|[aăâư][ỳýỷỹỵ]$|(?<!g)i[àáảãạ]$"
    "|(?:(?<!q)u|ư)[àáảãạ]$"
)
_TCVN3_CODES = set(map(chr, tcvn3.LETTERS))
_UNITS = frozenset({"µm", "µg", "µl", "μm", "μg", "μl", "m²", "m³", "km²", "cm²"})


class Weights(NamedTuple):
    unicode: float = 0.0
    foreign: float = 0.0
    tcvn3: float = 0.0
    vni: float = 0.0
    viqr: float = 0.0

    def plus(self, other: "Weights") -> "Weights":
        return Weights(*(one + two for one, two in zip(self, other, strict=True)))


_NEVER, _ODD = -9.0, -7.0
_SAYS_NOTHING = Weights()


def is_foreign_letter(ch: str) -> bool:
    """Say whether *ch* cannot stand in Vietnamese: not a letter of the alphabet with or without a tone, nor ð typed for đ."""
    if ch.isascii() or ch in "ðÐ":
        return False
    decomposed = unicodedata.normalize("NFD", ch.lower())
    toneless = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES))
    return toneless not in _ALPHABET or (len(decomposed) > 1 and decomposed[0] not in "aeiouy")


def _of_plain(word: str) -> Weights:
    """An ASCII word. «les», «und» are no syllables: Vietnamese is less likely. Abbreviations (KT, THCS) say nothing."""
    if len(word) == 1:
        return _SAYS_NOTHING
    if is_syllable(word):
        return Weights(0, -0.7, -0.1, -0.1, -1.0)
    if word.islower():
        return Weights(-2.0, -0.3, -2.2, -2.2, -3.0)
    if word[1:].islower():
        return Weights(-0.7, -0.3, -0.9, -0.9, -1.5)
    return Weights(-0.2, -0.2, -0.3, -0.3, -0.3)


def _has_odd_capitals(bare: str) -> bool:
    """Say whether a marked letter is large among small ones («TruyÒn») or small among large ones («CéNG»)."""
    plain = [ch for ch in bare if ch.isascii()]
    large_inside = any(ch.isupper() and not ch.isascii() for ch in bare[1:]) and any(map(str.islower, plain))
    small_inside = any(ch.islower() and not ch.isascii() for ch in bare) and len(plain) > 1 and "".join(plain).isupper()
    return large_inside or small_inside


def _as_unicode(bare: str) -> float:
    if is_syllable(bare.translate(_ETH)):
        return -4.5 if _MISPLACED.search(bare.lower()) else 0.0
    if any(map(is_foreign_letter, bare)):
        return _NEVER
    return -0.5 if bare.isupper() or bare.isascii() else -5.5


def _as_foreign(bare: str) -> float:
    if bare.isascii():
        return -0.5
    if set("«»") & set(bare) and all(len(one) == 1 or is_syllable(one) for one in re.split("[«»]+", bare) if one):
        return -2.0  # quotes without a blank: mô hình«Nhà sạch»
    marked = sum(not ch.isascii() for ch in bare)
    return -3.0 - 1.2 * (marked - 1) if bare.isalpha() else -8.0


def _is_family_syllable(shown: str) -> bool:
    return is_syllable(shown) and not _MISPLACED.search(shown.lower())


def _as_family(shown: str, *, is_possible: bool) -> float:
    if not is_possible:
        return _NEVER
    if _is_family_syllable(shown):
        return -2.0 if _RARE.search(fold(shown)) else 0.0
    return -0.8 if shown.isupper() and shown.isalpha() else -5.0


@lru_cache(maxsize=50_000)  # the words of a list repeat: «xã», «phường», «mô hình»
def of_word(word: str) -> Weights:
    """Return what *word* (no blank, no ASCII punctuation) says; VIQR is out of the question for one that is not ASCII."""
    if word.isascii():
        return _of_plain(word)
    bare = word.lstrip(_SIGNS_BEFORE).rstrip(_SIGNS_BEHIND)
    if word.lower() in _UNITS or not word.strip(_ALONE):
        return _SAYS_NOTHING
    is_tcvn3 = all(ch.isascii() or ch in _TCVN3_CODES for ch in word)
    read_vni = vni.decode(word)
    as_tcvn3 = _as_family(tcvn3.decode(word), is_possible=is_tcvn3)
    as_vni = _as_family(read_vni, is_possible=not any(map(is_foreign_letter, read_vni)))
    as_unicode, as_foreign = (_as_unicode(bare), _as_foreign(bare)) if bare else (0.0, 0.0)
    if _has_odd_capitals(bare):
        as_unicode, as_foreign = min(as_unicode, _ODD), min(as_foreign, _ODD)
    if {0.0, -2.0} & {as_tcvn3, as_vni} and not bare.isascii():
        as_foreign -= 1.0  # one foreign word in some happens to make a Vietnamese syllable
    return Weights(as_unicode, as_foreign, as_tcvn3, as_vni, _NEVER)


# What a mark behind a vowel says against plain text: (pattern, weight), the first that fits counts.
_AGAINST_PLAIN = (
    (
        re.compile(r"[aeo]\^['’`?~.]?[a-z]|[ou][+*]['’`?~.]?[a-z]|a\(['’`?~.]?[a-z]|[aeo]\^['’`?~.]|[ou]\+['’`?~.]|^dd[aeiou]"),
        -7.0,
    ),
    (re.compile(r"[aeiouy][`~?][a-z]"), -6.0),
    (re.compile(r"[aeo]\^$"), -5.0),
    (re.compile(r"[aeiouy][`~]$"), -4.0),
    (re.compile(r"[ou]\+$"), -3.0),
    (re.compile(r"[aeiouy]['’][a-z]"), -2.0),
    (re.compile(r"[aeiouy]['’]$"), -1.5),
    (re.compile(r"[aeiouy]\.[a-z]"), -1.0),
)


@lru_cache(maxsize=50_000)
def of_viqr_part(part: str) -> Weights:
    """Return what a word with marks typed behind its vowels says; *part*: no blank, with its punctuation."""
    core = part.strip("()")
    if any(ch in part for ch in "@\\") or not viqr.MARKED.search(core):
        return Weights(viqr=-4.0) if "@" in part else _SAYS_NOTHING
    shown = viqr.decode_part(part).strip("().?'’")
    if shown.isascii():
        return Weights(viqr=-4.0)
    against = next((weight for pattern, weight in _AGAINST_PLAIN if pattern.search(core.lower())), -0.2)
    if is_syllable(shown):
        return Weights(against, against, _NEVER, _NEVER, 0.0)
    return Weights(max(against, -4.0), max(against, -4.0), _NEVER, _NEVER, -3.0)
