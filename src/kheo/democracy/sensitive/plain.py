"""A text as its reader sees it: what shows nothing left out, one kind of blank, stroke and digit, accents set on their letters.

Numbers are typed with the blank that does not break, with full-width digits, with a sign of no width between; Word and telephones
put such signs in by themselves. Each character of the plain text knows where it stands in the text it was made from.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

_ODD = re.compile("[^ !-~\u00a1-\u00ac\u00ae-\u00b6\u00b8-\u02db\u1e00-\u1eff\u2018-\u201d\u2026\u20ab]|  ")
"""Anything but letters and signs of Vietnamese as they are mostly typed: a text without it is plain already."""


@dataclass(frozen=True)
class Plain:
    """*text*; its character number ``n`` stands for those from ``starts[n]`` to before ``ends[n]``."""

    text: str
    starts: list[int] | range
    ends: list[int] | range

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from *start* to before *end* stand in the original."""
        return self.starts[start], self.ends[end - 1]


def plain(text: str) -> Plain:
    if not _ODD.search(text):
        return Plain(text, range(len(text)), range(1, len(text) + 1))
    one_by_one = text.translate(_SIGNS)
    if len(one_by_one) == len(text) and "  " not in one_by_one:  # nothing left out, nothing joined
        return Plain(one_by_one, range(len(text)), range(1, len(text) + 1))
    shown: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, character in enumerate(text):
        if shown and character.isspace() and shown[-1] == " ":
            ends[-1] = at + 1
        elif unicodedata.combining(character):
            if shown:
                whole = unicodedata.normalize("NFC", shown[-1] + character)
                shown[-1] = whole if len(whole) == 1 else shown[-1]
                ends[-1] = at + 1
        elif sign := _SIGNS[ord(character)]:
            shown.append(sign)
            starts.append(at)
            ends.append(at + 1)
    return Plain("".join(shown), starts, ends)


class _Signs(dict[int, str]):
    """What each character is read as, asked once: a file has some hundred thousand characters and some hundred signs."""

    def __init__(self, ask: Callable[[str], str]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, code: int) -> str:
        self[code] = self._ask(chr(code))
        return self[code]


def read_as(text: str) -> str:
    """*text* with one kind of blank, stroke and digit and without what shows nothing, for a whole file at once."""
    return unicodedata.normalize("NFC", text).translate(_SIGNS)


_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")  # «m²», the mark of a footnote
_READ_AS = {
    **dict.fromkeys("·•‧∙⋅・․。．﹒｡", "."),
    **dict.fromkeys("，、﹐‚", ","),
    **dict.fromkeys("⁄∕", "/"),
    **dict.fromkeys("∼˜〜", "~"),
    **dict.fromkeys("│┃¦ǀ", "|"),
    **dict.fromkeys("\u3164\u115f\u1160\uffa0", ""),  # letters of Hangul that show nothing
    "\u2800": " ",  # Braille without a dot
    "−": "-",
}
_SHAPES = dict(zip("АВЕКМНОРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧορν", "abekmhopctyxijsaeopcyxijsabezhikmnoptyxopv", strict=True))
"""Cyrillic and Greek letters that look like Latin ones: «СССD» in Cyrillic says CCCD to whoever reads it."""


def level(text: str) -> str:
    """*text* without accents and capitals, character by character: as long as *text*."""
    return text.translate(_LEVELS)


def _sign(character: str) -> str:
    """What *character* is read as; nothing for one that shows nothing."""
    if "!" <= character <= "~" or character in _READ_AS or character.isspace():
        return _READ_AS.get(character, " " if character.isspace() else character)
    kind = unicodedata.category(character)
    if kind in {"Nd", "No"} and character not in _RAISED and (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)
    if kind == "Pd":
        return "-"
    if "！" <= character <= "～":
        return chr(ord(character) - 0xFEE0)
    return "" if kind in {"Cc", "Cf", "Cs", "Me", "Mn"} else character


def _bare(character: str) -> str:
    if character in _SHAPES:
        return _SHAPES[character]
    low = unicodedata.normalize("NFD", character.lower())[:1]
    return {"đ": "d", "": character}.get(low, low)


def shown_digits(value: str) -> str:
    """*value*, as long as it was, with digits of every writing as ours."""
    return "".join(_SIGNS[ord(one)] if _SIGNS[ord(one)].isdecimal() else one for one in value)


_SIGNS, _LEVELS = _Signs(_sign), _Signs(_bare)
