"""Luật 10/2022/QH15 Điều 18, 19; Nghị định 59/2023/NĐ-CP Điều 3: a meeting from its notice to its result."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kheo.democracy.actions.meetings import (
    arrange_meeting,
    close_meeting,
    fail_meeting,
    start_meeting,
    tell_meeting,
)
from kheo.democracy.actions.rounds import Tally, open_round, plan_round
from kheo.democracy.actions.sittings import MeetingOrder, mark_attendance, settle_order
from kheo.democracy.models import Meeting, Round
from kheo.democracy.rules.clusters import Cluster
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from tests.democracy.meeting_scene import (
    ORDER,
    PLACE,
    WORDS,
    decided,
    make_matter,
    open_meeting,
    planned_meeting,
    today,
)
from tests.democracy.scene import wrong

BOARD = MeetingOrder("Cá nhân 02", 40, "secret", 40, ("Cá nhân 03", "Cá nhân 04", "Cá nhân 05"), ("Cá nhân 06", "Cá nhân 07"), 40)


def test_a_meeting_is_told_opened_attended_and_decides(scene):
    closed = decided(scene)
    meeting = closed.meeting
    assert (closed.present, closed.households, closed.votes_for, closed.passed) == (45, 50, 40, True)
    assert (closed.matter.state, closed.matter.effective_on) == ("passed", today())
    assert (meeting.secretary, meeting.vote_way, meeting.conclusion) == ("Cá nhân 02", "hands", WORDS["conclusion"])
    acts = list(AuditRow.objects.filter(action__startswith="meeting.").exclude(action="meeting.attend").order_by("pk"))
    assert [row.action.split(".")[1] for row in acts] == ["arrange", "tell", "start", "order", "close"]


def test_decree_3_3_late_notice_is_refused_with_the_last_day_that_would_do(scene):
    meeting = planned_meeting(scene)
    late = today() - timedelta(days=1)
    with pytest.raises(RefusedError, match=r"Thông báo ngày .* là muộn"):
        tell_meeting(scene.head, meeting, late, ["door"], 1, posted=True)
    told = tell_meeting(scene.head, meeting, today() - timedelta(days=2), ["speaker", "door", "door"], 1, posted=True)
    assert (told.told_by, told.papers_on) == (["door", "speaker"], None)
    with pytest.raises(RefusedError, match="cần gửi tài liệu đến từng hộ chậm nhất"):
        start_meeting(scene.head, told, 2)
    with pytest.raises(RefusedError, match=r"Gửi tài liệu ngày .* là muộn"):
        tell_meeting(scene.head, told, told.told_on, ["door"], 2, posted=True, papers_on=late)


def test_nothing_is_told_tomorrow(scene):
    planned = plan_round(scene.head, make_matter(scene), scene.village, "meeting", today() + timedelta(days=9))
    meeting = arrange_meeting(scene.head, planned, PLACE, 0)
    tomorrow = today() + timedelta(days=1)
    with pytest.raises(RefusedError) as refusal:
        tell_meeting(scene.head, meeting, tomorrow, ["door"], 1, posted=True, papers_on=tomorrow)
    assert [line.split(":")[0] for line in wrong(refusal)] == ["Ngày thông báo", "Ngày gửi tài liệu"]


def test_a_meeting_nobody_was_told_of_does_not_begin(scene):
    scene.roll(50)
    with pytest.raises(RefusedError) as refusal:
        start_meeting(scene.head, planned_meeting(scene), 1)
    assert [line.split(":")[0] for line in wrong(refusal)] == [
        "Ngày thông báo",
        "Cách thông báo",
        "Niêm yết",
        "Ngày gửi tài liệu",
    ]


def test_decree_3_1_the_wrong_convener_is_refused(scene):
    with pytest.raises(RefusedError, match="do Trưởng Ban công tác Mặt trận triệu tập"):
        arrange_meeting(scene.head, planned_meeting(scene, kind=4, dismisses=True).round, PLACE, 1)
    assert planned_meeting(scene, replace(PLACE, convener="delegate", vacant=True)).convener == "delegate"


def test_article_18_3_clusters_are_written_and_written_again(scene):
    scene.roll(50)
    two = (Cluster("Cụm 1", "Nhà văn hoá", "Cá nhân 01"), Cluster("Cụm 2", "Sân đình", "Cá nhân 02"))
    with pytest.raises(RefusedError, match="họp theo cụm khi có từ 200 hộ"):
        planned_meeting(scene, replace(PLACE, clusters=two, cluster_plan_on=today()))
    told = replace(PLACE, clusters=two, cluster_plan_on=today(), scattered=True)
    meeting = planned_meeting(scene, told)
    assert [one.name for one in meeting.clusters.all()] == ["Cụm 1", "Cụm 2"]
    again = arrange_meeting(scene.head, meeting.round, replace(PLACE, place="Sân đình", cluster_plan_on=today()), 1)
    assert (again.place, again.clusters.count(), again.cluster_plan_on, again.version) == ("Sân đình", 0, None, 2)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        arrange_meeting(scene.head, meeting.round, PLACE, 1)


def test_decree_3_3_another_hour_or_place_than_people_were_told_is_told_anew(scene):
    scene.roll(50)
    two = (Cluster("Cụm 1", "Nhà văn hoá", "Cá nhân 01"), Cluster("Cụm 2", "Sân đình", "Cá nhân 02"))
    told = replace(PLACE, clusters=two, cluster_plan_on=today(), scattered=True)
    day = today() - timedelta(days=2)
    meeting = tell_meeting(scene.head, planned_meeting(scene, told), day, ["door"], 1, posted=True, papers_on=day)
    same = arrange_meeting(scene.head, meeting.round, replace(told, leader="Cá nhân 03"), 2)
    assert (same.told_on, same.told_by, same.posted) == (day, ["door"], True)
    elsewhere = replace(told, clusters=(two[0], replace(two[1], place="Nhà văn hoá")))
    moved = arrange_meeting(scene.head, meeting.round, elsewhere, 3)
    assert (moved.told_on, moved.told_by, moved.posted, moved.papers_on) == (None, [], False, day)
    with pytest.raises(RefusedError, match="Ghi ngày thông báo họp"):
        start_meeting(scene.head, moved, 4)


def test_only_a_meeting_to_come_is_arranged(scene):
    planned = plan_round(scene.head, make_matter(scene, kind=6), scene.village, "ballots", today(), front_agreed=True)
    with pytest.raises(RefusedError, match="đang chuẩn bị"):
        arrange_meeting(scene.head, planned, PLACE, 0)
    meeting = open_meeting(scene)
    with pytest.raises(RefusedError, match="đang chuẩn bị"):
        arrange_meeting(scene.head, meeting.round, PLACE, 2)
    with pytest.raises(RefusedError, match="đang ở bước «Đang diễn ra»"):
        start_meeting(scene.head, meeting, 2)


def test_a_result_needs_the_order_the_words_and_enough_households(scene):
    meeting = open_meeting(scene, present=33)
    with pytest.raises(RefusedError) as refusal:
        close_meeting(scene.head, meeting, Tally(33, 0, 0), "", " ", 2)
    assert [line[:18] for line in wrong(refusal)] == [
        "Ý kiến thảo luận: ",
        "Kết luận: Ghi kết ",
        "Ghi thư ký và cách",
        "Có mặt: Mới điểm d",
    ]
    assert Round.objects.get().state == "open"


def test_never_more_votes_than_were_present(scene):
    meeting = settle_order(scene.head, open_meeting(scene, present=40), replace(ORDER, secretary_votes=30, way_votes=30), 2)
    with pytest.raises(RefusedError, match="Cộng lại 41 phiếu, nhiều hơn 40 đại diện hộ có mặt"):
        close_meeting(scene.head, meeting, Tally(38, 2, 1), version=3, **WORDS)
    assert Meeting.objects.get().conclusion == ""
    assert Round.objects.get().present is None


def test_article_19_1_b_a_meeting_with_too_few_fails_by_what_was_ticked(scene):
    meeting = open_meeting(scene, present=33)
    failed = fail_meeting(scene.head, meeting, 2)
    assert (failed.state, failed.present, failed.matter.state) == ("failed", 33, "deciding")
    assert plan_round(scene.head, failed.matter, scene.village, "ballots", today(), ends_on=today()).attempt == 2


def test_a_meeting_with_enough_does_not_fail(scene):
    meeting = open_meeting(scene, present=34)
    with pytest.raises(RefusedError, match="cuộc họp vẫn biểu quyết được"):
        fail_meeting(scene.head, meeting, 2)


def test_only_the_own_head_or_the_office_runs_a_meeting(scene, there):
    meeting = open_meeting(scene, present=1)
    for stranger in (scene.other_head, there.office, scene.leader, scene.front):
        for act in (
            lambda who: arrange_meeting(who, meeting.round, PLACE, 2),
            lambda who: tell_meeting(who, meeting, today(), ["door"], 2, posted=True),
            lambda who: start_meeting(who, meeting, 2),
            lambda who: mark_attendance(who, meeting, 1, present=True),
            lambda who: settle_order(who, meeting, ORDER, 2),
            lambda who: close_meeting(who, meeting, Tally(1, 0, 0), "a", "b", 2),
            lambda who: fail_meeting(who, meeting, 2),
        ):
            with pytest.raises(NotAllowedError):
                act(stranger)


def test_a_round_without_arrangements_may_still_be_opened_by_its_own_act(scene):
    scene.roll(3)
    planned = plan_round(scene.head, make_matter(scene), scene.village, "meeting", today())
    assert open_round(scene.head, planned, 1).state == "open"
