"""One person is one head; guests from elsewhere by title; the honoured in one act; answers by their own unit."""

import pytest

from kheo.conference.actions.guests import (
    GuestContent,
    answer_invitation,
    invite_guest,
    invite_honoured,
    invite_positions,
    mark_attendance,
    mark_present,
    regroup_guest,
    remove_guest,
)
from kheo.conference.actions.invitations import send_invitations
from kheo.conference.models import Capacity, Guest
from kheo.foundation.audit.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Body, Notice, Person, Role
from tests import factories
from tests.conference.scene import DAY, decided, make_scene


def wrong(refusal):
    return [str(problem) for problem in refusal.value.problems]


def titles(guest):
    return list(guest.capacities.order_by("order").values_list("title", flat=True))


def test_one_person_with_several_positions_is_one_head_with_several_capacities(scene):
    person = Person.objects.create(locality=scene.locality, name="Cá nhân 01")
    chair = scene.position("Chủ tịch", "hdnd", person)
    deputy = scene.position("Phó Bí thư", "thi-uy", person)
    heads = invite_positions(scene.office, scene.conference, "", [chair, deputy])
    assert [(head.person, head.group) for head in heads] == [(person, "leaders")]
    assert titles(heads[0]) == ["Phó Bí thư Cấp uỷ Duy Tiên", "Chủ tịch Hội đồng nhân dân Duy Tiên"]
    assert Guest.objects.count() == 1


def test_a_further_position_of_an_invited_person_adds_a_capacity_and_no_head(scene):
    first = scene.invited("Chủ tịch", "hdnd")
    second = scene.position("Trưởng ban", "bcd-dvk", first.person)
    again = invite_positions(scene.office, scene.conference, "committee", [second])
    assert [(head.pk, head.version) for head in again] == [(first.pk, 2)]
    assert len(titles(first)) == 2
    invite_positions(scene.office, scene.conference, "", [second])
    assert len(titles(first)) == 2
    assert Guest.objects.get().group == "leaders"


def test_positions_sit_where_their_body_sits(scene):
    for title, body in (("Chủ tịch", "ubnd"), ("Trưởng ban", "bcd-dvk"), ("Chủ tịch", scene.ward_body())):
        scene.invited(title, body)
    school = factories.make_body(scene.locality, "thcs", "Trường Trung học cơ sở", Body.Kind.SCHOOL)
    scene.invited("Hiệu trưởng", school)
    assert list(Guest.objects.order_by("order").values_list("group", flat=True)) == [
        "leaders",
        "committee",
        "grassroots",
        "agencies",
    ]


def test_positions_not_held_on_the_day_or_next_door_are_refused_by_name(scene):
    neighbour = make_scene(factories.KIM_BANG)
    gone = scene.position("Phó Chủ tịch", valid_to=DAY)
    other = neighbour.position("Chủ tịch nơi khác")
    with pytest.raises(RefusedError) as refusal:
        invite_positions(scene.office, scene.conference, "nowhere", [gone, other])
    assert wrong(refusal) == [
        "Nhóm: Chọn một nhóm trong danh sách.",
        "Phó Chủ tịch: Chức vụ này không còn hoặc chưa có người giữ vào ngày 08/01/2025; bỏ chọn.",
        "Chủ tịch nơi khác: Chức vụ này không còn hoặc chưa có người giữ vào ngày 08/01/2025; bỏ chọn.",
    ]
    with pytest.raises(RefusedError, match="Chưa chọn chức vụ nào"):
        invite_positions(scene.office, scene.conference, "", [])
    assert Guest.objects.count() == 0


def test_a_superior_is_invited_by_title_and_never_twice(scene):
    guest = scene.superior("Phó  Trưởng Ban Dân vận Tỉnh uỷ")
    assert (guest.label, titles(guest)) == ("Phó Trưởng Ban Dân vận Tỉnh uỷ", ["Phó Trưởng Ban Dân vận Tỉnh uỷ"])
    with pytest.raises(RefusedError, match="đã có trong danh sách mời của đơn vị này"):
        scene.superior("phó trưởng ban dân vận tỉnh ủy")


def test_a_guest_from_elsewhere_is_checked_whole(scene):
    neighbour = make_scene(factories.KIM_BANG)
    content = GuestContent("agencies", neighbour.ward, "", ("x" * 201, *"abcdef"), neighbour.body("ubnd"))
    with pytest.raises(RefusedError) as refusal:
        invite_guest(scene.office, scene.conference, content)
    assert wrong(refusal) == [
        "Tên khách mời: Dài 201 ký tự, nhiều nhất 200; viết gọn lại.",
        "Chức vụ: Dài 201 ký tự, nhiều nhất 200; viết gọn lại.",
        "Chức vụ: Nhiều nhất 6 chức vụ.",
        "Đơn vị: Cơ quan này của địa phương khác.",
        "Đơn vị: Đơn vị này không thuộc địa phương; khách ngoài địa phương xếp vào «đại biểu cấp trên».",
    ]
    with pytest.raises(RefusedError) as refusal:
        invite_guest(scene.office, scene.conference, GuestContent("x", scene.ward, " "))
    assert wrong(refusal) == ["Tên khách mời: Chưa ghi mục này.", "Nhóm: Chọn một nhóm trong danh sách."]


def test_the_honoured_come_in_one_act_each_once(scene):
    neighbour = make_scene(factories.KIM_BANG)
    decided(neighbour, ("Tập thể nơi khác", neighbour.ward))
    decided(scene, ("Tập thể 01", scene.ward), ("Tập thể 02", scene.ward))
    decided(scene, ("tập thể 01", scene.ward), ("Tập thể 01", scene.other), kind="commendation")
    decided(scene, ("Tập thể dự thảo", scene.ward), kind="outstanding", state="draft")
    decided(scene, ("Tập thể đề nghị", scene.ward), kind="proposal")
    made = invite_honoured(scene.office, scene.conference)
    assert [(guest.label, guest.unit, guest.group, guest.order) for guest in made] == [
        ("tập thể 01", scene.ward, "honoured", 1),
        ("Tập thể 01", scene.other, "honoured", 2),
        ("Tập thể 02", scene.ward, "honoured", 3),
    ]
    with pytest.raises(RefusedError, match="Mọi tập thể, cá nhân trong các quyết định đã ban hành đều có"):
        invite_honoured(scene.office, scene.conference)


def test_the_unit_itself_answers_and_a_stand_in_needs_a_position(scene):
    guest = scene.invited_ward()
    with pytest.raises(RefusedError, match="Ghi chức vụ người dự thay"):
        answer_invitation(scene.staff, guest, "substitute", " ", 1)
    answered = answer_invitation(scene.staff, guest, "substitute", " Phó  Chủ tịch ", 1)
    assert (answered.answer, answered.stand_in, answered.version) == ("substitute", "Phó Chủ tịch", 2)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        answer_invitation(scene.staff, guest, "yes", "", 1)
    answered = answer_invitation(scene.office, guest, "no", "Ai đó", 2)
    assert (answered.answer, answered.stand_in) == ("no", "")
    with pytest.raises(RefusedError) as refusal:
        answer_invitation(scene.office, guest, "none", "", 3)
    assert wrong(refusal) == ["Trả lời: Chọn một trong ba: sẽ dự, cử người dự thay, xin vắng."]
    with pytest.raises(RefusedError, match="Dài 201 ký tự"):
        answer_invitation(scene.office, guest, "substitute", "x" * 201, 3)


def test_nobody_answers_for_another_unit(scene):
    elsewhere, leader, superior = scene.invited_ward(scene.other), scene.invited(), scene.superior()
    for guest in (elsewhere, leader, superior):
        with pytest.raises(NotAllowedError):
            answer_invitation(scene.staff, guest, "yes", "", 1)
    of_body = factories.actor_for(factories.make_account(Role.UNIT_STAFF, scene.locality, body="ubnd"))
    assert answer_invitation(of_body, leader, "yes", "", 1).answer == "yes"
    with pytest.raises(NotAllowedError):
        answer_invitation(of_body, superior, "yes", "", 1)
    assert answer_invitation(scene.office, superior, "yes", "", 1).answer == "yes"


def test_the_roll_knows_the_stand_in_of_the_answer(scene):
    guest = scene.invited_ward()
    answer_invitation(scene.office, guest, "substitute", "Phó Chủ tịch", 1)
    marked = mark_attendance(scene.office, guest, "substitute", "", 2)
    assert (marked.attendance, marked.stand_in) == ("substitute", "Phó Chủ tịch")
    marked = mark_attendance(scene.office, guest, "substitute", "Văn phòng", 3)
    assert marked.stand_in == "Văn phòng"
    marked = mark_attendance(scene.office, guest, "present", "", 4)
    assert (marked.attendance, marked.stand_in) == ("present", "Văn phòng")
    with pytest.raises(NotAllowedError):
        mark_attendance(scene.staff, guest, "absent", "", 5)


def test_a_mark_is_one_of_four_and_a_stand_in_has_a_position(scene):
    guest = scene.invited()
    with pytest.raises(RefusedError, match="Ghi chức vụ người dự thay"):
        mark_attendance(scene.office, guest, "substitute", "", 1)
    with pytest.raises(RefusedError) as refusal:
        mark_attendance(scene.office, guest, "late", "", 1)
    assert wrong(refusal) == ["Điểm danh: Chọn: có mặt, người dự thay có mặt, vắng, hoặc chưa điểm danh."]
    marked = mark_attendance(scene.office, guest, "substitute", "Phó Chủ tịch", 1)
    assert mark_attendance(scene.office, marked, "unknown", "", 2).stand_in == ""


def test_many_are_marked_at_once_and_nobody_is_overwritten(scene):
    first, second, third = scene.invited(), scene.invited("Phó Chủ tịch"), scene.superior()
    mark_attendance(scene.office, first, "absent", "", 1)
    answer_invitation(scene.office, second, "substitute", "Văn phòng", 1)
    neighbour = make_scene(factories.KIM_BANG)
    stranger = neighbour.invited()
    keys = [first.pk, second.pk, third.pk, stranger.pk]
    assert mark_present(scene.office, scene.conference, keys) == 2
    assert list(Guest.objects.order_by("pk").values_list("attendance", flat=True)) == [
        "absent",
        "substitute",
        "present",
        "unknown",
    ]
    with pytest.raises(RefusedError, match="Chưa chọn ai còn chưa điểm danh"):
        mark_present(scene.office, scene.conference, keys)


def test_a_head_is_seated_elsewhere_and_taken_off(scene):
    guest = scene.invited()
    with pytest.raises(RefusedError, match="Chọn một nhóm"):
        regroup_guest(scene.office, guest, "balcony", 1)
    assert regroup_guest(scene.office, guest, "committee", 1).group == "committee"
    remove_guest(scene.office, guest, 2)
    assert (Guest.objects.count(), Capacity.objects.count()) == (0, 0)
    with pytest.raises(RefusedError, match="vừa được bỏ khỏi danh sách"):
        remove_guest(scene.office, guest, 2)


def test_who_is_present_or_whose_unit_speaks_is_not_taken_off(scene):
    scene.called()
    guest = Guest.objects.get(unit=scene.ward)
    with pytest.raises(RefusedError, match="Đơn vị này có tham luận «Cách làm hay» và không còn ai khác được mời"):
        remove_guest(scene.office, guest, 1)
    scene.invited("Phó Chủ tịch", scene.ward_body())
    mark_attendance(scene.office, guest, "present", "", 1)
    with pytest.raises(RefusedError, match="đã được điểm danh có mặt"):
        remove_guest(scene.office, guest, 2)
    mark_attendance(scene.office, guest, "unknown", "", 2)
    remove_guest(scene.office, guest, 3)
    assert Guest.objects.count() == 1


def test_invitations_are_sent_once_to_holders_and_to_staff_of_the_unit(scene):
    scene.invited_ward()
    scene.superior()
    assert send_invitations(scene.office, scene.conference) == 2
    told = list(Notice.objects.order_by("pk").values_list("position__title", "subject", "path"))
    path = f"/{scene.locality.code}/hoi-nghi/{scene.conference.pk}/"
    subject = "Mời dự Hội nghị tổng kết công tác dân vận năm 2024, 08:00 ngày 08/01/2025"
    assert told == [("Cán bộ dân vận", subject, f"{path}tra-loi/"), ("Chủ tịch", subject, path)]
    with pytest.raises(RefusedError, match="Mọi khách mời đã được gửi giấy mời"):
        send_invitations(scene.office, scene.conference)
    scene.invited_ward(scene.other)
    assert send_invitations(scene.office, scene.conference) == 1
    assert AuditRow.objects.filter(action="guest.tell").count() == 2


def test_a_leader_is_led_to_the_conference_since_the_staff_answers(scene):
    """The answers are no page for a leader; one who is staff elsewhere, too, answers there."""
    scene.invited("Bí thư", role=Role.LEADER)
    both = scene.invited("Trưởng ban", role=Role.LEADER)
    person = both.capacities.get().position.person
    scene.position("Cán bộ", person=person, role=Role.UNIT_STAFF)
    send_invitations(scene.office, scene.conference)
    place = f"/{scene.locality.code}/hoi-nghi/{scene.conference.pk}/"
    told = {(one.position.title, one.path) for one in Notice.objects.select_related("position")}
    assert {("Bí thư", place), ("Trưởng ban", f"{place}tra-loi/")} <= told


def test_after_closing_nothing_of_the_list_moves(scene):
    guest, other = scene.invited_ward(), scene.position("Phó Chủ tịch")
    scene.close()
    for act in (
        lambda: invite_positions(scene.office, scene.conference, "", [other]),
        lambda: invite_guest(scene.office, scene.conference, GuestContent("agencies", scene.ward, "Tập thể")),
        lambda: invite_honoured(scene.office, scene.conference),
        lambda: answer_invitation(scene.staff, guest, "yes", "", 1),
        lambda: mark_attendance(scene.office, guest, "present", "", 1),
        lambda: mark_present(scene.office, scene.conference, [guest.pk]),
        lambda: regroup_guest(scene.office, guest, "leaders", 1),
        lambda: remove_guest(scene.office, guest, 1),
        lambda: send_invitations(scene.office, scene.conference),
    ):
        with pytest.raises(RefusedError, match="Hội nghị đã bế mạc, hồ sơ đã khoá"):
            act()
