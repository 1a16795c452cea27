"""Short forms of running text in words; those that the table does not know are left and told."""

import re

from kheo.democracy.speaking.numbers import roman, say_integer, say_ordinal
from kheo.democracy.speaking.table import DOTTED, ROMAN_AFTER, SHORT, SIGNS
from kheo.foundation.syllables import is_syllable

_DOTTED = re.compile(
    "|".join(
        rf"(?<![\w/]){re.escape(key)}" + (r"(?![\w/])" if key[-1].isalpha() else "")
        for key in sorted(DOTTED, key=len, reverse=True)
    )
)
_SHORT = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, SHORT), key=len, reverse=True))})(?!\w)")
_JOINED = re.compile(r"(?<![\w-])(?:[A-ZĐƯ]{2,}-[A-ZĐƯ]{2,})(?![\w-])")
_WORD = re.compile(  # two capitals or more, or letters and digits in one
    r"(?<![\w@.])[^\W_]*(?:[A-ZĐƯ][^\W_]*){2,}(?!\w|@)"
    r"|(?<![\w@])[^\W_]*\d[^\W_]*[^\W\d_][^\W_]*(?!\w)"
    r"|(?<![\w@])[^\W\d_]+\d[^\W_]*(?!\w)"
)
_ROMAN = re.compile(r"(?:(?P<word>[^\W\d_]+)\s+)?(?<!\w)(?P<n>[IVXLC]+)(?!\w)")
_ROAD = re.compile(r"(?<!\w)(?P<kind>QL|TL|ĐT|HL)\.?\s?(?P<n>\d{1,3})(?P<letter>[A-Z]?)(?!\w)")
_ROADS = {"QL": "quốc lộ", "TL": "tỉnh lộ", "ĐT": "đường tỉnh", "HL": "huyện lộ"}
_ADDRESS = re.compile(
    r"(?<!\w)(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org)(?:/\S*)?)(?!\w)"
)
_HOUSE = re.compile(r"(?<![\w.,])(?P<n>\d{1,4})(?P<letter>[A-ZĐa-c])(?!\w)")
_SIGNS = re.compile("|".join(re.escape(sign) for sign in SIGNS))


def addresses_in(text: str) -> list[str]:
    """Web and mail addresses: nobody reads them out; the editor is told."""
    return [match[0].rstrip(".,;)") for match in _ADDRESS.finditer(text)]


def short_forms_in_words(text: str) -> str:
    """*text* with known short forms, roads, joined signs and Roman numerals in words."""
    text = _DOTTED.sub(lambda match: DOTTED[match[0]], text)
    text = _ROAD.sub(lambda match: f"{_ROADS[match['kind']]} {say_integer(int(match['n']))}{_letter(match['letter'])}", text)
    text = _JOINED.sub(lambda match: SHORT.get(match[0], match[0]), text)
    text = _SHORT.sub(lambda match: SHORT[match[0]], text)
    text = _ROMAN.sub(_roman, text)
    return _HOUSE.sub(lambda match: f"{say_integer(int(match['n']))}{_letter(match['letter'])}", text)


def signs_in_words(text: str) -> str:
    return _SIGNS.sub(lambda match: SIGNS[match[0]], text)


def unknown_in(text: str) -> list[str]:
    """Short forms that were left, in their order, each once: capitals that make no syllable, letters joined to digits."""
    left: dict[str, None] = dict.fromkeys(addresses_in(text))
    bare = _ADDRESS.sub(" ", text)
    for match in _WORD.finditer(bare):
        word = match[0]
        if any(character.isdecimal() for character in word) or not is_syllable(word):
            left[word] = None
    return list(left)


def _letter(letter: str) -> str:
    return f" {letter}" if letter else ""


def _roman(match: re.Match[str]) -> str:
    """A numeral after «quý», «khoá», «lần thứ»; longer ones anywhere; a single letter without such a word is a letter."""
    word, value = match["word"] or "", roman(match["n"])
    known = word.lower() in ROMAN_AFTER
    if value is None or (not known and (len(match["n"]) == 1 or (match["n"] in {"CC", "LI", "XI", "CI"} and not word))):
        return match[0]
    said = say_ordinal(value) if word.lower() == "thứ" else say_integer(value)
    return f"{word} {said}" if word else said
