"""Slips, minutes and decisions of an election, read back: names in the list's order, everybody's ballots, those elected alone."""

import io

from django.utils import timezone
from pypdf import PdfReader

from kheo.democracy.actions.decisions import write_decision
from kheo.democracy.actions.election_counts import Count, count_votes
from kheo.democracy.actions.elections import begin_election, withdraw_candidate
from kheo.democracy.actions.sittings import settle_order
from kheo.democracy.models import Candidate, Round
from kheo.democracy.papers.decisions import decision_paper
from kheo.democracy.papers.elections import proposed_words
from kheo.democracy.papers.minutes import minutes_paper
from kheo.democracy.papers.voting import ballots_content, count_paper, plan_paper
from kheo.democracy.queries.election_results import result_in
from kheo.democracy.queries.polls import find_plan
from kheo.democracy.rules.decisions import DecisionContent
from kheo.democracy.rules.election_slips import LATE_MINUTES, NO_ONE
from kheo.documents.content import Numbered, Paragraph, Table
from kheo.documents.slips import ballots_pdf
from kheo.foundation.text import fold
from tests.democracy.election_scene import begun, board, counted, listed, planned_slips, slips, slips_counted
from tests.democracy.meeting_scene import ORDER, WORDS, open_meeting

TODAY = timezone.localdate()


def said(paper):
    return [block.text for block in paper.blocks if isinstance(block, (Paragraph, Numbered))]


def rows(paper):
    return [row for block in paper.blocks if isinstance(block, Table) for row in block.rows]


def test_a_slip_lists_who_stands_in_the_list_s_order_with_seats_and_a_custom_that_says_so(scene):
    election = board(scene)
    first, *_others = listed(scene, election, 4)
    withdraw_candidate(scene.head, first, TODAY)
    plan = slips(scene, election, households=3)
    content = ballots_content(plan)
    assert content.choices == ("Cá nhân 02", "Cá nhân 03", "Cá nhân 04", NO_ONE)
    assert "nhiều nhất 2 người" in content.how
    assert "quy ước ở địa phương" in content.note
    read = [page.extract_text() for page in PdfReader(io.BytesIO(ballots_pdf(content))).pages]
    text = fold(" ".join(" ".join(read).split()))
    assert text.count("1. ca nhan 02") == text.count("bau toi da 2 nguoi trong danh sach") == 3
    assert "ca nhan 01" not in text
    assert text.index("1. ca nhan 02") < text.index("2. ca nhan 03") < text.index("3. ca nhan 04") < text.index("khong bau ai")


def test_a_slip_that_is_out_keeps_the_name_of_whoever_withdraws(scene):
    election = begun(scene)
    first, _second = listed(scene, election)
    plan = slips(scene, election, collected=40)
    withdraw_candidate(scene.head, first, TODAY)
    assert ballots_content(plan).choices == ("Cá nhân 01", "Cá nhân 02", NO_ONE)
    slips_counted(scene, plan, [30, 10])
    paper = count_paper(find_plan(scene.locality, plan.round_id))
    assert (f"1. Cá nhân 01, đã rút ngày {TODAY:%d/%m/%Y}, không xét", "30") in rows(paper)
    assert LATE_MINUTES in said(paper)


def test_the_plan_tells_who_stands(scene):
    election = begun(scene)
    listed(scene, election)
    assert [text for text in said(plan_paper(planned_slips(scene, election))) if "nhân 0" in text] == [
        "Cá nhân 01.",
        "Cá nhân 02.",
    ]


def test_the_minutes_of_slips_hold_everybody_s_ballots_against_those_that_came_back(scene):
    election = begun(scene)
    listed(scene, election)
    plan = slips(scene, election, collected=40)
    slips_counted(scene, plan, [26, 10], valid=38, invalid=2)
    paper = count_paper(find_plan(scene.locality, plan.round_id))
    assert rows(paper)[1:] == [
        ("Phiếu phát ra", "40"), ("Phiếu thu về", "40"), ("Hộ không nộp phiếu, không tham gia", "11"), ("Phiếu hợp lệ", "38"),
        ("1. Cá nhân 01, trúng cử", "26"), ("2. Cá nhân 02", "10"), ("Phiếu không hợp lệ", "2"),
    ]  # fmt: skip
    assert "Người trúng cử: Cá nhân 01 (26 phiếu)." in said(paper)


def test_minutes_say_why_nobody_was_elected_and_that_the_commune_decides_on_voting_again(scene):
    election = begun(scene)
    listed(scene, election)
    plan = slips(scene, election, collected=40)
    slips_counted(scene, plan, [25, 15])
    words = said(count_paper(find_plan(scene.locality, plan.round_id)))
    why = "không ai được trên một nửa tổng số hộ (cần ít nhất 26 trong 51 hộ; nhiều nhất là 25 phiếu)"
    assert f"Không ai trúng cử: {why}." in words
    assert any("quyết định việc bầu lại (Điều 3 khoản 5 điểm d Nghị định 59/2023/NĐ-CP)" in text for text in words)
    assert not any("Người trúng cử" in text for text in words)


def test_minutes_of_a_meeting_and_the_decision_say_who_was_elected_and_which_seat_is_left(scene):
    meeting = settle_order(scene.head, open_meeting(scene, households=51, present=46, kind=5), ORDER, 2)
    election = begin_election(scene.head, meeting.round.matter, "inspection", 2, TODAY)
    people = listed(scene, election, 3)
    votes = dict(zip((one.pk for one in people), (40, 26, 26), strict=True))
    count_votes(scene.head, election, Round.objects.get(), Count(votes, 46, 0, **WORDS), 1)
    meeting.refresh_from_db()
    meeting.round.refresh_from_db()
    paper = minutes_paper(meeting)
    assert ("2. Cá nhân 02, bằng phiếu", "26") in rows(paper)
    left = "Bầu được 1 trong 2 người, còn 1 vị trí: 2 người cùng được 26 phiếu cho 1 vị trí"
    assert any(text.startswith(left) for text in said(paper))
    result = result_in(meeting.round)
    content = proposed_words(result, "Bầu Ban")
    assert content == "Bầu Ban: Cá nhân 01."
    told = DecisionContent("resolution", content, "Người ký 1", "Người ký 2", "Hộ 1", "Hộ 2")
    words = said(decision_paper(write_decision(scene.head, meeting.round, told, 0)))
    [fifth] = [text for text in words if text.startswith("Kết quả:")]
    assert "trúng cử: Cá nhân 01 (40 phiếu); cần ít nhất 26 trong 51 hộ" in fifth
    assert left in fifth
    assert not any("Cá nhân 02" in text or "Cá nhân 03" in text for text in words)


def test_a_decision_of_all_seats_leaves_nothing_open(scene):
    election = begun(scene)
    listed(scene, election)
    counted(scene, election, [40, 3])
    result = result_in(Round.objects.get())
    assert proposed_words(result, "Bầu Tổ trưởng") == "Bầu Tổ trưởng: Cá nhân 01."
    assert (result.silent, result.left, [one.name for one in Candidate.objects.filter(is_elected=True)]) == (8, 0, ["Cá nhân 01"])
