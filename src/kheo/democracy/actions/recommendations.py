"""A recommendation of a board: written, confirmed by the Front, sent, answered, looked at again.

Luật 10/2022/QH15 Điều 38 khoản 5, Điều 40, Điều 43, Điều 45.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kheo.democracy.actions.board_inspections import lock_inspection
from kheo.democracy.models import Inspection, Outcome, Recommendation, Reply, Sighting
from kheo.democracy.queries.board_rights import FRONT, require_front, require_work
from kheo.democracy.rules.inspections import reason_problems
from kheo.democracy.rules.recommendations import (
    confirming_problems,
    dated_problems,
    recommendation_problems,
    reply_due,
    reply_problems,
)
from kheo.democracy.workflow import INSPECTION, RECOMMENDATION
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.foundation.uploads.keeping import keep_file
from kheo.foundation.uploads.papers import SentFile, look_at
from kheo.movement.actions.registrations import tidy_lines
from kheo.organisation.actions.notices import notify
from kheo.organisation.authority import Actor, Grant, require
from kheo.organisation.models import Role
from kheo.organisation.queries.holders import holders_in
from kheo.organisation.trail import record


@dataclass(frozen=True)
class RecommendationContent:
    """*looked_again*: whoever writes read the hint that a denunciation goes elsewhere, and it is none."""

    text: str
    whom: str
    addressee: str
    sighting: Sighting | None = None
    looked_again: bool = False


@dataclass(frozen=True)
class ReplyContent:
    on: date
    text: str = ""
    file: SentFile | None = None


def recommend(actor: Actor, inspection: Inspection, content: RecommendationContent) -> Recommendation:
    """Write what the board asks for; nobody outside reads it before the Front confirmed it."""
    grant = require_work(actor, inspection.board)
    problems = list(recommendation_problems(content.text, content.whom, content.addressee, looked_again=content.looked_again))
    with transaction.atomic():
        held = lock_inspection(inspection)
        INSPECTION.target("recommend", held.state)
        if content.sighting is not None and content.sighting.inspection_id != held.pk:
            problems.append(Problem("Chọn phát hiện của chính cuộc này.", "Từ phát hiện"))
        if problems:
            raise RefusedError(*problems)
        made = Recommendation.objects.create(
            inspection=held,
            sighting=content.sighting,
            addressee=content.addressee,
            whom=tidy(content.whom),
            text=tidy_lines(content.text),
            added_by=actor.account_id,
        )
        record(actor, grant, "recommendation.add", made, held.board.locality, {"addressee": content.addressee})
        _tell(made, {Role.UNIT_STAFF}, f"Kiến nghị chờ Mặt trận xác nhận: {made.text}", FRONT)
    return made


def confirm_recommendation(actor: Actor, one: Recommendation, number: str, day: date, version: int) -> Recommendation:
    """The Front confirms it under the number and day of its paper (Điều 40 khoản 2 điểm d, Điều 45 khoản 1 điểm d)."""
    grant = require_front(actor, one.inspection.board.locality)
    with transaction.atomic():
        held = _lock(one, version, "confirm_recommendation")
        inspection = held.inspection
        problems = list(confirming_problems(number, day, inspection.held_on or day, timezone.localdate()))
        if inspection.confirmed_on is None:
            problems.append(Problem("Xác nhận biên bản của cuộc này trước (Điều 40 khoản 2 điểm d).", "Số văn bản"))
        if problems:
            raise RefusedError(*problems)
        held.number, held.day = tidy(number), day
        _save(actor, grant, held, "recommendation.confirm", {"day": day.isoformat()})
    return held


def send_recommendation(actor: Actor, one: Recommendation, received_on: date, version: int) -> Recommendation:
    """Write down when it was received: from then on the time for the answer runs (Điều 40 khoản 1 điểm c)."""
    grant = require_work(actor, one.inspection.board)
    with transaction.atomic():
        held = _lock(one, version, "send_recommendation")
        problems = list(dated_problems(received_on, held.day or received_on, "Kiến nghị", "Ngày nhận", timezone.localdate()))
        if problems:
            raise RefusedError(*problems)
        due = reply_due(held.inspection.board.kind, held.addressee, received_on)
        held.received_on, held.due_on = received_on, due.on if due else None
        _save(actor, grant, held, "recommendation.send", {"received_on": received_on.isoformat()})
        by = f", trả lời trước hết ngày {due.on:%d/%m/%Y}" if due else ""
        _tell(held, {Role.OFFICE, Role.LEADER}, f"Kiến nghị của {held.inspection.board.body.short_name}{by}: {held.text}")
    return held


def reply(actor: Actor, one: Recommendation, content: ReplyContent, version: int) -> Reply:
    """Answer a recommendation; after its last day the answer stays marked as late, whatever is written later."""
    return _reply(actor, one, content, version, None)


def correct_reply(actor: Actor, before: Reply, content: ReplyContent, version: int) -> Reply:
    """Answer anew: the new answer names the one before; the day of the first one stands."""
    return _reply(actor, before.recommendation, content, version, before)


def see_outcome(actor: Actor, one: Recommendation, on: date, note: str, version: int, *, is_done: bool) -> Outcome:
    """The board looked whether what was asked for was done (Điều 38 khoản 2): a further row each time."""
    grant = require_work(actor, one.inspection.board)
    problems = list(reason_problems(note, "Đã thấy gì"))
    with transaction.atomic():
        held = _lock(one, version, "see_done" if is_done else "see_not_done")
        problems += dated_problems(on, held.replied_on or on, "Trả lời", "Ngày xem", timezone.localdate())
        if problems:
            raise RefusedError(*problems)
        made = Outcome.objects.create(recommendation=held, on=on, is_done=is_done, note=tidy(note), added_by=actor.account_id)
        _save(actor, grant, held, "recommendation.outcome", {"done": is_done, "on": on.isoformat()})
    return made


def withdraw_recommendation(actor: Actor, one: Recommendation, why: str, version: int) -> Recommendation:
    """Take back a recommendation that did not go out yet, and say why."""
    grant = require_work(actor, one.inspection.board)
    problems = list(reason_problems(why, "Vì sao rút"))
    with transaction.atomic():
        held = _lock(one, version, "withdraw_recommendation")
        if problems:
            raise RefusedError(*problems)
        held.closing = tidy(why)
        _save(actor, grant, held, "recommendation.withdraw", {})
    return held


def _reply(actor: Actor, one: Recommendation, content: ReplyContent, version: int, before: Reply | None) -> Reply:
    locality = one.inspection.board.locality
    grant = require(actor, "recommendation.reply", locality)
    checked, problems = look_at(content.file, "paper")
    problems += reply_problems(content.text, has_file=content.file is not None)
    with transaction.atomic():
        held = _lock(one, version, "correct_reply" if before else "reply")
        today = timezone.localdate()
        problems += dated_problems(content.on, held.received_on or content.on, "Nhận kiến nghị", "Ngày trả lời", today)
        if before is not None and Reply.objects.filter(corrects=before).exists():
            problems.append(Problem("Trả lời này đã được thay; trả lời lại từ bản mới nhất.", "Trả lời"))
        if problems:
            raise RefusedError(*problems)
        made = Reply.objects.create(
            recommendation=held,
            on=content.on,
            text=tidy_lines(content.text),
            file=keep_file(checked, locality.code, actor.account_id) if checked else None,
            corrects=before,
            added_by=actor.account_id,
        )
        held.replied_on = held.replied_on or content.on
        details = {"on": content.on.isoformat(), "corrects": before.pk if before else None}
        _save(actor, grant, held, "recommendation.reply", details)
        _tell(held, {Role.INSPECTOR}, f"Đã có trả lời kiến nghị: {held.text}", held.inspection.board.body.code)
    return made


def _lock(one: Recommendation, version: int, step: str) -> Recommendation:
    found = Recommendation.objects.select_for_update(of=("self",)).select_related(
        "inspection__board__body", "inspection__board__locality"
    )
    held = found.get(pk=one.pk)
    require_version(version, held.version)
    held.state = RECOMMENDATION.target(step, held.state)
    return held


def _save(actor: Actor, grant: Grant, held: Recommendation, act: str, details: Mapping[str, object]) -> None:
    held.version += 1
    held.save()
    record(actor, grant, act, held, held.inspection.board.locality, {**details, "version": held.version})


def _tell(one: Recommendation, roles: set[Role], subject: str, body: str = "") -> None:
    """Tell the holders of *roles*, those of one *body* only where it is named: its whole code, or its slug."""
    locality = one.inspection.board.locality
    holders = holders_in(locality, roles, timezone.localdate())
    if body:
        holders = holders.filter(body__code=body if "/" in body else f"{locality.code}/{body}")
    path = reverse("democracy:recommendation", args=[locality.code, one.pk])
    notify(holders, locality, subject, path)
