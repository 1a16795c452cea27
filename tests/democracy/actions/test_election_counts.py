"""Who is elected closes the round: by a meeting or by slips, with both sides of the half and of a tie."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from django.utils import timezone

from kheo.democracy.actions.ballots import count_ballots
from kheo.democracy.actions.clusters import count_cluster, reopen_cluster
from kheo.democracy.actions.election_counts import Count, count_votes, of_clusters
from kheo.democracy.actions.elections import add_candidate, begin_election, withdraw_candidate
from kheo.democracy.actions.meetings import close_meeting
from kheo.democracy.actions.rounds import Tally
from kheo.democracy.actions.sittings import settle_order
from kheo.democracy.models import Candidate, Election, Matter, Meeting, MeetingCluster, Round
from kheo.democracy.papers.minutes import counting_paper, minutes_paper
from kheo.democracy.queries.elections import state_of
from kheo.democracy.rules.clusters import Cluster, uncounted_problems
from kheo.democracy.rules.meetings import short_problems
from kheo.democracy.rules.voting import Count as Sums
from kheo.documents.content import Table
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from tests.democracy.election_scene import (
    again,
    begun,
    board,
    by_name,
    counted,
    listed,
    opened,
    slips,
    slips_counted,
    witnesses,
)
from tests.democracy.meeting_scene import ORDER, WORDS, cluster_meeting, open_meeting
from tests.democracy.meeting_scene import counted as cluster_counted
from tests.democracy.scene import wrong
from tests.democracy.voting_scene import fresh_plan, open_plan

TODAY = timezone.localdate()


def test_article_21_1_twenty_six_of_fifty_one_households_elect_and_the_matter_passes(scene):
    election = begun(scene)
    listed(scene, election)
    held = counted(scene, election, [26, 10], valid=36, invalid=2)
    held_round = Round.objects.get()
    assert [(one.votes, one.is_elected) for one in Candidate.objects.order_by("order")] == [(26, True), (10, False)]
    assert (held_round.votes_for, held_round.votes_against, held_round.votes_other, held_round.passed) == (26, 10, 2, True)
    assert (held.valid_ballots, held.round, Matter.objects.get().state) == (36, held_round, "passed")
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        count_votes(scene.head, election, held_round, Count({}, 0, 0), 1)
    with pytest.raises(RefusedError) as refusal:
        count_votes(scene.head, held, held_round, Count({one.pk: 1 for one in Candidate.objects.all()}, 2, 0), held.version)
    assert wrong(refusal)[:2] == [
        "Đã kiểm phiếu; danh sách và số phiếu giữ nguyên.",
        "Mở cuộc họp của việc này trước, rồi mới ghi kiểm phiếu.",
    ]


def test_article_21_1_twenty_five_of_fifty_one_elect_nobody(scene):
    election = begun(scene)
    listed(scene, election)
    counted(scene, election, [25, 24])
    assert list(Candidate.objects.values_list("is_elected", flat=True)) == [False, False]
    assert Matter.objects.get().state == "not_passed"


def test_members_of_a_board_are_elected_together(scene):
    election = begun(scene, "inspection", 2, kind=5)
    listed(scene, election, 3)
    counted(scene, election, [40, 30, 12], valid=45)
    assert list(Candidate.objects.order_by("order").values_list("is_elected", flat=True)) == [True, True, False]


def test_a_count_names_everybody_who_stands_and_no_other(scene):
    election = begun(scene)
    first, _second = listed(scene, election)
    round_ = opened(scene, election)
    with pytest.raises(RefusedError) as refusal:
        count_votes(scene.head, election, round_, Count({first.pk: 60}, 50, 0), election.version)
    assert wrong(refusal) == [
        "Số phiếu: Ghi số phiếu của từng người trong danh sách; tải lại trang nếu danh sách vừa đổi.",
        "Số phiếu: Số phiếu của mỗi người từ 0 đến 50, số phiếu hợp lệ.",
        "Số phiếu: Cộng lại nhiều hơn 50 phiếu × 1 người; đếm lại.",
    ]
    with pytest.raises(RefusedError, match="nhiều hơn 51 hộ"):
        count_votes(scene.head, election, round_, Count({one.pk: 26 for one in Candidate.objects.all()}, 52, 0), election.version)
    assert Round.objects.get().state == "open"


def met(scene, present=40, households=51):
    """An election with two candidates whose meeting goes on, *present* households ticked."""
    meeting = open_meeting(scene, households=households, present=present, kind=4)
    election = begin_election(scene.head, meeting.round.matter, "head", 1, TODAY)
    listed(scene, election)
    return election, meeting


def sent(scene, election, meeting, votes, **more):
    people = Candidate.objects.filter(election=election).order_by("order")
    by = {one.pk: vote for one, vote in zip(people, votes, strict=True)}
    count = Count(by, more.pop("valid", sum(votes)), more.pop("invalid", 0), **(WORDS | more))
    return count_votes(scene.head, election, Round.objects.get(pk=meeting.round_id), count, election.version)


def test_article_18_4_ballots_are_no_more_than_households_ticked_at_the_meeting(scene):
    election, meeting = met(scene)
    meeting = settle_order(scene.head, meeting, ORDER, meeting.version)
    with pytest.raises(RefusedError, match="Cộng lại 41 phiếu, nhiều hơn 40 đại diện hộ có mặt"):
        sent(scene, election, meeting, (30, 10), invalid=1)
    sent(scene, election, meeting, (30, 9), invalid=1)
    held = Meeting.objects.select_related("round").get()
    assert (held.round.present, held.round.state, held.opinions, held.conclusion) == (40, "closed", *WORDS.values())


def test_the_count_of_a_meeting_says_what_its_minutes_still_need(scene):
    election, meeting = met(scene, present=25)
    with pytest.raises(RefusedError) as refusal:
        sent(scene, election, meeting, (20, 5), opinions="", conclusion=" ")
    assert wrong(refusal) == [
        "Ý kiến thảo luận: Ghi các ý kiến, hoặc «không có ý kiến khác».",
        "Kết luận: Ghi kết luận của người chủ trì.",
        f"Có mặt: {next(short_problems(25, 26)).what}",
        "Ghi thư ký và cách biểu quyết trước (Điều 18 khoản 4 Luật 10/2022/QH15).",
    ]
    assert (Round.objects.get().state, Election.objects.get().valid_ballots) == ("open", None)


def by_clusters(scene):
    """An election whose two clusters meet; the second on the evening of the same day."""
    late = Cluster("Cụm 2", "Sân đình", "Cá nhân 02", TODAY, time(20))
    meeting, clusters = cluster_meeting(scene, households=51, second=late, kind=4)
    election = begin_election(scene.head, meeting.round.matter, "head", 1, TODAY)
    listed(scene, election)
    return election, meeting, clusters


def test_article_18_3_an_election_by_clusters_waits_for_all_of_them_and_is_their_sum(scene):
    election, meeting, (first, second) = by_clusters(scene)
    cluster_counted(scene, first, range(1, 21), Tally(19, 0, 1), names=by_name(election, (15, 4)))
    with pytest.raises(RefusedError) as refusal:
        sent(scene, election, meeting, (20, 0))
    assert wrong(refusal) == [next(uncounted_problems(["Cụm 2"])).what]
    cluster_counted(scene, second, range(21, 41), Tally(20, 0, 0), names=by_name(election, (12, 6)))
    Round.objects.update(opened_on=TODAY - timedelta(days=1))
    with pytest.raises(RefusedError, match="khác với kết quả các cụm cộng lại"):
        sent(scene, election, meeting, (28, 10), valid=39, invalid=1)
    sent(scene, election, meeting, (27, 10), valid=39, invalid=1)
    held = Round.objects.get()
    assert (held.closed_on, held.present, held.votes_for, held.passed) == (TODAY, 40, 27, True)
    cluster = MeetingCluster.objects.get(order=1)
    assert cluster.named_votes == {str(key): votes for key, votes in by_name(election, (15, 4)).items()}
    tables = [block.rows for block in minutes_paper(cluster).blocks if isinstance(block, Table)]
    assert tables == [(("1. Cá nhân 01", "15"), ("2. Cá nhân 02", "4"), ("Phiếu không hợp lệ", "1"))]
    [sums, names] = [block.rows for block in minutes_paper(Meeting.objects.get()).blocks if isinstance(block, Table)]
    assert (sums[-1], names[0]) == (("Cộng", "40", "39", "1"), ("1. Cá nhân 01, trúng cử", "27"))


def test_a_cluster_that_elects_counts_everybody_who_stands_and_closes_the_list(scene):
    election, _meeting, (first, _second) = by_clusters(scene)
    with pytest.raises(RefusedError) as refusal:
        cluster_counted(scene, first, range(1, 21), Tally(20, 0, 0))
    assert wrong(refusal)[0] == "Số phiếu: Ghi số phiếu của từng người trong danh sách; tải lại trang nếu danh sách vừa đổi."
    first.refresh_from_db()
    with pytest.raises(RefusedError, match="Số phiếu của mỗi người từ 0 đến 20"):
        count_cluster(scene.head, first, Tally(20, 0, 0), "Có.", "Xong.", first.version, names=by_name(election, (21, 0)))
    held = count_cluster(scene.head, first, Tally(20, 0, 0), "Có.", "Xong.", first.version, names=by_name(election, (20, 0)))
    with pytest.raises(RefusedError, match="Cụm 1 đã ghi kết quả bầu"):
        add_candidate(scene.head, election, "Cá nhân 03", "nominated")
    assert reopen_cluster(scene.head, held, held.version).named_votes == {}
    assert add_candidate(scene.head, election, "Cá nhân 03", "nominated").order == 3


def test_a_cluster_where_nobody_came_adds_nothing_and_one_counted_before_names_leaves_the_sum_to_be_typed(scene):
    election, meeting, (first, second) = by_clusters(scene)
    cluster_counted(scene, first, range(1, 41), Tally(40, 0, 0), names=by_name(election, (30, 10)))
    told = {"opinions": "", "conclusion": "Không hộ nào đến."}
    count_cluster(scene.head, second, Tally(0, 0, 0), **told, version=second.version, names=by_name(election, (0, 0)))
    clusters = list(MeetingCluster.objects.order_by("order"))
    assert of_clusters(clusters, by_name(election, (0, 0))) == Count(by_name(election, (30, 10)), 40, 0)
    assert of_clusters([], []) is None
    MeetingCluster.objects.filter(order=1).update(named_votes={})
    sent(scene, election, meeting, (28, 12))
    assert Round.objects.get().votes_for == 28


def test_a_meeting_that_elects_is_closed_by_the_count_alone(scene):
    _election, meeting = met(scene)
    meeting = settle_order(scene.head, meeting, ORDER, meeting.version)
    with pytest.raises(RefusedError, match="ghi kiểm phiếu của từng người ở trang cuộc bầu"):
        close_meeting(scene.head, meeting, Tally(40, 0, 0), version=meeting.version, **WORDS)
    assert Round.objects.get().state == "open"


def test_the_minutes_of_an_election_name_who_stood_with_their_ballots(scene):
    election, meeting = met(scene)
    order = replace(ORDER, vote_way="secret", board=("Cá nhân 03", "Cá nhân 04", "Cá nhân 05"), board_votes=40)
    meeting = settle_order(scene.head, meeting, replace(order, witnesses=("Cá nhân 06", "Cá nhân 07")), meeting.version)
    sent(scene, election, meeting, (30, 9), invalid=1)
    held = Meeting.objects.select_related("round__matter__locality", "round__village").get()
    rows = [block.rows for block in minutes_paper(held).blocks if isinstance(block, Table)]
    assert rows == [(("1. Cá nhân 01, trúng cử", "30"), ("2. Cá nhân 02", "9"), ("Phiếu không hợp lệ", "1"))]
    [counting] = [block.rows for block in counting_paper(held).blocks if isinstance(block, Table)]
    assert counting[3:5] == (("1. Cá nhân 01, trúng cử", "30"), ("2. Cá nhân 02", "9"))


def test_two_even_for_one_seat_have_half_of_all_households_each_and_elect_nobody(scene):
    election = begun(scene)
    listed(scene, election)
    counted(scene, election, [25, 25], households=50)
    held = Round.objects.get()
    assert list(Candidate.objects.values_list("is_elected", flat=True)) == [False, False]
    assert (held.votes_for, held.passed, Matter.objects.get().state) == (25, False, "not_passed")


def test_tied_at_exactly_the_seats_all_are_elected(scene):
    election = board(scene, 2)
    listed(scene, election, 3)
    counted(scene, election, [26, 26, 3], valid=30, households=51)
    assert list(Candidate.objects.order_by("order").values_list("is_elected", flat=True)) == [True, True, False]
    assert Matter.objects.get().state == "passed"


def test_one_tied_above_the_seats_leaves_a_seat_and_the_matter_carries_for_the_other(scene):
    election = board(scene, 2)
    listed(scene, election, 3)
    counted(scene, election, [40, 26, 26], valid=46, households=51)
    assert list(Candidate.objects.order_by("order").values_list("is_elected", flat=True)) == [True, False, False]
    assert (Round.objects.get().passed, Matter.objects.get().state) == (True, "passed")
    assert AuditRow.objects.filter(action="election.count").get().details == {
        "valid": 46, "invalid": 0, "elected": 1, "left": 1, "version": 2,
    }  # fmt: skip


def test_three_tied_for_two_seats_elect_nobody(scene):
    election = board(scene, 2)
    listed(scene, election, 3)
    counted(scene, election, [30, 30, 30], valid=50, households=51)
    assert set(Candidate.objects.values_list("is_elected", flat=True)) == {False}
    assert Matter.objects.get().state == "not_passed"


def test_slips_are_counted_name_by_name_against_those_that_came_back(scene):
    election = begun(scene)
    listed(scene, election)
    plan = slips(scene, election, collected=40)
    held = slips_counted(scene, plan, [26, 10], valid=38, invalid=2)
    asked, plan = Round.objects.get(form="ballots"), fresh_plan(plan)
    assert [(one.votes, one.is_elected) for one in Candidate.objects.order_by("order")] == [(26, True), (10, False)]
    assert (asked.state, asked.votes_for, asked.votes_against, asked.votes_other, asked.passed) == ("closed", 26, 12, 2, True)
    assert (held.valid_ballots, held.round_id, Matter.objects.get().state) == (38, asked.pk, "passed")
    assert (plan.spoilt, plan.counted_on, {plan.first_witness_id, plan.second_witness_id}) == (2, TODAY, set(witnesses(plan)))
    details = AuditRow.objects.filter(action="election.count").get().details
    assert (details["collected"], details["elected"], details["left"]) == (40, 1, 0)


@pytest.mark.parametrize(("households", "votes", "state"), [(50, 25, "not_passed"), (50, 26, "passed"), (51, 25, "not_passed")])
def test_households_that_hand_nothing_in_take_no_part_and_still_count_for_the_half(scene, households, votes, state):
    election = begun(scene)
    listed(scene, election, 1)
    slips_counted(scene, slips(scene, election, households, collected=26), [votes], valid=26)
    assert Matter.objects.get().state == state


def test_more_or_fewer_slips_than_came_back_are_refused(scene):
    election = begun(scene)
    listed(scene, election)
    plan = slips(scene, election, collected=40)
    for valid, invalid, said in ((39, 2, "nhiều hơn 40 phiếu đã thu"), (39, 0, "danh sách ghi đã thu 40")):
        with pytest.raises(RefusedError, match=said):
            slips_counted(scene, plan, [26, 10], valid=valid, invalid=invalid)
    with pytest.raises(RefusedError) as refusal:
        slips_counted(scene, plan, [41, 0], valid=40, watched=(None, None))
    assert [line.partition(":")[0] for line in wrong(refusal)] == ["Số phiếu", "Số phiếu", "Hộ chứng kiến"]
    assert (Round.objects.get(form="ballots").state, Election.objects.get().valid_ballots) == ("open", None)


def test_slips_wait_for_their_last_day_and_are_watched_by_two_households_of_the_list(scene):
    election = begun(scene)
    listed(scene, election)
    plan = slips(scene, election, collected=40)
    outside = scene.roll(1, scene.villages[1])[0]
    with pytest.raises(RefusedError, match="Hộ chứng kiến phải có trong danh sách phát phiếu"):
        slips_counted(scene, plan, [30, 10], watched=(witnesses(plan)[0], outside.pk))
    Round.objects.filter(pk=plan.round_id).update(ends_on=TODAY + timedelta(days=1))
    with pytest.raises(RefusedError, match="còn 11 hộ chưa nộp"):
        slips_counted(scene, fresh_plan(plan), [30, 10])
    assert Round.objects.get(form="ballots").state == "open"


def test_a_count_of_slips_that_is_sent_again_changes_nothing(scene):
    election = begun(scene)
    listed(scene, election)
    plan = slips(scene, election, collected=40)
    slips_counted(scene, plan, [30, 10])
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        slips_counted(scene, plan, [10, 30])
    with pytest.raises(RefusedError, match="chỉ ghi khi đang lấy ý kiến"):
        slips_counted(scene, fresh_plan(plan), [10, 30])
    assert list(Candidate.objects.order_by("order").values_list("votes", flat=True)) == [30, 10]
    assert AuditRow.objects.filter(action="election.count").count() == 1


def test_slips_are_not_counted_as_a_meeting_nor_as_a_sum_of_hands(scene):
    election = begun(scene)
    people = listed(scene, election)
    plan = slips(scene, election, collected=40)
    with pytest.raises(RefusedError, match="ghi kiểm phiếu ở trang phát phiếu"):
        count_votes(scene.head, election, plan.round, Count({one.pk: 20 for one in people}, 40, 0), election.version)
    with pytest.raises(RefusedError, match="ghi số phiếu của từng người"):
        count_ballots(scene.head, plan, Sums(40, 30, 10, 0, 0), witnesses(plan), TODAY, plan.version)
    assert Round.objects.get(form="ballots").state == "open"


def test_slips_that_elect_nobody_by_name_have_no_count_by_name(scene):
    plan = open_plan(scene, collected=3)
    with pytest.raises(RefusedError, match="không bầu theo danh sách"):
        slips_counted(scene, plan, [])


def test_whoever_withdraws_with_slips_out_is_counted_and_not_elected(scene):
    election = begun(scene)
    first, _second = listed(scene, election)
    plan = slips(scene, election, collected=40)
    withdraw_candidate(scene.head, first, TODAY)
    assert [one.name for one in state_of(again(election)).late] == ["Cá nhân 01"]
    slips_counted(scene, plan, [30, 10])
    assert [(one.votes, one.is_elected) for one in Candidate.objects.order_by("order")] == [(30, False), (10, False)]
    held = Round.objects.get(form="ballots")
    assert (held.votes_for, held.votes_against, held.passed) == (10, 30, False)
    assert Matter.objects.get().state == "not_passed"


def test_where_everybody_withdrew_the_slips_elect_nobody(scene):
    election = begun(scene)
    [one] = listed(scene, election, 1)
    plan = slips(scene, election, collected=30)
    withdraw_candidate(scene.head, one, TODAY)
    slips_counted(scene, plan, [30])
    assert (Candidate.objects.get().is_elected, Matter.objects.get().state) == (False, "not_passed")
