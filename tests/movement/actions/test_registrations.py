from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.registering import register_initiative
from kheo.movement.actions.registrations import InitiativeContent, edit_registration, record_result
from kheo.movement.actions.steps import move_registration, recognise
from kheo.movement.models import Initiative, Registration, Result
from kheo.organisation.authority import COMMAND_LINE, NotAllowedError
from kheo.organisation.models import Body, Role
from tests import factories

CONTENT = InitiativeContent("Đường hoa  thay rác", "mo_hinh", "collective", "economy", way=" Bàn \n\n  Làm  \n")
DAY = date(2024, 3, 1)


@pytest.fixture
def registration(programme, wards):
    return factories.make_registration(programme, "Đường hoa", unit=wards["hoa_mac"], state="registered", holder="Hội Phụ nữ")


@pytest.fixture
def staff(place, wards):
    """Staff of the ward Hòa Mạc: its committee is a body of that ward."""
    factories.make_body(place, "hoa-mac", "Đảng uỷ phường Hòa Mạc", Body.Kind.PARTY, unit=wards["hoa_mac"])
    return factories.actor_for(factories.make_account(Role.UNIT_STAFF, place, body="hoa-mac"))


def said(refused):
    return [str(problem) for problem in refused.value.problems]


def test_editing_writes_the_story_and_raises_the_version(registration, office):
    changed = edit_registration(office, registration, replace(CONTENT, field="culture_society", leading_body=" Mặt trận "), 1)
    initiative = Initiative.objects.get()
    assert (initiative.title, initiative.folded, initiative.way) == ("Đường hoa thay rác", "duong hoa thay rac", "Bàn\n\nLàm")
    assert (changed.version, changed.field.key, changed.leading_body) == (2, "culture_society", "Mặt trận")


def test_everything_wrong_with_the_content_is_told(registration, office):
    wrong = InitiativeContent(" ", "khac", "ai", "khong-co", holder="a" * 201, leading_body="b" * 201)
    with pytest.raises(RefusedError) as refused:
        edit_registration(office, registration, wrong, 1)
    assert said(refused) == [
        "Tập thể, cá nhân thực hiện: Dài quá 200 ký tự; viết gọn lại.",
        "Chủ trì: Dài quá 200 ký tự; viết gọn lại.",
        "Tên: Ghi tên mô hình, điển hình.",
        "Loại: Chọn mô hình hoặc điển hình.",
        "Đối tượng: Chọn tập thể, cá nhân hoặc hộ gia đình.",
        "Lĩnh vực: Chọn một lĩnh vực của chương trình.",
    ]
    assert Initiative.objects.get().title == "Đường hoa"


def test_a_field_of_another_programme_is_no_field(registration, office, elsewhere):
    other = factories.make_programme(elsewhere)
    other.fields.create(key="rieng", label="Riêng", order=9)
    with pytest.raises(RefusedError) as refused:
        edit_registration(office, registration, replace(CONTENT, field="rieng"), 1)
    assert said(refused) == ["Lĩnh vực: Chọn một lĩnh vực của chương trình."]


def test_the_second_of_two_editors_is_told(registration, office):
    edit_registration(office, registration, CONTENT, 1)
    with pytest.raises(RefusedError) as refused:
        edit_registration(office, registration, replace(CONTENT, title="Khác"), 1)
    assert said(refused)[0].startswith("Người khác vừa sửa mục này")
    assert Initiative.objects.get().title == "Đường hoa thay rác"


def test_a_name_of_another_initiative_of_the_unit_is_refused(registration, office, programme, wards):
    factories.make_registration(programme, "Đường hoa thay rác", unit=wards["hoa_mac"])
    with pytest.raises(RefusedError) as refused:
        edit_registration(office, registration, CONTENT, 1)
    assert said(refused) == ["Tên: Nơi này đã có một mô hình trùng tên; đặt tên khác hoặc sửa mô hình ấy."]
    other = factories.make_registration(programme, "Khác", unit=wards["hoang_dong"])
    assert edit_registration(office, other, CONTENT, 1).version == 2


def test_what_a_certificate_prints_is_not_edited(registration, office):
    Registration.objects.update(state="recognised")
    with pytest.raises(RefusedError) as refused:
        edit_registration(office, registration, replace(CONTENT, holder="Khác"), 1)
    assert said(refused) == [
        f"{name}: Đã in trên giấy chứng nhận; muốn sửa thì đính chính giấy chứng nhận."
        for name in ("Tên", "Tập thể, cá nhân thực hiện")
    ]
    story = replace(CONTENT, title="Đường hoa", holder="Hội Phụ nữ", outcome="Sạch")
    edit_registration(office, registration, story, 1)
    assert Initiative.objects.get().outcome == "Sạch"


def test_staff_edit_only_what_is_their_units(registration, staff, programme, wards, place):
    assert edit_registration(staff, registration, CONTENT, 1).version == 2
    other = factories.make_registration(programme, unit=wards["hoang_dong"])
    school = factories.make_body(place, "truong", "Trường", Body.Kind.SCHOOL, unit=wards["hoa_mac"])
    of_the_school = factories.make_registration(programme, unit=wards["hoa_mac"], body=school)
    for one in (other, of_the_school):
        with pytest.raises(NotAllowedError):
            edit_registration(staff, one, CONTENT, 1)
        with pytest.raises(NotAllowedError):
            record_result(staff, one, "dong", Decimal(1), DAY)
    with pytest.raises(NotAllowedError):
        move_registration(staff, registration, "start", 2)


def test_the_office_of_another_locality_touches_nothing(registration, stranger):
    for act in (
        lambda: edit_registration(stranger, registration, CONTENT, 1),
        lambda: record_result(stranger, registration, "dong", Decimal(1), DAY),
        lambda: move_registration(stranger, registration, "start", 1),
        lambda: recognise(stranger, registration),
    ):
        with pytest.raises(NotAllowedError):
            act()
    registration.refresh_from_db()
    assert (registration.state, registration.version, Result.objects.count()) == ("registered", 1, 0)


def test_a_newer_result_is_a_new_row(registration, office):
    record_result(office, registration, "households", Decimal(100), DAY)
    record_result(office, registration, "households", Decimal(186), date(2024, 12, 1), " đếm lại ")
    assert list(Result.objects.values_list("value", "note")) == [(Decimal(186), "đếm lại"), (Decimal(100), "")]


def test_a_wrong_result_is_told_in_full(registration, office):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(RefusedError) as refused:
        record_result(office, registration, "cay_so", Decimal(-1), tomorrow, "a" * 201)
    assert said(refused) == [
        "Giá trị: Kết quả không thể nhỏ hơn 0; nhập lại số.",
        "Tính đến ngày: Ngày của kết quả ở sau hôm nay; ghi ngày đã đo, đếm được.",
        "Đơn vị đo: Chọn một trong các đơn vị đo có sẵn.",
        "Ghi chú: Ghi chú dài quá 200 ký tự; viết gọn lại.",
    ]
    assert Result.objects.count() == 0


def test_steps_follow_the_table(registration, office):
    version = 1
    for step, state in (
        ("start", "running"),
        ("assess", "in_assessment"),
        ("return", "running"),
        ("assess", "in_assessment"),
        ("decline", "not_recognised"),
        ("reconsider", "in_assessment"),
    ):
        moved = move_registration(office, registration, step, version)
        version = moved.version
        assert moved.state == state
    taken = [f"registration.{step}" for step in ("start", "assess", "return", "assess", "decline", "reconsider")]
    assert list(AuditRow.objects.order_by("pk").values_list("action", flat=True)) == taken


def test_stopping_needs_its_reason_and_going_on_forgets_it(registration, office):
    for reason in ("", "  ", "a" * 301):
        with pytest.raises(RefusedError) as refused:
            move_registration(office, registration, "stop", 1, reason)
        assert said(refused) == ["Lý do: Ghi lý do dừng, nhiều nhất 300 ký tự."]
    stopped = move_registration(office, registration, "stop", 1, " thiếu người ")
    assert (stopped.state, stopped.stopped_reason) == ("stopped", "thiếu người")
    resumed = move_registration(office, registration, "resume", 2)
    assert (resumed.state, resumed.stopped_reason) == ("running", "")


def test_a_step_that_the_table_does_not_know_from_here_is_refused(registration, office):
    with pytest.raises(RefusedError) as refused:
        move_registration(office, registration, "decline", 1)
    assert said(refused)[0].startswith("Không thể kết thúc, không công nhận: hồ sơ đang ở bước «đã nhận đăng ký»")
    for step in ("recognise", "nhảy"):
        with pytest.raises(RefusedError) as refused:
            move_registration(office, registration, step, 1)
        assert said(refused) == ["Bước này không làm ở đây; việc công nhận theo quyết định đã ký."]


def test_two_who_step_at_once_step_once(registration, office):
    move_registration(office, registration, "start", 1)
    with pytest.raises(RefusedError) as refused:
        move_registration(office, registration, "start", 1)
    assert said(refused)[0].startswith("Người khác vừa sửa mục này")


def test_recognising_comes_after_assessment_and_is_the_decisions_authority(registration, office, place):
    with pytest.raises(RefusedError):
        recognise(office, registration)
    Registration.objects.update(state="in_assessment")
    leader = factories.actor_for(factories.make_account(Role.LEADER, place))
    with pytest.raises(NotAllowedError):
        recognise(leader, registration)
    assert recognise(office, registration).state == "recognised"


def test_one_initiative_is_registered_by_hand(programme, office, wards):
    made = register_initiative(office, programme, wards["hoa_mac"], CONTENT, DAY)
    assert (made.state, made.registered_on, made.initiative.title) == ("registered", DAY, "Đường hoa thay rác")
    with pytest.raises(RefusedError) as refused:
        register_initiative(office, programme, wards["hoa_mac"], replace(CONTENT, title="DUONG HOA THAY RAC"), DAY)
    assert said(refused) == ["Tên: Mô hình này đã có trong chương trình năm nay."]


def test_carrying_on_next_year_is_a_new_registration_of_the_same_initiative(programme, office, wards, place):
    first = register_initiative(office, programme, wards["hoa_mac"], CONTENT, DAY)
    following = factories.make_programme(place, 2025)
    second = register_initiative(office, following, wards["hoa_mac"], CONTENT, date(2025, 3, 1))
    assert (second.initiative, Registration.objects.count()) == (first.initiative, 2)


def test_a_body_registers_under_its_own_name(programme, place, wards):
    school = factories.make_body(place, "truong", "Trường", Body.Kind.SCHOOL, unit=wards["hoa_mac"])
    staff = factories.actor_for(factories.make_account(Role.UNIT_STAFF, place, body="truong"))
    made = register_initiative(staff, programme, school, CONTENT, DAY)
    assert (made.initiative.body, made.initiative.unit) == (school, wards["hoa_mac"])
    with pytest.raises(NotAllowedError):
        register_initiative(staff, programme, wards["hoang_dong"], CONTENT, DAY)


def test_what_is_not_of_the_locality_does_not_register(programme, office, wards, elsewhere):
    their_body, later_ward = factories.body_of(elsewhere, "mttq"), wards["duy_tien"]
    for place in (their_body, later_ward):
        with pytest.raises(RefusedError) as refused:
            register_initiative(office, programme, place, CONTENT, timezone.localdate() + timedelta(days=1))
        assert said(refused) == [
            "Ngày đăng ký: Ngày đăng ký ở sau hôm nay; ghi ngày đã nhận đăng ký.",
            "Đơn vị: Đơn vị này không thuộc Thị xã Duy Tiên trong năm 2024.",
        ]
    assert Initiative.objects.count() == 0


def test_a_closed_programme_registers_nothing(programme, wards):
    programme.state = "closed"
    programme.save()
    with pytest.raises(RefusedError) as refused:
        register_initiative(COMMAND_LINE, programme, wards["hoa_mac"], CONTENT, DAY)
    assert said(refused) == ["Chương trình đã đóng, không nhận đăng ký nữa. Mở lại chương trình rồi đăng ký."]
