"""The yearly conference and elections on the desks of a village's head and of the office."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kheo.democracy.actions.community import conclude, give_task
from kheo.democracy.actions.elections import begin_election
from kheo.democracy.actions.elections_again import Again, vote_again
from kheo.democracy.models import CommunityMeeting, Election, HeadTerm, Matter, Round
from kheo.democracy.rules.community import hold_by, notice_by
from kheo.desk.queries.bench import Bench
from kheo.desk.queries.democracy_matters import _sending
from kheo.desk.queries.democracy_polls import of_village
from kheo.desk.queries.democracy_yearly import of_heads, own_village, to_give
from kheo.directives.actions.tasks import TaskOwner
from kheo.foundation.refusal import RefusedError
from kheo.organisation.models import Unit
from tests.democracy.community_scene import held, noticed, planned
from tests.democracy.election_scene import begun, board, counted, listed, slips, slips_counted
from tests.democracy.scene import make_scene

TODAY = timezone.localdate()
AUTUMN = date(TODAY.year, 11, 3)


@pytest.fixture
def scene(db):
    return make_scene()


@pytest.fixture
def there(db):
    return make_scene("gso2025-13330", "Phường Kim Bảng")


def bench(scene, who, day=TODAY):
    return Bench(getattr(scene, who), scene.locality, None, day)


def acts(items):
    return [item.act for item in items]


def test_towards_the_end_of_the_year_a_conference_is_to_be_planned(scene, there):
    (item,) = own_village(bench(scene, "head", AUTUMN))
    assert (item.act, item.due) == ("Lập kế hoạch", hold_by(TODAY.year))
    assert item.what == f"Tổ dân phố Điệp Sơn: hội nghị định kỳ năm {TODAY.year}"
    assert own_village(bench(scene, "head", date(TODAY.year, 9, 30))) == []
    assert own_village(bench(scene, "office", AUTUMN)) == []


def test_each_step_of_the_conference_waits_until_it_is_done(scene):
    made = planned(scene)
    (item,) = own_village(bench(scene, "head"))
    assert (item.act, item.due) == ("Báo các hộ", notice_by(TODAY))
    made.delete()
    noticed(scene)
    (item,) = own_village(bench(scene, "head"))
    assert (item.act, item.due) == ("Mở hội nghị", TODAY)
    CommunityMeeting.objects.all().delete()
    meeting = held(scene)
    assert acts(own_village(bench(scene, "head"))) == ["Báo cáo kết quả"]
    CommunityMeeting.objects.filter(pk=meeting.pk).update(result_sent_on=TODAY)
    assert own_village(bench(scene, "head")) == []


def test_the_office_gives_the_conclusions_of_its_own_villages(scene, there):
    meeting = held(scene)
    held(there)
    assert to_give(bench(scene, "office")) == []
    points = [conclude(scene.head, meeting, text) for text in ("Khơi cống", "Sửa đèn")]
    (item,) = to_give(bench(scene, "office"))
    assert item.why == "2 kết luận chưa giao thành nhiệm vụ."
    assert to_give(bench(there, "office")) == []
    for point in points:
        give_task(scene.office, point, TaskOwner(scene.village), TODAY + timedelta(days=9))
    assert to_give(bench(scene, "office")) == []


def test_an_election_asks_for_its_next_step_then_for_the_count(scene):
    matter = Matter.objects.create(
        locality=scene.locality, village=scene.village, scope="village", kind=4, title="Bầu Tổ trưởng", content="-"
    )
    day = TODAY + timedelta(days=30)
    made = begin_election(scene.head, matter, "head", 1, day)
    months = bench(scene, "head", date(TODAY.year, 9, 1)) if TODAY.month >= 10 else bench(scene, "head")
    (item,) = own_village(months)
    assert (item.what, item.why, item.act) == ("Bầu Tổ trưởng", "Quyết định, kế hoạch tổ chức bầu.", "Mở lịch bầu")
    for key in ("decision", "candidates", "team", "announced", "notice"):
        Election.objects.get(pk=made.pk).steps.create(key=key, done_on=TODAY, number="1")
    (item,) = own_village(months)
    assert (item.act, item.due) == ("Mở cuộc bầu", day)
    made.candidates.create(order=1, name="Cá nhân 01", by="front", is_elected=True)
    Election.objects.filter(pk=made.pk).update(valid_ballots=30)
    assert own_village(months) == []


def test_an_election_that_elected_nobody_waits_for_the_commune_and_for_voting_again(scene, there):
    for one in (scene, there):
        election = begun(one)
        listed(one, election)
        counted(one, election, [25, 20])
    held = Election.objects.get(matter__locality=scene.locality)
    summer = date(TODAY.year, 6, 1)
    (item,) = own_village(bench(scene, "head", summer))
    assert (item.tag, item.why, item.act) == (
        "Chưa bầu được", "Không ai trúng cử. Uỷ ban nhân dân cấp xã quyết định việc bầu lại.", "Bầu lại",
    )  # fmt: skip
    for who in ("office", "leader"):
        (item,) = of_heads(bench(scene, who))
        assert (item.act, item.note) == ("Bầu lại", "Điều 3 khoản 5 điểm d Nghị định 59/2023/NĐ-CP")
    after = vote_again(scene.head, held, Again(TODAY + timedelta(days=30), TODAY, TODAY, "70/QĐ-UBND"))
    assert acts(own_village(bench(scene, "head", summer))) == ["Mở lịch bầu"]
    assert of_heads(bench(scene, "leader")) == []
    Matter.objects.filter(pk=after.matter_id).update(state="withdrawn")
    Election.objects.filter(pk=after.pk).update(planned_on=TODAY)
    assert acts(of_heads(bench(scene, "leader"))) == ["Bầu lại"]
    assert acts(own_village(bench(scene, "head", summer))) == ["Bầu lại"]  # of what was withdrawn nothing is left to do


def test_a_village_that_ended_has_no_election_to_prepare_and_none_to_repeat(scene):
    lost, open_, coming = begun(scene), begun(scene), begun(scene)
    listed(scene, lost)
    counted(scene, lost, [25, 20])
    Matter.objects.filter(pk=open_.matter_id).update(state="deciding")
    summer, village = date(TODAY.year, 6, 1), Unit.objects.filter(pk=scene.village.pk)
    Election.objects.exclude(pk=lost.pk).update(what="inspection")  # no later election of the head
    village.update(ended_on=TODAY + timedelta(days=1))
    assert len(own_village(bench(scene, "head", summer))) == 3
    assert acts(of_heads(bench(scene, "leader"))) == ["Bầu lại"]
    village.update(ended_on=TODAY)
    (item,) = own_village(bench(scene, "head", summer))
    assert item.url.endswith(f"/{open_.pk}/")
    assert of_heads(bench(scene, "leader")) == []
    with pytest.raises(RefusedError, match="nơi này đã kết thúc"):
        vote_again(scene.head, lost, Again(TODAY + timedelta(days=30), TODAY, TODAY, "70/QĐ-UBND"))
    assert coming.matter.state == "proposed"


def test_a_board_with_a_seat_left_is_the_village_s_own_to_elect_on(scene):
    election = board(scene)
    listed(scene, election, 3)
    counted(scene, election, [40, 26, 26], valid=46)
    (item,) = own_village(bench(scene, "head", date(TODAY.year, 6, 1)))
    assert (item.tag, item.why, item.act, item.note) == (
        "Còn thiếu", "Bầu được 1 trong 2 người. Mặt trận cấp xã hướng dẫn bầu bổ sung.", "Bầu tiếp",
        "Điều 13 khoản 1 Nghị định 59/2023/NĐ-CP",
    )  # fmt: skip
    assert of_heads(bench(scene, "leader")) == []
    assert acts(_sending(bench(scene, "office"), None)) == ["Lập, gửi"]


def test_an_election_by_slips_asks_for_what_slips_need_and_has_nothing_to_send_where_nobody_was_elected(scene):
    election = begun(scene)
    listed(scene, election)
    plan = slips(scene, election, collected=40)
    summer = bench(scene, "head", date(TODAY.year, 6, 1))
    assert own_village(summer) == []
    assert acts(of_village(bench(scene, "head"))) == ["Ghi ngày gửi", "Mở danh sách"]
    slips_counted(scene, plan, [25, 15])
    Round.objects.filter(pk=plan.round_id).update(passed=True)  # as a tie was once written down
    assert _sending(bench(scene, "office"), None) == []
    assert acts(own_village(summer)) == ["Bầu lại"]


def test_a_recognised_head_waits_for_the_term_to_be_written(scene, there):
    for one in (scene, there):
        matter = Matter.objects.create(
            locality=one.locality, village=one.village, scope="village", kind=4, title="Bầu Tổ trưởng", content="-"
        )
        made = begin_election(one.head, matter, "head", 1, TODAY + timedelta(days=30))
        winner = made.candidates.create(order=1, name="Cá nhân 01", by="front", is_elected=True)
        made.candidates.create(order=2, name="Cá nhân 02", by="self", is_elected=False)
        assert of_heads(bench(one, "leader")) == []
        Matter.objects.filter(pk=matter.pk).update(state="in_force")
    (item,) = of_heads(bench(scene, "leader"))
    assert (item.what, item.act) == ("Bầu Tổ trưởng", "Ghi nhiệm kỳ")
    HeadTerm.objects.create(locality=there.locality, village=there.village, candidate=winner, begun_on=TODAY, number="1")
    assert of_heads(bench(there, "office")) == []


def test_the_desk_costs_the_same_with_one_conference_and_with_many(scene):
    costs = []
    for years in (1, 3):
        for number in range(years):
            made = CommunityMeeting.objects.create(
                locality=scene.locality, village=scene.villages[number % 2], year=2023 + years + number, planned_on=TODAY,
                place="Nhà văn hoá", content="Ba báo cáo",
            )  # fmt: skip
            made.conclusions.create(text="Khơi cống")
        with CaptureQueriesContext(connection) as asked:
            to_give(bench(scene, "office"))
            own_village(bench(scene, "head"))
        costs.append(len(asked))
    assert costs[0] == costs[1]
