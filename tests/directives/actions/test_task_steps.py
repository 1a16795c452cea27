from datetime import timedelta

import pytest

from kheo.directives.actions.tasks import TaskOwner, accept_task, cancel_task, report_task, send_back_task
from kheo.directives.models import Task, TaskAnswer, TaskReport
from kheo.foundation.models import AuditRow, StoredFile
from kheo.foundation.refusal import RefusedError
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Notice
from tests.directives.scene import PDF, wrong


def report(scene, task, **changes):
    usual = {"text": "Đã lập 4 trong 6 tổ", "on": scene.today, "version": task.version}
    return report_task(changes.pop("actor", scene.staff), task, **(usual | changes))


def done(scene, task, **changes):
    report(scene, task, says_done=True, **changes)
    task.refresh_from_db()
    return task


def test_the_owner_reports_progress_with_a_proof(scene):
    task = scene.task()
    proof = SentFile("bien-ban.pdf", PDF, is_not_secret=True)
    told = report(scene, task, percent=60, proof=proof, text=" Đã lập  4 trong 6 tổ ")
    assert (told.text, told.percent, told.says_done, told.proof) == ("Đã lập 4 trong 6 tổ", 60, False, StoredFile.objects.get())
    task.refresh_from_db()
    assert (task.state, task.version, task.done_on) == ("assigned", 2, None)
    assert AuditRow.objects.get(action="task.report").details["sha256"] == told.proof.sha256


def test_a_task_said_to_be_done_waits_for_the_office_which_is_told(scene):
    task = done(scene, scene.task(days=-5), on=scene.today - timedelta(days=7))
    assert (task.state, task.done_on, task.version) == ("reported", scene.today - timedelta(days=7), 2)
    assert TaskReport.objects.get().percent == 100
    notice = Notice.objects.latest("pk")
    assert notice.position.person.account == scene.office_account
    assert notice.subject == f"Báo đã xong, chờ xem: {task.title}"
    accepted = accept_task(scene.office, task, 2, "Tốt")
    assert (accepted.state, accepted.done_on, accepted.closing) == ("done", task.done_on, "")
    answer = TaskAnswer.objects.get()
    assert (answer.kind, answer.text, answer.added_by) == ("accepted", "Tốt", scene.office_account.pk)
    assert Notice.objects.latest("pk").position.person.account == scene.staff_account


def test_a_task_sent_back_is_open_again_with_the_words(scene):
    task = done(scene, scene.task())
    back = send_back_task(scene.office, task, "Còn thiếu tổ ở thôn Đông", 2)
    assert (back.state, back.done_on, back.closing) == ("assigned", None, "Còn thiếu tổ ở thôn Đông")
    assert Notice.objects.latest("pk").text == "Còn thiếu tổ ở thôn Đông"
    again = accept_task(scene.office, done(scene, back), 4)
    assert (again.state, again.closing) == ("done", "")


def test_only_the_owner_and_the_office_report(scene, there):
    task = scene.task()
    for actor in (scene.front, there.staff, there.office):
        with pytest.raises(NotAllowedError):
            report(scene, task, actor=actor)
    report(scene, task, actor=scene.office)
    of_body = scene.assign(TaskOwner(scene.locality.unit, scene.body("mttq")))[0]
    with pytest.raises(NotAllowedError):
        report(scene, of_body)
    assert report(scene, of_body, actor=scene.front).task == of_body


def test_every_problem_of_a_report_is_told_at_once_and_no_file_stays(scene):
    task = scene.task()
    with pytest.raises(RefusedError) as refusal:
        report(
            scene,
            task,
            text=" ",
            percent=101,
            on=scene.today + timedelta(days=1),
            proof=SentFile("a.pdf", PDF),
        )
    assert [problem.where for problem in refusal.value.problems] == ["Đã làm được gì", "Phần trăm", "Xác nhận", "Ngày"]
    with pytest.raises(RefusedError) as refusal:
        report(scene, task, text="x" * 1001, percent=40, says_done=True, on=scene.today - timedelta(days=1))
    assert [problem.where for problem in refusal.value.problems] == ["Đã làm được gì", "Phần trăm", "Ngày"]
    assert (TaskReport.objects.count(), StoredFile.objects.count(), Task.objects.get().version) == (0, 0, 1)


def test_what_the_office_answers_needs_its_words_and_the_office(scene):
    task = done(scene, scene.task())
    for act in (send_back_task, cancel_task):
        with pytest.raises(RefusedError):
            act(scene.office, task, " ", 2)
        with pytest.raises(RefusedError):
            act(scene.office, task, "x" * 301, 2)
        with pytest.raises(NotAllowedError):
            act(scene.staff, task, "Lời", 2)
    with pytest.raises(RefusedError) as refusal:
        accept_task(scene.office, task, 2, "x" * 601)
    assert wrong(refusal) == ["Lời nhắn: Dài quá 600 ký tự; viết gọn lại."]
    with pytest.raises(NotAllowedError):
        accept_task(scene.staff, task, 2)
    assert not TaskAnswer.objects.exists()


def test_a_task_called_off_takes_no_report_any_more(scene):
    task = done(scene, scene.task())
    off = cancel_task(scene.office, task, "Văn bản hết hiệu lực", 2)
    assert (off.state, off.done_on, off.closing) == ("cancelled", None, "Văn bản hết hiệu lực")
    with pytest.raises(RefusedError) as refusal:
        report(scene, off)
    assert wrong(refusal)[0].startswith("Không thể báo tiến độ: nhiệm vụ đang ở bước «đã thôi»")


def test_two_answers_at_once_only_the_first_counts(scene):
    task = done(scene, scene.task())
    accept_task(scene.office, task, 2)
    with pytest.raises(RefusedError) as refusal:
        send_back_task(scene.office, task, "Thiếu", 2)
    assert wrong(refusal)[0].startswith("Người khác vừa sửa mục này")
    assert Task.objects.get().state == "done"
