"""What the office does with the reports of a period: returns them with comments, takes them, reminds, corrects afterwards."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.movement.actions.period_notices import tell_units
from kheo.movement.actions.period_reports import Typed, bump, lock_report, note_problems, value_problems
from kheo.movement.actions.periods import lock_period
from kheo.movement.models import Period, PeriodAnswer, PeriodCorrection, PeriodItem, PeriodNote, PeriodReport
from kheo.movement.queries.periods import SENT, WAITING
from kheo.movement.workflow import PERIOD, PERIOD_REPORT
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record

BETWEEN_REMINDERS = timedelta(hours=24)


def return_report(actor: Actor, report: PeriodReport, notes: Mapping[str, str], version: int) -> PeriodReport:
    """Send a report back with what is to be mended: *notes* by the key of the item, "" for the report as a whole."""
    locality = report.period.programme.locality
    grant = require(actor, "period.manage", locality)
    said = {key: tidy(text) for key, text in notes.items() if tidy(text)}
    with transaction.atomic():
        held = lock_report(report, version)
        state = PERIOD_REPORT.target("return", held.state)
        items = {item.key: item for item in PeriodItem.objects.filter(period=held.period)}
        problems = [problem for text in said.values() for problem in note_problems(text, "Góp ý")]
        if not said:
            problems.append(Problem("Ghi điều cần bổ sung, ở mục nào thì ghi vào mục ấy.", "Góp ý"))
        if not set(said) - {""} <= set(items):
            problems.append(Problem("Mục này không thuộc kỳ báo cáo.", "Góp ý"))
        if problems:
            raise RefusedError(*problems)
        for key, text in said.items():
            PeriodNote.objects.create(report=held, item=items.get(key), text=text, is_office=True, written_by=actor.account_id)
        held.state, held.accepted_at = state, None
        bump(held)
        tell_units(held.period, [held], f"Cần bổ sung: {held.period.title}", f"{len(said)} góp ý. Sửa rồi gửi lại.")
        record(actor, grant, "period_report.return", held, locality, {"notes": len(said), "version": held.version})
    return held


def accept_report(actor: Actor, report: PeriodReport, version: int) -> PeriodReport:
    """Take a report that was sent."""
    locality = report.period.programme.locality
    grant = require(actor, "period.manage", locality)
    with transaction.atomic():
        held = lock_report(report, version)
        held.state, held.accepted_at = PERIOD_REPORT.target("accept", held.state), timezone.now()
        bump(held)
        record(actor, grant, "period_report.accept", held, locality, {"version": held.version})
    return held


def accept_all(actor: Actor, period: Period) -> int:
    """Take every report that was sent and waits; returns how many."""
    locality = period.programme.locality
    grant = require(actor, "period.manage", locality)
    with transaction.atomic():
        held = lock_period(period)
        PERIOD.target("extend", held.state)
        sent = PeriodReport.objects.select_for_update().filter(period=held, state=PeriodReport.State.SUBMITTED)
        waiting = list(sent)
        if not waiting:
            raise RefusedError("Không còn báo cáo nào chờ nhận.")
        for report in waiting:
            report.state, report.accepted_at = PeriodReport.State.ACCEPTED, timezone.now()
            report.version += 1
        PeriodReport.objects.bulk_update(waiting, ["state", "accepted_at", "version"])
        record(actor, grant, "period.accept_all", held, locality, {"reports": [report.pk for report in waiting]})
    return len(waiting)


def remind(actor: Actor, period: Period, report: PeriodReport | None = None) -> int:
    """Remind everybody who has not sent, or the place of one *report*; nobody twice within a day. Returns how many places."""
    locality = period.programme.locality
    grant = require(actor, "period.manage", locality)
    with transaction.atomic():
        held = lock_period(period)
        PERIOD.target("extend", held.state)
        asked = PeriodReport.objects.select_for_update().filter(period=held, state__in=WAITING)
        if report is not None:
            asked = asked.filter(pk=report.pk)
        waiting = list(asked)
        now = timezone.now()
        due = [one for one in waiting if one.reminded_at is None or now - one.reminded_at >= BETWEEN_REMINDERS]
        if not waiting:
            raise RefusedError("Nơi này đã gửi báo cáo." if report else "Mọi nơi đã gửi báo cáo.")
        if not due:
            raise RefusedError("Đã nhắc trong vòng một ngày; hôm khác hãy nhắc lại.")
        for one in due:
            one.reminded_at, one.reminders = now, one.reminders + 1
        PeriodReport.objects.bulk_update(due, ["reminded_at", "reminders"])
        told = tell_units(held, due, reminder_of(held), "Mở để viết tiếp; chữ đã ghi vẫn còn.")
        record(actor, grant, "period.remind", held, locality, {"reports": [one.pk for one in due], "notices": told})
    return len(due)


def reminder_of(period: Period) -> str:
    """One line that reminds, for a notice and for a chat group."""
    left = (period.due_on - timezone.localdate()).days
    when = f"đã quá hạn {-left} ngày" if left < 0 else "hạn hôm nay" if left == 0 else f"còn {left} ngày"
    return f"Nhắc gửi: {period.title}, hạn {period.due_on:%d/%m/%Y} ({when})"


def correct_answer(actor: Actor, answer: PeriodAnswer, typed: Typed, reason: str) -> PeriodCorrection:
    """Say what an answer of a closed period should have been, and why; what was closed stays and is shown beside it."""
    period = answer.report.period
    locality = period.programme.locality
    grant = require(actor, "period.manage", locality)
    with transaction.atomic():
        held = lock_period(period)
        PERIOD.target("correct", held.state)
        problems = list(value_problems(answer.item, typed))
        last = PeriodCorrection.objects.filter(answer=answer).last()
        if answer.report.state not in SENT:
            problems.append(Problem("Báo cáo này chưa gửi khi chốt, không có gì để đính chính."))
        if typed.is_empty:
            problems.append(Problem("Ghi giá trị đúng.", "Giá trị đúng"))
        stands = last or answer
        if (stands.number, stands.text) == (typed.number, typed.text.strip()):
            problems.append(Problem("Giá trị này đang đứng rồi.", "Giá trị đúng"))
        if not tidy(reason) or len(tidy(reason)) > 300:
            problems.append(Problem("Ghi lý do, không quá 300 ký tự.", "Lý do"))
        if problems:
            raise RefusedError(*problems)
        made = PeriodCorrection.objects.create(
            answer=answer, number=typed.number, text=typed.text.strip(), reason=tidy(reason), made_by=actor.account_id
        )
        record(actor, grant, "period.correct", made, locality, {"answer": answer.pk, "period": held.pk})
    return made
