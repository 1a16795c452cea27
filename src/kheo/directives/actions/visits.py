"""What came of a planned visit: held with its findings, called off with a reason, followed up by tasks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.directives.actions.inspections import lock_visit, team_problems
from kheo.directives.actions.tasks import TaskContent, TaskOwner, assign_tasks
from kheo.directives.models import Finding, InspectionVisit
from kheo.directives.queries.places import Answering, place_problems
from kheo.directives.rules.inspections import FOLLOWED_UP, REASON_LENGTH, finding_problems, held_problems
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import fold, tidy
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record

Kind = Finding.Kind


@dataclass(frozen=True)
class FindingContent:
    """One thing seen on a visit; *kind* is one of Finding.Kind."""

    kind: str
    text: str


def hold_visit(
    actor: Actor, visit: InspectionVisit, held_on: date, findings: Sequence[FindingContent], version: int
) -> InspectionVisit:
    """Write down that the visit was held on *held_on* and what it found: results, limits, recommendations."""
    locality = visit.plan.committee.locality
    grant = require(actor, "committee.manage", locality)
    with transaction.atomic():
        held = lock_visit(visit, version, "visit.hold")
        problems = [
            *held_problems(held_on, held.plan.year, timezone.localdate()),
            *_finding_problems(findings),
            *place_problems(locality, held, held_on, "Nơi được kiểm tra"),
        ]
        if held_on != held.planned_on:
            problems += team_problems(held.plan.committee, [held.leader, *held.members.all()], held_on)
        if problems:
            raise RefusedError(*problems)
        held.held_on = held_on
        held.version += 1
        held.save()
        _write(held, findings)
        details = {"held_on": held_on.isoformat(), "findings": len(findings), "version": held.version}
        record(actor, grant, "visit.hold", held, locality, details)
    return held


def add_finding(actor: Actor, visit: InspectionVisit, finding: FindingContent, version: int) -> InspectionVisit:
    """Write down one more finding of a visit that was held."""
    locality = visit.plan.committee.locality
    grant = require(actor, "committee.manage", locality)
    with transaction.atomic():
        held = lock_visit(visit, version, "visit.find")
        problems = _finding_problems([finding])
        if any(fold(one.text) == fold(finding.text) for one in Finding.objects.filter(visit=held)):
            problems.append(Problem("Điều này đã ghi rồi.", "Phát hiện 1"))
        if problems:
            raise RefusedError(*problems)
        held.version += 1
        held.save(update_fields=["version"])
        _write(held, [finding])
        record(actor, grant, "visit.find", held, locality, {"kind": finding.kind, "version": held.version})
    return held


def cancel_visit(actor: Actor, visit: InspectionVisit, reason: str, version: int) -> InspectionVisit:
    """Call a planned visit off, and say why."""
    locality = visit.plan.committee.locality
    grant = require(actor, "committee.manage", locality)
    problems = []
    if not tidy(reason):
        problems.append(Problem("Ghi vì sao thôi, một câu.", "Vì sao thôi"))
    if len(tidy(reason)) > REASON_LENGTH:
        problems.append(Problem(f"Dài quá {REASON_LENGTH} ký tự; viết gọn lại.", "Vì sao thôi"))
    with transaction.atomic():
        held = lock_visit(visit, version, "visit.cancel")
        if problems:
            raise RefusedError(*problems)
        held.closing = tidy(reason)
        held.version += 1
        held.save()
        record(actor, grant, "visit.cancel", held, locality, {"version": held.version})
    return held


def follow_up(actor: Actor, finding: Finding, task_content: TaskContent, owner: Answering, on: date | None = None) -> Finding:
    """Make a limit or a recommendation a task of *owner*, of the year in which it is due; one task a finding.

    *on*: the day of giving, today unless it was given earlier, at the visit itself.
    """
    locality = finding.visit.plan.committee.locality
    grant = require(actor, "committee.manage", locality)
    with transaction.atomic():
        held = Finding.objects.select_for_update(of=("self",)).select_related("visit__plan__committee").get(pk=finding.pk)
        if held.kind not in FOLLOWED_UP:
            raise RefusedError("Chỉ hạn chế và kiến nghị mới giao thành nhiệm vụ; kết quả thì không cần.")
        if held.task_id is not None:
            raise RefusedError("Phát hiện này đã giao thành nhiệm vụ rồi; mở nhiệm vụ đó để xem hoặc sửa.")
        task = replace(task_content, origin=tidy(task_content.origin) or _origin(held))
        (made,) = assign_tasks(actor, locality, task.due_on.year, task, [TaskOwner(owner.unit, owner.body)], on)
        held.task = made
        held.save(update_fields=["task"])
        record(actor, grant, "finding.follow_up", held, locality, {"task": made.pk, "visit": held.visit_id})
    return held


def _origin(finding: Finding) -> str:
    visit = finding.visit
    return f"Kiểm tra ngày {visit.held_on:%d/%m/%Y}: {visit.subject}"[:200]


def _finding_problems(findings: Sequence[FindingContent]) -> list[Problem]:
    problems = list(finding_problems([finding.text for finding in findings]))
    for row, finding in enumerate(findings, 1):
        if finding.kind not in Kind.values:
            problems.append(Problem("Chọn kết quả, hạn chế hay kiến nghị.", f"Phát hiện {row}"))
    return problems


def _write(visit: InspectionVisit, findings: Sequence[FindingContent]) -> None:
    last = max((one.order for one in Finding.objects.filter(visit=visit)), default=0)
    Finding.objects.bulk_create(
        Finding(visit=visit, order=last + order, kind=finding.kind, text=tidy(finding.text))
        for order, finding in enumerate(findings, 1)
    )
