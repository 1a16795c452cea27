"""TCVN3 (ABC; fonts ``.VnTime``, ``.VnTimeH``): one byte a letter, read here as the Windows-1252 character of that byte.

Capitals with a tone have no code: people take a capitals font (``.VnTimeH``), which shows the small letters' codes as capitals.
Where the font is not known they are told by the plain letters beside them: «CéNG» can only be «CỘNG».
"""

import re

from kheo.foundation.encodings.tables import TABLES

LETTERS = str.maketrans(TABLES["TCVN3"]["stored"] + "μ", TABLES["TCVN3"]["letters"] + "à")
_WORD = re.compile(r"\S+")
_CAPITAL_INSIDE = re.compile(r"[^\W\d_][A-Z]|[^\w\s][A-Z]")


def _is_in_capitals(word: str) -> bool:
    return not any("a" <= ch <= "z" for ch in word) and bool(_CAPITAL_INSIDE.search(word)) and not word.isascii()


def decode(text: str, *, is_capitals_font: bool = False) -> str:
    """Return *text* as its font shows it."""
    if is_capitals_font:
        return text.translate(LETTERS).upper()
    whole = not any("a" <= ch <= "z" for ch in text) and any(map(_is_in_capitals, text.split()))

    def one(found: re.Match[str]) -> str:
        shown = found[0].translate(LETTERS)
        return shown.upper() if whole or _is_in_capitals(found[0]) else shown

    return _WORD.sub(one, text)
