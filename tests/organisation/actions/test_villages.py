from datetime import date, timedelta

import pytest
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.actions.villages import add_village, end_village
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Succession, Unit
from kheo.organisation.queries.units import units_of
from kheo.organisation.rules.registers import TURN
from tests.factories import DUY_TIEN, KIM_BANG, WARD, actor_for, make_account, make_locality, make_unit

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


@pytest.fixture
def ward():
    return make_locality(WARD)


@pytest.fixture
def office(ward):
    return actor_for(make_account("office", ward))


def refusals(action, *arguments, **fields):
    with pytest.raises(RefusedError) as refusal:
        action(*arguments, **fields)
    return [str(problem) for problem in refusal.value.problems]


def test_add_village_under_the_ward(office, ward):
    village = add_village(office, ward, ward.unit, " Tổ dân phố  Ninh Lão ", founded_on=DAY)
    assert (village.code, village.register, village.level) == (f"{WARD}.to-dan-pho-ninh-lao", "local", "village")
    [version] = units_of(ward, DAY)
    assert (version.name, version.type, version.valid_from, version.valid_to) == ("Tổ dân phố Ninh Lão", "tổ dân phố", DAY, None)
    assert units_of(ward, date(2026, 5, 31)) == []
    assert AuditRow.objects.get(action="village.add").details == {"code": village.code}


def test_a_village_of_an_old_ward_ended_with_it(ward):
    town = make_locality(DUY_TIEN)
    old = make_unit("gso2024-13324", "Phường Hòa Mạc", parent=town.unit)
    Unit.objects.filter(pk=old.pk).update(ended_on=TURN)
    old.versions.update(valid_to=TURN)
    old.refresh_from_db()
    village = add_village(actor_for(make_account("office", town)), town, old, "Tổ dân phố số 3")
    assert (village.founded_on, village.ended_on) == (None, TURN)
    assert [version.name for version in units_of(town, date(2024, 6, 1))] == ["Phường Hòa Mạc", "Tổ dân phố số 3"]


def test_words_follow_the_type_of_the_unit(office, ward):
    assert refusals(add_village, office, ward, ward.unit, "Thôn Ninh Lão", founded_on=DAY) == [
        (
            "Tên: Phường Duy Tiên có tổ dân phố, không có thôn (Điều 2 khoản 3, Điều 4 khoản 1 Nghị định 185/2026/NĐ-CP "
            "(chưa đối chiếu văn bản)). Nếu Hội đồng nhân dân cấp xã quyết định khác, ghi số nghị quyết vào ô «Căn cứ»."
        )
    ]
    village = add_village(office, ward, ward.unit, "Thôn Ninh Lão", founded_on=DAY, source="NQ 05/NQ-HĐND")
    assert village.versions.get().source == "NQ 05/NQ-HĐND"
    commune = make_locality("gso2025-13345", "Xã Minh Hoạ")
    theirs = actor_for(make_account("office", commune))
    assert add_village(theirs, commune, commune.unit, "Ấp 3", founded_on=DAY).versions.get().type == "ấp"
    assert refusals(add_village, theirs, commune, commune.unit, "Khu phố 3", founded_on=DAY)


def test_add_village_refuses_bad_names_twins_and_foreign_ground(office, ward):
    add_village(office, ward, ward.unit, "Tổ dân phố số 3")
    assert refusals(add_village, office, ward, ward.unit, "tổ dân phố số 3") == ["Tên: Đã có «tổ dân phố số 3» ở đây."]
    assert refusals(add_village, office, ward, ward.unit, "Tổ dân phố số 3.") == [
        f"Tên: Mã «{WARD}.to-dan-pho-so-3» đã dùng; thêm số hoặc chữ vào tên cho khác."
    ]
    assert refusals(add_village, office, ward, ward.unit, "Ninh Lão") == [
        "Tên: Tên phải bắt đầu bằng loại: Thôn, Xóm, Ấp, Bản, Tổ dân phố, Khu phố…"
    ]
    other = make_locality(KIM_BANG)
    assert refusals(add_village, office, ward, other.unit, "Tổ dân phố số 4") == [
        "Đơn vị: Chọn xã, phường, thị trấn hoặc đặc khu của địa phương."
    ]
    assert refusals(add_village, office, ward, ward.unit, f"Tổ dân phố {'a' * 120}") == ["Tên: Tên dài quá 120 chữ."]
    assert Unit.objects.filter(level="village").count() == 1


def test_add_village_needs_the_office_of_the_place(ward):
    stranger = actor_for(make_account("office", make_locality(KIM_BANG)))
    with pytest.raises(NotAllowedError):
        add_village(stranger, ward, ward.unit, "Tổ dân phố số 3")
    assert not Unit.objects.filter(level="village").exists()


def test_end_village_on_its_day_and_once(office, ward):
    village = add_village(office, ward, ward.unit, "Tổ dân phố số 3", founded_on=DAY)
    assert refusals(end_village, office, ward, village, DAY) == ["Ngày kết thúc: Phải sau ngày 01/06/2026."]
    last = date(2026, 9, 1)
    assert end_village(office, ward, village, last).ended_on == last
    assert [len(units_of(ward, day)) for day in (DAY, date(2026, 8, 31), last)] == [1, 1, 0]
    assert refusals(end_village, office, ward, village, date(2026, 10, 1)) == [
        "Ngày kết thúc: «Tổ dân phố số 3» đã kết thúc từ 01/09/2026."
    ]


def test_an_end_before_the_commune_or_years_away_is_a_day_mistyped(office, ward):
    village = add_village(office, ward, ward.unit, "Tổ dân phố số 3")
    Unit.objects.filter(pk=ward.unit.pk).update(founded_on=TURN)
    today = timezone.localdate()
    assert refusals(end_village, office, ward, village, TURN) == [
        f"Ngày kết thúc: Đơn vị cấp xã này có từ {TURN:%d/%m/%Y}; ghi ngày sau đó."
    ]
    far = today + timedelta(days=367)
    assert refusals(end_village, office, ward, village, far) == [
        f"Ngày kết thúc: Ngày {far:%d/%m/%Y} còn hơn một năm nữa; xem lại năm."
    ]
    assert end_village(office, ward, village, today + timedelta(days=366)).ended_on == today + timedelta(days=366)


def test_end_village_only_of_the_own_place(office, ward):
    other = make_locality("gso2025-13345", "Xã Minh Hoạ")
    theirs = add_village(actor_for(make_account("office", other)), other, other.unit, "Thôn Một")
    refused = ["Thôn, tổ dân phố: Chọn thôn, tổ dân phố của địa phương."]
    assert refusals(end_village, office, ward, theirs, DAY) == refused
    assert refusals(end_village, office, ward, ward.unit, DAY) == refused
    theirs.refresh_from_db()
    assert theirs.ended_on is None


def test_a_village_lives_within_the_days_of_its_commune(office, ward):
    Unit.objects.filter(pk=ward.unit.pk).update(founded_on=TURN, ended_on=date(2027, 1, 1))
    ward.unit.refresh_from_db()
    name = "Tổ dân phố số 3"
    assert refusals(add_village, office, ward, ward.unit, name, founded_on=date(2025, 6, 30)) == [
        "Từ ngày: Đơn vị cấp xã này có từ 01/07/2025."
    ]
    assert refusals(add_village, office, ward, ward.unit, name, founded_on=date(2027, 1, 1)) == [
        "Từ ngày: Đơn vị cấp xã này không còn từ 01/01/2027."
    ]
    assert not Unit.objects.filter(level="village").exists()


def test_a_village_that_was_joined_names_its_heirs_by_a_resolution(office, ward):
    old, one, two = (add_village(office, ward, ward.unit, f"Tổ dân phố số {number}") for number in (1, 2, 3))
    late = add_village(office, ward, ward.unit, "Tổ dân phố số 4", founded_on=date(2026, 9, 2))
    commune = make_locality("gso2025-13345", "Xã Minh Hoạ")
    theirs = add_village(actor_for(make_account("office", commune)), commune, commune.unit, "Thôn Một")
    day = date(2026, 9, 1)
    elsewhere = [f"Nơi tiếp nhận: Chọn nơi khác của {ward.name} đã có vào ngày 01/09/2026."]
    for heir in (old, late, theirs, ward.unit):
        assert refusals(end_village, office, ward, old, day, [heir], "NQ 12") == elsewhere
    assert refusals(end_village, office, ward, old, day, [one], " ") == ["Căn cứ: Ghi nghị quyết sắp xếp, sáp nhập."]
    assert refusals(end_village, office, ward, old, day, [], "a" * 201) == ["Căn cứ: Dài quá 200 ký tự."]
    assert Succession.objects.count() == 0
    end_village(office, ward, old, day, [one], " NQ 12/NQ-HĐND ")
    row = Succession.objects.get()
    assert (row.predecessor, row.successor, row.on, row.is_split, row.source) == (old, one, day, False, "NQ 12/NQ-HĐND")
    for early in (date(2026, 8, 31), day):
        assert refusals(end_village, office, ward, one, early, [two], "NQ 13") == [
            "Ngày kết thúc: «Tổ dân phố số 2» tiếp nhận nơi khác từ 01/09/2026; ghi kết thúc sau ngày ấy."
        ]
    end_village(office, ward, one, date(2026, 9, 3), [two, late], "NQ 13/NQ-HĐND")
    assert set(Succession.objects.filter(predecessor=one).values_list("successor", "is_split")) == {
        (two.pk, True), (late.pk, True),
    }  # fmt: skip
