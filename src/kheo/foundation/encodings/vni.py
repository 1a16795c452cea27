"""VNI Windows (fonts ``VNI-Times`` …): a base letter, then its marks as a second character; some letters single."""

import re
import unicodedata

from kheo.foundation.encodings.tables import TABLES

_TONES = ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323")  # acute, grave, hook, tilde, dot
_ROOF, _BREVE = "\u0302", "\u0306"


def _composed(base: str, marks: str) -> str:
    return unicodedata.normalize("NFC", base + marks)


def _pieces() -> dict[str, str]:
    table = TABLES["VNI"]
    pieces: dict[str, str] = {}
    shapes = ("", *_TONES)
    for base in "aeouyôö":
        shown = table["singles"].get(base, base)
        pieces |= {base + mark: _composed(shown, tone) for mark, tone in zip(table["tones"], _TONES, strict=True)}
    for base in "aeo":
        pieces |= {base + mark: _composed(base, _ROOF + tone) for mark, tone in zip(table["round"], shapes, strict=True)}
    pieces |= {"a" + mark: _composed("a", _BREVE + tone) for mark, tone in zip(table["breve"], shapes, strict=True)}
    pieces |= table["singles"]
    # The mark behind a capital may be either: with the capitals key held it is one, with Shift alone it is not.
    capitals = {key.upper(): letter.upper() for key, letter in pieces.items()}
    capitals |= {key[0].upper() + key[1:]: letter.upper() for key, letter in pieces.items()}
    return {**pieces, **capitals}


_PIECES = _pieces()
_PATTERN = re.compile("|".join(sorted(map(re.escape, _PIECES), key=len, reverse=True)))


def decode(text: str) -> str:
    """Return *text* as its font shows it."""
    return _PATTERN.sub(lambda found: _PIECES[found[0]], text)
