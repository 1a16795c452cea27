from datetime import timedelta

import pytest

from kheo.democracy.actions.board_inspections import send_plan
from kheo.democracy.actions.board_plans import send_report
from kheo.democracy.actions.recommendations import confirm_recommendation
from kheo.democracy.rules.plans import quarter_before
from kheo.desk.queries.bench import Bench
from kheo.desk.queries.democracy_boards import answers, front, own_boards, to_urge
from kheo.foundation.working_days import before_working_days
from tests.democracy.board_scene import days, make_work
from tests.democracy.scene import make_scene


@pytest.fixture
def scene(db):
    return make_scene()


@pytest.fixture
def work(scene):
    return make_work(scene)


def bench(scene, actor, today=None):
    return Bench(actor, scene.locality, None, today or days(0))


def told(items):
    return [(item.tag, item.tone, item.what, item.act, item.due) for item in items]


def test_the_office_and_the_leader_are_told_what_waits_for_an_answer_with_its_article(scene, work):
    there = make_work(make_scene("gso2025-13330", "Phường Kim Bảng"))
    there.received()
    late, fresh = work.received(on=-40), work.received(on=-3)
    owner = work.received(on=-3, addressee="owner")
    items = answers(bench(scene, scene.leader))
    assert [item.due for item in items] == [late.due_on, fresh.due_on, None]
    assert (items[0].tone, items[1].tone, items[2].tag) == ("late", "wait", "Chờ trả lời")
    assert items[0].tag == f"Quá hạn trả lời {(days(0) - late.due_on).days} ngày"
    assert items[0].note.startswith("Điều 40 khoản 1 điểm c Luật 10/2022/QH15")
    assert items[2].url.endswith(f"/kien-nghi/{owner.pk}/")


def test_the_front_is_told_of_minutes_and_recommendations_to_confirm_and_no_union_is(scene, work):
    held = work.held()
    draft = work.recommended(-60)
    assert [item.url.rsplit("/", 2)[1] for item in front(bench(scene, scene.front))] == [str(held.pk), str(draft.pk)]
    assert front(bench(scene, scene.head)) == []


def test_the_front_urges_what_is_past_its_day(scene, work):
    late = work.received(on=-40)
    work.received(on=-3)
    work.received(on=-60, addressee="owner")
    assert [(item.act, item.due, item.note) for item in to_urge(bench(scene, scene.front))] == [
        ("Đôn đốc", late.due_on, "Điều 40 khoản 2 điểm d Luật 10/2022/QH15")
    ]
    assert to_urge(bench(scene, scene.front, late.due_on)) == []
    assert to_urge(bench(scene, scene.head)) == []


def test_a_member_is_told_of_a_plan_to_be_sent_and_of_nothing_of_another_board(scene, work):
    work.planned(work.supervising(), on=5)
    far = work.planned(on=15)
    near = work.planned(on=14)
    mine = [item for item in own_boards(bench(scene, scene.inspector)) if item.kind == "cuộc kiểm tra, giám sát"]
    last = before_working_days(near.planned_on, 5)
    assert [(item.act, item.due) for item in mine] == [("Ghi ngày gửi", last)]
    assert mine[0].note == "Điều 14 khoản 1 điểm b Nghị định 59/2023/NĐ-CP"
    send_plan(scene.inspector, near, days(0), "đột xuất", near.version)
    mine = [item for item in own_boards(bench(scene, scene.inspector)) if item.kind == "cuộc kiểm tra, giám sát"]
    assert [(item.act, item.due) for item in mine] == [("Mở", near.planned_on)]
    assert far.planned_on - near.planned_on == timedelta(days=1)


def test_a_member_is_told_what_to_hand_over_what_is_overdue_and_which_report_is_due(scene, work):
    made = work.recommended()
    confirm_recommendation(scene.front, made, "03/KN", days(-20), made.version)
    late = work.received(on=-60)
    work.received(on=-3)
    items = [item for item in own_boards(bench(scene, scene.inspector)) if item.kind != "cuộc kiểm tra, giám sát"]
    quarter = quarter_before(days(0))
    assert [(item.kind, item.due) for item in items] == [
        ("kiến nghị chờ gửi", None),
        ("kiến nghị của dân chờ trả lời", late.due_on),
        ("báo cáo của ban", quarter.last),
    ]
    assert items[-1].tone == ("late" if (days(0) - quarter.last).days > 30 else "wait")
    send_report(scene.inspector, work.board, quarter, "05/BC", days(0))
    kinds = {item.kind for item in own_boards(bench(scene, scene.inspector))}
    assert "báo cáo của ban" not in kinds
    assert own_boards(bench(scene, scene.leader)) == []


def test_decree_14_3_a_board_owes_nothing_for_a_quarter_before_it_was_there(scene):
    young = make_work(scene, day=-1)
    first = days(-1)
    ends = quarter_before(days(0)).last
    kinds = {item.kind for item in own_boards(bench(scene, scene.inspector))}
    assert ("báo cáo của ban" in kinds) is (ends >= first)
    assert young.board.day == first
