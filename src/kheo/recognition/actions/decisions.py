"""From the checked list to the issued paper: check, reopen, number and date, the end of what was not recognised."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.steps import move_registration, recognise
from kheo.movement.models import Programme, Registration
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record
from kheo.recognition.actions.drafts import bump, lock_decision
from kheo.recognition.models import Decision, DecisionKind
from kheo.recognition.queries.facts import checks_of, number_check
from kheo.recognition.queries.lines import lines_of
from kheo.recognition.rules.facts import problems_of
from kheo.recognition.rules.numbers import read_number


def check_decision(actor: Actor, decision: Decision, version: int) -> Decision:
    """Check a draft as of its planned day (else today) and hold it ready for signing; all problems at once otherwise."""
    grant = require(actor, "decision.draft", decision.locality)
    with transaction.atomic():
        locked = lock_decision(decision, version, "decision.check")
        if problems := problems_of(checks_of(locked)):
            raise RefusedError(*problems)
        locked.checked_version = locked.version + 1
        bump(locked)
        record(actor, grant, "decision.check", locked, locked.locality, {"version": locked.version})
    return locked


def reopen_draft(actor: Actor, decision: Decision, version: int) -> Decision:
    """Take a checked list back to be changed."""
    grant = require(actor, "decision.draft", decision.locality)
    with transaction.atomic():
        locked = lock_decision(decision, version, "decision.reopen")
        bump(locked)
        record(actor, grant, "decision.reopen", locked, locked.locality, {"version": locked.version})
    return locked


def issue_decision(actor: Actor, decision: Decision, number: str, day: date, version: int) -> Decision:
    """Enter *number* and *day* of the signed paper; every check runs again as of that day.

    Decisions of one programme are issued one after the other (its row is locked), so that two people cannot put the same
    initiative into two papers at once. A recognition takes its registrations to «đã công nhận» in the same transaction;
    those assessed and not in the list stay where they are, see :func:`close_unrecognised`.
    """
    grant = require(actor, "decision.issue", decision.locality)
    with transaction.atomic():
        Programme.objects.select_for_update().get(pk=decision.programme_id)
        locked = lock_decision(decision, version, "decision.issue")
        problems = problems_of((*checks_of(locked, day), number_check(locked, number, day)))
        read = read_number(number)
        if problems or read is None:
            raise RefusedError(*problems)
        locked.number, locked.number_order, locked.number_key, locked.number_year = read.text, read.order, read.key, day.year
        locked.date, locked.issued_at = day, timezone.now()
        bump(locked)
        details = {"number_order": read.order, "date": day.isoformat(), "version": locked.version}
        record(actor, grant, "decision.issue", locked, locked.locality, details)
        if locked.kind == DecisionKind.RECOGNITION:
            for registration in [line.registration for line in lines_of(locked) if line.registration]:
                recognise(actor, registration)
    return locked


def close_unrecognised(actor: Actor, programme: Programme) -> int:
    """End the registrations that were assessed and stand in no recognition: «không công nhận». Returns how many.

    Refused while a recognition is still a draft or waits for its signature: it may yet name them.
    """
    locality = programme.locality
    grant = require(actor, "registration.move", locality)
    with transaction.atomic():
        locked = Programme.objects.select_for_update().get(pk=programme.pk)
        recognitions = Decision.objects.filter(programme=locked, kind=DecisionKind.RECOGNITION)
        if recognitions.exclude(state=Decision.State.ISSUED).exists():
            raise RefusedError(
                "Còn quyết định công nhận chưa ban hành. Ban hành hoặc xoá dự thảo rồi mới kết thúc hồ sơ còn lại."
            )
        if not recognitions.exists():
            raise RefusedError("Chưa có quyết định công nhận nào của chương trình; ban hành quyết định trước.")
        left = list(
            Registration.objects.filter(programme=locked, state=Registration.State.IN_ASSESSMENT).select_related(
                "programme__locality", "initiative__body"
            )
        )
        for registration in left:
            move_registration(actor, registration, "decline", registration.version)
        record(actor, grant, "decision.close_unrecognised", locked, locality, {"registrations": [row.pk for row in left]})
    return len(left)
