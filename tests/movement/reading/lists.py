"""Lists as tests write them: two units of a locality, the usual fields, one good row."""

from kheo.foundation.text import fold
from kheo.movement.reading import Asked, DraftRow, InitiativeSheet, UnitMatch, read_initiatives
from tests.foundation.sheets.builders import as_xlsx

USUAL = {
    "economy": "Kinh tế",
    "culture_society": "Văn hoá – xã hội",
    "defence_security": "Quốc phòng – an ninh",
    "political_system": "Xây dựng hệ thống chính trị",
}


UNITS = {
    "xã tiên ngoại": UnitMatch("gso2024-1"),
    "tiên ngoại": UnitMatch("gso2024-1"),
    "phường hòa mạc": UnitMatch("gso2024-2"),
    "hội phụ nữ thị xã": UnitMatch("gso2024-9", "gso2024-9/phu-nu"),
    "xã bạch thượng": UnitMatch(candidates=("xã Bạch Thượng (đến trước 01/07/2025)", "phường Bạch Thượng"), ambiguous=True),
    "xã tiên ngoai": UnitMatch(candidates=("xã Tiên Ngoại",)),
}


FOLDED = {fold(name): match for name, match in UNITS.items() if match.code}


def find_unit(text: str) -> UnitMatch:
    return UNITS.get(text.lower()) or FOLDED.get(fold(text)) or UnitMatch()


def read(table, *, fields=None, sheet=None, items=None, decided=None, name="ds.xlsx", data=None, **layout) -> InitiativeSheet:
    return read_initiatives(
        name, data or as_xlsx(table, **layout), find_unit, fields or USUAL, Asked(sheet or "", items or {}, decided or {})
    )


def draft(number: int, title: str, **given) -> DraftRow:
    base = {
        "unit_text": "Xã Tiên Ngoại",
        "unit_code": "gso2024-1",
        "body_code": "",
        "field": "economy",
        "kind": "mo_hinh",
        "subject": "collective",
    }
    return DraftRow(number=number, title=title, **(base | given))


HEAD = ["STT", "Tên mô hình, điển hình", "Đơn vị", "Lĩnh vực", "Loại hình", "Đối tượng"]


ROW = [1, "Đường hoa", "Xã Tiên Ngoại", "Kinh tế", "Mô hình", "Tập thể"]


UNIT_NAMES = {"gso2024-1": "Xã Tiên Ngoại", "gso2024-2": "Phường Hòa Mạc"}
