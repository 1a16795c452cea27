"""Vietnamese text: one fold for search and comparison, and the refusal of pre-Unicode fonts.

SQLite's ``remove_diacritics`` leaves đ alone, so the fold is ours and the same on every database.
"""

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_ZERO_WIDTH = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")


def tidy(text: str) -> str:
    """Return *text* in NFC, without zero-width characters, every run of white space as one blank."""
    return _SPACE.sub(" ", _ZERO_WIDTH.sub("", unicodedata.normalize("NFC", text))).strip()


def fold(text: str) -> str:
    """Return *text* for comparison: lower case, tone and vowel marks off, đ → d, blanks squeezed."""
    decomposed = unicodedata.normalize("NFD", tidy(text).lower())
    bare = "".join(ch for ch in decomposed if not unicodedata.combining(ch))
    return bare.replace("đ", "d")
