"""How wide a line of words is in a face that blanks are printed with, and which letters that face has."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from fontTools.ttLib import TTFont

from kheo.documents.fonts import BE_VIETNAM_PRO, TINOS

OwnFace = Literal["times", "sans"]
FAMILIES: dict[str, str] = {"times": "Tinos", "sans": "Be Vietnam Pro"}
_FOLDERS = {"times": TINOS / "Tinos", "sans": BE_VIETNAM_PRO / "BeVietnamPro"}
_STYLES = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}
MM_A_POINT = 25.4 / 72


@dataclass(frozen=True)
class Measure:
    """Advances of the letters of one font file, in parts of the em."""

    advances: dict[int, float]

    def width(self, text: str, size: float) -> float:
        """Width in mm of *text* on one line at *size* points, without kerning (which mostly draws letters together)."""
        return sum(self.advances.get(ord(letter), 1.0) for letter in text) * size * MM_A_POINT

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters of *text*, each once, for which the face has no letter."""
        return tuple(dict.fromkeys(letter for letter in text if ord(letter) not in self.advances))


@lru_cache(maxsize=64)
def measure_of(path: Path) -> Measure:
    with TTFont(path, lazy=True) as font:
        widths, units = font["hmtx"], font["head"].unitsPerEm
        return Measure({code: widths[glyph][0] / units for code, glyph in font.getBestCmap().items()})


def own_face(face: str, *, bold: bool, italic: bool) -> Path:
    """The file of one of Khéo's own faces («times», «sans»)."""
    folder = _FOLDERS[face]
    return folder.parent / f"{folder.name}-{_STYLES[bold, italic]}.ttf"
