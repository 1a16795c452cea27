"""The sheet that shows how a printer sets off: rulers in millimetres and crosses at known places, printed on plain paper."""

from datetime import date

from kheo.documents.blank_content import Shift
from kheo.documents.typesetting import typeset

MARGIN = 30
"""mm from the edges to the crosses in the corners."""
STEPS = (
    "In tờ này đúng cỡ giấy của phôi, chọn «Kích thước thật» (100 %), không chọn «Vừa trang».",
    "Lấy thước đo từ mép trái và mép trên tờ giấy đến tâm dấu + ở góc trên bên trái.",
    "Ghi hai số đo được vào Khéo, ví dụ 31,5 và 29; Khéo tự tính độ lệch. Hai dấu + cách nhau không đúng thì ghi cả số ấy.",
)


def crosses(width: float, height: float) -> list[tuple[float, float]]:
    """Where the crosses stand, mm from the left and the top: four corners and the middle."""
    right, bottom = width - MARGIN, height - MARGIN
    return [(MARGIN, MARGIN), (right, MARGIN), (MARGIN, bottom), (right, bottom), (width / 2, height / 2)]


def calibration_pdf(width: float, height: float, shift: Shift, title: str, on: date) -> bytes:
    """Return the sheet of *width* × *height* mm; with a *shift* the crosses stand where the printer then sets them right."""
    marks = crosses(width, height)
    data = {
        "title": title,
        "width": width,
        "height": height,
        "dx": shift.dx,
        "dy": shift.dy,
        "sx": shift.sx,
        "sy": shift.sy,
        "crosses": marks,
        "names": [f"({x:g}; {y:g})".replace(".", ",") for x, y in marks],
        "steps": STEPS,
    }
    return typeset("calibration.typ", data, on)
