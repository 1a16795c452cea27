"""A task on its way: its owner reports, the office accepts, sends back or calls off. Every step leaves a row that stays."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.directives.models import Task, TaskAnswer, TaskReport
from kheo.directives.queries.tasks import ANSWERING, address_of, owner_of
from kheo.directives.rules.tasks import CLOSING_LENGTH, answer_problems, report_day_problems, report_problems
from kheo.directives.workflow import TASK
from kheo.foundation.refusal import RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.foundation.uploads.keeping import keep_file
from kheo.foundation.uploads.papers import SentFile, look_at
from kheo.organisation.actions.notices import notify
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Role
from kheo.organisation.queries.holders import holders_in, holders_of
from kheo.organisation.trail import record


def report_task(  # noqa: PLR0913  what a report holds
    actor: Actor,
    task: Task,
    text: str,
    on: date,
    version: int,
    percent: int | None = None,
    *,
    says_done: bool = False,
    proof: SentFile | None = None,
) -> TaskReport:
    """Add what was done up to *on*: words, a share in per cent, a file that proves it; *says_done* hands it to the office."""
    locality = task.locality
    grant = require(actor, "task.report", locality, owner_of(task))
    text = tidy(text)
    checked, file_problems = look_at(proof, "evidence", "Tệp minh chứng")
    problems = [*report_problems(text, percent, says_done=says_done), *file_problems]
    with transaction.atomic():
        locked = lock_task(task, version, "task.report_done" if says_done else "task.report")
        problems += report_day_problems(on, locked.assigned_on, timezone.localdate())
        if problems:
            raise RefusedError(*problems)
        if says_done:
            percent, locked.done_on = 100, on
        end_of_step(locked)
        report = TaskReport.objects.create(
            task=locked,
            on=on,
            percent=percent,
            text=text,
            says_done=says_done,
            proof=keep_file(checked, locality.code, actor.account_id) if checked else None,
            added_by=actor.account_id,
        )
        details = {"report": report.pk, "percent": percent, "says_done": says_done, "sha256": checked.sha256 if checked else None}
        record(actor, grant, "task.report", locked, locality, details)
        if says_done:
            office = holders_in(locality, [Role.OFFICE], timezone.localdate())
            notify(office, locality, f"Báo đã xong, chờ xem: {locked.title}", address_of(locked), text)
    return report


def accept_task(actor: Actor, task: Task, version: int, text: str = "") -> Task:
    """Agree that a task is done, as of the day its owner named."""
    grant = require(actor, "directive.manage", task.locality)
    text = tidy(text)
    problems = answer_problems(text, "Lời nhắn", required=False)
    with transaction.atomic():
        locked = lock_task(task, version, "task.accept")
        if problems:
            raise RefusedError(*problems)
        locked.closing = ""
        _answer(actor, locked, TaskAnswer.Kind.ACCEPTED, text)
        details = {"done_on": locked.done_on.isoformat() if locked.done_on else None, "version": locked.version}
        record(actor, grant, "task.accept", locked, locked.locality, details)
        notify_owner(locked, f"Đã xác nhận xong: {locked.title}", text)
    return locked


def send_back_task(actor: Actor, task: Task, words: str, version: int) -> Task:
    """Give a task that was said to be done back to its owner with *words*: what is missing."""
    grant = require(actor, "directive.manage", task.locality)
    words = tidy(words)
    problems = answer_problems(words, "Còn thiếu gì", most=CLOSING_LENGTH)
    with transaction.atomic():
        locked = lock_task(task, version, "task.send_back")
        if problems:
            raise RefusedError(*problems)
        locked.closing, locked.done_on = words, None
        _answer(actor, locked, TaskAnswer.Kind.SENT_BACK, words)
        record(actor, grant, "task.send_back", locked, locked.locality, {"version": locked.version})
        notify_owner(locked, f"Trả lại làm tiếp: {locked.title}", words)
    return locked


def cancel_task(actor: Actor, task: Task, reason: str, version: int) -> Task:
    """Call a task off for *reason*; it stays in the record and counts for nothing."""
    grant = require(actor, "directive.manage", task.locality)
    reason = tidy(reason)
    problems = answer_problems(reason, "Vì sao thôi", most=CLOSING_LENGTH)
    with transaction.atomic():
        locked = lock_task(task, version, "task.cancel")
        if problems:
            raise RefusedError(*problems)
        locked.closing, locked.done_on = reason, None
        _answer(actor, locked, TaskAnswer.Kind.CANCELLED, reason)
        record(actor, grant, "task.cancel", locked, locked.locality, {"version": locked.version})
        notify_owner(locked, f"Thôi nhiệm vụ: {locked.title}", reason)
    return locked


def _answer(actor: Actor, task: Task, kind: TaskAnswer.Kind, text: str) -> None:
    end_of_step(task)
    TaskAnswer.objects.create(task=task, kind=kind, on=timezone.localdate(), text=text, added_by=actor.account_id)


def lock_task(task: Task, version: int, step: str) -> Task:
    """Lock the row and take *step* of the workflow on it; refuse a stale *version* or a wrong state."""
    locked = Task.objects.select_for_update(of=("self",)).select_related("locality__unit", "unit", "body").get(pk=task.pk)
    require_version(version, locked.version)
    locked.state = TASK.target(step, locked.state)
    return locked


def end_of_step(task: Task) -> None:
    task.version += 1
    task.save()


def notify_owner(task: Task, subject: str, text: str) -> int:
    """Tell whoever answers for the task's owner today."""
    holders = holders_of(task.locality, task.unit, task.body, ANSWERING, timezone.localdate())
    return notify(holders, task.locality, subject, address_of(task), text)
