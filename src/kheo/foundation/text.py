"""Vietnamese text: one tidying of what people type, one fold for search and comparison.

SQLite's ``remove_diacritics`` leaves đ alone, so the fold is ours and the same on every database.
"""

import re
import unicodedata

_SPACE = re.compile(r"\s+")
# Zero width, control and direction characters, halves of pairs and non-characters: they show nothing, turn a line round so that
# it reads as another, or cannot stand in XML (.docx) or PostgreSQL (NUL).
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def tidy(text: str) -> str:
    """Return *text* in NFC, without characters that show nothing, every run of white space as one blank."""
    return _SPACE.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFC", text))).strip()


def fold(text: str) -> str:
    """Return *text* for comparison: lower case, tone and vowel marks off, đ → d, blanks squeezed."""
    decomposed = unicodedata.normalize("NFD", tidy(text).lower())
    bare = "".join(ch for ch in decomposed if not unicodedata.combining(ch))
    # Composed again: a Hangul syllable, taken apart, is three characters and would not fit where its name fits.
    return unicodedata.normalize("NFC", bare.replace("đ", "d"))


def begin_small(text: str) -> str:
    """Return *text* as it stands within a sentence: «phường Duy Tiên»; short forms in capitals stay («UBND phường»)."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"
