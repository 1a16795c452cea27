"""Bamboo strips that go over and under by twos: the frame of certificates and the small knot under a title, as SVG.

Drawn as a few large paths, one for each colour and part, and made once a process: drawn by the typesetter itself, each file took
half a second more and the process half a gigabyte.
"""

from collections.abc import Callable, Iterator
from functools import cache

# Seen between the strips.
GROUND = "#3f120c"
GOLD = "#b5883a"
# Weft and warp in three tones each, as split bamboo has them: face, the lit fibre along it, the shade where it dives under.
WEFT = (("#a8321f", "#bd5240", "#872516"), ("#b23d29", "#c65f4c", "#902c1c"), ("#9a2b1a", "#b04835", "#7b2012"))
WARP = (("#c0954a", "#d6b377", "#957030"), ("#caa35e", "#dfc08b", "#9f7c3c"), ("#b5883a", "#cda667", "#8a6526"))
# Which tone a strip has, by its number: irregular enough to look split by hand, the same on every sheet.
TONES = (0, 1, 0, 2, 1, 2)
# Parts of a cell's side.
GAP, SHADE, FIBRE, FIBRE_AT = 0.11, 0.2, 0.09, 0.28
RIM = 0.55

Cells = Callable[[int, int], bool]


@cache
def frame_svg(columns: int, rows: int, band: int, pitch: float) -> str:
    """Return a frame of *columns* × *rows* cells of *pitch* mm, *band* cells broad: one cloth round all corners, two rims."""
    width, height, inner = columns * pitch, rows * pitch, band * pitch

    def over(i: int, j: int) -> bool:
        # Mirrored about both middles: diagonals meet at the corners and in the middle of each side.
        return (min(i, columns - 1 - i) - min(j, rows - 1 - j)) % 4 < 2

    def inside(i: int, j: int) -> bool:
        return min(i, columns - 1 - i, j, rows - 1 - j) < band

    hole_width, hole_height = width - 2 * inner, height - 2 * inner
    hole = f"M{inner:g} {inner:g}v{hole_height:g}h{hole_width:g}v-{hole_height:g}z"
    ring = f"M0 0h{width:g}v{height:g}h-{width:g}z {hole}"
    rims = "".join(
        f'<rect x="{at:g}" y="{at:g}" width="{width - 2 * at:g}" height="{height - 2 * at:g}" fill="none" stroke="{colour}" '
        f'stroke-width="{breadth:g}"/>'
        for at in (0, inner)
        for colour, breadth in ((GROUND, RIM * 1.9), (GOLD, RIM))
    )
    cloth = "".join(_cloth(columns, rows, pitch, over, inside))
    return _svg(-RIM, -RIM, width + 2 * RIM, height + 2 * RIM, f'<path fill="{GROUND}" d="{ring}"/>{cloth}{rims}')


@cache
def knot_svg(pitch: float) -> str:
    """Return a lozenge of five strips by five, over and under by ones, its cells of *pitch* mm; it stands on its point."""
    side = 5 * pitch
    half = side / 2**0.5
    cloth = "".join(_cloth(5, 5, pitch, lambda i, j: (i + j) % 2 == 0, lambda _i, _j: True))
    turned = f'<g transform="rotate(45) translate({-side / 2:g} {-side / 2:g})">{cloth}</g>'
    return _svg(-half, -half, 2 * half, 2 * half, turned)


def _svg(left: float, top: float, width: float, height: float, drawing: str) -> str:
    size = f'width="{width:g}mm" height="{height:g}mm" viewBox="{left:g} {top:g} {width:g} {height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{drawing}</svg>'


def _cloth(columns: int, rows: int, pitch: float, over: Cells, inside: Cells) -> Iterator[str]:
    """Paths, faces first, then the fibres and shades that lie on them. *over*: the weft lies on top in that cell."""
    weft = list(_floats(rows, columns, lambda j, i: inside(i, j) and over(i, j)))
    warp = list(_floats(columns, rows, lambda i, j: inside(i, j) and not over(i, j)))
    for part in range(3):
        for colours, floats, lies in ((WEFT, weft, True), (WARP, warp, False)):
            for tone in range(3):
                chosen = [float_ for float_ in floats if TONES[float_[0] % len(TONES)] == tone]
                path = "".join(_bar(*box, lies=lies) for strip in chosen for box in _parts(*strip, pitch)[part])
                yield f'<path fill="{colours[tone][part]}" d="{path}"/>'


def _floats(strips: int, cells: int, on_top: Cells) -> Iterator[tuple[int, int, int]]:
    """Each stretch of cells where a strip lies on top: strip, first cell, how many cells."""
    for strip in range(strips):
        start = 0
        while start < cells:
            length = 0
            while start + length < cells and on_top(strip, start + length):
                length += 1
            if length:
                yield strip, start, length
            start += max(length, 1)


def _parts(strip: int, start: int, cells: int, pitch: float) -> tuple[list[tuple[float, float, float, float]], ...]:
    """Face, fibre and both shaded ends of a float as (along, across, length, breadth) in mm."""
    gap, shade = pitch * GAP, pitch * SHADE
    along, across, length, breadth = start * pitch + gap / 2, strip * pitch + gap / 2, cells * pitch - gap, pitch - gap
    return (
        [(along, across, length, breadth)],
        [(along, across + breadth * FIBRE_AT, length, pitch * FIBRE)],
        [(along, across, shade, breadth), (along + length - shade, across, shade, breadth)],
    )


def _bar(along: float, across: float, length: float, breadth: float, *, lies: bool) -> str:
    x, y, width, height = (along, across, length, breadth) if lies else (across, along, breadth, length)
    return f"M{x:.3f} {y:.3f}h{width:.3f}v{height:.3f}h-{width:.3f}z"
