"""A ballot to every household: Luật 10/2022/QH15 Điều 19, Nghị định 59/2023/NĐ-CP Điều 4."""

from datetime import date, timedelta

import pytest

from kheo.democracy.actions.ballots import count_ballots, mark_sheets, open_ballots, prepare_ballots, send_ballot_plan
from kheo.democracy.actions.rounds import fail_round, open_round, plan_round
from kheo.democracy.models import BallotPlan, BallotSheet, Form, Household, Round, TeamMember
from kheo.democracy.rules.voting import Count
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from tests.democracy.scene import wrong
from tests.democracy.voting_scene import PAPER_TEAM, fresh_plan, open_plan, plan_content, planned, prepared_plan, today

pytestmark = pytest.mark.django_db


def witnesses(plan):
    return tuple(BallotSheet.objects.filter(round=plan.round).values_list("household", flat=True)[:2])


def count(scene, plan, of, watched=None, day=None):
    return count_ballots(scene.head, plan, of, watched or witnesses(plan), day or today(), plan.version)


def test_a_plan_is_written_with_its_team_and_rewritten(scene):
    plan = prepare_ballots(scene.head, planned(scene, Form.BALLOTS), plan_content(), 0)
    again = prepare_ballots(scene.head, plan.round, plan_content(purpose="Hỏi lại từng hộ."), 1)
    assert (again.pk, again.purpose, again.version) == (plan.pk, "Hỏi lại từng hộ.", 2)
    assert [(member.name, member.leads) for member in TeamMember.objects.all()] == [
        ("Người thứ nhất", True), ("Người thứ hai", False), ("Người thứ ba", False),
    ]  # fmt: skip
    assert AuditRow.objects.filter(action="ballots.plan").count() == 2


def test_a_plan_that_somebody_else_rewrote_is_not_written_over(scene):
    plan = prepared_plan(scene)
    with pytest.raises(RefusedError):
        prepare_ballots(scene.head, plan.round, plan_content(), 0)
    assert BallotPlan.objects.get().version == 1


def test_all_that_is_wrong_is_said_at_once_with_the_article(scene):
    content = plan_content(team=PAPER_TEAM[:2], announced_on=today() - timedelta(days=1), agreed_on=None, purpose="")
    with pytest.raises(RefusedError) as refusal:
        prepare_ballots(scene.head, planned(scene, Form.BALLOTS), content, 0)
    assert [line.split(":")[0] for line in wrong(refusal)] == [
        "Mục đích, yêu cầu", "Tổ", "Tổ", "Ngày thống nhất", "Ngày công khai",
    ]  # fmt: skip
    assert all("Điều 4 khoản" in line for line in wrong(refusal)[1:])
    assert not BallotPlan.objects.exists()


def test_ballots_are_not_told_of_before_the_meeting_that_failed_dieu_4_khoan_1_diem_b(scene):
    scene.roll(50)
    met = planned(scene, Form.MEETING, kind=4)
    Round.objects.filter(pk=met.pk).update(planned_on=today())
    met = open_round(scene.head, Round.objects.get(pk=met.pk), met.version)
    fail_round(scene.head, met, 25, met.version)
    first, last = (today() + timedelta(days=days) for days in (3, 5))
    again = plan_round(scene.head, met.matter, scene.village, "ballots", first, ends_on=last)
    with pytest.raises(RefusedError) as refusal:
        prepare_ballots(scene.head, again, plan_content(agreed_on=None), 0)
    assert [line.split(";")[0] for line in wrong(refusal)] == [
        f"{label}: Cuộc họp không đủ hộ ngày {today():%d/%m/%Y}" for label in ("Ngày ban hành kế hoạch", "Ngày công khai")
    ]
    content = plan_content(agreed_on=None, issued_on=today(), announced_on=today())
    assert prepare_ballots(scene.head, again, content, 0).announced_on == today()


def test_ballots_written_down_after_their_last_day_were_open_from_the_day_that_was_told(scene):
    scene.roll(50)
    plan = prepared_plan(scene)
    first, last = today() - timedelta(days=2), today() - timedelta(days=1)
    Round.objects.filter(pk=plan.round_id).update(planned_on=first, ends_on=last)
    plan = fresh_plan(plan)
    opened = open_ballots(scene.head, plan, plan.round.version)
    assert (opened.opened_on, opened.ends_on, opened.households) == (first, last, 50)


def test_a_meeting_has_no_plan_of_ballots(scene):
    with pytest.raises(RefusedError, match="không lấy ý kiến bằng phiếu"):
        prepare_ballots(scene.head, planned(scene, Form.MEETING), plan_content(), 0)


def test_before_the_decree_no_plan_is_held_against_it(scene):
    one = planned(scene, Form.BALLOTS)
    Round.objects.filter(pk=one.pk).update(planned_on=date(2023, 8, 1))
    with pytest.raises(RefusedError, match="15/08/2023"):
        prepare_ballots(scene.head, one, plan_content(), 0)


def test_the_head_of_another_village_and_the_leader_may_not(scene):
    one = planned(scene, Form.BALLOTS)
    for actor in (scene.other_head, scene.leader, scene.front):
        with pytest.raises(NotAllowedError):
            prepare_ballots(actor, one, plan_content(), 0)


def test_the_plan_goes_out_and_a_late_day_stays_late_dieu_4_khoan_2(scene):
    plan = prepared_plan(scene)
    sent = send_ballot_plan(scene.head, plan, today(), None, plan.version)
    assert (sent.commune_on, sent.front_on) == (today(), None)
    with pytest.raises(RefusedError) as refusal:
        send_ballot_plan(scene.head, sent, today(), today() + timedelta(days=1), sent.version)
    assert wrong(refusal) == [f"Ngày gửi Mặt trận: Ngày {today() + timedelta(days=1):%d/%m/%Y} chưa đến; ghi khi đã gửi."]


def test_each_household_of_the_day_gets_one_ballot_dieu_19_khoan_3(scene, there):
    there.roll(7)
    scene.roll(3, scene.villages[1])
    scene.roll(51)
    Household.objects.filter(village=scene.village, number=51).update(valid_to=today())
    plan = prepared_plan(scene)
    opened = open_ballots(scene.head, plan, plan.round.version)
    numbers = list(BallotSheet.objects.values_list("household__number", flat=True))
    assert (opened.households, numbers) == (50, list(range(1, 51)))
    assert set(BallotSheet.objects.values_list("household__village", flat=True)) == {scene.village.pk}


def test_the_list_is_marked_and_the_trail_names_the_sheets(scene):
    plan = open_plan(scene, 3)
    first, second, _ = BallotSheet.objects.all()
    assert mark_sheets(scene.head, plan, {first.pk: "handed", second.pk: "away"}, plan.version) == 2
    assert mark_sheets(scene.head, fresh_plan(plan), {first.pk: "handed"}, plan.version + 1) == 0
    row = AuditRow.objects.get(action="ballots.mark")
    assert row.details == {"sheets": {str(first.pk): "handed", str(second.pk): "away"}}


def test_sheets_of_another_round_are_left_alone(scene):
    plan = open_plan(scene, 3)
    other = prepared_plan(scene, scene.villages[1])
    scene.roll(2, scene.villages[1])
    open_ballots(scene.office, other, other.round.version)
    theirs = BallotSheet.objects.filter(round=other.round).first()
    assert mark_sheets(scene.head, plan, {theirs.pk: "collected"}, plan.version) == 0
    with pytest.raises(NotAllowedError):
        mark_sheets(scene.head, fresh_plan(other), {theirs.pk: "collected"}, other.version)


def test_a_state_that_is_none_is_refused(scene):
    plan = open_plan(scene, 3)
    with pytest.raises(RefusedError, match="Chọn một trong các tình trạng"):
        mark_sheets(scene.head, plan, {BallotSheet.objects.first().pk: "eaten"}, plan.version)


@pytest.mark.parametrize(("votes", "passed"), [(26, True), (25, False)])
def test_26_of_51_households_pass_and_25_do_not_dieu_21_khoan_1(scene, votes, passed):
    plan = open_plan(scene, 51, collected=40)
    closed = count(scene, plan, Count(40, votes, 40 - votes, 0, 0))
    assert (closed.votes_for, closed.households, closed.passed, closed.state) == (votes, 51, passed, "closed")


def test_spoilt_ballots_and_other_opinions_carry_nothing(scene):
    plan = open_plan(scene, 51, collected=40)
    closed = count(scene, plan, Count(40, 25, 5, 6, 4))
    assert (closed.votes_other, closed.passed) == (10, False)
    assert fresh_plan(plan).spoilt == 4


def test_the_count_agrees_with_the_list_of_collecting(scene):
    plan = open_plan(scene, 51, collected=40)
    with pytest.raises(RefusedError) as refusal:
        count(scene, plan, Count(41, 41, 0, 0, 0))
    assert wrong(refusal) == ["Số phiếu: Danh sách có 40 hộ đã thu phiếu, biên bản ghi 41. Sửa danh sách thu hoặc đếm lại."]


def test_ballots_are_collected_until_their_day_before_they_are_counted_dieu_4_khoan_6_diem_a(scene):
    plan = open_plan(scene, 3, collected=2)
    last = today() + timedelta(days=2)
    Round.objects.update(ends_on=last)
    with pytest.raises(RefusedError) as refusal:
        count(scene, fresh_plan(plan), Count(2, 2, 0, 0, 0))
    assert wrong(refusal) == [
        (
            f"Ngày kiểm phiếu: Phiếu in hạn thu {last:%d/%m/%Y}, còn 1 hộ chưa nộp. Kiểm phiếu từ ngày ấy, hoặc khi đã thu đủ "
            "(Điều 4 khoản 6 điểm a Nghị định 59/2023/NĐ-CP)."
        )
    ]
    left = BallotSheet.objects.exclude(state="collected").get()
    mark_sheets(scene.head, fresh_plan(plan), {left.pk: "collected"}, fresh_plan(plan).version)
    assert count(scene, fresh_plan(plan), Count(3, 3, 0, 0, 0)).state == "closed"


def test_two_households_of_the_list_watch_dieu_4_khoan_6_diem_a(scene):
    plan = open_plan(scene, 51, collected=1)
    stranger = scene.roll(1, scene.villages[1])[0]
    one = Count(1, 1, 0, 0, 0)
    with pytest.raises(RefusedError, match="Chọn 02 hộ khác nhau"):
        count(scene, plan, one, (None, None))
    with pytest.raises(RefusedError, match="phải có trong danh sách"):
        count(scene, plan, one, (witnesses(plan)[0], stranger.pk))
    assert count(scene, plan, one).passed is False


def test_a_closed_round_is_neither_marked_nor_counted_again(scene):
    plan = open_plan(scene, 3, collected=3)
    count(scene, plan, Count(3, 3, 0, 0, 0))
    with pytest.raises(RefusedError, match="chỉ ghi khi đang lấy ý kiến"):
        mark_sheets(scene.head, fresh_plan(plan), {}, plan.version + 1)
    with pytest.raises(RefusedError, match="chỉ ghi khi đang lấy ý kiến"):
        count(scene, fresh_plan(plan), Count(3, 3, 0, 0, 0))


def test_nothing_says_what_a_household_chose(scene):
    plan = open_plan(scene, 51, collected=40)
    count(scene, plan, Count(40, 30, 5, 3, 2))
    fields = {field.name for field in BallotSheet._meta.get_fields()}
    assert fields == {"id", "round", "household", "state"}
