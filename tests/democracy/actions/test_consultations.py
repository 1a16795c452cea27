"""Luật 10/2022/QH15 Điều 25, 26, 28: a consultation from its plan to the end of its period."""

import pytest

from kheo.democracy.actions.consultations import (
    close_consultation,
    edit_plan,
    extend_consultation,
    open_consultation,
    plan_consultation,
    send_plan,
    withdraw_consultation,
)
from kheo.democracy.models import Consultation
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import COMMAND_LINE, NotAllowedError
from tests.democracy.consulting import closed, day, fresh, opened, plan, planned, sent, time_passes
from tests.democracy.scene import wrong


def test_a_plan_is_written_down_with_its_questions(scene):
    made = planned(scene)
    assert made.state == "planned"
    assert made.forms == ["b", "c", "d", "e"]
    assert [question.text for question in made.questions.all()] == list(plan().questions)
    row = AuditRow.objects.get(action="consultation.plan")
    assert (row.locality, row.details) == (scene.locality.code, {"kind": 5, "forms": ["b", "c", "d", "e"]})


def test_a_plan_that_misses_something_is_not_written_down(scene):
    with pytest.raises(RefusedError) as refusal:
        planned(scene, ends_on=day(19))
    assert wrong(refusal)[0].startswith("Ngày cuối nhận ý kiến: Từ ngày công khai")
    assert Consultation.objects.count() == 0


@pytest.mark.parametrize("who", ["head", "leader", "front", "inspector"])
def test_only_the_office_plans(scene, who):
    with pytest.raises(NotAllowedError):
        plan_consultation(getattr(scene, who), scene.locality, plan())


def test_the_office_next_door_does_not(scene, there):
    with pytest.raises(NotAllowedError):
        plan_consultation(there.office, scene.locality, plan())


def test_a_plan_changes_until_it_is_sent(scene):
    made = planned(scene)
    held = edit_plan(scene.office, made, plan(title="Tên khác", questions=("Một câu?",), forms=("e",)), 1)
    assert (held.title, held.forms, held.version) == ("Tên khác", ["e"], 2)
    assert [question.text for question in held.questions.all()] == ["Một câu?"]
    with pytest.raises(RefusedError):
        edit_plan(scene.office, made, plan(title=""), 2)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        edit_plan(scene.office, made, plan(), 1)
    send_plan(scene.office, made, day(), day(), 2)
    with pytest.raises(RefusedError, match="đang ở bước «Đã gửi kế hoạch»"):
        edit_plan(scene.office, made, plan(), 3)


def test_dieu_28_khoan_1_the_plan_goes_to_council_and_front_with_their_days(scene):
    made = sent(scene)
    assert (made.state, made.council_sent_on, made.front_sent_on) == ("sent", day(-12), day(-11))


def test_dieu_28_khoan_1_a_day_to_come_is_not_written_down_as_sent(scene):
    made = planned(scene)
    with pytest.raises(RefusedError) as refusal:
        send_plan(scene.office, made, day(1), day(1), 1)
    assert [problem.where for problem in refusal.value.problems] == ["Ngày gửi Hội đồng nhân dân", "Ngày gửi Mặt trận"]
    with pytest.raises(RefusedError, match="hiệu lực từ 01/07/2023"):
        send_plan(scene.office, made, day(), day(-5000), 1)


def test_dieu_28_khoan_1_nothing_opens_before_the_plan_is_sent(scene):
    with pytest.raises(RefusedError, match="cần ở bước «Đã gửi kế hoạch»"):
        open_consultation(scene.office, planned(scene), day(), day(20), 1)


def test_dieu_28_khoan_2_twenty_days_from_publication_open_it_nineteen_do_not(scene):
    made = sent(scene)
    with pytest.raises(RefusedError, match="ít nhất 20 ngày"):
        open_consultation(scene.office, made, day(-3), day(16), made.version)
    held = open_consultation(scene.office, made, day(-3), day(17), made.version)
    assert (held.state, held.opened_on, held.ends_on) == ("open", day(-3), day(17))


def test_dieu_28_khoan_2_the_field_s_own_law_may_set_fewer_days(scene):
    made = sent(scene, own_document="Luật của lĩnh vực, Điều 7", own_days=15)
    with pytest.raises(RefusedError, match="Luật của lĩnh vực, Điều 7"):
        open_consultation(scene.office, made, day(), day(14), made.version)
    assert open_consultation(scene.office, made, day(), day(15), made.version).state == "open"


def test_publication_lies_between_the_sending_and_today(scene):
    made = sent(scene)
    with pytest.raises(RefusedError, match="chưa đến"):
        open_consultation(scene.office, made, day(1), day(40), made.version)
    with pytest.raises(RefusedError, match="ngày công khai không trước ngày ấy"):
        open_consultation(scene.office, made, day(-12), day(20), made.version)
    assert open_consultation(scene.office, made, day(-11), day(20), made.version).opened_on == day(-11)


def test_the_period_grows_and_never_shrinks(scene):
    made = opened(scene)
    with pytest.raises(RefusedError, match="chỉ kéo dài thêm"):
        extend_consultation(scene.office, made, day(10), made.version)
    with pytest.raises(RefusedError, match="quá xa"):
        extend_consultation(scene.office, made, day(40_000), made.version)
    assert extend_consultation(scene.office, made, day(11), made.version).ends_on == day(11)


def test_dieu_28_khoan_2_it_closes_the_day_after_its_last(scene):
    made = time_passes(opened(scene), 10)
    assert made.ends_on == day()
    with pytest.raises(RefusedError, match="còn được góp ý đến hết ngày"):
        close_consultation(scene.office, made, made.version)
    held = closed(scene, made)
    assert (held.state, held.closed_on) == ("closed", day())


def test_the_own_law_is_named_when_it_is_too_early_to_close(scene):
    made = sent(scene, own_document="Luật của lĩnh vực, Điều 7", own_days=15)
    made = open_consultation(scene.office, made, day(), day(15), made.version)
    with pytest.raises(RefusedError, match="Luật của lĩnh vực, Điều 7"):
        close_consultation(scene.office, made, made.version)


def test_it_may_be_called_off_with_a_reason_until_it_closed(scene):
    made = opened(scene)
    for words in (" ", "a" * 301):
        with pytest.raises(RefusedError):
            withdraw_consultation(scene.office, made, words, made.version)
    held = withdraw_consultation(scene.office, made, "Đề án rút lại.", made.version)
    assert (held.state, held.reason) == ("withdrawn", "Đề án rút lại.")
    with pytest.raises(RefusedError):
        withdraw_consultation(scene.office, closed(scene), "Muộn.", fresh(made).version)


def test_every_step_writes_one_audit_row_in_its_order(scene):
    closed(scene)
    acts = AuditRow.objects.filter(action__startswith="consultation").order_by("pk").values_list("action", flat=True)
    assert list(acts) == [f"consultation.{step}" for step in ("plan", "send", "open", "close")]


def test_the_command_line_may_plan(scene):
    assert plan_consultation(COMMAND_LINE, scene.locality, plan()).pk


def test_one_that_was_closed_before_it_was_entered_keeps_its_day(scene):
    made = time_passes(opened(scene))
    with pytest.raises(RefusedError, match="chưa đến"):
        close_consultation(scene.office, made, made.version, day(1))
    with pytest.raises(RefusedError, match="còn được góp ý"):
        close_consultation(scene.office, made, made.version, made.ends_on)
    assert close_consultation(scene.office, made, made.version, day(-3)).closed_on == day(-3)
