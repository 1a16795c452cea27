"""Luật 10/2022/QH15 Điều 27, 32: dialogues from their plan to their answers, and the tasks that follow."""

from datetime import date

import pytest

from kheo.democracy.actions.dialogues import (
    DialogueContent,
    add_conclusion,
    add_question,
    answer_question,
    close_dialogue,
    edit_dialogue,
    hold_dialogue,
    invite_to_dialogue,
    plan_dialogue,
    withdraw_dialogue,
)
from kheo.democracy.models import Dialogue
from kheo.democracy.rules.dialogues import Present, Told
from kheo.directives.actions.tasks import TaskOwner
from kheo.directives.models import Task
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Body
from tests.democracy.consulting import day, fresh, opened
from tests.democracy.scene import wrong
from tests.factories import body_of

PRESENT = Present(residents=32, leaders=2, front=1, inspectors=1)


def content(kind="yearly", **changes):
    usual = {
        "kind": kind,
        "title": "Đối thoại năm nay",
        "content": "Tình hình hoạt động của Uỷ ban nhân dân.",
        "planned_on": day(-3),
        "venue": "Hội trường phường",
    }
    return DialogueContent(**(usual | changes))


def told(number=40):
    return Told(number, day(-12), "giấy mời; danh sách ở hồ sơ số 12")


def invited(scene, kind="yearly", **changes):
    made = plan_dialogue(scene.office, scene.locality, content(kind, **changes))
    return invite_to_dialogue(scene.office, made, day(-8), made.version, told() if kind == "bound" else None)


def held(scene, kind="yearly", **changes):
    made = invited(scene, kind, **changes)
    return hold_dialogue(scene.office, made, day(-3), PRESENT, made.version)


def test_dieu_32_a_yearly_dialogue_to_its_end_gives_the_tasks_of_its_conclusions(scene):
    made = held(scene)
    question = add_question(scene.office, made, "Bao giờ sửa cống ngõ 3?")
    owner = TaskOwner(scene.locality.unit, body_of(scene.locality, "ubnd"))
    point = add_conclusion(scene.office, made, "Sửa cống ngõ 3", owner, day(30))
    with pytest.raises(RefusedError) as refusal:
        close_dialogue(scene.office, made, day(), made.version)
    assert wrong(refusal) == [
        "Ý kiến, câu hỏi: Còn 1 ý kiến chưa trả lời; trả lời hết rồi kết thúc (Điều 32 khoản 1 Luật 10/2022/QH15)."
    ]
    answer_question(scene.leader, question, "taken", "Sửa trong tháng sau.", 1)
    done = close_dialogue(scene.office, made, day(), made.version)
    assert (done.state, done.answers_sent_on) == ("closed", day())
    task = fresh(point).task
    assert (task.title, task.due_on, task.body) == ("Sửa cống ngõ 3", day(30), owner.body)
    assert task.origin == f"Kết luận đối thoại ngày {day(-3):%d/%m/%Y}"
    assert AuditRow.objects.get(action="dialogue.close").details == {"tasks": 1}


def test_what_the_tasks_refuse_is_told_with_the_conclusion_and_nothing_is_done(scene):
    made = held(scene)
    for due in (day(-1), day(-2)):
        add_conclusion(scene.office, made, "Việc đã quá hạn", TaskOwner(scene.locality.unit), due)
    with pytest.raises(RefusedError) as refusal:
        close_dialogue(scene.office, made, day(), made.version)
    assert [problem.where for problem in refusal.value.problems] == ["Kết luận 1", "Kết luận 2"]
    assert (fresh(made).state, Task.objects.count()) == ("held", 0)


def test_dieu_27_khoan_1_those_bound_are_told_before_they_are_invited(scene):
    made = plan_dialogue(scene.office, scene.locality, content("bound"))
    with pytest.raises(RefusedError, match="Điều 27 khoản 1"):
        invite_to_dialogue(scene.office, made, day(-8), 1)
    with pytest.raises(RefusedError, match="Ngày báo"):
        invite_to_dialogue(scene.office, made, day(-8), 1, Told(40, day(1), "giấy mời"))
    done = invite_to_dialogue(scene.office, made, day(-8), 1, told())
    assert (done.state, done.told, done.told_on) == ("invited", 40, day(-12))


def test_a_yearly_dialogue_keeps_no_count_of_who_was_told(scene):
    made = plan_dialogue(scene.office, scene.locality, content())
    assert invite_to_dialogue(scene.office, made, day(-8), 1, told()).told is None


def test_dieu_27_khoan_2_who_must_be_there(scene):
    made = invited(scene, "bound")
    with pytest.raises(RefusedError, match="Điều 27 khoản 2"):
        hold_dialogue(scene.office, made, day(-3), Present(32, 1, 1), made.version)
    with pytest.raises(RefusedError, match="Đã báo cho 40 người"):
        hold_dialogue(scene.office, made, day(-3), Present(41, 1, 1, 1), made.version)
    done = hold_dialogue(scene.office, made, day(-3), PRESENT, made.version)
    assert (done.residents, done.leaders, done.front, done.inspectors) == (32, 2, 1, 1)


def test_dieu_27_khoan_3_every_view_is_answered_and_sent(scene):
    made = held(scene, "bound")
    question = add_question(scene.office, made, "Thời hạn di dời quá ngắn.", agency=True)
    assert question.agency
    with pytest.raises(RefusedError, match="Điều 27 khoản 3"):
        close_dialogue(scene.office, made, day(), made.version)
    answer_question(scene.office, question, "explained", "Theo quy hoạch.", 1)
    with pytest.raises(RefusedError, match="Ngày gửi ở trước ngày họp"):
        close_dialogue(scene.office, made, day(-4), made.version)
    with pytest.raises(RefusedError, match="chưa đến"):
        close_dialogue(scene.office, made, day(1), made.version)
    assert close_dialogue(scene.office, made, day(-3), made.version).state == "closed"


def test_days_follow_each_other(scene):
    made = plan_dialogue(scene.office, scene.locality, content())
    with pytest.raises(RefusedError, match="Ngày mời ở sau ngày đối thoại"):
        invite_to_dialogue(scene.office, made, day(-2), 1)
    done = invite_to_dialogue(scene.office, made, day(-3), 1)
    with pytest.raises(RefusedError, match="ngày họp không trước ngày ấy"):
        hold_dialogue(scene.office, done, day(-4), PRESENT, done.version)
    with pytest.raises(RefusedError, match="chưa đến"):
        hold_dialogue(scene.office, done, day(1), PRESENT, done.version)


def test_a_dialogue_changes_until_it_is_held(scene):
    made = plan_dialogue(scene.office, scene.locality, content())
    done = edit_dialogue(scene.office, made, content(venue="Nhà văn hoá"), 1)
    assert (done.venue, done.version) == ("Nhà văn hoá", 2)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        edit_dialogue(scene.office, made, content(), 1)
    with pytest.raises(RefusedError, match="Địa điểm"):
        edit_dialogue(scene.office, made, content(venue=""), 2)
    with pytest.raises(RefusedError, match="đang ở bước"):
        edit_dialogue(scene.office, held(scene), content(), 3)


def test_a_dialogue_is_called_off_with_a_reason_before_it_is_held(scene):
    made = plan_dialogue(scene.office, scene.locality, content())
    for words in ("", "a" * 301):
        with pytest.raises(RefusedError):
            withdraw_dialogue(scene.office, made, words, 1)
    assert withdraw_dialogue(scene.office, made, "Hoãn sang tháng sau.", 1).state == "withdrawn"
    with pytest.raises(RefusedError):
        withdraw_dialogue(scene.office, held(scene), "Muộn.", 3)


def test_what_is_wrong_with_a_dialogue_is_said(scene, there):
    own = opened(scene, kind=8)
    for change, where in (
        ({"kind": "monthly"}, "Loại đối thoại"),
        ({"planned_on": date(2020, 1, 1)}, "Ngày đối thoại"),
        ({"consultation": own}, "Đợt lấy ý kiến"),
        ({"kind": "bound", "consultation": opened(there, kind=8)}, "Đợt lấy ý kiến"),
        ({"kind": "bound", "consultation": opened(scene)}, "Đợt lấy ý kiến"),
    ):
        with pytest.raises(RefusedError) as refusal:
            plan_dialogue(scene.office, scene.locality, content(**change))
        assert [problem.where for problem in refusal.value.problems] == [where]
    assert plan_dialogue(scene.office, scene.locality, content("bound", consultation=own)).consultation == own
    assert Dialogue.objects.count() == 1


def test_what_is_wrong_with_a_question_an_answer_or_a_conclusion_is_said(scene):
    made = held(scene)
    for text in (" ", "a" * 3001):
        with pytest.raises(RefusedError):
            add_question(scene.office, made, text)
    question = add_question(scene.office, made, "Hỏi")
    for verdict, answer in (("", "Lời"), ("taken", ""), ("taken", "a" * 6001)):
        with pytest.raises(RefusedError):
            answer_question(scene.office, question, verdict, answer, 1)
    answer_question(scene.office, question, "taken", "Được.", 1)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        answer_question(scene.leader, question, "explained", "Không.", 1)
    owner = TaskOwner(scene.locality.unit)
    for text, due in (("", day()), ("a" * 301, day()), ("Việc", day(-4)), ("Việc", date(2020, 1, 1))):
        with pytest.raises(RefusedError):
            add_conclusion(scene.office, made, text, owner, due)
    board = Body.objects.get(code="gso2025-13324/ban-thanh-tra-nhan-dan")
    with pytest.raises(RefusedError, match="không nhận việc giao"):
        add_conclusion(scene.office, made, "Việc", TaskOwner(board.unit, board), day())


def test_nothing_is_said_before_the_invitation_nor_answered_before_it_is_held(scene):
    made = plan_dialogue(scene.office, scene.locality, content())
    with pytest.raises(RefusedError, match="đang ở bước"):
        add_question(scene.office, made, "Sớm")
    invite_to_dialogue(scene.office, made, day(-8), 1)
    question = add_question(scene.office, made, "Gửi trước")
    with pytest.raises(RefusedError, match="cần ở bước «Đã họp"):
        answer_question(scene.office, question, "taken", "Được.", 1)


@pytest.mark.parametrize("who", ["head", "front", "leader"])
def test_only_the_office_runs_a_dialogue(scene, who):
    actor, made = getattr(scene, who), held(scene)
    for act in (
        lambda: plan_dialogue(actor, scene.locality, content()),
        lambda: edit_dialogue(actor, made, content(), 1),
        lambda: invite_to_dialogue(actor, made, day(), 1),
        lambda: hold_dialogue(actor, made, day(), PRESENT, 1),
        lambda: add_question(actor, made, "Hỏi"),
        lambda: add_conclusion(actor, made, "Việc", TaskOwner(scene.locality.unit), day()),
        lambda: close_dialogue(actor, made, day(), 1),
        lambda: withdraw_dialogue(actor, made, "Lý do", 1),
    ):
        with pytest.raises(NotAllowedError):
            act()
    question = add_question(scene.office, made, "Hỏi")
    if who != "leader":
        with pytest.raises(NotAllowedError):
            answer_question(actor, question, "taken", "Được.", 1)
