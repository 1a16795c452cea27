"""What may be printed on a blank and within which measures. No law speaks of it: paper, printers and readable type do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kheo.foundation.numbers import written
from kheo.foundation.refusal import Problem

SIZES = {
    ("A4", "landscape"): (297, 210),
    ("A4", "portrait"): (210, 297),
    ("A3", "landscape"): (420, 297),
    ("A3", "portrait"): (297, 420),
}
"""Width and height in mm (ISO 216) by size and orientation."""
ALIGNS = {"left": "trái", "centre": "giữa", "right": "phải"}
COLOURS = {
    "black": ("đen", "#000000"),
    "red": ("đỏ", "#c00000"),
    "blue": ("xanh đậm", "#1f3864"),
    "gold": ("nâu vàng", "#7a5c12"),
}
FACES = {"times": "kiểu Times", "sans": "không chân"}
SMALLEST, LARGEST = Decimal(7), Decimal(72)
MOST_LINES = 6
LEAST_CODE, MOST_CODE = Decimal(20), Decimal(60)
"""mm: a code of 33 modules and its quiet zone is read by a telephone from 20 mm on."""
MOST_OFFSET = Decimal(20)
STEP = Decimal("0.5")
LEAST_SCALE, MOST_SCALE = Decimal(95), Decimal(105)


@dataclass(frozen=True)
class Printed:
    """One thing that a blank may carry: what the office calls it, and what a trial prints in its place."""

    label: str
    sample: str


PRINTED = {
    "recipient": Printed("Tập thể, cá nhân", "Tập thể Chi hội Phụ nữ tổ dân phố số 03"),
    "unit": Printed("Đơn vị", "Phường Hòa Mạc"),
    "holder": Printed("Tập thể, cá nhân kèm đơn vị", "Chi hội Phụ nữ tổ dân phố số 03, phường Hòa Mạc"),
    "title": Printed("Tên mô hình, thành tích", "Tổ dân phố tự quản, không rác thải nhựa, đường hoa nở bốn mùa"),
    "purpose": Printed("Nội dung công nhận, khen", "công nhận mô hình “Dân vận khéo” hoạt động hiệu quả năm 2024"),
    "decision": Printed("Số quyết định", "12-QĐ/BCĐ"),
    "decision_line": Printed("Quyết định số …, ngày …", "Quyết định số 12-QĐ/BCĐ ngày 26 tháng 12 năm 2024"),
    "place_on": Printed("Địa danh, ngày tháng năm", "Duy Tiên, ngày 26 tháng 12 năm 2024"),
    "day": Printed("Ngày", "26"),
    "month": Printed("Tháng", "12"),
    "year": Printed("Năm", "2024"),
    "register": Printed("Số vào sổ", "0007"),
    "again": Printed("Dòng «Cấp lại»", "Cấp lại lần 1"),
    "authority": Printed("Thẩm quyền ký", "T/M BAN CHỈ ĐẠO"),
    "position": Printed("Chức vụ người ký", "TRƯỞNG BAN"),
    "signer": Printed("Họ tên người ký", "Người ký minh hoạ"),
    "code": Printed("Mã kiểm tra", "K7QF-9M2D-T4XW-8HJ3"),
    "qr": Printed("Mã QR kiểm tra", ""),
    "own1": Printed("Chữ tự ghi 1", ""),
    "own2": Printed("Chữ tự ghi 2", ""),
}
OWN = {"own1", "own2"}
CODE = "qr"


@dataclass(frozen=True, kw_only=True)
class FieldContent:
    """One place as the office sets it; lengths in mm, *size* in points. *face* one of FACES, or "" with *font*, its number."""

    key: str
    x: Decimal
    y: Decimal
    width: Decimal
    text: str = ""
    align: str = "centre"
    size: Decimal = Decimal(14)
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    colour: str = "black"
    leading: Decimal = Decimal(8)
    lines: int = 1
    shrink: bool = True
    face: str = "times"
    font: int | None = None


_0 = Decimal(0)
# Shares of the sheet (from the left, from the top, wide), then the looks: where words usually stand on a bought blank. Only a
# beginning; the office measures its own.
_USUAL = (
    (
        (0.15, 0.46, 0.70),
        FieldContent(key="holder", x=_0, y=_0, width=_0, size=Decimal(24), bold=True, colour="red", lines=2, leading=Decimal(12)),
    ),
    (
        (0.15, 0.60, 0.70),
        FieldContent(key="title", x=_0, y=_0, width=_0, size=Decimal(16), italic=True, lines=2, leading=Decimal(9)),
    ),
    ((0.08, 0.80, 0.40), FieldContent(key="decision_line", x=_0, y=_0, width=_0, size=Decimal(12), align="left")),
    ((0.08, 0.85, 0.20), FieldContent(key="register", x=_0, y=_0, width=_0, size=Decimal(12), align="left")),
    ((0.53, 0.72, 0.38), FieldContent(key="place_on", x=_0, y=_0, width=_0, size=Decimal(13), italic=True)),
    ((0.53, 0.88, 0.38), FieldContent(key="signer", x=_0, y=_0, width=_0, bold=True)),
)


def usual_fields(width: int, height: int) -> list[FieldContent]:
    """The places that a new blank of *width* × *height* mm begins with, to the half millimetre."""

    def half(value: float) -> Decimal:
        return Decimal(round(value * 2)) / 2

    return [
        replace(looks, x=half(left * width), y=half(top * height), width=half(share * width))
        for (left, top, share), looks in _USUAL
    ]


def field_problems(fields: list[FieldContent], width: int, height: int) -> Iterator[Problem]:
    """What is wrong with *fields* on a sheet of *width* × *height* mm, each at the label of its place."""
    if not fields:
        yield Problem("Chưa chọn ô nào để in; đánh dấu «In ô này» ở ít nhất một ô.")
    for field in fields:
        where = PRINTED[field.key].label
        yield from (Problem(what, where) for what in _place_problems(field, width, height))
        yield from (Problem(what, where) for what in _look_problems(field))


def _place_problems(field: FieldContent, width: int, height: int) -> Iterator[str]:
    right = field.x + field.width
    if field.x < 0 or field.width <= 0 or right > width:
        yield f"Ô rộng từ {written(field.x)} đến {written(right)} mm, ra ngoài tờ giấy rộng {width} mm; sửa mép trái hoặc rộng."
    bottom = field.y + (field.width if field.key == CODE else (field.lines - 1) * field.leading)
    if field.y < 0 or bottom > height:
        reach = f"Ô cao từ {written(field.y)} đến {written(bottom)} mm"
        yield f"{reach}, ra ngoài tờ giấy cao {height} mm; sửa mép trên, số dòng hoặc giãn dòng."
    if field.key == CODE and not LEAST_CODE <= field.width <= MOST_CODE:
        yield f"Mã QR cạnh {LEAST_CODE} đến {MOST_CODE} mm thì máy mới quét được; sửa rộng."


def _look_problems(field: FieldContent) -> Iterator[str]:
    if field.key == CODE:
        return
    if not SMALLEST <= field.size <= LARGEST:
        yield f"Cỡ chữ từ {SMALLEST} đến {LARGEST} pt."
    if not 1 <= field.lines <= MOST_LINES:
        yield f"Số dòng từ 1 đến {MOST_LINES}."
    if field.lines > 1 and field.leading <= 0:
        yield "Nhiều dòng thì giãn dòng phải lớn hơn 0 mm: đo từ dòng chấm này đến dòng chấm kế tiếp."
    if field.key in OWN and not field.text:
        yield "Chưa ghi chữ để in ở ô này; ghi chữ hoặc bỏ đánh dấu «In ô này»."
    if field.align not in ALIGNS or field.colour not in COLOURS or (field.font is None and field.face not in FACES):
        yield "Chọn canh lề, màu và phông trong danh sách."


def offset_problems(dx: Decimal, dy: Decimal, scale_x: Decimal, scale_y: Decimal) -> Iterator[Problem]:
    """Offsets go in steps of half a millimetre, at most 20 either way; a scale of more than 5 % is a wrong print setting."""
    for value, where in ((dx, "Lệch ngang (mm)"), (dy, "Lệch dọc (mm)")):
        if abs(value) > MOST_OFFSET:
            yield Problem(f"Từ −{MOST_OFFSET} đến {MOST_OFFSET} mm; lệch hơn thì xem lại cách đặt giấy trong khay.", where)
        elif value % STEP:
            yield Problem("Ghi theo bước 0,5 mm, ví dụ −1,5.", where)
    for value, where in ((scale_x, "Co giãn ngang (%)"), (scale_y, "Co giãn dọc (%)")):
        if not LEAST_SCALE <= value <= MOST_SCALE:
            yield Problem(
                f"Từ {LEAST_SCALE} đến {MOST_SCALE} %; ngoài khoảng này là máy in đang chọn «Vừa trang», chọn «Kích thước thật».",
                where,
            )


_RANGE = re.compile(r"(\d{1,7})(?:\s*[-–]\s*(\d{1,7}))?")
MOST_CHOSEN = 20_000


def chosen_numbers(text: str) -> set[int] | None:
    """«3, 7-9» → {3, 7, 8, 9}; None for an empty text: all. ValueError for anything else, and for a range without end."""
    numbers: set[int] = set()
    for part in filter(None, (piece.strip() for piece in re.split(r"[,;]", text))):
        match = _RANGE.fullmatch(part)
        if match is None:
            raise ValueError(part)
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first or last - first > MOST_CHOSEN:
            raise ValueError(part)
        numbers.update(range(first, last + 1))
    return numbers or None
