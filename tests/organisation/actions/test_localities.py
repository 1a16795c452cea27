from datetime import date

import pytest

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.actions.localities import open_locality, open_with_office
from kheo.organisation.authority import COMMAND_LINE, NotAllowedError
from kheo.organisation.models import Account, Body, Locality, Unit
from tests.factories import WARD, actor_for, make_account, make_locality, make_unit

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


@pytest.fixture
def ward():
    province = make_unit("gso2025-37", "Tỉnh Ninh Bình", Unit.Level.PROVINCE, make_unit("vn", "Việt Nam", Unit.Level.COUNTRY))
    return make_unit(WARD, "Phường Duy Tiên", parent=province)


def refused(unit):
    with pytest.raises(RefusedError) as refusal:
        open_locality(COMMAND_LINE, unit, DAY)
    return [str(problem) for problem in refusal.value.problems]


def test_a_locality_bears_the_names_of_the_day(ward):
    opened = open_locality(COMMAND_LINE, ward, DAY)
    assert (opened.code, opened.name, opened.wider_name, opened.illustrative) == (
        WARD,
        "Phường Duy Tiên",
        "tỉnh Ninh Bình",
        False,
    )
    assert AuditRow.objects.get(action="locality.open").details == {"code": WARD}


def test_a_province_has_nothing_wider(ward):
    province = Unit.objects.get(code="gso2025-37")
    assert open_locality(COMMAND_LINE, province, DAY).wider_name == ""


def test_a_unit_that_no_list_names_opens_no_locality():
    nameless = Unit.objects.create(code="gso2024-26929", register=Unit.Register.GSO2024, level=Unit.Level.COMMUNE)
    assert refused(nameless) == ["gso2024-26929: Không danh mục nào cho tên đơn vị này; mở địa phương cho đơn vị kế thừa nó."]
    assert not Locality.objects.exists()


@pytest.mark.parametrize("level", [Unit.Level.COUNTRY, Unit.Level.VILLAGE])
def test_neither_the_country_nor_a_village_is_a_locality(level):
    assert refused(make_unit("gso2025-99999", "Thôn Một", level)) == [
        "gso2025-99999: Chỉ mở địa phương cho tỉnh, huyện cũ, xã, phường, đặc khu."
    ]


def test_a_locality_opens_once(ward):
    open_locality(COMMAND_LINE, ward, DAY)
    assert refused(ward) == [f"{WARD}: Địa phương này đã mở."]
    assert Locality.objects.count() == 1


def test_an_office_opens_no_locality(ward):
    with pytest.raises(NotAllowedError):
        open_locality(actor_for(make_account("office", make_locality("gso2025-13345"))), ward, DAY)
    assert not Locality.objects.filter(code=WARD).exists()


def test_a_locality_opens_with_its_bodies_and_one_account_or_not_at_all(ward):
    first = open_with_office(COMMAND_LINE, ward, DAY, "Cán bộ minh hoạ", "van-phong")
    assert (first.locality.code, first.office.account.username) == (WARD, "van-phong")
    assert {body.locality_id for body in first.bodies} == {first.locality.pk}
    assert Body.Kind.COMMITTEE in {body.kind for body in first.bodies}
    assert "phường Duy Tiên" in next(body.name for body in first.bodies if body.kind == Body.Kind.COMMITTEE)
    assert set(Body.objects.filter(locality=None).values_list("kind", flat=True)) == {Body.Kind.CENTRAL}
    with pytest.raises(RefusedError):
        open_with_office(COMMAND_LINE, Unit.objects.get(code="gso2025-37"), DAY, "Cán bộ minh hoạ", "van-phong")
    assert (Locality.objects.count(), Account.objects.count()) == (1, 1)


def test_without_the_country_there_are_no_central_bodies():
    opened = open_locality(COMMAND_LINE, make_unit(WARD, "Phường Duy Tiên"), DAY)
    assert (opened.wider_name, Body.objects.filter(kind=Body.Kind.CENTRAL).count()) == ("", 0)
