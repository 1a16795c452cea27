"""A picture for the demo's news, drawn by rule: a length of woven silk with a lozenge for each initiative of 2024."""

from io import BytesIO

from PIL import Image, ImageDraw

COLUMNS, ROWS, CELL = 11, 4, 120
CERTIFIED = 12
EDGE = 60
_GROUND, _INDIGO, _MADDER, _THREAD = "#f4ecdd", "#274060", "#8c3a2b", "#d9c9a8"


def woven() -> bytes:
    """Return the picture as PNG: always the same bytes for the same library."""
    size = (COLUMNS * CELL + 2 * EDGE, ROWS * CELL + 2 * EDGE)
    image = Image.new("RGB", size, _GROUND)
    draw = ImageDraw.Draw(image)
    for across in range(0, size[0], 6):
        draw.line([(across, 0), (across, size[1])], fill=_THREAD, width=1)
    certified = set(places())
    for place in range(COLUMNS * ROWS):
        _lozenge(draw, place % COLUMNS, place // COLUMNS, _MADDER if place in certified else _INDIGO)
    for edge in (EDGE // 3, size[1] - EDGE // 3):
        draw.line([(0, edge), (size[0], edge)], fill=_MADDER, width=6)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def places() -> list[int]:
    """Places of the certified lozenges, row by row: three in each row, a step further in the next."""
    a_row = CERTIFIED // ROWS
    return [row * COLUMNS + (row + step * (COLUMNS // a_row + 1)) % COLUMNS for row in range(ROWS) for step in range(a_row)]


def _lozenge(draw: ImageDraw.ImageDraw, column: int, row: int, colour: str) -> None:
    x, y = EDGE + column * CELL + CELL // 2, EDGE + row * CELL + CELL // 2
    for half, fill in ((CELL // 2 - 6, colour), (CELL // 2 - 22, _GROUND), (CELL // 2 - 34, colour)):
        draw.polygon([(x, y - half), (x + half, y), (x, y + half), (x - half, y)], fill=fill)
