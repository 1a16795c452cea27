"""The one ornament: strips of bamboo going over and under, drawn as SVG from a number.

A weave is a table of crossings: at each one either the upright strip lies on top or the level one. Families are the
ways of plaiting (twill by twos, broken twill, zigzag, lozenge, basket, stair); the number picks family, grain, two dyes
and the tone of each strip, so that each initiative keeps its own cloth for good. Flat shapes only; the same number gives
the same bytes on every machine.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby

Crossing = Callable[[int, int], bool]

CELL = 10  # user units from one strip to the next; a strip is CELL - 2 wide
GROUND = "#f3ede2"
DYES = {
    "son": ("#a23a2a", "#b4513f", "#c4705f"),
    "lua": ("#3f7357", "#5b8a70", "#7ea48e"),
    "nghe": ("#a07c2b", "#b8974c", "#c9ad70"),
    "cham": ("#3d6080", "#587894", "#7b95ab"),
    "tre": ("#c3ad79", "#d0bc8e", "#dccda8"),
}
PAIRS = (
    ("lua", "son"),
    ("cham", "nghe"),
    ("son", "lua"),
    ("son", "tre"),
    ("tre", "lua"),
    ("cham", "tre"),
    ("nghe", "lua"),
    ("son", "nghe"),
    ("tre", "cham"),
    ("cham", "son"),
)
GRAINS = ((12, 9), (16, 12), (20, 15))  # strips across and down; all four by three


def _fold(place: int, half: int) -> int:
    """Distance to the nearest turning line, of which there is one every *half* strips."""
    return abs(place % (2 * half) - half)


# Is the upright strip on top where row r meets column c?
FAMILIES: dict[str, Crossing] = {
    "twill": lambda r, c: (c + r) % 4 < 2,
    "twill-back": lambda r, c: (c - r) % 4 < 2,
    "zigzag": lambda r, c: (_fold(c, 6) + r) % 4 < 2,
    "broken": lambda r, c: ((c + r) if c // 4 % 2 else (c - r)) % 4 < 2,
    "lozenge": lambda r, c: (_fold(c, 6) + _fold(r, 6)) % 4 < 2,
    "basket": lambda r, c: (c // 2 + r // 2) % 2 == 0,
    "stair": lambda r, c: (c + r) % 8 < 4,
}


@dataclass(frozen=True)
class Strip:
    """A stretch of one strip that lies on top: in line *at*, from crossing *start* until before *end*."""

    upright: bool
    at: int
    start: int
    end: int

    def path(self) -> str:
        side, length = CELL - 2, (self.end - self.start) * CELL
        if self.upright:
            return f"M{self.at * CELL + 1} {self.start * CELL}h{side}v{length}h-{side}z"
        return f"M{self.start * CELL} {self.at * CELL + 1}h{length}v{side}h-{length}z"


def strips(crossing: Crossing, rows: range, columns: range) -> Iterator[Strip]:
    """Every stretch on top in the given window: no two of them overlap, and together they cover each crossing once."""
    for c in columns:
        for on_top, run in groupby(rows, key=lambda r: crossing(r, c)):
            if on_top:
                stretch = list(run)
                yield Strip(upright=True, at=c, start=stretch[0], end=stretch[-1] + 1)
    for r in rows:
        for on_top, run in groupby(columns, key=lambda c: crossing(r, c)):
            if not on_top:
                stretch = list(run)
                yield Strip(upright=False, at=r, start=stretch[0], end=stretch[-1] + 1)


def _document(width: int, height: int, shapes: str) -> str:
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{shapes}</svg>'


def _svg(width: int, height: int, pieces: list[Strip], colour: Callable[[Strip], str], ground: str = "") -> str:
    shapes: dict[str, list[str]] = defaultdict(list)
    for strip in pieces:
        shapes[colour(strip)].append(strip.path())
    base = f'<path fill="{ground}" d="M0 0h{width}v{height}H0z"/>' if ground else ""
    body = "".join(f'<path fill="{fill}" d="{"".join(paths)}"/>' for fill, paths in sorted(shapes.items()))
    return _document(width, height, base + body)


def cloth(seed: int) -> str:
    """SVG of the cloth that belongs to *seed*, four by three, under 3 kB when compressed."""
    numbers = blake2b(str(seed).encode(), digest_size=64).digest()
    family = list(FAMILIES.values())[numbers[0] % len(FAMILIES)]
    columns, rows = GRAINS[numbers[1] % len(GRAINS)]
    pair = PAIRS[numbers[2] % len(PAIRS)]
    shift = numbers[3] % 12

    def colour(strip: Strip) -> str:
        dye = DYES[pair[0] if strip.upright else pair[1]]
        return dye[numbers[4 + (strip.at * 2 + strip.upright) % 60] % 3]

    pieces = list(strips(lambda r, c: family(r, c + shift), range(rows), range(columns)))
    return _svg(columns * CELL, rows * CELL, pieces, colour, GROUND)


def mark() -> str:
    """The mark: three strips over and under three, set open, their ends free."""
    size, width, gap, lines = 44, 6, 2, (6, 19, 32)
    upright: list[str] = []
    level: list[str] = []
    for i, at in enumerate(lines):
        for upright_on_top, paths in ((True, level), (False, upright)):
            under = [line for k, line in enumerate(lines) if ((i + k) % 2 == 0) is upright_on_top]
            stops = [0, *(stop for line in under for stop in (line - gap, line + width + gap)), size]
            for start, end in zip(stops[::2], stops[1::2], strict=True):
                paths.append(
                    f"M{start} {at}h{end - start}v{width}h{start - end}z"
                    if paths is level
                    else f"M{at} {start}h{width}v{end - start}h-{width}z"
                )
    shapes = f'<path fill="#a8321f" d="{"".join(upright)}"/><path fill="#1d2726" d="{"".join(level)}"/>'
    return _document(size, size, shapes)


def band() -> str:
    """One repeat of the band under the public header: level strips only, lacquer red over a lighter red."""
    pieces = strips(lambda r, c: (c + 2 * r) % 4 == 0, range(2), range(-4, 8))
    level = [strip for strip in pieces if not strip.upright]
    return _svg(40, 20, level, lambda strip: "#d08a79" if strip.at else "#a8321f")
