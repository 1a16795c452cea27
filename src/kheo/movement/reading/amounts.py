"""Numbers as people write them in lists: «1,5 tỷ», «350 triệu», «1.200.000đ», «1.250», «12 ha»."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kheo.foundation.sheets import Cell
from kheo.foundation.text import fold
from kheo.movement.reading.vocabulary import is_no_mark


class UnclearAmount(ValueError):  # noqa: N818 - the expected answer to a bad cell, not a fault of the program
    """The cell holds no clear number; the text says how to mend it."""


@dataclass(frozen=True)
class Measure:
    """*units*: what a unit written behind the number multiplies by. *whole*: no decimals. *least_bare*: less needs a unit."""

    label: str
    units: dict[str, Decimal]
    whole: bool = False
    least_bare: int = 0
    most: int = 10**14  # what the table of results holds: 16 digits, two of them decimals
    example: str = ""


_THOUSAND, _MILLION, _BILLION = Decimal(1000), Decimal(1_000_000), Decimal(1_000_000_000)
_DONG = {
    **dict.fromkeys(("", "d", "dong", "vnd", "vnđ", "dvn"), Decimal(1)),
    **dict.fromkeys(("nghin", "ngan", "nghin dong", "ngan dong", "k"), _THOUSAND),
    **dict.fromkeys(("trieu", "tr", "trieu dong", "trd", "tr dong", "tr d", "trieu d"), _MILLION),
    **dict.fromkeys(("ty", "ti", "ty dong", "ti dong", "tyd", "ty d"), _BILLION),
}
_LAND = {
    **dict.fromkeys(("", "m2", "m²", "m vuong", "met vuong"), Decimal(1)),
    **dict.fromkeys(("ha", "hecta", "hec ta", "heta"), Decimal(10_000)),
    **dict.fromkeys(("km2", "km²"), _MILLION),
}


def _counted(*names: str) -> dict[str, Decimal]:
    return dict.fromkeys(("", *names), Decimal(1))


MEASURES = {
    "households": Measure("số hộ", _counted("ho", "ho dan", "ho gia dinh", "luot ho"), whole=True, example="120"),
    "people": Measure(
        "số người",
        _counted("nguoi", "luot nguoi", "nhan khau", "khau", "hoi vien", "doan vien", "nguoi dan"),
        whole=True,
        example="350",
    ),
    "dong": Measure("số tiền", _DONG, least_bare=1000, example="350 triệu hoặc 350.000.000"),
    "working_days": Measure("ngày công", _counted("cong", "ngay cong", "ngay", "cong lao dong"), example="150"),
    "land_m2": Measure("diện tích", _LAND, example="1.250 hoặc 0,5 ha"),
    "score": Measure("điểm", _counted("diem", "d"), most=1001, example="92,5"),
}
_TOO_MUCH_UNDER_MILLIONS = Decimal(10) ** 12  # a thousand billion đồng for one initiative: the column's unit was forgotten

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_AMOUNT = re.compile(rf"({_NUMBER})\s*((?:[a-z]+[2²]?(?: [a-z]+)*)?)")
_ONE_COMMA = re.compile(r"\d{1,3},\d{3}")
_OUT_OF = re.compile(r"(.+?)\s*/\s*(?:10|100|1000)(?: diem)?")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")


def _decimal(written: str) -> Decimal:
    if written.startswith(("0.", "0,")):
        return Decimal(written.replace(",", "."))
    if _ONE_COMMA.fullmatch(written):
        raise UnclearAmount(
            f"«{written}» có thể hiểu hai cách; hãy ghi dấu chấm giữa các hàng nghìn (1.250) hoặc dấu phẩy trước phần lẻ (1,25)"
        )
    if written.count(",") > 1:
        return Decimal(written.replace(",", ""))
    if "," in written or re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+", written):
        return Decimal(written.replace(".", "").replace(" ", "").replace(",", "."))
    return Decimal(written.replace(" ", ""))


def _from_text(text: str, measure: Measure, heading_unit: Decimal) -> tuple[Decimal, bool]:
    """Return the value of *text* and whether it named its unit; «1 tỷ 200 triệu» adds its parts."""
    plain = re.sub(r"\s+", " ", fold(text).replace("m²", "m2")).strip(" .")
    if _DATE.fullmatch(plain):
        raise UnclearAmount(f"ô ghi ngày tháng, không phải {measure.label}; hãy ghi số, ví dụ {measure.example}")
    total, named, end = Decimal(0), False, 0
    for found in _AMOUNT.finditer(plain):
        unit = found[2].strip()
        if plain[end : found.start()].strip() or unit not in measure.units or (end and not unit):
            break
        total += _decimal(found[1]) * (measure.units[unit] if unit else heading_unit)
        named, end = named or bool(unit), found.end()
    if not end or plain[end:].strip():
        raise UnclearAmount(f"không đọc được {measure.label}; hãy chỉ ghi một số, ví dụ {measure.example}")
    return total, named


def read_amount(cell: Cell, key: str, heading_unit: Decimal = Decimal(1)) -> Decimal | None:
    """Return the value of *cell* in the measure's own unit (đồng, m²), None for an empty cell or a dash.

    *heading_unit*: what the heading says a bare number counts («triệu đồng» → 1.000.000). A unit in the cell goes before it.
    UnclearAmount: no number, a date, a negative, an approximate or ambiguous one («1,250»), money without a unit under 1.000.
    """
    measure = MEASURES[key]
    if cell.kind == "empty":
        return None
    if isinstance(cell.value, date):
        raise UnclearAmount(f"Excel đã đổi số thành ngày {cell.value:%d/%m/%Y}; hãy định dạng ô là Số rồi gõ lại")
    if isinstance(cell.value, bool):
        raise UnclearAmount(f"ô ghi đúng/sai, không phải {measure.label}; hãy ghi số, ví dụ {measure.example}")
    if isinstance(cell.value, int | float):
        value, named = Decimal(str(cell.value)) * heading_unit, heading_unit != 1
    else:
        text = str(cell.value)
        if not text.strip() or (is_no_mark(text) and text.strip() != "0"):
            return None
        bare = _OUT_OF.fullmatch(fold(text)) if key == "score" else None
        value, named = _from_text(bare[1] if bare else text, measure, heading_unit)
        named = named or heading_unit != 1
    return _sensible(value, measure, named=named, heading_unit=heading_unit)


def _sensible(value: Decimal, measure: Measure, *, named: bool, heading_unit: Decimal) -> Decimal:
    if value < 0:
        raise UnclearAmount(f"{measure.label} không thể là số âm")
    if measure.whole and value != value.to_integral_value():
        raise UnclearAmount(f"{measure.label} phải là số nguyên, ví dụ {measure.example}")
    if not named and 0 < value < measure.least_bare:
        raise UnclearAmount("không rõ đơn vị tiền; hãy ghi «triệu», «tỷ» sau số, hoặc ghi đủ số đồng, ví dụ 350.000.000")
    if value >= measure.most or (heading_unit >= _MILLION and value >= _TOO_MUCH_UNDER_MILLIONS):
        raise UnclearAmount(f"{measure.label} lớn quá mức; xem lại đơn vị ghi ở tiêu đề cột và trong ô")
    return value.quantize(Decimal("0.01")).normalize() + 0


_HEADING_UNITS = (
    ("dong", re.compile(r"\b(?:ty|ti)(?: dong)?\b(?! le)"), _BILLION),
    ("dong", re.compile(r"\btrieu\b|\btrd\b|\btr ?\.? ?(?:d|dong)\b"), _MILLION),
    ("dong", re.compile(r"\bnghin\b|\bngan\b|\b1[. ]?000 ?(?:d|dong)\b"), _THOUSAND),
    ("land_m2", re.compile(r"\bha\b(?! [a-z])|\bhecta\b"), Decimal(10_000)),
    ("land_m2", re.compile(r"\bkm2\b|\bkm²"), _MILLION),
)


def unit_of_heading(key: str, heading: str) -> Decimal:
    """Return what a bare number under *heading* counts: «Kinh phí (triệu đồng)» → 1.000.000, «Diện tích (ha)» → 10.000."""
    plain = fold(heading)
    return next((factor for measure, pattern, factor in _HEADING_UNITS if measure == key and pattern.search(plain)), Decimal(1))


def read_own_amount(text: str, unit: str) -> Decimal | None:
    """Return the value of *text* in a unit of somebody's own («%», «tuyến đường»), None where nothing was typed.

    UnclearAmount as in :func:`read_amount`. The unit may stand behind the number or not.
    """
    name = fold(unit)
    plain = fold(text)
    bare = plain.removesuffix(name).strip() if name else plain
    if not bare:
        if plain:
            raise UnclearAmount("không đọc được số; hãy chỉ ghi một số, ví dụ 85")
        return None
    measure = Measure("số", {"": Decimal(1)}, example="85")
    return _sensible(_from_text(bare, measure, Decimal(1))[0], measure, named=False, heading_unit=Decimal(1))
