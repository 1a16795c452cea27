from datetime import date, timedelta

import pytest
from django.utils import timezone

from kheo.democracy.actions.ballots import open_ballots
from kheo.democracy.actions.elections import (
    add_candidate,
    begin_election,
    recognise_head,
    record_step,
    withdraw_candidate,
)
from kheo.democracy.actions.rounds import cancel_round
from kheo.democracy.models import Candidate, Election, ElectionStep, HeadTerm, Matter, Round, Scope
from kheo.democracy.queries.elections import find_election, head_on, state_of
from kheo.democracy.rules.election_slips import frozen_problems, slips_problems
from kheo.democracy.rules.elections import last_day
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Unit
from tests.democracy.election_scene import again, begun, counted, listed, matter_of, planned_slips, slips
from tests.democracy.scene import wrong

TODAY = timezone.localdate()


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
        "Bầu: Việc đã chọn thuộc khoản 4, không phải khoản 5 Điều 15; chọn lại bầu ai, hoặc việc.",
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
    begun_on = date(2025, 1, 2)
    Round.objects.update(opened_on=begun_on, closed_on=begun_on)
    term = recognise_head(scene.office, election, begun_on, "1/QĐ-UBND")
    assert term.ends_on is None
    assert head_on(scene.village, TODAY) == term
    assert HeadTerm.objects.count() == 1


def test_no_term_begins_before_the_count_and_none_in_a_village_that_ended(scene):
    election = begun(scene)
    listed(scene, election)
    counted(scene, election, [40, 2])
    Matter.objects.update(state="in_force")
    with pytest.raises(RefusedError, match=f"Ngày công nhận: Đứng trước ngày kiểm phiếu \\({TODAY:%d/%m/%Y}\\)"):
        recognise_head(scene.office, election, TODAY - timedelta(days=1), "1/QĐ-UBND")
    village = Unit.objects.filter(pk=scene.village.pk)
    village.update(ended_on=TODAY)
    with pytest.raises(RefusedError, match="Ngày công nhận: Nơi này đã kết thúc từ"):
        recognise_head(scene.office, election, TODAY, "1/QĐ-UBND")
    village.update(ended_on=TODAY + timedelta(days=1))
    assert recognise_head(scene.office, election, TODAY, "1/QĐ-UBND").begun_on == TODAY


def test_no_election_is_planned_for_a_day_on_which_the_village_is_no_more(scene):
    matter = matter_of(scene)
    Unit.objects.filter(pk=scene.village.pk).update(ended_on=TODAY)
    matter.village.refresh_from_db()
    with pytest.raises(RefusedError, match="Ngày họp bầu: Nơi này đã kết thúc từ"):
        begin_election(scene.head, matter, "head", 1, TODAY)
    assert begin_election(scene.head, matter, "head", 1, TODAY - timedelta(days=1)).pk


def test_the_list_stays_while_slips_with_its_names_are_out(scene):
    election = begun(scene)
    first, second = listed(scene, election)
    withdraw_candidate(scene.head, first, TODAY)
    plan = slips(scene, election)
    assert list(Candidate.objects.order_by("order").values_list("slip_round", flat=True)) == [None, plan.round_id]
    with pytest.raises(RefusedError) as refusal:
        add_candidate(scene.head, election, "Cá nhân 03", "self")
    assert wrong(refusal) == [f"Họ tên: {next(frozen_problems(TODAY)).what}"]
    assert state_of(again(election)).late == ()
    withdraw_candidate(scene.head, second, TODAY)
    assert state_of(again(election)).late == (Candidate.objects.get(order=2),)
    asked = Round.objects.get(form="ballots")
    cancel_round(scene.head, asked, "In nhầm.", asked.version)
    assert state_of(again(election)).late == ()
    assert add_candidate(scene.head, election, "Cá nhân 03", "self").order == 3


def test_slips_that_elect_need_a_list(scene):
    election = begun(scene)
    plan = planned_slips(scene, election)
    with pytest.raises(RefusedError) as refusal:
        open_ballots(scene.head, plan, plan.round.version)
    assert wrong(refusal) == [f"Người ứng cử: {next(slips_problems(0, TODAY)).what}"]
    assert Round.objects.get(form="ballots").state == "planned"


def test_slips_without_an_election_are_refused_and_those_out_already_are_not_given_one(scene):
    election = begun(scene)
    listed(scene, election)
    plan = planned_slips(scene, election)
    Candidate.objects.all().delete()
    Election.objects.all().delete()
    with pytest.raises(RefusedError, match="Lập lịch bầu"):
        open_ballots(scene.head, plan, plan.round.version)
    Round.objects.filter(pk=plan.round_id).update(state="open")  # as one opened before slips carried names
    with pytest.raises(RefusedError, match="Đang phát phiếu không có tên ai"):
        begin_election(scene.head, plan.round.matter, "head", 1, TODAY)


def test_slips_that_let_somebody_go_have_no_list(scene):
    scene.roll(50)
    matter = matter_of(scene, dismisses=True)
    plan = planned_slips(scene, Election(matter=matter), households=0)
    assert open_ballots(scene.head, plan, plan.round.version).state == "open"
    with pytest.raises(RefusedError, match="Chọn một việc bầu"):
        begin_election(scene.head, matter_of(scene, dismisses=True), "head", 1, TODAY)
