from dataclasses import replace
from datetime import date

import pytest

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Role
from kheo.recognition.actions.drafts import (
    add_line,
    discard_draft,
    draft_decision,
    remove_line,
    reword_decision,
    set_lines,
)
from kheo.recognition.models import Decision, DecisionLine
from kheo.recognition.queries.lines import LineContent, content_of
from tests import factories
from tests.recognition.scene import DAY, WORDING, make_scene, wrong

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return make_scene()


def listed(decision):
    return list(DecisionLine.objects.filter(decision=decision).order_by("order").values_list("order", "recipient"))


def test_a_draft_holds_its_lines_in_order_and_leaves_one_audit_row(scene):
    decision = scene.draft()
    assert (decision.state, decision.version, decision.number, decision.date) == ("draft", 1, "", DAY)
    assert listed(decision) == [(1, "Tập thể 01"), (2, "Tập thể 02"), (3, "Tập thể 03")]
    row = AuditRow.objects.get(action="decision.draft")
    assert row.details == {"kind": "recognition", "body": "gso2024-349/bcd-dvk", "lines": 3}
    assert (row.subject_id, row.locality, row.authority) == (str(decision.pk), "gso2024-349", "office@gso2024-349/bcd-dvk")


def test_a_draft_tells_everything_that_is_wrong_with_it_and_writes_nothing(scene):
    there = make_scene(factories.KIM_BANG)
    words = replace(WORDING, title="", place_name="x" * 81)
    line = LineContent("", "animal", scene.locality.unit, there.registrations[0])
    with pytest.raises(RefusedError) as refusal:
        draft_decision(scene.office, scene.programme, "praise", there.body("bcd-dvk"), words, date(1999, 1, 1), [line, line])
    assert wrong(refusal) == [
        "Trích yếu: Chưa ghi mục này.",
        "Địa danh: Dài 81 ký tự, nhiều nhất 80; viết gọn lại.",
        "Loại: Không có loại quyết định này; chọn một trong năm loại.",
        "Cơ quan: Cơ quan này của địa phương khác; chọn cơ quan của mình hoặc cơ quan cấp trên.",
        "Ngày dự kiến: Ngày 01/01/1999 ở trước khi có phong trào; xem lại năm.",
        "Dòng 1, Tên người nhận: Chưa ghi mục này.",
        "Dòng 1: Chọn tập thể, cá nhân hoặc hộ gia đình.",
        "Dòng 1: Hồ sơ này không thuộc chương trình của quyết định.",
        "Dòng 2, Tên người nhận: Chưa ghi mục này.",
        "Dòng 2: Chọn tập thể, cá nhân hoặc hộ gia đình.",
        "Dòng 2: Hồ sơ này không thuộc chương trình của quyết định.",
        "Dòng 2: Hồ sơ này đã có ở dòng 1; bỏ một dòng.",
    ]
    assert not Decision.objects.exists()


def test_a_closed_programme_takes_no_draft(scene):
    scene.programme.state = "closed"
    with pytest.raises(RefusedError) as refusal:
        scene.draft()
    assert wrong(refusal) == ["Chương trình: Chương trình năm đã đóng; mở lại chương trình rồi mới thêm văn bản."]


@pytest.mark.parametrize("role", [Role.UNIT_STAFF, Role.COUNCIL, Role.LEADER, Role.BROADCASTER, Role.VIEWER])
def test_only_the_office_drafts(scene, role):
    actor = factories.actor_for(factories.make_account(role, scene.locality))
    with pytest.raises(NotAllowedError):
        draft_decision(actor, scene.programme, "recognition", scene.body("bcd-dvk"), WORDING)


def test_the_office_of_another_locality_touches_nothing(scene):
    decision, other = scene.draft(), make_scene(factories.KIM_BANG).office
    body = scene.body("bcd-dvk")
    for act in (
        lambda: draft_decision(other, scene.programme, "recognition", body, WORDING),
        lambda: reword_decision(other, decision, body, WORDING, DAY, version=1),
        lambda: set_lines(other, decision, [], 1),
        lambda: add_line(other, decision, scene.person(), 1),
        lambda: remove_line(other, decision, 1, 1),
        lambda: discard_draft(other, decision, 1),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert len(listed(decision)) == 3


def test_words_body_and_planned_day_of_a_draft_can_change(scene):
    decision = reword_decision(
        scene.office, scene.draft(), scene.body("thi-uy"), replace(WORDING, title="  Tên  mới "), None, version=1
    )
    decision.refresh_from_db()
    assert (decision.title, decision.body.code, decision.date, decision.version) == ("Tên mới", "gso2024-349/thi-uy", None, 2)


def test_rewording_tells_what_is_wrong(scene):
    with pytest.raises(RefusedError) as refusal:
        reword_decision(scene.office, scene.draft(), scene.body("bcd-dvk"), replace(WORDING, title=""), DAY, version=1)
    assert wrong(refusal) == ["Trích yếu: Chưa ghi mục này."]


def test_a_new_list_takes_the_place_of_the_old_one(scene):
    decision = set_lines(scene.office, scene.draft(), scene.lines(scene.registrations[2], scene.registrations[0]), 1)
    assert listed(decision) == [(1, "Tập thể 03"), (2, "Tập thể 01")]
    assert decision.version == 2


def test_a_list_that_cannot_be_leaves_the_old_one(scene):
    decision = scene.draft()
    with pytest.raises(RefusedError) as refusal:
        set_lines(scene.office, decision, [replace(scene.person(), reason="x" * 301)], 1)
    assert wrong(refusal) == ["Dòng 1, Thành tích: Dài 301 ký tự, nhiều nhất 300; viết gọn lại."]
    assert len(listed(decision)) == 3


def test_lines_are_added_at_the_end_and_taken_out_without_leaving_a_hole(scene):
    decision = add_line(scene.office, scene.draft("medal", [], body="central"), scene.person(1), 1)
    decision = add_line(scene.office, decision, scene.person(2), 2)
    decision = add_line(scene.office, decision, scene.person(3), 3)
    decision = remove_line(scene.office, decision, 1, 4)
    assert listed(decision) == [(1, "Cá nhân 02"), (2, "Cá nhân 03")]


def test_a_registration_is_not_added_twice(scene):
    decision = scene.draft()
    with pytest.raises(RefusedError) as refusal:
        add_line(scene.office, decision, content_of(scene.registrations[0]), 1)
    assert wrong(refusal) == ["Tập thể 01: Hồ sơ này đã có trong danh sách; không thêm lần nữa."]


def test_a_line_that_is_gone_cannot_be_taken_out(scene):
    with pytest.raises(RefusedError) as refusal:
        remove_line(scene.office, scene.draft(), 9, 1)
    assert wrong(refusal) == ["Danh sách không có dòng 9; tải lại trang để xem danh sách mới."]


def test_two_people_at_once_the_second_is_told_and_nothing_of_the_first_is_lost(scene):
    decision = scene.draft("medal", [], body="central")
    add_line(scene.office, decision, scene.person(1), 1)
    with pytest.raises(RefusedError) as refusal:
        add_line(scene.office, decision, scene.person(2), 1)
    assert wrong(refusal)[0].startswith("Người khác vừa sửa mục này")
    assert listed(decision) == [(1, "Cá nhân 01")]


def test_a_draft_can_be_thrown_away_once(scene):
    decision = scene.draft()
    discard_draft(scene.office, decision, 1)
    assert not Decision.objects.exists()
    assert not DecisionLine.objects.exists()
    with pytest.raises(RefusedError) as refusal:
        discard_draft(scene.office, decision, 1)
    assert wrong(refusal) == ["Dự thảo này vừa bị người khác xoá. Về danh sách quyết định để xem."]


@pytest.mark.parametrize("make", ["checked", "issued"])
def test_what_was_checked_or_issued_is_not_changed(scene, make):
    decision = getattr(scene, make)()
    before = (listed(decision), Decision.objects.filter(pk=decision.pk).values().get())
    body = scene.body("bcd-dvk")
    for act in (
        lambda: reword_decision(scene.office, decision, body, WORDING, DAY, version=decision.version),
        lambda: set_lines(scene.office, decision, [], decision.version),
        lambda: add_line(scene.office, decision, scene.person(), decision.version),
        lambda: remove_line(scene.office, decision, 1, decision.version),
        lambda: discard_draft(scene.office, decision, decision.version),
    ):
        with pytest.raises(RefusedError) as refusal:
            act()
        assert wrong(refusal)[0].startswith("Không thể sửa danh sách: hồ sơ đang ở bước «đã")
    assert (listed(decision), Decision.objects.filter(pk=decision.pk).values().get()) == before


def test_year_of_birth_and_service_belong_to_a_medal_only_and_are_what_they_can_be(scene):
    person = replace(scene.person(), birth_year=1970, service_years=20)
    with pytest.raises(RefusedError) as refusal:
        add_line(scene.office, scene.draft("commendation", [], body="ubnd"), person, 1)
    assert wrong(refusal) == [
        "Năm sinh: Chỉ ghi cho kỷ niệm chương; các danh sách khác không giữ mục này.",
        "Số năm công tác: Chỉ ghi cho kỷ niệm chương; các danh sách khác không giữ mục này.",
    ]
    medal = scene.draft("medal", [], body="central")
    with pytest.raises(RefusedError) as refusal:
        add_line(scene.office, medal, replace(person, birth_year=1899, service_years=71), 1)
    assert wrong(refusal) == ["Năm sinh: Ghi số từ 1900 đến 2100.", "Số năm công tác: Ghi số từ 0 đến 70."]
    add_line(scene.office, medal, replace(person, birth_year=1900, service_years=70), 1)
    assert list(medal.lines.values_list("birth_year", "service_years")) == [(1900, 70)]


def test_only_known_awards_are_chosen_and_only_for_a_commendation(scene):
    for kind, body, award in (("commendation", "ubnd", "huan_chuong"), ("recognition", "bcd-dvk", "giay_khen")):
        with pytest.raises(RefusedError) as refusal:
            draft_decision(scene.office, scene.programme, kind, scene.body(body), replace(WORDING, award=award))
        assert wrong(refusal) == ["Hình thức khen: Chọn một hình thức trong danh sách; chỉ quyết định khen thưởng có mục này."]
