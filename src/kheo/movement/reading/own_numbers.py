"""A number that a unit writes in the unit of measure of its item: «1,5 tỷ» under đồng or triệu đồng, «0,5 ha» under m²."""

from decimal import Decimal

from kheo.foundation.sheets import Cell
from kheo.foundation.text import fold
from kheo.movement.reading.amounts import UnclearAmount, read_amount, read_own_amount, unit_of_heading

_CENT = Decimal("0.01")
_BY_UNIT = {
    **dict.fromkeys(("dong", "vnd", "nghin dong", "ngan dong", "trieu dong", "trieu", "ty dong", "ti dong", "ty"), "dong"),
    **dict.fromkeys(("m2", "m²", "ha", "km2", "km²", "hecta"), "land_m2"),
    **dict.fromkeys(("ho", "ho dan", "ho gia dinh", "luot ho"), "households"),
    **dict.fromkeys(("nguoi", "luot nguoi", "hoi vien", "doan vien"), "people"),
    **dict.fromkeys(("cong", "ngay cong"), "working_days"),
}


def read_own(text: str, unit_of_measure: str) -> Decimal | None:
    """Return the value in *unit_of_measure*, None for nothing typed or a dash; UnclearAmount says how to mend it.

    Only two decimals are kept: what would be rounded away is refused, not dropped.
    """
    key = _BY_UNIT.get(fold(unit_of_measure))
    if key is None:
        return read_own_amount(text, unit_of_measure)
    factor = unit_of_heading(key, unit_of_measure)
    value = read_amount(Cell("text", text), key, factor)
    if value is None:
        return None
    own = value / factor
    if own != own.quantize(_CENT):
        raise UnclearAmount(f"chỉ ghi đến hai số lẻ của {unit_of_measure}")
    return own.quantize(_CENT).normalize() + 0
