"""Search without accents: «hien dat» finds «Hiến đất», on any database, by a pattern of each letter's forms.

Limits, until full-text indexes come: it reads every initiative of one locality (fine for some thousands), finds parts of
words as well as whole ones, and ranks by place only: title before summary.
"""

import re
import unicodedata
from functools import cache

from kheo.foundation.text import fold

MAX_WORDS = 8
# Every title could carry these: beside other words they tell nothing apart.
_COMMON = ("mo hinh", "dien hinh", "dan van kheo")
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_BASES = {"a": "aăâ", "e": "eê", "i": "i", "o": "oôơ", "u": "uư", "y": "y", "d": "dđ"}


def wanted_words(query: str) -> list[str]:
    """The folded words to look for, at most MAX_WORDS; the movement's own words are left out unless they are all there is."""
    text = " ".join(re.findall(r"\w+", fold(query)))
    rest = text
    for phrase in _COMMON:
        rest = re.sub(rf"\b{phrase}\b", " ", rest)
    return (rest.split() or text.split())[:MAX_WORDS]


def pattern(word: str) -> str:
    """A regular expression that finds the folded *word* in accented text, both cases; the same in SQLite and PostgreSQL."""
    return "".join(_forms(letter) for letter in word)


@cache
def _forms(letter: str) -> str:
    if letter not in _BASES:
        return f"[{letter}{letter.upper()}]" if letter.isascii() and letter.isalpha() else re.escape(letter)
    small = {unicodedata.normalize("NFC", base + tone) for base in _BASES[letter] for tone in _TONES}
    forms = sorted({form for form in small | {form.upper() for form in small} if len(form) == 1})
    return f"[{''.join(forms)}]"
