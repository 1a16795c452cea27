"""Who is there and how they vote, in the whole village or in one cluster (Luật 10/2022 Điều 18; Nghị định 59/2023 Điều 3)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kheo.democracy.actions.meetings import fail_meeting, start_meeting
from kheo.democracy.actions.sittings import mark_attendance, mark_by_numbers, settle_order
from kheo.democracy.models import Attendance, CountingMember, Household
from kheo.democracy.rules.clusters import Cluster
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from tests.democracy.actions.test_meetings import BOARD
from tests.democracy.meeting_scene import ORDER, cluster_meeting, open_meeting, today, told_meeting
from tests.democracy.scene import wrong


def test_attendance_is_by_household_and_twice_is_once(scene):
    meeting = open_meeting(scene, 3)
    first, second, _third = Household.objects.order_by("number")
    assert [mark_attendance(scene.head, meeting, one.pk, present=True) for one in (first, first, second)] == [1, 1, 2]
    assert [mark_attendance(scene.office, meeting, first.pk, present=False) for _ in range(2)] == [1, 1]
    assert AuditRow.objects.filter(action="meeting.attend").count() == 3


def test_never_more_households_present_than_on_the_roll(scene, there):
    meeting = open_meeting(scene, 3, present=3)
    late = Household.objects.create(locality=scene.locality, village=scene.village, number=4, representative="Cá nhân 04")
    with pytest.raises(RefusedError, match="Đã điểm danh đủ 3 hộ"):
        mark_attendance(scene.head, meeting, late.pk, present=True)
    assert mark_attendance(scene.head, meeting, Household.objects.get(number=1).pk, present=True) == 3
    for elsewhere in (there.roll(1)[0], scene.roll(1, scene.villages[1])[0]):
        with pytest.raises(RefusedError, match="không có trong sổ"):
            mark_attendance(scene.head, meeting, elsewhere.pk, present=True)
    assert Attendance.objects.count() == 3


def test_a_list_on_paper_is_ticked_by_numbers_whole_or_not_at_all(scene):
    meeting = open_meeting(scene, 5)
    assert mark_by_numbers(scene.head, meeting, [2, 4, 2]) == 2
    assert mark_by_numbers(scene.office, meeting, [4, 5]) == 3
    with pytest.raises(RefusedError) as refusal:
        mark_by_numbers(scene.head, meeting, [1, 6, 7])
    assert wrong(refusal) == ["Số hộ: Sổ hộ ngày họp không có số: 6, 7."]
    assert Attendance.objects.count() == 3
    assert AuditRow.objects.filter(action="meeting.attend").order_by("-pk")[0].details == {"new": 1, "count": 3}
    with pytest.raises(NotAllowedError):
        mark_by_numbers(scene.other_head, meeting, [1])


def test_nobody_is_ticked_before_or_after(scene):
    scene.roll(50)
    meeting = told_meeting(scene)
    household = Household.objects.first()
    with pytest.raises(RefusedError, match="Cuộc họp đang ở bước"):
        mark_attendance(scene.head, meeting, household.pk, present=True)
    start_meeting(scene.head, meeting, 2)
    fail_meeting(scene.head, meeting, 2)
    with pytest.raises(RefusedError, match="Cuộc họp đang ở bước"):
        mark_attendance(scene.head, meeting, household.pk, present=True)


def test_decree_3_5_a_secret_ballot_has_its_board_and_witnesses(scene):
    meeting = settle_order(scene.head, open_meeting(scene, present=45), BOARD, 2)
    assert [(one.part, one.name) for one in meeting.counting.all()] == [
        ("head", "Cá nhân 03"),
        ("member", "Cá nhân 04"),
        ("member", "Cá nhân 05"),
        ("witness", "Cá nhân 06"),
        ("witness", "Cá nhân 07"),
    ]
    again = settle_order(scene.head, meeting, ORDER, 3)
    assert (again.counting.count(), again.board_votes, again.vote_way) == (0, None, "hands")


def test_decree_3_5_more_than_half_of_those_present_choose(scene):
    meeting = open_meeting(scene, present=45)
    with pytest.raises(RefusedError) as refusal:
        settle_order(scene.head, meeting, replace(BOARD, secretary="", secretary_votes=22, way_votes=46, board_votes=None), 2)
    assert [line.split(":")[0] for line in wrong(refusal)] == [
        "Thư ký",
        "Số hộ đồng ý thư ký",
        "Số hộ chọn cách biểu quyết",
        "Số hộ đồng ý Ban kiểm phiếu",
    ]
    with pytest.raises(RefusedError, match="Chọn giơ tay hay bỏ phiếu kín"):
        settle_order(scene.head, meeting, replace(ORDER, vote_way="stones"), 2)


def test_a_household_is_present_in_one_cluster_alone(scene):
    _meeting, (first, second) = cluster_meeting(scene, 6)
    keys = list(Household.objects.order_by("number").values_list("pk", flat=True))
    assert [mark_attendance(scene.head, first, key, present=True) for key in (keys[0], keys[0], keys[1])] == [1, 1, 2]
    with pytest.raises(RefusedError, match="hộ số 1 ở Cụm 1") as refusal:
        mark_attendance(scene.head, second, keys[0], present=True)
    assert "Điều 18 khoản 3 Luật 10/2022/QH15" in wrong(refusal)[0]
    with pytest.raises(RefusedError, match="hộ số 1 ở Cụm 1, hộ số 2 ở Cụm 1"):
        mark_by_numbers(scene.head, second, [1, 2, 3])
    assert mark_attendance(scene.head, second, keys[0], present=False) == 0  # of the other cluster nothing is taken away
    assert mark_by_numbers(scene.head, second, [3, 4]) == 2
    assert sorted(Attendance.objects.values_list("cluster__name", "household__number")) == [
        ("Cụm 1", 1),
        ("Cụm 1", 2),
        ("Cụm 2", 3),
        ("Cụm 2", 4),
    ]


def test_a_meeting_by_clusters_is_attended_and_ordered_in_its_clusters(scene):
    meeting, (first, second) = cluster_meeting(scene, 6)
    key = Household.objects.get(number=1).pk
    for act in (
        lambda: mark_attendance(scene.head, meeting, key, present=True),
        lambda: settle_order(scene.head, meeting, ORDER, meeting.version),
    ):
        with pytest.raises(RefusedError, match="theo cụm dân cư: điểm danh, biểu quyết ở từng cụm"):
            act()
    for cluster in (first, second):
        mark_by_numbers(scene.head, cluster, [1, 2, 3] if cluster == first else [4, 5, 6])
        settle_order(scene.head, cluster, replace(BOARD, secretary_votes=2, way_votes=2, board_votes=2), 1)
    settle_order(scene.head, second, replace(ORDER, secretary_votes=3, way_votes=3), 2)
    assert CountingMember.objects.filter(meeting=meeting).count() == first.counting.count() == 5
    with pytest.raises(RefusedError, match="Từ 0 đến 3, số đại diện hộ có mặt"):
        settle_order(scene.head, first, replace(ORDER, secretary_votes=4, way_votes=2), 2)


def test_nobody_is_ticked_in_a_cluster_before_its_day(scene):
    later = Cluster("Cụm 2", "Sân đình", "Cá nhân 02", today() + timedelta(days=1))
    _meeting, (_first, second) = cluster_meeting(scene, 6, second=later)
    with pytest.raises(RefusedError, match=r"Cụm 2 họp ngày .*, chưa đến"):
        mark_by_numbers(scene.head, second, [1])
