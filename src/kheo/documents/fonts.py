"""The faces that papers and certificates are set in: where they lie, which letters they have, how wide a line is.

Tinos (metrics of Times New Roman) is an asset; Be Vietnam Pro and Noto Serif come from their PyPI packages.
"""

import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from fontTools.ttLib import TTFont

Face = Literal["paper", "certificate"]

ASSETS = Path(__file__).parent / "assets"
TINOS = ASSETS / "fonts"
NOTO_SERIF = Path(str(files("fontpkg_noto_serif"))) / "files"
BE_VIETNAM_PRO = Path(str(files("fontpkg_be_vietnam_pro"))) / "files"
# The certificate falls back on Tinos for a letter that Noto Serif lacks; a paper has Tinos alone.
FOLDERS: dict[Face, tuple[Path, ...]] = {"paper": (TINOS,), "certificate": (NOTO_SERIF, TINOS)}
_VOWELS, _TONES = "aăâeêioôơuưy", ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_SMALL = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES) + "bcdđfghjklmnpqrstvwxz"
NEEDED_LETTERS = _SMALL + _SMALL.upper() + "0123456789.,;:!?()/-–“”\"'&+%"
"""Every letter of Vietnamese, with and without its marks, small and capital, digits, and what stands between words."""


def font_folders() -> tuple[Path, ...]:
    """Return every folder the typesetter may take a face from; there is no other."""
    return (TINOS, NOTO_SERIF, BE_VIETNAM_PRO)


def _letters(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def coverage(face: Face) -> frozenset[int]:
    """Return the code points that every style of *face* can print."""
    printable: set[int] = set()
    for folder in FOLDERS[face]:
        styles = [_letters(path) for path in sorted(folder.glob("*.ttf"))]
        printable |= frozenset.intersection(*styles)
    return frozenset(printable)


def unprintable(text: str, face: Face) -> tuple[str, ...]:
    """Return the characters of *text*, each once, for which *face* has no letter (emoji, Arabic)."""
    return tuple(dict.fromkeys(character for character in text if ord(character) not in coverage(face)))


@cache
def _advances(*, bold: bool) -> tuple[dict[int, int], int]:
    with TTFont(TINOS / ("Tinos-Bold.ttf" if bold else "Tinos-Regular.ttf"), lazy=True) as font:
        widths = font["hmtx"]
        return {code: widths[glyph][0] for code, glyph in font.getBestCmap().items()}, font["head"].unitsPerEm


def line_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width in mm of *text* on one line in Times metrics at *size* points, without kerning."""
    advances, units = _advances(bold=bold)
    return sum(advances.get(ord(character), units) for character in text) / units * size * 25.4 / 72
