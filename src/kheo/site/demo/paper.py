"""A scan of bought paper for the demo's blank, drawn by rule: a woven border, the words that the printer's house has printed."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from kheo.documents.fonts import TINOS

DOTS = 5  # to a millimetre
WIDTH, HEIGHT = 297, 210  # A4 landscape, mm
MARGIN, CELL = 8, 7  # mm
_PAPER, _MADDER, _GOLD, _INK = "#fffdf6", "#a5301f", "#c9a14a", "#4a4438"
_DOTTED = ((44.5, 98.5, 208), (44.5, 128, 208))  # under the holder and the title: from the left, from the top, how long
_WORDS = ((58, 15, "GIẤY CHỨNG NHẬN", _MADDER), (74, 5, "Mô hình “Dân vận khéo”", _INK), (189, 3, "phôi minh hoạ", _GOLD))


def bought_paper() -> bytes:
    """Return the scan as PNG: always the same bytes for the same library."""
    image = Image.new("RGB", (WIDTH * DOTS, HEIGHT * DOTS), _PAPER)
    draw = ImageDraw.Draw(image)
    for inset, thick in ((MARGIN, 2), (MARGIN + CELL, 1), (MARGIN + CELL + 2, 0.4)):
        draw.rectangle(
            [inset * DOTS, inset * DOTS, (WIDTH - inset) * DOTS, (HEIGHT - inset) * DOTS],
            outline=_MADDER if thick > 1 else _GOLD,
            width=max(1, round(thick * DOTS / 2)),
        )
    for across, down in _border():
        x, y, half = across * DOTS, down * DOTS, CELL * DOTS * 0.4
        draw.polygon([(x, y - half), (x + half, y), (x, y + half), (x - half, y)], fill=_MADDER)
        draw.polygon([(x, y - half / 2), (x + half / 2, y), (x, y + half / 2), (x - half / 2, y)], fill=_GOLD)
    for left, top, length in _DOTTED:
        for step in range(0, length, 2):
            draw.ellipse([(left + step) * DOTS, top * DOTS, (left + step + 0.4) * DOTS, (top + 0.4) * DOTS], fill=_INK)
    for top, size, words, colour in _WORDS:
        font = ImageFont.truetype(str(TINOS / "Tinos-Bold.ttf"), size * DOTS)
        draw.text((WIDTH * DOTS / 2, top * DOTS), words, fill=colour, font=font, anchor="ms")
    out = BytesIO()
    image.quantize(32).save(out, "PNG", optimize=True)
    return out.getvalue()


def _border() -> list[tuple[float, float]]:
    """Middles of the lozenges of the border, in millimetres."""
    near, far_x, far_y = MARGIN + CELL / 2, WIDTH - MARGIN - CELL / 2, HEIGHT - MARGIN - CELL / 2
    columns, rows = round((far_x - near) / CELL), round((far_y - near) / CELL)
    across = [near + step * (far_x - near) / columns for step in range(columns + 1)]
    down = [near + step * (far_y - near) / rows for step in range(1, rows)]
    return [*((x, y) for x in across for y in (near, far_y)), *((x, y) for y in down for x in (near, far_x))]
