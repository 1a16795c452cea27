from datetime import date

import pypdfium2
import pytest

from kheo.documents.blank_content import Shift
from kheo.documents.calibration import calibration_pdf, crosses
from tests.documents.reading import POINTS_PER_MM, page_texts

ON = date(2024, 12, 26)


def long_strokes(pdf):
    """The arms of the crosses: strokes of ten millimetres, as (middle x, middle y) in mm from the upper left."""
    page = pypdfium2.PdfDocument(pdf)[0]
    found = set()
    for drawn in page.get_objects(filter=[2]):
        left, bottom, right, top = (edge / POINTS_PER_MM for edge in drawn.get_bounds())
        if 9.5 < max(right - left, top - bottom) < 10.6:
            found.add((round((left + right) / 2, 1), round(page.get_height() / POINTS_PER_MM - (top + bottom) / 2, 1)))
    return found


@pytest.mark.parametrize(("width", "height"), [(297, 210), (297, 420)])
def test_crosses_stand_where_they_say(width, height):
    pdf = calibration_pdf(width, height, Shift(), "Tờ chỉnh máy in", ON)
    assert long_strokes(pdf) == set(crosses(width, height))
    (text,) = page_texts(pdf)
    assert [f"({x:g}; {y:g})".replace(".", ",") in text for x, y in crosses(width, height)] == [True] * 5


def test_with_an_offset_they_stand_where_the_printer_then_sets_them_right():
    pdf = calibration_pdf(297, 210, Shift(-1.5, 2), "Tờ chỉnh máy in", ON)
    assert long_strokes(pdf) == {(x - 1.5, y + 2) for x, y in crosses(297, 210)}
