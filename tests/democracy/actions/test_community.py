from datetime import timedelta

import pytest

from kheo.democracy.actions.community import (
    PlanContent,
    add_question,
    conclude,
    edit_plan,
    give_notice,
    give_task,
    hold_meeting,
    plan_meeting,
    send_plan,
    send_result,
    write_report,
)
from kheo.democracy.models import CommunityConclusion, CommunityMeeting, CommunityQuestion, CommunityReport
from kheo.directives.actions.tasks import TaskOwner
from kheo.directives.models import Task
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Unit
from tests.democracy.community_scene import TODAY, held, noticed, planned
from tests.democracy.scene import wrong


def again(meeting):
    return CommunityMeeting.objects.select_related("locality", "village").get(pk=meeting.pk)


def test_a_head_plans_the_own_village_s_conference_once_a_year(scene, there):
    made = planned(scene)
    assert (made.village, made.year, AuditRow.objects.order_by("-pk")[0].action) == (scene.village, TODAY.year, "community.plan")
    with pytest.raises(RefusedError, match="Đã có kế hoạch hội nghị năm"):
        planned(scene, actor=scene.office)
    for actor in (scene.other_head, scene.leader, scene.front, scene.inspector, there.office):
        with pytest.raises(NotAllowedError):
            planned(scene, actor=actor)
    with pytest.raises(RefusedError) as refusal:
        plan_meeting(scene.office, scene.locality, there.village.pk, TODAY.year, PlanContent(TODAY, "", "x"))
    assert wrong(refusal) == [
        "Địa điểm: Ghi họp ở đâu.",
        f"Thôn, tổ dân phố: Chọn thôn, tổ dân phố của {scene.locality.name} còn vào ngày ấy.",
    ]
    assert CommunityMeeting.objects.count() == 1


def test_a_moved_day_is_told_again(scene):
    meeting = noticed(scene)
    same = edit_plan(scene.head, meeting, PlanContent(TODAY, "Sân đình", "Khác"), 3)
    assert (same.place, same.noticed_on) == ("Sân đình", TODAY - timedelta(days=6))
    day = TODAY - timedelta(days=1) if TODAY.day > 1 else TODAY + timedelta(days=1)
    moved = edit_plan(scene.head, same, PlanContent(day, "Sân đình", "Khác"), 4)
    assert (moved.noticed_on, moved.noticed_how, moved.version) == (None, "", 5)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        edit_plan(scene.head, moved, PlanContent(TODAY, "Sân", "x"), 4)


def test_a_notice_without_an_agreed_plan_or_too_late_is_refused(scene):
    made = planned(scene)
    with pytest.raises(RefusedError) as refusal:
        give_notice(scene.head, made, TODAY, " ", 1)
    assert [line.partition(":")[0] for line in wrong(refusal)] == ["Báo bằng cách nào", "Ngày báo", "Ngày báo"]
    with pytest.raises(RefusedError, match="Kế hoạch gửi trước ngày họp"):
        send_plan(scene.head, made, TODAY, 1)


def test_article_33_3_three_reports_are_kept_and_mended(scene):
    made = planned(scene)
    write_report(scene.head, made, "head", "Năm nay lát ba ngõ.")
    write_report(scene.office, made, "head", " Năm nay lát bốn ngõ. ")
    assert CommunityReport.objects.get().text == "Năm nay lát bốn ngõ."
    with pytest.raises(RefusedError) as refusal:
        write_report(scene.head, made, "king", "")
    assert wrong(refusal) == ["Báo cáo: Ô này chưa điền.", "Báo cáo: Chọn một trong ba báo cáo."]
    with pytest.raises(NotAllowedError):
        write_report(scene.other_head, made, "head", "x")


def test_the_households_present_are_held_against_the_roll_of_the_day(scene):
    meeting = noticed(scene)
    scene.roll(50)
    with pytest.raises(RefusedError) as refusal:
        hold_meeting(scene.head, meeting, TODAY, 51, 0, 3)
    assert wrong(refusal) == ["Số hộ có mặt: Ghi một số từ 1 đến 50, số hộ trong sổ."]
    made = hold_meeting(scene.head, meeting, TODAY, 50, 3, 3)
    assert (made.households, made.present, made.guests) == (50, 50, 3)
    with pytest.raises(RefusedError, match="Hội nghị đã họp; kế hoạch giữ nguyên"):
        edit_plan(scene.head, made, PlanContent(TODAY, "Sân", "x"), 4)
    mended = hold_meeting(scene.head, made, TODAY, 49, 3, 4)
    assert mended.present == 49


def test_no_conference_is_moved_to_or_held_on_a_day_on_which_the_village_is_no_more(scene):
    meeting = noticed(scene)
    scene.roll(50)
    village = Unit.objects.filter(pk=scene.village.pk)
    village.update(ended_on=TODAY)
    ended = [f"Ngày họp: Nơi này đã kết thúc từ {TODAY:%d/%m/%Y}; ghi ở nơi tiếp nhận."]
    for act in (
        lambda: hold_meeting(scene.head, meeting, TODAY, 40, 0, 3),
        lambda: edit_plan(scene.head, meeting, PlanContent(TODAY, "Sân", "x"), 3),
    ):
        with pytest.raises(RefusedError) as refusal:
            act()
        assert wrong(refusal) == ended
    village.update(ended_on=TODAY + timedelta(days=1))
    assert hold_meeting(scene.head, meeting, TODAY, 40, 0, 3).present == 40


def test_what_was_asked_and_concluded_is_kept_after_the_meeting(scene):
    early = planned(scene)
    for act in (lambda: add_question(scene.head, early, "Đèn?", ""), lambda: conclude(scene.head, early, "Lắp đèn")):
        with pytest.raises(RefusedError, match="Ghi hội nghị đã họp trước"):
            act()
    CommunityMeeting.objects.all().delete()
    meeting = held(scene)
    add_question(scene.head, meeting, " Bao giờ có  đèn? ", " Quý một ")
    add_question(scene.head, meeting, "Ai trông trẻ?", "")
    assert list(CommunityQuestion.objects.values_list("text", "answer")) == [
        ("Bao giờ có đèn?", "Quý một"),
        ("Ai trông trẻ?", ""),
    ]
    with pytest.raises(RefusedError) as refusal:
        add_question(scene.head, meeting, "", "x" * 601)
    assert [line.partition(":")[0] for line in wrong(refusal)] == ["Ý kiến", "Trả lời"]
    assert conclude(scene.head, meeting, " Lắp đèn ngõ 3 ").text == "Lắp đèn ngõ 3"
    with pytest.raises(RefusedError, match="Ô này chưa điền"):
        conclude(scene.head, meeting, "")


def test_the_office_makes_a_task_of_a_point_once(scene):
    meeting = held(scene)
    point = conclude(scene.head, meeting, "Lắp đèn ngõ 3")
    with pytest.raises(NotAllowedError):
        give_task(scene.head, point, TaskOwner(scene.village), TODAY)
    given = give_task(scene.office, point, TaskOwner(scene.village), TODAY)
    assert (given.task.title, given.task.origin) == ("Lắp đèn ngõ 3", f"Hội nghị định kỳ năm {TODAY.year}, {TODAY:%d/%m/%Y}")
    with pytest.raises(RefusedError, match="đã thành nhiệm vụ"):
        give_task(scene.office, point, TaskOwner(scene.village), TODAY)
    assert (Task.objects.count(), CommunityConclusion.objects.get().task) == (1, given.task)


def test_article_11_2_the_result_is_sent_with_three_reports_and_closes_the_record(scene):
    with pytest.raises(RefusedError) as refusal:
        send_result(scene.head, planned(scene), TODAY, 1)
    assert wrong(refusal) == [
        "Ghi hội nghị đã họp trước.",
        "Báo cáo: Còn thiếu báo cáo trong ba báo cáo (Điều 33 khoản 3 Luật 10/2022/QH15).",
    ]
    CommunityMeeting.objects.all().delete()
    meeting = held(scene)
    for by in ("head", "front", "board"):
        write_report(scene.head, meeting, by, f"Báo cáo {by}")
    with pytest.raises(RefusedError, match="Phải từ ngày họp"):
        send_result(scene.head, meeting, TODAY + timedelta(days=1), 4)
    sent = send_result(scene.head, meeting, TODAY, 4)
    assert sent.result_sent_on == TODAY
    for act in (
        lambda: write_report(scene.head, sent, "head", "Khác"),
        lambda: add_question(scene.head, sent, "Khác", ""),
        lambda: conclude(scene.head, sent, "Khác"),
        lambda: hold_meeting(scene.head, sent, TODAY, 3, 0, 5),
        lambda: send_result(scene.head, sent, TODAY, 5),
    ):
        with pytest.raises(RefusedError, match="hồ sơ hội nghị giữ nguyên"):
            act()
    assert again(sent).present == 40
