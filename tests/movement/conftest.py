import io
from datetime import date

import openpyxl
import pytest

from kheo.organisation.models import Role, Succession, UnitVersion
from tests import factories
from tests.movement.forms_scene import neighbour, round_, staff, ward_body  # noqa: F401  fixtures of the chapter
from tests.movement.self_scoring_scene import head_account, registration, ward_head  # noqa: F401  fixtures of the chapter

TURN = date(2025, 7, 1)
HEAD = ("STT", "Tên mô hình", "Đơn vị", "Lĩnh vực", "Loại hình", "Đối tượng", "Số hộ tham gia")


@pytest.fixture
def place(db):
    return factories.make_locality()


@pytest.fixture
def elsewhere(db):
    return factories.make_locality(factories.KIM_BANG)


@pytest.fixture
def office(place):
    return factories.actor_for(factories.make_account(Role.OFFICE, place))


@pytest.fixture
def stranger(elsewhere):
    """The office of another locality: whatever it asks of ours must be refused or not found."""
    return factories.actor_for(factories.make_account(Role.OFFICE, elsewhere))


def ended(code, name, parent, *heirs):
    """A commune of the old register that ended in 2025; two heirs: it was split."""
    unit = factories.make_unit(code, name, parent=parent)
    unit.ended_on = TURN
    unit.save()
    UnitVersion.objects.filter(unit=unit).update(valid_to=TURN, parent=parent)
    for heir in heirs:
        Succession.objects.create(predecessor=unit, successor=heir, on=TURN, is_split=len(heirs) > 1, source="thử")
    return unit


@pytest.fixture
def wards(place):
    """Hòa Mạc went wholly to Duy Tiên; Hoàng Đông was split between Duy Tiên and Duy Tân; the town itself ended."""
    duy_tien = factories.make_unit("gso2025-13324", "Phường Duy Tiên")
    duy_tan = factories.make_unit("gso2025-13318", "Phường Duy Tân")
    for unit in (duy_tien, duy_tan):
        UnitVersion.objects.filter(unit=unit).update(valid_from=TURN)
    town = place.unit
    town.ended_on = TURN
    town.save()
    UnitVersion.objects.filter(unit=town).update(valid_to=TURN)
    return {
        "town": town,
        "duy_tien": duy_tien,
        "duy_tan": duy_tan,
        "hoa_mac": ended("gso2024-13324", "Phường Hòa Mạc", town, duy_tien),
        "hoang_dong": ended("gso2024-13333", "Phường Hoàng Đông", town, duy_tien, duy_tan),
    }


@pytest.fixture
def programme(place, wards):
    return factories.make_programme(place, criteria_set=factories.make_criteria_set(), code="duy-tien-2024")


def sheet(*rows, head=HEAD):
    """A spreadsheet as an office sends it: the head in row 1, then *rows*."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(head)
    for row in rows:
        page.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


ROWS = (
    (1, "Tổ dân phố không rác", "Phường Hòa Mạc", "Kinh tế", "Mô hình", "Tập thể", 186),
    (2, "Đường hoa thay rác", "Phường Hoàng Đông", "Văn hoá – xã hội", "Mô hình", "Tập thể", None),
)
