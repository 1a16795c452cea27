from dataclasses import replace

import pytest

from kheo.democracy.actions.recommendations import (
    ReplyContent,
    confirm_recommendation,
    correct_reply,
    recommend,
    reply,
    see_outcome,
    send_recommendation,
    withdraw_recommendation,
)
from kheo.democracy.models import Outcome, Recommendation, Reply
from kheo.democracy.rules.recommendations import reply_due
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Notice
from tests.democracy.board_scene import ASKED, days, make_work
from tests.democracy.scene import wrong
from tests.directives.scene import PDF


@pytest.fixture
def work(scene):
    return make_work(scene)


def told_to():
    return {(notice.position.role, notice.position.body.code.rsplit("/", 1)[1]) for notice in Notice.objects.all()}


def last_row():
    return AuditRow.objects.order_by("-pk").first()


def test_a_recommendation_follows_a_finding_of_its_own_inspection_and_the_front_is_told(scene, work):
    held = work.confirmed()
    sighting = held.sightings.get()
    made = recommend(scene.inspector, held, replace(ASKED, sighting=sighting))
    assert (made.state, made.sighting, made.due_on) == ("draft", sighting, None)
    assert told_to() == {("unit_staff", "mttq")}
    with pytest.raises(RefusedError) as refusal:
        recommend(scene.inspector, work.confirmed(-60), replace(ASKED, sighting=sighting))
    assert wrong(refusal) == ["Từ phát hiện: Chọn phát hiện của chính cuộc này."]
    with pytest.raises(RefusedError, match="Không thể kiến nghị"):
        recommend(scene.inspector, work.sent(), ASKED)
    with pytest.raises(NotAllowedError):
        recommend(scene.leader, held, ASKED)


def test_a_denunciation_is_led_to_its_lawful_way_and_not_kept(scene, work):
    held = work.confirmed()
    text = "Chúng tôi tố cáo ông Người Minh Hoạ."
    with pytest.raises(RefusedError) as refusal:
        recommend(scene.inspector, held, replace(ASKED, text=text))
    assert "Khéo không nhận, không giữ khiếu nại, tố cáo" in wrong(refusal)[0]
    assert not Recommendation.objects.exists()
    assert recommend(scene.inspector, held, replace(ASKED, text=text, looked_again=True)).pk


def test_art_40_2_d_the_front_confirms_minutes_first_then_the_recommendation(scene, work):
    early = recommend(scene.inspector, work.held(), ASKED)
    with pytest.raises(RefusedError) as refusal:
        confirm_recommendation(scene.front, early, "03/KN", days(-1), early.version)
    assert wrong(refusal) == ["Số văn bản: Xác nhận biên bản của cuộc này trước (Điều 40 khoản 2 điểm d)."]
    made = work.recommended(-60)
    with pytest.raises(NotAllowedError):
        confirm_recommendation(scene.inspector, made, "03/KN", days(-1), made.version)
    done = confirm_recommendation(scene.front, made, " 03/KN ", days(-1), made.version)
    assert (done.state, done.number, done.day) == ("confirmed", "03/KN", days(-1))


def test_art_40_1_c_the_time_for_the_answer_runs_from_the_day_it_was_received(scene, work):
    made = work.recommended()
    made = confirm_recommendation(scene.front, made, "03/KN", days(-20), made.version)
    with pytest.raises(RefusedError) as refusal:
        send_recommendation(scene.inspector, made, days(-21), made.version)
    assert wrong(refusal) == [f"Ngày nhận: Kiến nghị ngày {days(-20):%d/%m/%Y}; ngày này không thể trước ngày ấy."]
    Notice.objects.all().delete()
    sent = send_recommendation(scene.inspector, made, days(-18), made.version)
    assert (sent.state, sent.due_on) == ("sent", reply_due("inspection", "committee", days(-18)).on)
    assert {role for role, _body in told_to()} == {"office", "leader"}
    assert f"trả lời trước hết ngày {sent.due_on:%d/%m/%Y}" in Notice.objects.first().subject


def test_art_45_3_c_what_goes_to_the_owner_of_a_project_has_no_day(work):
    assert work.received(addressee="owner", whom="Ban quản lý dự án").due_on is None


def test_an_answer_after_its_day_stays_late_whatever_is_answered_later(scene, work):
    made = work.received(on=-30)
    with pytest.raises(NotAllowedError):
        reply(scene.front, made, ReplyContent(days(-1), "Đã sửa."), made.version)
    with pytest.raises(RefusedError) as refusal:
        reply(scene.leader, made, ReplyContent(days(-31), " "), made.version)
    assert wrong(refusal) == [
        "Trả lời: Ghi nội dung trả lời, hoặc gửi kèm văn bản.",
        f"Ngày trả lời: Nhận kiến nghị ngày {days(-30):%d/%m/%Y}; ngày này không thể trước ngày ấy.",
    ]
    Notice.objects.all().delete()
    first = reply(scene.leader, made, ReplyContent(days(-2), file=SentFile("tl.pdf", PDF, is_not_secret=True)), made.version)
    assert (first.file.name, told_to()) == ("tl.pdf", {("inspector", "ban-thanh-tra-nhan-dan")})
    made.refresh_from_db()
    assert (made.state, made.replied_on, made.replied_on > made.due_on) == ("answered", days(-2), True)
    second = correct_reply(scene.office, first, ReplyContent(days(-1), "Đã sửa xong."), made.version)
    made.refresh_from_db()
    assert (second.corrects, made.replied_on, made.state) == (first, days(-2), "answered")
    with pytest.raises(RefusedError) as refusal:
        correct_reply(scene.office, first, ReplyContent(days(-1), "Lại."), made.version)
    assert wrong(refusal) == ["Trả lời: Trả lời này đã được thay; trả lời lại từ bản mới nhất."]
    with pytest.raises(RefusedError, match="Không thể trả lời"):
        reply(scene.office, made, ReplyContent(days(-1), "Lại."), made.version)
    assert Reply.objects.count() == 2


def test_art_38_2_the_board_looks_whether_it_was_done_and_looks_again(scene, work):
    made = work.received()
    reply(scene.leader, made, ReplyContent(days(-20), "Sẽ sửa."), made.version)
    made.refresh_from_db()
    with pytest.raises(RefusedError) as refusal:
        see_outcome(scene.inspector, made, days(-21), "", made.version, is_done=False)
    assert wrong(refusal) == [
        "Đã thấy gì: Ghi vì sao, một câu.",
        f"Ngày xem: Trả lời ngày {days(-20):%d/%m/%Y}; ngày này không thể trước ngày ấy.",
    ]
    see_outcome(scene.inspector, made, days(-10), "chưa làm", made.version, is_done=False)
    made.refresh_from_db()
    assert made.state == "not_done"
    see_outcome(scene.inspector, made, days(-1), "đã làm", made.version, is_done=True)
    made.refresh_from_db()
    assert made.state == "done"
    assert [(one.is_done, one.note) for one in Outcome.objects.all()] == [(False, "chưa làm"), (True, "đã làm")]
    assert last_row().details == {"done": True, "on": days(-1).isoformat(), "version": made.version}
    with pytest.raises(NotAllowedError):
        see_outcome(scene.leader, made, days(-1), "đã làm", made.version, is_done=True)


def test_what_did_not_go_out_is_withdrawn_with_a_reason(scene, work):
    made = work.recommended()
    with pytest.raises(RefusedError) as refusal:
        withdraw_recommendation(scene.inspector, made, "", made.version)
    assert wrong(refusal) == ["Vì sao rút: Ghi vì sao, một câu."]
    gone = withdraw_recommendation(scene.inspector, made, "đã sửa tại chỗ", made.version)
    assert (gone.state, gone.closing) == ("withdrawn", "đã sửa tại chỗ")
    sent = work.received(on=-50)
    with pytest.raises(RefusedError, match="Không thể rút"):
        withdraw_recommendation(scene.inspector, sent, "thôi", sent.version)


def test_nobody_next_door_answers_or_works_on_a_board_s_recommendation(there, work):
    made = work.received()
    for actor in (there.leader, there.office):
        with pytest.raises(NotAllowedError):
            reply(actor, made, ReplyContent(days(-1), "Đã sửa."), made.version)
    with pytest.raises(NotAllowedError):
        see_outcome(there.inspector, made, days(-1), "đã làm", made.version, is_done=True)
