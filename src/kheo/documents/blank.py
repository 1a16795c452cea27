"""Words printed on a pre-printed blank (phôi): each in its place by the millimetre, shrunk or wrapped to fit, nothing else.

Lines are broken here, by the widths of the face, so that what fits is known before anything is set and a page costs typst little.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from kheo.documents.certificate import qr_svg
from kheo.documents.content import Alignment
from kheo.documents.measuring import FAMILIES, MM_A_POINT, Measure, measure_of, own_face
from kheo.documents.printing import clean_text
from kheo.documents.typesetting import typeset, typeset_picture
from kheo.foundation.refusal import Problem, RefusedError

SMALLEST = 7.0
"""Points: a name on a wall is read from two steps; smaller than this it is refused and the office widens its place."""
STEP = 0.5
# Above the first base line stand capitals with two marks (Ẫ), under the last one the tails of g and y, in parts of the size.
ABOVE, BELOW = 1.15, 0.3
SCREEN_DOTS = 100
MARK = "IN THỬ"
_DASHES = {"-", "–", "—", "·"}


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


@dataclass(frozen=True)
class Fitted:
    """Words made into *lines* at *size* points; *problems*: why they cannot stand there."""

    lines: tuple[str, ...]
    size: float
    problems: tuple[str, ...] = ()


def blank_pdf(paper: BlankPaper, sheets: Sequence[Sheet]) -> bytes:
    """Return the words of *sheets*, a page each; RefusedError names the sheet and place whose words do not fit or print."""
    return typeset("blank.typ", _data(paper, sheets), paper.on, faces=paper.folders)


def preview_pdf(paper: BlankPaper, sheet: Sheet, background: tuple[str, bytes] | None) -> bytes:
    """One sheet over the scan of its blank (ending, bytes), with every place framed and «IN THỬ» across."""
    name, beside = _beside(background)
    return typeset("blank.typ", _data(paper, [sheet], name), paper.on, faces=paper.folders, beside=beside)


def preview_picture(paper: BlankPaper, sheet: Sheet, background: tuple[str, bytes] | None) -> bytes:
    """As :func:`preview_pdf`, as a PNG for the screen."""
    name, beside = _beside(background)
    data = {**_data(paper, [sheet], name), "day": [paper.on.year, paper.on.month, paper.on.day]}
    return typeset_picture("blank.typ", data, SCREEN_DOTS, faces=paper.folders, beside=beside)


def check_sheets(paper: BlankPaper, sheets: Sequence[Sheet]) -> list[Problem]:
    """What would not fit or not print, sheet by sheet, without setting anything."""
    return [
        Problem(what, f"{sheet.name}, {place.label}")
        for sheet in sheets
        for place in paper.places
        for what in _fitted(place, sheet).problems
    ]


def _beside(background: tuple[str, bytes] | None) -> tuple[str, dict[str, bytes]]:
    if background is None:
        return "", {}
    name = f"background.{background[0]}"
    return name, {name: background[1]}


def _data(paper: BlankPaper, sheets: Sequence[Sheet], background: str | None = None) -> dict[str, Any]:
    """*background*: None for a print; for a preview the name of the scan, or "" without one."""
    if background is None and (problems := check_sheets(paper, sheets)):
        raise RefusedError(*problems)
    return {
        "title": paper.title,
        "author": "Khéo",
        "width": paper.width,
        "height": paper.height,
        "background": background or None,
        "frames": [] if background is None else [_frame(paper, place) for place in paper.places],
        "mark": None if background is None else MARK,
        "sheets": [_laid_out(paper, sheet) for sheet in sheets],
    }


def _frame(paper: BlankPaper, place: Place) -> dict[str, float]:
    left, top = paper.shift.moved(place.x, place.top)
    right, bottom = paper.shift.moved(place.x + place.width, place.bottom)
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def _laid_out(paper: BlankPaper, sheet: Sheet) -> dict[str, Any]:
    return {
        "runs": [run for place in paper.places for run in _runs(paper.shift, place, _fitted(place, sheet))],
        "codes": [code for place in paper.places if place.is_code for code in _code(paper.shift, place, sheet.address)],
    }


def _fitted(place: Place, sheet: Sheet) -> Fitted:
    text = "" if place.is_code else clean_text(sheet.words.get(place.key, ""))
    return fit(place, text.upper() if place.capitals else text)


def _code(shift: Shift, place: Place, address: str) -> Iterator[dict[str, Any]]:
    if address:
        x, y = shift.moved(place.x, place.y)
        yield {"x": x, "y": y, "side": place.width, "svg": qr_svg(address), "address": address}


@lru_cache(maxsize=1024)
def fit(place: Place, text: str) -> Fitted:
    """Break *text* into the lines of *place*, in the largest size that holds them; what does not fit is told, never cut."""
    if not text:
        return Fitted((), place.size)
    measure = measure_of(place.file)
    problems = [
        f"Phông chữ đã chọn không có chữ «{letter}» (U+{ord(letter):04X}); đổi phông của ô này hoặc sửa chữ đó."
        for letter in measure.missing(text)
    ]
    size = place.size
    while True:
        lines = _balanced(measure, text, size, place)
        if lines is not None:
            return Fitted(lines, size, tuple(problems))
        if not place.shrink or size <= SMALLEST:
            break
        size = max(SMALLEST, size - STEP)
    excerpt = text if len(text) <= 60 else f"{text[:57]}…"
    how = f"dù đã thu xuống {SMALLEST:g} pt" if place.shrink else f"ở cỡ {place.size:g} pt"
    room = f"{place.lines} dòng rộng {place.width:g} mm".replace(".", ",")
    problems.append(f"«{excerpt}» không vừa {room} {how.replace('.', ',')}; nới rộng ô, thêm dòng hoặc giảm cỡ chữ.")
    return Fitted(tuple(_wrapped(measure, text, size, place.width)), size, tuple(problems))


def _balanced(measure: Measure, text: str, size: float, place: Place) -> tuple[str, ...] | None:
    """The lines of *text* at *size*, of about one length unless they begin at the left; None when they do not fit."""
    lines = _wrapped(measure, text, size, place.width)
    if len(lines) > place.lines or any(measure.width(line, size) > place.width for line in lines):
        return None
    if place.align == "left" or len(lines) == 1:
        return tuple(lines)
    low, high = place.width / len(lines) / 2, place.width
    while high - low > 1:
        middle = (low + high) / 2
        tried = _wrapped(measure, text, size, middle)
        if len(tried) > len(lines) or any(measure.width(line, size) > middle for line in tried):
            low = middle
        else:
            high, lines = middle, tried
    return tuple(lines)


def _wrapped(measure: Measure, text: str, size: float, width: float) -> list[str]:
    """*text* broken at its blanks; no line begins with a dash."""
    lines: list[str] = []
    for word in _words(text):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure.width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _words(text: str) -> list[str]:
    words: list[str] = []
    for word in text.split(" "):
        if words and word in _DASHES:
            words[-1] = f"{words[-1]} {word}"
        else:
            words.append(word)
    return words


def _runs(shift: Shift, place: Place, fitted: Fitted) -> Iterator[dict[str, Any]]:
    anchor = {"left": place.x, "centre": place.x + place.width / 2, "right": place.x + place.width}[place.align]
    for number, line in enumerate(fitted.lines):
        x, y = shift.moved(anchor, place.y + number * place.leading)
        yield {
            "x": x,
            "y": y,
            "text": line,
            "size": fitted.size,
            "align": place.align,
            "weight": 700 if place.bold else 400,
            "style": "italic" if place.italic else "normal",
            "colour": place.colour,
            "faces": place.families,
        }
