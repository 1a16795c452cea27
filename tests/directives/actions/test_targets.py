from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from kheo.conference.models import ConclusionOwner, ConclusionPoint
from kheo.directives.actions.targets import edit_target, read_target, remove_target, set_target
from kheo.directives.models import Target, TargetReading
from kheo.directives.queries.places import Place, place_of_body, places_offered
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Body, Notice
from tests.conference.stage import make_conference
from tests.directives.scene import wrong
from tests.factories import make_programme

FIGURE = "initiatives.recognised"


def last_row():
    return AuditRow.objects.order_by("-pk").first()


def test_a_target_is_set_for_its_owner_who_is_told(work):
    made = work.target(requirement=work.scene.requirement())
    assert (made.title, made.value, made.measure, made.direction, made.version) == (
        "Tổ dân phố có tổ dân vận", Decimal(15), "tổ", "at_least", 1,
    )  # fmt: skip
    assert last_row().details == {"year": work.today.year, "owner": work.ward().unit.code, "figure": ""}
    told = Notice.objects.get(subject="Chỉ tiêu mới: Tổ dân phố có tổ dân vận")
    assert told.text == f"ít nhất 15 tổ, đến 31/12/{work.today.year}."
    assert told.path == f"/{work.scene.locality.code}/chi-tieu/{made.pk}/"


def test_everything_wrong_with_a_target_is_said_at_once(work, there):
    content = work.target_content(
        title="", direction="about", figure="khong.co", value=Decimal("1.5"), requirement=there.requirement()
    )
    with pytest.raises(RefusedError) as refusal:
        set_target(work.office, work.scene.locality, work.today.year, content, Place(there.wards[0]))
    assert wrong(refusal) == [
        "Chỉ tiêu: Ghi chỉ tiêu bằng một câu.",
        "Chiều: Chọn «ít nhất» hoặc «không quá».",
        f"Nơi chịu trách nhiệm: Đơn vị này không thuộc {work.scene.locality.name}; chọn trong danh sách.",
        "Lấy từ số liệu trong sổ: Sổ không có số liệu này; chọn trong danh sách.",
        "Con số phải đạt: Số liệu trong sổ là số nguyên; ghi chỉ tiêu bằng số nguyên.",
        "Theo yêu cầu: Yêu cầu này thuộc văn bản của địa phương khác.",
    ]
    assert Target.objects.count() == 0


def test_a_board_of_the_people_is_set_no_target(work):
    place = work.scene.locality
    told = {"kind": Body.Kind.COMMUNITY, "locality": place, "unit": place.unit}
    board = Body.objects.create(code=f"{place.code}/ban-thanh-tra-nhan-dan", name="Ban Thanh tra nhân dân", **told)
    keys = {key for _label, choices in places_offered(place, work.today) for key, _name in choices}
    assert (f"b{board.pk}" in keys, f"b{work.scene.body('mttq').pk}" in keys) == (False, True)
    with pytest.raises(RefusedError, match="Nơi chịu trách nhiệm: Ban Thanh tra nhân dân do Uỷ ban Mặt trận"):
        set_target(work.office, place, work.today.year, work.target_content(), place_of_body(board))


def test_a_target_changes_with_its_version(work):
    made = work.target()
    owner = Place(work.body.unit, work.body)
    changed = edit_target(work.office, made, work.target_content(value=Decimal(20), direction="at_most"), owner, 1)
    assert (changed.value, changed.direction, changed.body, changed.version) == (Decimal(20), "at_most", work.body, 2)
    assert last_row().details == {"version": 2, "owner": work.body.code}
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        edit_target(work.office, made, work.target_content(), owner, 1)


def test_a_target_keeps_an_owner_that_ended_and_takes_no_new_one(work):
    made = work.target(due_on=date(work.today.year, 6, 30))
    first, second = work.scene.wards
    for ward in (first, second):
        ward.ended_on = date(2020, 1, 1)
        ward.save()
    edit_target(work.office, made, work.target_content(title="Lời khác"), Place(first), 1)
    with pytest.raises(RefusedError) as refusal:
        edit_target(work.office, made, work.target_content(), Place(second), 2)
    assert wrong(refusal) == [
        "Nơi chịu trách nhiệm: «Phường Đồng Văn» chỉ còn đến hết 31/12/2019; chọn nơi kế tiếp, hoặc xem lại ngày."
    ]


def test_a_reading_has_its_day_and_source(work):
    made = work.target()
    reading = read_target(work.scene.staff, made, Decimal("4.5"), work.today, " Báo cáo  quý ")
    assert (reading.value, reading.on, reading.source) == (Decimal("4.5"), work.today, "Báo cáo quý")
    assert last_row().details == {"reading": reading.pk, "value": "4.5", "on": work.today.isoformat()}


@pytest.mark.parametrize("value", ["NaN", "-1", "0.001"])
def test_a_reading_that_is_no_number_is_refused(work, value):
    with pytest.raises(RefusedError):
        read_target(work.office, work.target(), Decimal(value), work.today, "Báo cáo")
    assert TargetReading.objects.count() == 0


def test_the_same_reading_twice_is_refused_another_of_the_day_is_not(work):
    made = work.target()
    read_target(work.office, made, Decimal(4), work.today, "Báo cáo")
    with pytest.raises(RefusedError) as refusal:
        read_target(work.office, made, Decimal("4.00"), work.today, "Báo cáo")
    assert wrong(refusal) == [f"Con số: Ngày {work.today:%d/%m/%Y} đã ghi đúng con số này."]
    read_target(work.office, made, Decimal(5), work.today, "Đếm lại")
    with pytest.raises(RefusedError) as refusal:
        read_target(work.office, made, Decimal(6), work.today + timedelta(days=1), "")
    assert len(wrong(refusal)) == 2


def test_a_bound_target_takes_no_typed_reading(work):
    made = work.target(figure=FIGURE)
    with pytest.raises(RefusedError) as refusal:
        read_target(work.office, made, Decimal(4), work.today, "Báo cáo")
    assert wrong(refusal) == [
        (
            "Con số: Chỉ tiêu này lấy số trong sổ («mô hình, điển hình được công nhận»), không ghi tay. "
            "Sổ thiếu thì bổ sung hồ sơ, con số tự đổi theo."
        )
    ]


def test_a_target_with_typed_readings_is_not_bound_afterwards(work):
    made = work.target()
    edit_target(work.office, made, work.target_content(figure=FIGURE), work.ward(), 1)
    edit_target(work.office, made, work.target_content(), work.ward(), 2)
    read_target(work.office, made, Decimal(4), work.today, "Báo cáo")
    with pytest.raises(RefusedError) as refusal:
        edit_target(work.office, made, work.target_content(figure=FIGURE), work.ward(), 3)
    assert wrong(refusal) == [
        "Lấy từ số liệu trong sổ: Chỉ tiêu này đã có số ghi tay; lập chỉ tiêu mới nếu từ nay lấy số trong sổ."
    ]


def test_a_target_set_by_mistake_is_taken_away_with_a_row_in_the_trail(work):
    made = work.target()
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        remove_target(work.office, made, 7)
    remove_target(work.office, made, 1)
    assert Target.objects.count() == 0
    assert (last_row().action, last_row().subject_id) == ("target.remove", str(made.pk))


def test_a_target_that_was_read_or_concluded_stays(work):
    made, concluded = work.target(), work.target(title="Theo kết luận")
    read_target(work.office, made, Decimal(4), work.today, "Báo cáo")
    with pytest.raises(RefusedError, match="đã có số đo"):
        remove_target(work.office, made, 1)
    conference = make_conference(make_programme(work.scene.locality, timezone.localdate().year))
    point = ConclusionPoint.objects.create(conference=conference, order=1, text="Làm tiếp")
    ConclusionOwner.objects.create(point=point, unit=concluded.unit, target=concluded)
    before = AuditRow.objects.count()
    with pytest.raises(RefusedError, match="nằm trong kết luận hội nghị"):
        remove_target(work.office, concluded, 1)
    assert Target.objects.count() == 2
    assert AuditRow.objects.count() == before


def test_staff_read_their_own_targets_and_set_none(work):
    made = work.target(work.ward(1))
    with pytest.raises(NotAllowedError):
        read_target(work.scene.staff, made, Decimal(4), work.today, "Báo cáo")
    own = work.target(Place(work.scene.body("mttq").unit, work.scene.body("mttq")), title="Của Mặt trận")
    read_target(work.scene.front, own, Decimal(4), work.today, "Báo cáo")
    for act in (
        lambda: set_target(work.scene.staff, work.scene.locality, 2026, work.target_content(), work.ward()),
        lambda: edit_target(work.scene.staff, made, work.target_content(), work.ward(), 1),
        lambda: remove_target(work.scene.staff, made, 1),
    ):
        with pytest.raises(NotAllowedError):
            act()


def test_the_office_next_door_reads_nothing_here(work, there):
    with pytest.raises(NotAllowedError):
        read_target(there.office, work.target(), Decimal(4), work.today, "Báo cáo")


def test_a_target_taken_away_meanwhile_is_told(work):
    made = work.target()
    Target.objects.all().delete()
    with pytest.raises(RefusedError, match="vừa bỏ chỉ tiêu này"):
        read_target(work.office, made, Decimal(3), work.today, "Báo cáo của phường")
    with pytest.raises(RefusedError, match="vừa bỏ chỉ tiêu này"):
        remove_target(work.office, made, 1)
