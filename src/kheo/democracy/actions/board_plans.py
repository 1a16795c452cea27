"""A board plans a period and reports on one (Luật 10/2022/QH15 Điều 39, 44; Nghị định 59/2023/NĐ-CP Điều 14, 18)."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.democracy.actions.boards import lock_board
from kheo.democracy.models import Board, BoardPlan, BoardReport
from kheo.democracy.queries.board_reports import report_of
from kheo.democracy.queries.board_rights import require_work
from kheo.democracy.rules.plans import PLAN_PARTS, Period, period_problems, plan_problems, report_problems
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.movement.actions.registrations import tidy_lines
from kheo.organisation.authority import Actor
from kheo.organisation.trail import record


def plan_work(
    actor: Actor, board: Board, period: Period, parts: Mapping[str, str], replaces: BoardPlan | None = None
) -> BoardPlan:
    """Write the plan of *board* for *period*; a plan that changes another names it and takes its period."""
    grant = require_work(actor, board)
    problems = [*period_problems(period), *plan_problems(parts)]
    with transaction.atomic():
        held = lock_board(board)
        standing = BoardPlan.objects.filter(
            board=held, span=period.span, year=period.year, number_in_year=period.number, replaced_by=None
        ).first()
        if replaces is None and standing is not None:
            problems.append(Problem("Kỳ này đã có kế hoạch; mở kế hoạch đó để điều chỉnh.", "Kỳ"))
        if replaces is not None and (standing is None or standing.pk != replaces.pk):
            problems.append(Problem("Kế hoạch này đã được thay, hoặc thuộc kỳ khác; mở bản đang dùng.", "Kỳ"))
        if problems:
            raise RefusedError(*problems)
        made = BoardPlan.objects.create(
            board=held,
            span=period.span,
            year=period.year,
            number_in_year=period.number,
            parts={key: tidy_lines(parts.get(key, "")) for key in PLAN_PARTS},
            replaces=replaces,
            added_by=actor.account_id,
        )
        details = {"span": period.span, "year": period.year, "number": period.number, "replaces": replaces is not None}
        record(actor, grant, "board.plan", made, held.locality, details)
    return made


def send_report(actor: Actor, board: Board, period: Period, number: str, sent_on: date) -> BoardReport:
    """Keep the report of *period* as the record gives it now, with the number and day under which it went to the Front."""
    grant = require_work(actor, board)
    problems = [*period_problems(period)]
    if not problems:
        problems += report_problems(period, sent_on, number, timezone.localdate())
    with transaction.atomic():
        held = lock_board(board)
        sent = BoardReport.objects.filter(board=held, span=period.span, year=period.year, number_in_year=period.number)
        if sent.exists():
            problems.append(Problem("Kỳ này đã gửi báo cáo.", "Kỳ"))
        if problems:
            raise RefusedError(*problems)
        made = BoardReport.objects.create(
            board=held,
            span=period.span,
            year=period.year,
            number_in_year=period.number,
            number=tidy(number),
            sent_on=sent_on,
            said=report_of(held, period, sent_on),
            added_by=actor.account_id,
        )
        details = {"span": period.span, "year": period.year, "number": period.number, "sent_on": sent_on.isoformat()}
        record(actor, grant, "board.report", made, held.locality, details)
    return made
