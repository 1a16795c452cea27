"""What a pre-printed blank is: places by the millimetre, words for them, how a printer sets off."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kheo.documents.content import Alignment
from kheo.documents.measuring import FAMILIES, MM_A_POINT, own_face

# Above the first base line stand capitals with two marks (Ẫ), under the last one the tails of g and y, in parts of the size.
ABOVE, BELOW = 1.15, 0.3


@dataclass(frozen=True)
class OfficeFace:
    """A font of the office made ready to set: *family* as the typesetter finds it, *folder* where its one file lies."""

    family: str
    path: Path

    @property
    def folder(self) -> Path:
        return self.path.parent


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where one thing is printed, in mm from the sheet's upper left corner.

    *x*, *width*: the line it stands on. *y*: the base line of the first line (the dotted line of the blank), *leading* from one
    base line to the next; of a code the upper edge. *size* in points. *shrink*: the words step down in size until they take no
    more than *lines*; otherwise they keep their size and are refused when they take more. *colour*: «#000000». *face*: «times»,
    «sans», or an office's font.
    """

    key: str
    label: str
    x: float
    y: float
    width: float
    align: Alignment = "left"
    size: float = 14
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    colour: str = "#000000"
    leading: float = 8
    lines: int = 1
    shrink: bool = True
    face: str | OfficeFace = "times"
    is_code: bool = False

    @property
    def file(self) -> Path:
        if isinstance(self.face, OfficeFace):
            return self.face.path
        return own_face(self.face, bold=self.bold, italic=self.italic)

    @property
    def families(self) -> list[str]:
        return [self.face.family] if isinstance(self.face, OfficeFace) else [FAMILIES[self.face]]

    @property
    def top(self) -> float:
        return self.y if self.is_code else self.y - ABOVE * self.size * MM_A_POINT

    @property
    def bottom(self) -> float:
        if self.is_code:
            return self.y + self.width
        return self.y + (self.lines - 1) * self.leading + BELOW * self.size * MM_A_POINT


@dataclass(frozen=True)
class Shift:
    """How one printer sets off from the sheet: *dx*, *dy* in mm added to every place, *sx*, *sy* the factors before that."""

    dx: float = 0.0
    dy: float = 0.0
    sx: float = 1.0
    sy: float = 1.0

    def moved(self, x: float, y: float) -> tuple[float, float]:
        return round(self.dx + x * self.sx, 3), round(self.dy + y * self.sy, 3)


@dataclass(frozen=True)
class Sheet:
    """The words of one sheet by the key of their place; *name* is what a problem calls it; *address* goes into the code."""

    name: str
    words: Mapping[str, str]
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class BlankPaper:
    """A blank: its size in mm, its places, how the printer shifts, the title and day of the file."""

    width: float
    height: float
    places: tuple[Place, ...]
    title: str
    on: date
    shift: Shift = field(default_factory=Shift)

    @property
    def folders(self) -> tuple[Path, ...]:
        faces = (place.face for place in self.places)
        return tuple(dict.fromkeys(face.folder for face in faces if isinstance(face, OfficeFace)))
