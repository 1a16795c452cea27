"""The publishing plan of a year (Luật 10/2022/QH15 Điều 14 khoản 1): made by itself, edited, approved, opened again to adjust."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.democracy.models import PlanApproval, PlanLine, Posting, PostingDraft, PublishingPlan
from kheo.democracy.rules.plan_lines import approval_problems, line_problems, plan_problems, proposed_lines
from kheo.democracy.rules.publishing import forms_problems, in_order
from kheo.democracy.workflow import PUBLISHING_PLAN
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.foundation.uploads.keeping import keep_file
from kheo.foundation.uploads.papers import SentFile, look_at
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality
from kheo.organisation.trail import record


@dataclass(frozen=True)
class LineContent:
    """*due_on* None: published whenever it arises. *more_forms*: codes chosen beside those of the law (Điều 13 khoản 5)."""

    item: int
    what: str
    period: str = ""
    due_on: date | None = None
    responsible: str = ""
    more_forms: Sequence[str] = ()


@dataclass(frozen=True)
class Approval:
    """The paper by which the People's Committee adopted the plan."""

    number: str
    on: date
    file: SentFile | None = None


def make_plan(actor: Actor, locality: Locality, year: int, *, has_loudspeaker: bool) -> PublishingPlan:
    """Make the plan of *year* with the lines that the fourteen items propose."""
    grant = require(actor, "publishing.manage", locality)
    problems = list(plan_problems(year, timezone.localdate()))
    with transaction.atomic():
        Locality.objects.select_for_update().get(pk=locality.pk)
        if PublishingPlan.objects.filter(locality=locality, year=year).exists():
            problems.append(Problem(f"Đã có kế hoạch công khai năm {year}; sửa kế hoạch ấy.", "Năm"))
        if problems:
            raise RefusedError(*problems)
        made = PublishingPlan.objects.create(locality=locality, year=year, has_loudspeaker=has_loudspeaker)
        lines = [
            PlanLine(plan=made, item=one.item, what=one.what, period=one.period, due_on=one.due, responsible=one.responsible)
            for one in proposed_lines(year)
        ]
        PlanLine.objects.bulk_create(lines)
        details = {"year": year, "lines": len(lines), "loudspeaker": has_loudspeaker}
        record(actor, grant, "publishing.make_plan", made, locality, details)
    return made


def set_loudspeaker(actor: Actor, plan: PublishingPlan, version: int, *, has_loudspeaker: bool) -> PublishingPlan:
    """Write down whether the commune has a loudspeaker network; what is published from now on goes by it."""
    grant = require(actor, "publishing.manage", plan.locality)
    with transaction.atomic():
        held = _lock(plan, version, "plan_edit")
        held.has_loudspeaker = has_loudspeaker
        _renew(held)
        details = {"loudspeaker": has_loudspeaker, "version": held.version}
        record(actor, grant, "publishing.loudspeaker", held, held.locality, details)
    return held


def add_line(actor: Actor, plan: PublishingPlan, content: LineContent) -> PlanLine:
    """Put one more thing into a plan that is not adopted yet."""
    grant = require(actor, "publishing.manage", plan.locality)
    problems = _line_problems(plan, content)
    with transaction.atomic():
        held = _lock(plan, None, "plan_edit")
        if problems:
            raise RefusedError(*problems)
        made = PlanLine.objects.create(plan=held, **_fields(content))
        _renew(held)
        record(actor, grant, "publishing.line_add", made, held.locality, {"plan": held.pk, "item": made.item})
    return made


def edit_line(actor: Actor, line: PlanLine, content: LineContent, version: int) -> PlanLine:
    """Change a line of a plan that is not adopted yet."""
    locality = line.plan.locality
    grant = require(actor, "publishing.manage", locality)
    problems = _line_problems(line.plan, content)
    with transaction.atomic():
        plan = _lock(line.plan, None, "plan_edit")
        held = _lock_line(line, version)
        if problems:
            raise RefusedError(*problems)
        for name, value in _fields(content).items():
            setattr(held, name, value)
        held.version += 1
        held.save()
        _renew(plan)
        record(actor, grant, "publishing.line_edit", held, locality, {"plan": plan.pk, "version": held.version})
    return held


def remove_line(actor: Actor, line: PlanLine, version: int) -> None:
    """Take a line out; one under which something was published or prepared stays."""
    locality = line.plan.locality
    grant = require(actor, "publishing.manage", locality)
    with transaction.atomic():
        plan = _lock(line.plan, None, "plan_edit")
        held = _lock_line(line, version)
        if Posting.objects.filter(line=held).exists() or PostingDraft.objects.filter(line=held).exists():
            raise RefusedError("Đã có nội dung chuẩn bị hay đã công khai theo dòng này; dòng ở lại trong kế hoạch.")
        record(actor, grant, "publishing.line_remove", held, locality, {"plan": plan.pk, "item": held.item})
        held.delete()
        _renew(plan)


def approve_plan(actor: Actor, plan: PublishingPlan, approval: Approval, version: int) -> PlanApproval:
    """Enter number and day of the paper that adopts the plan; the lines stand from now on."""
    grant = require(actor, "publishing.manage", plan.locality)
    checked, problems = look_at(approval.file, "paper")
    problems += approval_problems(approval.number, approval.on, plan.year, timezone.localdate())
    with transaction.atomic():
        held = _lock(plan, version, "plan_approve")
        if not held.lines.exists():
            problems.append(Problem("Kế hoạch chưa có dòng nào; thêm nội dung phải công khai."))
        if problems:
            raise RefusedError(*problems)
        kept = keep_file(checked, held.locality.code, actor.account_id) if checked else None
        made = PlanApproval.objects.create(
            plan=held, number=tidy(approval.number), on=approval.on, file=kept, digest=lines_digest(held)
        )
        _renew(held)
        details = {"on": made.on.isoformat(), "digest": made.digest, "sha256": checked.sha256 if checked else ""}
        record(actor, grant, "publishing.approve_plan", held, held.locality, details)
    return made


def reopen_plan(actor: Actor, plan: PublishingPlan, version: int) -> PublishingPlan:
    """Open an adopted plan to adjust it; it has to be adopted again, and the earlier paper stays beside it."""
    grant = require(actor, "publishing.manage", plan.locality)
    with transaction.atomic():
        held = _lock(plan, version, "plan_reopen")
        _renew(held)
        record(actor, grant, "publishing.reopen_plan", held, held.locality, {"version": held.version})
    return held


def lines_digest(plan: PublishingPlan) -> str:
    """SHA-256 of what the plan says, so that a later change is seen against the paper."""
    lines = plan.lines.order_by("pk").values_list("item", "what", "period", "due_on", "responsible", "more_forms")
    text = json.dumps([plan.has_loudspeaker, *map(list, lines)], ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _lock(plan: PublishingPlan, version: int | None, step: str) -> PublishingPlan:
    """The plan held for this act, in the state that *step* leads to. *version* None: a line carries its own."""
    found = PublishingPlan.objects.select_for_update(of=("self",)).select_related("locality__unit")
    held = found.get(pk=plan.pk)
    if version is not None:
        require_version(version, held.version)
    held.state = PUBLISHING_PLAN.target(step, held.state)
    return held


def _lock_line(line: PlanLine, version: int) -> PlanLine:
    held = PlanLine.objects.select_for_update(of=("self",)).filter(pk=line.pk).first()
    if held is None:
        raise RefusedError("Người khác vừa bỏ dòng này; mở lại kế hoạch.")
    require_version(version, held.version)
    return held


def _renew(plan: PublishingPlan) -> None:
    plan.version += 1
    plan.save()


def _line_problems(plan: PublishingPlan, content: LineContent) -> list[Problem]:
    return [
        *line_problems(plan.year, content.item, content.what, content.due_on),
        *forms_problems(content.more_forms),
    ]


def _fields(content: LineContent) -> dict[str, object]:
    return {
        "item": content.item,
        "what": tidy(content.what),
        "period": tidy(content.period)[:40],
        "due_on": content.due_on,
        "responsible": tidy(content.responsible)[:200],
        "more_forms": list(in_order(content.more_forms)),
    }
