"""A consultation from its plan to the end of its period (Luật 10/2022/QH15 Điều 25, 26, 28)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.democracy.models import Consultation, ConsultationQuestion
from kheo.democracy.rules.comments import lines_of
from kheo.democracy.rules.consultations import LABELS, PlanContent, day_problems, period_problems, plan_problems, rule
from kheo.democracy.workflow import CONSULTATION
from kheo.foundation.lengths import longest, too_long
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality
from kheo.organisation.trail import record

REASON, COUNCIL_DAY, FRONT_DAY = "Vì sao thôi", "Ngày gửi Hội đồng nhân dân", "Ngày gửi Mặt trận"
_WORDS = ("title", "way", "responsible", "own_document", "decider")


def plan_consultation(actor: Actor, locality: Locality, content: PlanContent) -> Consultation:
    """Write down the plan of a consultation; RefusedError names what Điều 25, 26, 28 miss in it."""
    grant = require(actor, "consultation.manage", locality)
    if problems := plan_problems(content):
        raise RefusedError(*problems)
    with transaction.atomic():
        made = Consultation.objects.create(locality=locality, **_fields(content))
        _ask(made, content)
        record(actor, grant, "consultation.plan", made, locality, {"kind": content.kind, "forms": list(content.forms)})
    return made


def edit_plan(actor: Actor, consultation: Consultation, content: PlanContent, version: int) -> Consultation:
    """Change a plan that was not sent yet."""
    grant = require(actor, "consultation.manage", consultation.locality)
    if problems := plan_problems(content):
        raise RefusedError(*problems)
    with transaction.atomic():
        held = lock_consultation(consultation, "consultation.edit", version)
        for name, value in _fields(content).items():
            setattr(held, name, value)
        held.questions.all().delete()
        _ask(held, content)
        save_step(held)
        record(actor, grant, "consultation.edit", held, held.locality, {"version": held.version})
    return held


def send_plan(actor: Actor, consultation: Consultation, council_on: date, front_on: date, version: int) -> Consultation:
    """The plan went to the Council and to the Front: on which days (Điều 28 khoản 1)."""
    grant = require(actor, "consultation.manage", consultation.locality)
    problems = [*past_problems(council_on, COUNCIL_DAY), *past_problems(front_on, FRONT_DAY)]
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        held = lock_consultation(consultation, "consultation.send", version)
        held.council_sent_on, held.front_sent_on = council_on, front_on
        save_step(held)
        details = {"council": council_on.isoformat(), "front": front_on.isoformat()}
        record(actor, grant, "consultation.send", held, held.locality, details)
    return held


def open_consultation(actor: Actor, consultation: Consultation, published_on: date, ends_on: date, version: int) -> Consultation:
    """The content is published on *published_on*: from it the period runs (Điều 28 khoản 2); neither day is pulled in later."""
    grant = require(actor, "consultation.manage", consultation.locality)
    with transaction.atomic():
        held = lock_consultation(consultation, "consultation.open", version)
        if problems := [*past_problems(published_on, LABELS["opens_on"]), *day_problems(ends_on, LABELS["ends_on"])]:
            raise RefusedError(*problems)
        sent = max(day for day in (held.council_sent_on, held.front_sent_on) if day)
        if published_on < sent:
            what = f"Kế hoạch gửi ngày {sent:%d/%m/%Y}; ngày công khai không trước ngày ấy ({rule('plan.sent', sent).citation})."
            problems.append(Problem(what, LABELS["opens_on"]))
        problems += period_problems(published_on, ends_on, held.own_days, held.own_document)
        if problems:
            raise RefusedError(*problems)
        held.opened_on, held.ends_on = published_on, ends_on
        save_step(held)
        details = {"opened_on": published_on.isoformat(), "ends_on": ends_on.isoformat()}
        record(actor, grant, "consultation.open", held, held.locality, details)
    return held


def extend_consultation(actor: Actor, consultation: Consultation, ends_on: date, version: int) -> Consultation:
    """Give the people more days; never fewer."""
    grant = require(actor, "consultation.manage", consultation.locality)
    with transaction.atomic():
        held = lock_consultation(consultation, "consultation.extend", version)
        if problems := day_problems(ends_on, LABELS["ends_on"]):
            raise RefusedError(*problems)
        if ends_on <= held.ends_on:
            what = f"Thời hạn đã công khai đến {held.ends_on:%d/%m/%Y}; chỉ kéo dài thêm, không rút ngắn."
            raise RefusedError(Problem(what, LABELS["ends_on"]))
        before, held.ends_on = held.ends_on, ends_on
        save_step(held)
        details = {"before": before.isoformat(), "ends_on": ends_on.isoformat()}
        record(actor, grant, "consultation.extend", held, held.locality, details)
    return held


def close_consultation(actor: Actor, consultation: Consultation, version: int, on: date | None = None) -> Consultation:
    """The period is over: nothing more comes in. *on*: the day of closing, for one that was closed before it was entered."""
    grant = require(actor, "consultation.manage", consultation.locality)
    today = on or timezone.localdate()
    with transaction.atomic():
        held = lock_consultation(consultation, "consultation.close", version)
        if problems := past_problems(today, LABELS["ends_on"]):
            raise RefusedError(*problems)
        if today <= held.ends_on:
            what = (
                f"Người dân còn được góp ý đến hết ngày {held.ends_on:%d/%m/%Y} "
                f"({held.own_document or rule('period.days', today).citation}); kết thúc từ ngày hôm sau."
            )
            raise RefusedError(Problem(what, LABELS["ends_on"]))
        held.closed_on = today
        save_step(held)
        record(actor, grant, "consultation.close", held, held.locality, {"comments": held.comments.count()})
    return held


def withdraw_consultation(actor: Actor, consultation: Consultation, reason: str, version: int) -> Consultation:
    """Call it off before its end; what came in stays, and the public page says why."""
    grant = require(actor, "consultation.manage", consultation.locality)
    words = tidy(reason)
    with transaction.atomic():
        held = lock_consultation(consultation, "consultation.withdraw", version)
        problems = too_long(words, longest(Consultation, "reason"), REASON)
        if problems or not words:
            raise RefusedError(*(problems or [Problem("Ghi lý do; người dân đọc được ở trang công khai.", REASON)]))
        held.reason = words
        save_step(held)
        record(actor, grant, "consultation.withdraw", held, held.locality, {"version": held.version})
    return held


def lock_consultation(consultation: Consultation, step: str, version: int | None = None) -> Consultation:
    """The consultation held for this act, in the state that *step* leads to; RefusedError for a wrong one."""
    rows = Consultation.objects.select_for_update(of=("self",)).select_related("locality__unit")
    held = rows.get(pk=consultation.pk)
    if version is not None:
        require_version(version, held.version)
    held.state = CONSULTATION.target(step, held.state)
    return held


def save_step(held: Consultation) -> None:
    held.version += 1
    held.save()


def past_problems(day: date, where: str) -> list[Problem]:
    """A day that has not come yet is not written down as done, nor one before the law."""
    if day > timezone.localdate():
        return [Problem(f"Ngày {day:%d/%m/%Y} chưa đến; ghi khi đã làm.", where)]
    return day_problems(day, where)


def _fields(content: PlanContent) -> dict[str, object]:
    return {
        **{name: tidy(getattr(content, name)) for name in _WORDS},
        "kind": content.kind,
        "content": lines_of(content.content),
        "forms": sorted(set(content.forms)),
        "opens_on": content.opens_on,
        "ends_on": content.ends_on,
        "own_days": content.own_days,
    }


def _ask(consultation: Consultation, content: PlanContent) -> None:
    ConsultationQuestion.objects.bulk_create(
        ConsultationQuestion(consultation=consultation, order=order, text=tidy(text))
        for order, text in enumerate(content.questions, start=1)
    )
