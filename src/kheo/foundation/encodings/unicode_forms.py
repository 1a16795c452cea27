"""Unicode in pieces: base letters and marks apart (NFD), or half composed as Windows-1258 writes them (ê + ́)."""

import re
import unicodedata

_MARKS = re.compile("[\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323]")
# Some keyboards send the tone before the roof: e ́ ̂ is meant as ế, and NFC alone leaves é and a loose roof.
_TONE_FIRST = re.compile("([\u0300\u0301\u0303\u0309])([\u0302\u0306])")


def composed(text: str) -> str:
    """Return *text* with every letter and its marks as one character."""
    return unicodedata.normalize("NFC", _TONE_FIRST.sub(r"\2\1", unicodedata.normalize("NFD", text)))


def is_in_pieces(text: str) -> bool:
    """Say whether *text* holds loose marks that belong on its letters."""
    return bool(_MARKS.search(text)) and composed(text) != text
