"""The picture of the demo's news is drawn by rule."""

from io import BytesIO

from PIL import Image

from kheo.site.demo.silk import CELL, CERTIFIED, COLUMNS, EDGE, ROWS, places, woven

MADDER, INDIGO = (0x8C, 0x3A, 0x2B), (0x27, 0x40, 0x60)


def test_forty_four_lozenges_twelve_of_them_in_madder():
    with Image.open(BytesIO(woven())) as picture:
        middles = [
            picture.getpixel((EDGE + column * CELL + CELL // 2, EDGE + row * CELL + CELL // 2))
            for row in range(ROWS)
            for column in range(COLUMNS)
        ]
    assert len(set(places())) == CERTIFIED
    assert (middles.count(MADDER), middles.count(INDIGO), len(middles)) == (12, 32, 44)


def test_the_picture_is_the_same_every_time():
    assert woven() == woven()
