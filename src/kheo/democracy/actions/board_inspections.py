"""An inspection of a board from its plan to the confirmed minutes.

Nghị định 59/2023/NĐ-CP Điều 14, 18; Luật 10/2022/QH15 Điều 40, 45.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.democracy.actions.boards import lock_board
from kheo.democracy.models import Board, BoardPlan, Inspection
from kheo.democracy.queries.board_rights import require_front, require_work
from kheo.democracy.queries.boards import villages_in
from kheo.democracy.rules.boards import Kind
from kheo.democracy.rules.inspections import (
    Beforehand,
    Way,
    held_problems,
    planning_problems,
    reason_problems,
    sending_problems,
    told_by,
)
from kheo.democracy.rules.recommendations import dated_problems
from kheo.democracy.workflow import INSPECTION
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor
from kheo.organisation.models import Unit
from kheo.organisation.trail import record


@dataclass(frozen=True)
class InspectionContent:
    """What is looked at, whose doing it is, on which day; *plan*: of which period of the board."""

    way: str
    subject: str
    whom: str
    planned_on: date
    village: Unit | None = None
    plan: BoardPlan | None = None


def plan_inspection(actor: Actor, board: Board, content: InspectionContent) -> Inspection:
    """Put an inspection on the board's list; the plan of it is sent later."""
    grant = require_work(actor, board)
    with transaction.atomic():
        held = lock_board(board)
        problems = _content_problems(held, content)
        if problems:
            raise RefusedError(*problems)
        made = Inspection.objects.create(board=held, added_by=actor.account_id, **_fields(content))
        details = {"way": content.way, "planned_on": content.planned_on.isoformat()}
        record(actor, grant, "people_inspection.add", made, held.locality, details)
    return made


def move_inspection(actor: Actor, inspection: Inspection, planned_on: date, version: int) -> Inspection:
    """Put an inspection whose plan is not sent yet on another day."""
    grant = require_work(actor, inspection.board)
    with transaction.atomic():
        held = lock_inspection(inspection, version)
        if held.state != "planned":
            raise RefusedError("Kế hoạch cuộc này đã gửi hoặc cuộc này đã xong; ngày không đổi được nữa.")
        problems = list(planning_problems(held.subject, held.whom, planned_on, held.board.day))
        if problems:
            raise RefusedError(*problems)
        held.planned_on = planned_on
        _save(held)
        record(actor, grant, "people_inspection.move", held, held.board.locality, {"planned_on": planned_on.isoformat()})
    return held


def send_plan(actor: Actor, inspection: Inspection, sent_on: date, late_why: str, version: int) -> Inspection:
    """Write down when the plan went to the Front, the chair and whom it concerns; late only with its reason (Điều 14)."""
    grant = require_work(actor, inspection.board)
    with transaction.atomic():
        held = lock_inspection(inspection, version)
        term = told_by(held.board.kind, held.way, held.planned_on, sent_on) if held.board.kind == Kind.INSPECTION else None
        held.state = INSPECTION.target("send_plan", held.state)
        problems = list(sending_problems(term, sent_on, held.planned_on, late_why, timezone.localdate()))
        if problems:
            raise RefusedError(*problems)
        held.sent_on = sent_on
        held.late_why = tidy(late_why) if term is not None and term.is_late else ""
        _save(held)
        details = {"sent_on": sent_on.isoformat(), "late": term.late if term else 0}
        record(actor, grant, "people_inspection.send", held, held.board.locality, details)
    return held


def hold_inspection(
    actor: Actor, inspection: Inspection, held_on: date, conclusion: str, version: int, late_why: str = ""
) -> Inspection:
    """Write down that it was carried out and what came of it as a whole; what was seen is added row by row."""
    grant = require_work(actor, inspection.board)
    with transaction.atomic():
        held = lock_inspection(inspection, version)
        state = INSPECTION.target("hold_inspection", held.state)
        problems = list(held_problems(held_on, held.sent_on, conclusion, timezone.localdate()))
        problems += _told_problems(held, held_on, late_why)
        if problems:
            raise RefusedError(*problems)
        held.state, held.held_on, held.conclusion = state, held_on, tidy(conclusion)
        held.late_why = tidy(late_why) or held.late_why
        _save(held)
        record(actor, grant, "people_inspection.hold", held, held.board.locality, {"held_on": held_on.isoformat()})
    return held


def confirm_minutes(actor: Actor, inspection: Inspection, day: date, version: int) -> Inspection:
    """The Front confirms the minutes (Điều 40 khoản 2 điểm d); from then on everybody may read what was found."""
    grant = require_front(actor, inspection.board.locality)
    with transaction.atomic():
        held = lock_inspection(inspection, version)
        held.state = INSPECTION.target("confirm_minutes", held.state)
        problems = list(dated_problems(day, held.held_on or day, "Cuộc này tiến hành", "Ngày xác nhận", timezone.localdate()))
        if problems:
            raise RefusedError(*problems)
        held.confirmed_on = day
        _save(held)
        record(actor, grant, "people_inspection.confirm", held, held.board.locality, {"day": day.isoformat()})
    return held


def cancel_inspection(actor: Actor, inspection: Inspection, why: str, version: int) -> Inspection:
    """Call an inspection off, and say why."""
    grant = require_work(actor, inspection.board)
    problems = list(reason_problems(why, "Vì sao thôi"))
    with transaction.atomic():
        held = lock_inspection(inspection, version)
        held.state = INSPECTION.target("cancel_inspection", held.state)
        if problems:
            raise RefusedError(*problems)
        held.closing = tidy(why)
        _save(held)
        record(actor, grant, "people_inspection.cancel", held, held.board.locality, {"version": held.version})
    return held


def lock_inspection(inspection: Inspection, version: int | None = None) -> Inspection:
    found = Inspection.objects.select_for_update(of=("self",)).select_related("board__body", "board__locality", "board__project")
    held = found.get(pk=inspection.pk)
    if version is not None:
        require_version(version, held.version)
    return held


def beforehand(inspection: Inspection, held_on: date) -> Beforehand | None:
    """The term for telling of *inspection* before *held_on*, held against the day on which it was told."""
    board = inspection.board
    told_on = board.owner_told_on if board.kind == Kind.SUPERVISION else inspection.sent_on
    return told_by(board.kind, inspection.way, held_on, told_on)


def _told_problems(held: Inspection, held_on: date, late_why: str) -> list[Problem]:
    """A plan of the inspection board went out before, the owner of a project was told; sooner than allowed needs a reason."""
    board = held.board
    if board.kind == Kind.INSPECTION:
        if held.sent_on is None and held.way != Way.VERIFY:
            return [Problem("Ghi ngày gửi kế hoạch trước (Nghị định 59/2023/NĐ-CP Điều 14 khoản 1 điểm b).", "Ngày tiến hành")]
    elif board.owner_told_on is None:
        what = "Ghi ngày Mặt trận báo chủ đầu tư trước, ở trang của ban (Luật 10/2022/QH15 Điều 45 khoản 1 điểm b)."
        return [Problem(what, "Ngày tiến hành")]
    term = beforehand(held, held_on)
    if term is None or not term.is_late or tidy(late_why) or held.late_why:
        return list(reason_problems(late_why, "Vì sao sớm")) if tidy(late_why) else []
    what = (
        f"Báo trước ngày {term.last:%d/%m/%Y} mới đủ thời gian cho ngày này ({term.citation}): "
        "xem lại ngày, hoặc ghi vì sao làm sớm; trang này sẽ nói như vậy."
    )
    return [Problem(what, "Vì sao sớm")]


def _save(held: Inspection) -> None:
    held.version += 1
    held.save()


def _content_problems(board: Board, content: InspectionContent) -> list[Problem]:
    problems = list(planning_problems(content.subject, content.whom, content.planned_on, board.day))
    if content.way not in Inspection.Way.values:
        problems.append(Problem("Chọn kiểm tra, giám sát hay xác minh.", "Việc"))
    if content.village is not None and content.village.pk not in villages_in(board.locality, content.planned_on):
        problems.append(Problem("Chọn thôn, tổ dân phố của địa phương.", "Thôn, tổ dân phố"))
    plan = content.plan
    if plan is not None and plan.board_id != board.pk:
        problems.append(Problem("Chọn kế hoạch của chính ban này.", "Theo kế hoạch"))
    return problems


def _fields(content: InspectionContent) -> dict[str, object]:
    return {
        "way": content.way,
        "subject": tidy(content.subject),
        "whom": tidy(content.whom),
        "planned_on": content.planned_on,
        "village": content.village,
        "plan": content.plan,
    }
