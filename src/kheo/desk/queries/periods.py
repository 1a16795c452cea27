"""What report periods wait for: a unit's own report, the office's reports to take, who is late."""

from django.db.models import Count, Q

from kheo.desk.queries.bench import Bench, DeskItem
from kheo.foundation.numbers import written
from kheo.movement.actions.period_reviews import reminder_of
from kheo.movement.models import Period, PeriodReport
from kheo.movement.queries.periods import SENT, WAITING, own_reports
from kheo.organisation.models import Role

MOST = 20


def own_period_reports(bench: Bench) -> list[DeskItem]:
    """Reports that the actor's own units and bodies owe: open, due, late, sent back."""
    rows = own_reports(bench.only(Role.UNIT_STAFF), bench.locality)
    waiting = rows.filter(period__state=Period.State.OPEN, state__in=WAITING).order_by("period__due_on", "pk")[:MOST]
    return [_own(bench, report) for report in waiting]


def _own(bench: Bench, report: PeriodReport) -> DeskItem:
    due = report.period.due_on
    tag, tone = bench.standing(due)
    if report.state == PeriodReport.State.RETURNED:
        tag = "Cần bổ sung"
        # It came in time once: mending it is asked for, but late it is not.
        tone = "wait"
    why = f"{report.body.name}. " if report.body else ""
    why += f"Hạn gửi {due:%d/%m/%Y}." if report.state != PeriodReport.State.RETURNED else "Xem góp ý, sửa rồi gửi lại."
    return DeskItem(
        tag, tone, report.period.title, why, "Bắt đầu viết" if report.state == PeriodReport.State.AWAITED else "Viết tiếp",
        bench.address("movement:period_report", report.pk), kind="báo cáo kỳ của đơn vị",
        all_url=bench.address("movement:own_period_reports"), due=due,
    )  # fmt: skip


def running(bench: Bench) -> list[DeskItem]:
    """For the office: each open period, how many of how many sent, what waits to be taken."""
    return [_running(bench, period, "Xem") for period in _open(bench)]


def late(bench: Bench) -> list[DeskItem]:
    """For the leader: periods past their day with somebody missing."""
    found = [period for period in _open(bench) if period.due_on < bench.today and period.sent < period.owed]  # type: ignore[attr-defined]  # counted below
    return [_running(bench, period, "Xem nơi chậm") for period in found]


def _open(bench: Bench) -> list[Period]:
    sent = Count("reports", filter=Q(reports__state__in=SENT))
    to_take = Count("reports", filter=Q(reports__state=PeriodReport.State.SUBMITTED))
    rows = Period.objects.filter(programme__locality=bench.locality, state=Period.State.OPEN)
    return list(rows.annotate(owed=Count("reports"), sent=sent, to_take=to_take).order_by("due_on", "pk")[:MOST])


def _running(bench: Bench, period: Period, act: str) -> DeskItem:
    """*period* carries ``owed``, ``sent`` and ``to_take``."""
    owed, sent, to_take = period.owed, period.sent, period.to_take  # type: ignore[attr-defined]  # counted above
    missing = owed - sent
    is_late = missing > 0 and period.due_on < bench.today
    tag = bench.standing(period.due_on)[0] if missing else "Đủ báo cáo"
    waiting = f" {written(to_take)} báo cáo chờ nhận." if to_take else ""
    lacking = f" Còn thiếu {written(missing)} nơi." if missing else " Tổng hợp rồi chốt kỳ."
    return DeskItem(
        tag, "late" if is_late else "wait", f"{period.title}: {written(sent)} trong {written(owed)} nơi đã gửi",
        f"Hạn gửi {period.due_on:%d/%m/%Y}.{lacking}{waiting}", act, bench.address("movement:period", period.pk),
        kind="kỳ báo cáo đang mở", due=period.due_on, message=reminder_of(period) if missing else "",
    )  # fmt: skip
