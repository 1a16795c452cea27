"""Luật 10/2022/QH15 Điều 18 khoản 3: each cluster reports, the village's result is their sum."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kheo.democracy.actions import sittings
from kheo.democracy.actions.clusters import close_clusters, count_cluster, reopen_cluster
from kheo.democracy.actions.meetings import close_meeting, fail_meeting
from kheo.democracy.actions.rounds import Tally
from kheo.democracy.actions.sittings import mark_by_numbers
from kheo.democracy.models import Meeting, MeetingCluster, Round
from kheo.democracy.rules.clusters import Cluster
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from tests.democracy.meeting_scene import WORDS, cluster_meeting, counted, open_meeting, today
from tests.democracy.scene import wrong


def test_clusters_are_added_up_to_the_village(scene):
    meeting, (first, second) = cluster_meeting(scene)
    counted(scene, first, range(1, 21), Tally(18, 1, 1))
    counted(scene, second, range(21, 41), Tally(16, 4, 0))
    closed = close_clusters(scene.head, meeting, "Làm đường.", 2)
    assert (closed.present, closed.households, closed.votes_for, closed.votes_against, closed.votes_other) == (40, 50, 34, 5, 1)
    assert (closed.passed, closed.matter.state, closed.closed_on) == (True, "passed", today())  # 34 is two thirds of 50
    assert Meeting.objects.get().conclusion == "Làm đường."
    acts = AuditRow.objects.filter(action__in=("cluster.count", "meeting.close")).order_by("pk")
    assert [row.details for row in acts] == [
        {"present": 20, "for": 18, "against": 1, "other": 1, "version": 3},
        {"present": 20, "for": 16, "against": 4, "other": 0, "version": 3},
        {"present": 40, "clusters": 2, "version": 3},
    ]


def test_one_vote_short_over_all_clusters_is_not_passed(scene):
    meeting, (first, second) = cluster_meeting(scene)
    counted(scene, first, range(1, 21), Tally(17, 2, 1))
    counted(scene, second, range(21, 41), Tally(16, 4, 0))
    assert close_clusters(scene.head, meeting, "Chưa làm.", 2).passed is False


def test_the_village_decides_on_the_day_of_its_last_cluster(scene, monkeypatch):
    began, tomorrow = today(), today() + timedelta(days=1)
    meeting, (first, second) = cluster_meeting(scene, second=Cluster("Cụm 2", "Sân đình", "Cá nhân 02", tomorrow))
    counted(scene, first, range(1, 21), Tally(20, 0, 0))
    moment = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    counted(scene, second, range(21, 41), Tally(20, 0, 0))
    closed = close_clusters(scene.head, meeting, "Làm.", 2)
    assert (closed.opened_on, closed.closed_on, closed.matter.effective_on) == (began, tomorrow, tomorrow)


def test_no_sum_while_a_cluster_is_missing_and_too_few_decide_nothing(scene):
    meeting, (first, second) = cluster_meeting(scene)
    counted(scene, first, range(1, 21), Tally(20, 0, 0))
    with pytest.raises(RefusedError) as refusal:
        close_clusters(scene.head, meeting, " ", 2)
    assert [line.split(";")[0] for line in wrong(refusal)] == [
        "Chưa có kết quả của Cụm 2",
        "Kết luận: Ghi kết luận của người chủ trì.",
    ]
    with pytest.raises(RefusedError, match="Chưa có kết quả của Cụm 2"):
        fail_meeting(scene.head, meeting, 2)
    counted(scene, second, range(21, 34), Tally(13, 0, 0))
    with pytest.raises(RefusedError, match="Mới điểm danh 33 hộ, cần 34 hộ"):
        close_clusters(scene.head, meeting, "Làm.", 2)
    failed = fail_meeting(scene.head, meeting, 2)
    assert (failed.state, failed.present, failed.closed_on) == ("failed", 33, today())
    assert [one.votes_for for one in MeetingCluster.objects.order_by("order")] == [20, 13]  # what was written stays


def test_votes_over_those_present_in_the_cluster_are_refused(scene):
    _meeting, (first, second) = cluster_meeting(scene)
    mark_by_numbers(scene.head, second, range(21, 41))
    with pytest.raises(RefusedError, match="Cộng lại 21 phiếu, nhiều hơn 20 đại diện hộ có mặt ở Cụm 1"):
        counted(scene, first, range(1, 21), Tally(21, 0, 0))
    assert MeetingCluster.objects.get(order=1).present is None


def test_a_cluster_needs_its_order_and_words_unless_nobody_came(scene):
    _meeting, (first, second) = cluster_meeting(scene)
    mark_by_numbers(scene.head, first, [1])
    with pytest.raises(RefusedError) as refusal:
        count_cluster(scene.head, first, Tally(1, 0, 0), "", "", 1)
    assert [line[:12] for line in wrong(refusal)] == ["Kết luận: Gh", "Ý kiến thảo ", "Ghi thư ký v"]
    empty = count_cluster(scene.head, second, Tally(0, 0, 0), "", "Không hộ nào đến: mưa bão.", 1)
    assert (empty.present, empty.votes_for, empty.conclusion) == (0, 0, "Không hộ nào đến: mưa bão.")


def test_what_a_cluster_reported_is_closed_until_it_is_opened_again(scene):
    meeting, (first, second) = cluster_meeting(scene)
    with pytest.raises(RefusedError, match="không có kết quả nào để mở lại"):
        reopen_cluster(scene.head, first, 1)
    counted(scene, first, range(1, 21), Tally(20, 0, 0))
    with pytest.raises(RefusedError, match="Cụm 1 đã ghi kết quả"):
        mark_by_numbers(scene.head, first, [50])
    again = reopen_cluster(scene.head, first, 3)
    assert (again.is_counted, again.votes_for, again.vote_way, again.version) == (False, None, "hands", 4)
    mark_by_numbers(scene.head, first, [50])
    count_cluster(scene.head, first, Tally(21, 0, 0), version=4, **WORDS)
    counted(scene, second, range(21, 41), Tally(20, 0, 0))
    assert close_clusters(scene.head, meeting, "Làm.", 2).votes_for == 41
    with pytest.raises(RefusedError, match="đang ở bước «Đã có kết quả»"):
        reopen_cluster(scene.head, first, 5)


def test_a_meeting_without_clusters_is_not_added_up_and_one_with_them_not_counted_whole(scene):
    meeting, _two = cluster_meeting(scene)
    with pytest.raises(RefusedError, match="điểm danh, biểu quyết ở từng cụm"):
        close_meeting(scene.head, meeting, Tally(40, 0, 0), version=2, **WORDS)
    whole = open_meeting(scene, title="Việc khác")
    with pytest.raises(RefusedError, match="không theo cụm"):
        close_clusters(scene.head, whole, "Làm.", 2)


def test_only_the_own_head_or_the_office_writes_for_clusters(scene, there):
    meeting, (first, _second) = cluster_meeting(scene)
    for stranger in (scene.other_head, there.office, scene.leader, scene.front):
        for act in (
            lambda who: count_cluster(who, first, Tally(0, 0, 0), "a", "b", 1),
            lambda who: reopen_cluster(who, first, 1),
            lambda who: close_clusters(who, meeting, "a", 2),
            lambda who: mark_by_numbers(who, first, [1]),
        ):
            with pytest.raises(NotAllowedError):
                act(stranger)
    assert Round.objects.get().state == "open"
    assert sittings.mark_by_numbers(scene.office, first, [1]) == 1
