from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from kheo.democracy.actions.elections import (
    Count,
    add_candidate,
    begin_election,
    count_votes,
    recognise_head,
    record_step,
    withdraw_candidate,
)
from kheo.democracy.actions.meetings import close_meeting
from kheo.democracy.actions.rounds import Tally, open_round, plan_round
from kheo.democracy.actions.sittings import settle_order
from kheo.democracy.models import Candidate, Election, ElectionStep, Form, HeadTerm, Matter, Meeting, Round, Scope
from kheo.democracy.papers.minutes import counting_paper, minutes_paper
from kheo.democracy.queries.elections import find_election, head_on, state_of
from kheo.democracy.rules.elections import last_day
from kheo.democracy.rules.meetings import short_problems
from kheo.documents.content import Table
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from tests.democracy.meeting_scene import ORDER, WORDS, open_meeting
from tests.democracy.scene import wrong

TODAY = timezone.localdate()


def matter_of(scene, kind=4, village=None, **changes):
    told = {"scope": Scope.VILLAGE, "title": "Bầu Tổ trưởng", "content": "-", "state": "proposed"}
    return Matter.objects.create(locality=scene.locality, village=village or scene.village, kind=kind, **(told | changes))


def begun(scene, what="head", seats=1, kind=4):
    return begin_election(scene.head, matter_of(scene, kind), what, seats, TODAY)


def listed(scene, election, count=2):
    return [add_candidate(scene.head, election, f"Cá nhân {number:02d}", "front") for number in range(1, count + 1)]


def opened(scene, election, households=51):
    scene.roll(households)
    planned = plan_round(scene.head, election.matter, scene.village, Form.MEETING, TODAY)
    return open_round(scene.head, planned, planned.version)


def counted(scene, election, votes, valid=None, invalid=0, households=51):
    people = list(Candidate.objects.filter(election=election, withdrawn_on=None).order_by("order"))
    round_ = opened(scene, election, households)
    by = {one.pk: vote for one, vote in zip(people, votes, strict=True)}
    return count_votes(
        scene.head, election, round_, Count(by, valid if valid is not None else sum(votes), invalid), election.version
    )


def test_a_head_lays_out_an_election_of_the_own_village(scene, there):
    made = begun(scene)
    assert [step.due for step in state_of(find_election(scene.locality, made.pk)).steps] == [
        TODAY - timedelta(days=days) for days in (20, 15, 10, 7)
    ]
    assert find_election(there.locality, made.pk) is None
    other = matter_of(scene)
    for actor in (scene.other_head, scene.leader, scene.front, there.office):
        with pytest.raises(NotAllowedError):
            begin_election(actor, other, "head", 1, TODAY)
    with pytest.raises(RefusedError) as refusal:
        begin_election(scene.head, made.matter, "inspection", 1, TODAY)
    assert wrong(refusal) == [
        "Bầu: Việc này không thuộc khoản 5 Điều 15 Luật 10/2022/QH15.",
        "Việc đưa ra dân bàn: Chọn một việc bầu của thôn, tổ dân phố chưa có lịch bầu.",
    ]
    assert Election.objects.count() == 1


def test_a_matter_of_the_whole_commune_elects_nobody(scene):
    whole = Matter.objects.create(locality=scene.locality, kind=4, scope=Scope.COMMUNE, title="-", content="-", state="proposed")
    with pytest.raises(RefusedError, match="Chọn một việc bầu của thôn"):
        begin_election(scene.office, whole, "head", 1, TODAY)


def test_a_step_is_recorded_once(scene):
    election = begun(scene)
    made = record_step(scene.head, election, "decision", TODAY, " 12/QĐ-UBND ")
    assert (made.number, AuditRow.objects.order_by("-pk")[0].details) == (
        "12/QĐ-UBND",
        {"key": "decision", "done_on": TODAY.isoformat()},
    )
    with pytest.raises(RefusedError) as refusal:
        record_step(scene.head, election, "decision", TODAY + timedelta(days=1))
    assert wrong(refusal) == ["Ngày làm: Ngày này ở sau hôm nay; ghi khi đã làm.", "Bước: Bước này đã ghi."]
    assert ElectionStep.objects.count() == 1


def test_candidates_are_added_and_withdraw_until_the_count(scene):
    election = begun(scene)
    first, second = listed(scene, election)
    assert withdraw_candidate(scene.head, first, TODAY).withdrawn_on == TODAY
    with pytest.raises(RefusedError) as refusal:
        withdraw_candidate(scene.head, first, TODAY + timedelta(days=1))
    assert wrong(refusal) == ["Người này đã rút.", "Ngày rút: Ngày này ở sau hôm nay."]
    with pytest.raises(RefusedError) as refusal:
        add_candidate(scene.head, election, "cá nhân 01", "king")
    assert [line.partition(":")[0] for line in wrong(refusal)] == ["Họ tên", "Ai giới thiệu"]
    counted(scene, election, [40])
    for act in (
        lambda: add_candidate(scene.head, election, "Cá nhân 03", "self"),
        lambda: withdraw_candidate(scene.head, second, TODAY),
    ):
        with pytest.raises(RefusedError, match="Đã kiểm phiếu"):
            act()


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


def test_article_8_a_head_s_term_begins_with_the_commune_s_recognition(scene):
    election = begun(scene)
    listed(scene, election)
    with pytest.raises(RefusedError) as refusal:
        recognise_head(scene.leader, election, TODAY + timedelta(days=1), " ")
    assert [line.partition(":")[0] for line in wrong(refusal)] == [
        "Số quyết định", "Ngày công nhận", "Chưa có người nào trúng cử để công nhận.",
        "Quyết định của cộng đồng dân cư chưa được công nhận; ghi công nhận ở trang của việc ấy trước.",
    ]  # fmt: skip
    counted(scene, election, [40, 2])
    Matter.objects.update(state="in_force")
    for actor in (scene.head, scene.front):
        with pytest.raises(NotAllowedError):
            recognise_head(actor, election, TODAY, "15/QĐ-UBND")
    term = recognise_head(scene.leader, election, TODAY, " 15/QĐ-UBND ")
    assert (term.number, term.village, term.candidate.name) == ("15/QĐ-UBND", scene.village, "Cá nhân 01")
    assert term.ends_on == last_day(TODAY, 5)
    assert head_on(scene.village, TODAY) == term
    assert head_on(scene.village, term.ends_on) is None
    assert head_on(scene.village, TODAY - timedelta(days=1)) is None
    with pytest.raises(RefusedError, match="Đã ghi công nhận"):
        recognise_head(scene.leader, election, TODAY, "15/QĐ-UBND")


def test_a_term_before_any_rule_that_was_read_has_no_end(scene):
    election = begun(scene)
    listed(scene, election)
    counted(scene, election, [40, 2])
    Matter.objects.update(state="in_force")
    term = recognise_head(scene.office, election, TODAY.replace(year=2025, month=1, day=2), "1/QĐ-UBND")
    assert term.ends_on is None
    assert head_on(scene.village, TODAY) == term
    assert HeadTerm.objects.count() == 1


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
