import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.changes import Why
from kheo.movement.actions.quotas import set_quotas
from kheo.movement.models import ProgrammeChange, Submission
from kheo.movement.queries.quotas import own_quotas, standings
from kheo.movement.rules.rounds import Asked
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Body, Role
from tests import factories


@pytest.fixture
def school(place):
    return factories.make_body(place, "truong", "Trường THCS", Body.Kind.SCHOOL)


@pytest.fixture
def keys(wards, school):
    return {"hoa_mac": f"u{wards['hoa_mac'].pk}", "hoang_dong": f"u{wards['hoang_dong'].pk}", "school": f"b{school.pk}"}


def own(least=None, most=None):
    return Asked(least, most, is_own=True)


def test_single_places_get_numbers_of_their_own_and_lose_them(programme, office, keys):
    set_quotas(office, programme, {keys["hoa_mac"]: own(1, 3), keys["school"]: own(None, 2), keys["hoang_dong"]: own()})
    assert own_quotas(programme) == {keys["hoa_mac"]: own(1, 3), keys["school"]: own(0, 2)}
    assert AuditRow.objects.get().details == {"own": 2}
    set_quotas(office, programme, {keys["hoang_dong"]: own(0, 0)})
    assert own_quotas(programme) == {keys["hoang_dong"]: own(0, 0)}
    assert ProgrammeChange.objects.count() == 0


def test_under_way_a_number_is_changed_with_a_reason(programme, office, keys):
    factories.make_registration(programme)
    with pytest.raises(RefusedError):
        set_quotas(office, programme, {keys["school"]: own(1)})
    assert own_quotas(programme) == {}
    set_quotas(office, programme, {keys["school"]: own(1)}, Why("Trường mới"))
    assert ProgrammeChange.objects.get().changes == [["số lượng của Trường THCS", "", "ít nhất 1"]]


def test_numbers_that_cannot_be_and_places_of_others(programme, office, keys, elsewhere):
    theirs = factories.body_of(elsewhere, "mttq")
    wanted = {keys["hoa_mac"]: own(3, 2), keys["school"]: own(501), f"b{theirs.pk}": own(1), "x1": own(1), "u": own(1)}
    with pytest.raises(RefusedError) as refused:
        set_quotas(office, programme, wanted)
    strange = "Một đơn vị được giao số lượng không thuộc Thị xã Duy Tiên trong năm 2024."
    assert [str(one) for one in refused.value.problems] == [
        "Phường Hòa Mạc: Nhiều nhất (2) nhỏ hơn ít nhất (3); sửa một trong hai.",
        "Trường THCS: Ghi từ 0 đến 500, hoặc để trống.",
        *[strange] * 3,
    ]


def test_who_may(programme, stranger, place):
    for actor in (stranger, factories.actor_for(factories.make_account(Role.UNIT_STAFF, place))):
        with pytest.raises(NotAllowedError):
            set_quotas(actor, programme, {})


def test_what_each_place_is_asked_handed_in_and_lacks(programme, office, keys, wards, school, place):
    programme.least_each, programme.most_each = 2, 3
    programme.save()
    with CaptureQueriesContext(connection) as few:
        assert [row.asked for row in standings(programme)] == [Asked(2, 3)] * 4
    set_quotas(office, programme, {keys["school"]: own(4, 4)})
    hoa_mac, hoang_dong = wards["hoa_mac"], wards["hoang_dong"]
    factories.make_registration(programme, unit=hoa_mac, state="recognised")
    factories.make_registration(programme, unit=hoa_mac, state="stopped")
    factories.make_registration(programme, unit=place.unit, body=school, state="running")
    for state in ("draft", "submitted", "submitted", "returned", "withdrawn", "declined"):
        Submission.objects.create(programme=programme, unit=place.unit, body=school, state=state)
    for number in range(4):
        Submission.objects.create(programme=programme, unit=hoang_dong, state="submitted" if number else "accepted")
    for _number in range(4):
        factories.make_registration(programme, unit=hoang_dong)
    ubnd = factories.body_of(place, "ubnd")
    factories.make_registration(programme, unit=place.unit, body=ubnd)
    elsewhere = factories.make_programme(place, 2023)
    factories.make_registration(elsewhere, unit=hoa_mac)
    told = {row.name: row for row in standings(programme)}
    assert {name: (row.asked.in_words(), row.handed, row.accepted, row.missing, row.over) for name, row in told.items()} == {
        "Phường Hoàng Đông": ("từ 2 đến 3", 7, 4, 0, 4),
        "Phường Hòa Mạc": ("từ 2 đến 3", 1, 1, 1, 0),
        "Trường THCS": ("4", 3, 1, 1, 0),
        "Uỷ ban Mặt trận Tổ quốc Duy Tiên": ("từ 2 đến 3", 0, 0, 2, 0),
        "Uỷ ban nhân dân Duy Tiên": ("", 1, 1, 0, 0),
    }
    with CaptureQueriesContext(connection) as many:
        standings(programme)
    assert len(many) == len(few)
