"""Voting again: between the tied, for the seats left, after a refusal; the first record stays as it was."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kheo.democracy.actions.decisions import write_decision
from kheo.democracy.actions.elections_again import Again, vote_again
from kheo.democracy.actions.proposals import withdraw_matter
from kheo.democracy.models import Candidate, CommunityDecision, Election, Matter, Round
from kheo.democracy.queries.election_results import result_of
from kheo.democracy.rules.decisions import DecisionContent
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from tests.democracy.election_scene import again, begun, board, counted, listed, slips, slips_counted
from tests.democracy.scene import wrong

TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=30)
BOARD = Again(LATER, TODAY)
HEAD = Again(LATER, TODAY, TODAY, "70/QĐ-UBND")


def tied(scene):
    """Two seats: one elected, two who share the votes of the other."""
    election = board(scene)
    listed(scene, election, 4)
    return counted(scene, election, [40, 26, 26, 3], valid=50)


def test_the_tied_stand_again_for_the_seat_that_is_left(scene):
    first = tied(scene)
    made = vote_again(scene.head, first, BOARD)
    assert [(one.name, one.order, one.votes) for one in made.candidates.order_by("order")] == [
        ("Cá nhân 02", 1, None), ("Cá nhân 03", 2, None),
    ]  # fmt: skip
    assert (made.what, made.seats, made.planned_on, made.follows) == ("inspection", 1, LATER, first)
    assert (made.matter.title, made.matter.state, made.matter.agreed_on) == ("Bầu tiếp: Bầu Tổ trưởng", "proposed", TODAY)
    assert made.matter.content.startswith(f"Bầu 1 người cho vị trí còn trống. Lần bầu ngày {TODAY:%d/%m/%Y}: Bầu được 1 trong 2")
    assert AuditRow.objects.filter(action="election.again").get().details == {"follows": first.pk, "seats": 1, "candidates": 2}
    assert list(first.candidates.order_by("order").values_list("votes", "is_elected")) == [
        (40, True), (26, False), (26, False), (3, False),
    ]  # fmt: skip
    assert Matter.objects.get(pk=first.matter_id).state == "passed"
    with pytest.raises(RefusedError, match="đã lập lần bầu sau"):
        vote_again(scene.head, first, BOARD)


def test_a_vote_again_that_was_withdrawn_makes_room_for_another(scene):
    first = tied(scene)
    made = vote_again(scene.head, first, BOARD)
    withdraw_matter(scene.head, made.matter, "Nhầm ngày.", made.matter.version)
    assert vote_again(scene.head, first, BOARD).pk != made.pk


def test_where_nobody_reached_the_half_all_who_still_stand_are_on_the_list_and_a_head_needs_the_commune_s_decision(scene):
    election = begun(scene)
    listed(scene, election, 2)
    first = counted(scene, election, [25, 20])
    with pytest.raises(RefusedError) as refusal:
        vote_again(scene.head, first, Again(TODAY, TODAY))
    assert [line.partition(":")[0] for line in wrong(refusal)] == ["Ngày họp bầu", "Ngày quyết định", "Số quyết định"]
    with pytest.raises(RefusedError, match="Ghi ngày Trưởng ban công tác Mặt trận thống nhất"):
        vote_again(scene.head, first, Again(LATER, None, TODAY, "70/QĐ-UBND"))
    assert Election.objects.count() == 1
    made = vote_again(scene.head, first, HEAD)
    assert list(made.candidates.values_list("name", flat=True)) == ["Cá nhân 01", "Cá nhân 02"]
    assert [(step.key, step.done_on, step.number) for step in made.steps.all()] == [("decision", TODAY, "70/QĐ-UBND")]
    assert made.matter.title == "Bầu lại: Bầu Tổ trưởng"


def test_whoever_withdrew_with_slips_out_is_not_on_the_next_list(scene):
    election = begun(scene)
    listed(scene, election, 2)
    plan = slips(scene, election, collected=40)
    Candidate.objects.filter(order=1).update(withdrawn_on=TODAY)
    first = slips_counted(scene, plan, [30, 10])
    assert list(vote_again(scene.head, first, HEAD).candidates.values_list("name", flat=True)) == ["Cá nhân 02"]


def test_after_a_refusal_all_stand_for_all_seats(scene):
    election = begun(scene)
    listed(scene, election, 2)
    first = counted(scene, election, [40, 10])
    with pytest.raises(RefusedError, match="đã bầu đủ"):
        vote_again(scene.head, first, HEAD)
    Matter.objects.filter(pk=first.matter_id).update(state="refused")
    made = vote_again(scene.head, again(first), HEAD)
    assert (made.seats, list(made.candidates.values_list("name", flat=True))) == (1, ["Cá nhân 01", "Cá nhân 02"])
    assert "không được công nhận" in made.matter.content
    assert made.matter.title == "Bầu lại: Bầu Tổ trưởng"


def test_an_election_that_goes_on_or_was_annulled_is_not_voted_on_again(scene):
    election = board(scene)
    with pytest.raises(RefusedError, match="chưa kiểm phiếu"):
        vote_again(scene.head, election, BOARD)
    listed(scene, election, 3)
    first = counted(scene, election, [40, 26, 26], valid=46)
    Matter.objects.filter(pk=first.matter_id).update(state="annulled")
    with pytest.raises(RefusedError, match="Không có vị trí nào chờ bầu lại"):
        vote_again(scene.head, again(first), BOARD)


def test_the_heads_of_other_villages_and_the_leader_do_not_begin_it(scene):
    first = tied(scene)
    for actor in (scene.other_head, scene.leader, scene.front):
        with pytest.raises(NotAllowedError):
            vote_again(actor, first, BOARD)


def written(scene, content):
    told = DecisionContent("resolution", content, "Người ký 1", "Người ký 2", "Hộ 1", "Hộ 2")
    return write_decision(scene.head, Round.objects.get(), told, 0)


def test_article_20_2_a_decision_names_only_those_elected(scene):
    tied(scene)
    with pytest.raises(RefusedError) as refusal:
        written(scene, "Bầu Cá nhân 02 vào Ban.")
    assert [line.partition(";")[0] for line in wrong(refusal)] == [
        "Nội dung quyết định: Ghi tên người trúng cử: Cá nhân 01.",
        "Nội dung quyết định: Quyết định chỉ ghi tên người trúng cử",
    ]
    assert written(scene, "Bầu Cá nhân 01 vào Ban.").content == "Bầu Cá nhân 01 vào Ban."


def test_a_tie_once_written_down_as_passed_stays_so_and_has_no_decision(scene):
    election = board(scene)
    listed(scene, election, 3)
    counted(scene, election, [30, 30, 30], valid=50)
    Round.objects.update(passed=True)
    Matter.objects.update(state="passed")
    with pytest.raises(RefusedError, match="Không ai trúng cử: 3 người cùng được 30 phiếu cho 2 vị trí"):
        written(scene, "Bầu Cá nhân 01.")
    assert (CommunityDecision.objects.count(), Round.objects.get().passed) == (0, True)
    result = result_of(again(election))
    assert result is not None
    assert (result.left, len(result.tied)) == (2, 3)
