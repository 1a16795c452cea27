"""A cluster that cannot meet as told is moved and its households told anew; the other clusters and the roll stay."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from django.utils import timezone

from kheo.democracy.actions.cluster_moves import Move, move_cluster
from kheo.democracy.actions.clusters import close_clusters
from kheo.democracy.actions.meetings import start_meeting, tell_meeting
from kheo.democracy.actions.rounds import Tally
from kheo.democracy.actions.sittings import mark_by_numbers
from kheo.democracy.models import ClusterMove, MeetingCluster, Round
from kheo.democracy.rules.clusters import Cluster
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Unit
from tests.democracy.meeting_scene import PLACE, cluster_meeting, counted, planned_meeting, today
from tests.democracy.scene import wrong


def later(days=2, **fields):
    told = {"starts_at": time(20), "place": "Sân đình", "reason": "Mưa bão.", "told_on": today(), "told_by": ["door"]}
    return Move(**({"on": today() + timedelta(days=days), "posted": True} | told | fields))


def test_one_cluster_moves_and_everything_else_stays(scene):
    meeting, (first, second) = cluster_meeting(scene)
    counted(scene, first, range(1, 21), Tally(18, 1, 1))
    moved = move_cluster(scene.head, second, later(place=" Sân  đình "), 1)
    assert (moved.on, moved.starts_at, moved.place, moved.version) == (today() + timedelta(days=2), time(20), "Sân đình", 2)
    held = Round.objects.get()
    assert (held.state, held.households, held.planned_on, meeting.round_id) == ("open", 50, today(), held.pk)
    kept = ClusterMove.objects.get()
    before = (today(), second.starts_at, "Sân đình", "Mưa bão.", today(), ["door"], True)
    assert (
        kept.from_on, kept.from_starts_at, kept.from_place, kept.reason, kept.told_on, kept.told_by, kept.posted,
    ) == before  # fmt: skip
    assert str(kept) == f"Cụm 2 dời từ {today():%d/%m/%Y}"
    assert AuditRow.objects.get(action="cluster.move").details == {
        "from": today().isoformat(), "on": moved.on.isoformat(), "told_on": today().isoformat(), "version": 2,
    }  # fmt: skip


def test_the_village_decides_on_the_day_the_last_cluster_was_moved_to(scene, monkeypatch):
    meeting, (first, second) = cluster_meeting(scene)
    counted(scene, first, range(1, 21), Tally(20, 0, 0))
    moved = move_cluster(scene.head, second, later(), 1)
    with pytest.raises(RefusedError, match="chưa đến"):
        mark_by_numbers(scene.head, moved, [21])

    moment = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    counted(scene, moved, range(21, 41), Tally(20, 0, 0))
    assert close_clusters(scene.head, meeting, "Làm.", 2).closed_on == moved.on


def test_decree_59_article_3_3_the_new_day_is_told_two_days_before(scene):
    _meeting, (_first, second) = cluster_meeting(scene)
    with pytest.raises(RefusedError) as refusal:
        move_cluster(scene.head, second, later(1, told_by=[], posted=False), 1)
    assert [line.split(":")[0] for line in wrong(refusal)] == ["Ngày thông báo", "Cách thông báo", "Niêm yết"]
    assert "là muộn" in wrong(refusal)[0]
    assert move_cluster(scene.head, second, later(2), 1).version == 2


def test_a_move_says_why_where_and_when_people_were_told(scene):
    _meeting, (_first, second) = cluster_meeting(scene)
    for move, said in (
        (later(reason=" ", place=" "), ["Nơi họp: Ghi nơi họp", "Lý do: Ghi vì sao"]),
        (later(-1), ["Ngày họp: Cuộc họp khai mạc", "Ngày thông báo: Thông báo ngày"]),
        (later(400), ["Ngày họp: Ngày"]),
        (later(9, told_on=today() + timedelta(days=1)), ["Ngày thông báo: Ngày"]),
        (later(told_on=today() - timedelta(days=3)), ["Ngày thông báo: Lần báo trước là ngày"]),
        (later(0, starts_at=second.starts_at, told_on=today() - timedelta(days=2)), ["Ngày, giờ, nơi họp vẫn như cũ"]),
    ):
        with pytest.raises(RefusedError) as refusal:
            move_cluster(scene.head, second, move, 1)
        assert [line[: len(words)] for line, words in zip(wrong(refusal), said, strict=True)] == said
    assert ClusterMove.objects.count() == 0


def test_a_second_move_is_told_after_the_first(scene):
    _meeting, (_first, second) = cluster_meeting(scene)
    move_cluster(scene.head, second, later(), 1)
    with pytest.raises(RefusedError, match="Lần báo trước"):
        move_cluster(scene.head, second, later(4, told_on=today() - timedelta(days=1)), 2)
    assert move_cluster(scene.head, second, later(4), 2).version == 3
    assert [one.from_on for one in ClusterMove.objects.all()] == [today(), today() + timedelta(days=2)]


def test_a_day_that_has_passed_is_not_moved_to(scene, monkeypatch):

    _meeting, (_first, second) = cluster_meeting(scene)
    begun, moment = today(), timezone.now() + timedelta(days=4)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    with pytest.raises(RefusedError, match="đã qua; chọn từ hôm nay"):
        move_cluster(scene.head, second, later(on=begun + timedelta(days=3), told_on=begun), 1)
    assert move_cluster(scene.head, second, later(), 1).on == begun + timedelta(days=6)  # nobody came that day: it is not lost


def test_no_cluster_is_moved_to_a_day_on_which_the_village_is_no_more(scene):
    _meeting, (_first, second) = cluster_meeting(scene)
    Unit.objects.filter(pk=scene.village.pk).update(ended_on=today() + timedelta(days=3))
    with pytest.raises(RefusedError, match="Ngày họp: Nơi này đã kết thúc từ"):
        move_cluster(scene.head, second, later(3), 1)
    assert move_cluster(scene.head, second, later(2), 1).on == today() + timedelta(days=2)


def test_what_met_already_or_did_not_begin_is_not_moved(scene):
    meeting, (first, second) = cluster_meeting(scene)
    counted(scene, first, range(1, 21), Tally(20, 0, 0))
    mark_by_numbers(scene.head, second, [21, 22])
    for cluster, version, said in ((first, 3, "Cụm 1 đã ghi kết quả"), (second, 1, "Cụm 2 đã điểm danh 2 hộ")):
        with pytest.raises(RefusedError, match=said):
            move_cluster(scene.head, cluster, later(), version)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        move_cluster(scene.head, second, later(), 9)
    two = (Cluster("Cụm 1", "Nhà văn hoá", "A"), Cluster("Cụm 2", "Sân đình", "B"))
    content = replace(PLACE, clusters=two, cluster_plan_on=today(), scattered=True)
    planned = planned_meeting(scene, content, title="Việc khác")
    cluster = MeetingCluster.objects.get(meeting=planned, order=2)
    with pytest.raises(RefusedError, match="chỉ dời cụm khi cuộc họp đã khai mạc"):
        move_cluster(scene.head, cluster, later(), 1)
    told = today() - timedelta(days=2)
    start_meeting(scene.head, tell_meeting(scene.head, planned, told, ["door"], 1, posted=True, papers_on=told), 2)
    assert move_cluster(scene.head, cluster, later(), 1).version == 2
    assert meeting.clusters.get(order=2).version == 1


def test_only_the_own_head_or_the_office_moves_a_cluster(scene, there):
    _meeting, (_first, second) = cluster_meeting(scene)
    for stranger in (scene.other_head, there.office, scene.leader, scene.front):
        with pytest.raises(NotAllowedError):
            move_cluster(stranger, second, later(), 1)
    assert move_cluster(scene.office, second, later(), 1).version == 2
