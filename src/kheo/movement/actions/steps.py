"""Moving a registration along its states."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.movement.actions.registrations import bump, lock_registration
from kheo.movement.models import Registration
from kheo.movement.queries.registrations import owner_of
from kheo.movement.workflow import BY_HAND, REGISTRATION
from kheo.organisation.actions.notices import notify
from kheo.organisation.authority import Actor, Grant, require
from kheo.organisation.models import Role
from kheo.organisation.queries.holders import holders_in, holders_of
from kheo.organisation.trail import record

REASON_LENGTH = 300


def move_registration(actor: Actor, registration: Registration, step: str, version: int, reason: str = "") -> Registration:
    """Take one of the steps that the office takes by hand (``workflow.BY_HAND``); stopping needs its reason."""
    locality = registration.programme.locality
    grant = require(actor, "registration.move", locality, owner_of(registration))
    if step not in BY_HAND:
        raise RefusedError("Bước này không làm ở đây; việc công nhận theo quyết định đã ký.")
    reason = tidy(reason)
    if step == "stop" and not 0 < len(reason) <= REASON_LENGTH:
        raise RefusedError(Problem(f"Ghi lý do dừng, nhiều nhất {REASON_LENGTH} ký tự.", "Lý do"))
    with transaction.atomic():
        locked = lock_registration(registration, version)
        _step(actor, grant, locked, step, reason)
    return locked


def withdraw_registration(actor: Actor, registration: Registration, version: int, reason: str) -> Registration:
    """Take back what was registered, as long as nobody has begun to judge it; the reason is kept, and the others are told."""
    locality = registration.programme.locality
    grant = require(actor, "registration.withdraw", locality, owner_of(registration))
    reason = tidy(reason)
    if not 0 < len(reason) <= REASON_LENGTH:
        raise RefusedError(Problem(f"Ghi lý do rút, nhiều nhất {REASON_LENGTH} ký tự.", "Lý do"))
    with transaction.atomic():
        locked = lock_registration(registration, version)
        _step(actor, grant, locked, "withdraw", reason)
        today, initiative = timezone.localdate(), locked.initiative
        told = (
            holders_of(locality, initiative.unit, initiative.body, {Role.UNIT_STAFF}, today)
            if grant.role == Role.OFFICE
            else holders_in(locality, {Role.OFFICE}, today)
        )
        notify(told, locality, f"Rút đăng ký: {initiative.title}", _page_of(locked), reason)
    return locked


def recognise(actor: Actor, registration: Registration) -> Registration:
    """Take the step to «đã công nhận»; only called inside the transaction that issues a signed decision.

    The authority is that of issuing the decision: nobody recognises an initiative by itself.
    """
    grant = require(actor, "decision.issue", registration.programme.locality)
    with transaction.atomic():
        locked = (
            Registration.objects.select_for_update(of=("self",)).select_related("programme__locality").get(pk=registration.pk)
        )
        _step(actor, grant, locked, "recognise", "")
    return locked


def unrecognise(actor: Actor, registration: Registration) -> Registration:
    """Take the step back from «đã công nhận»; only called inside the transaction that takes a decision's line back."""
    grant = require(actor, "decision.revoke", registration.programme.locality)
    with transaction.atomic():
        locked = (
            Registration.objects.select_for_update(of=("self",)).select_related("programme__locality").get(pk=registration.pk)
        )
        _step(actor, grant, locked, "unrecognise", "")
    return locked


def begin_work(actor: Actor, grant: Grant, locked: Registration) -> None:
    """Take the step «bắt đầu thực hiện» of a locked registration, inside the act by which its unit says that work began."""
    _step(actor, grant, locked, "start", "")


def _page_of(registration: Registration) -> str:
    return reverse("movement:registration", args=[registration.programme.locality.code, registration.pk])


def _step(actor: Actor, grant: Grant, registration: Registration, step: str, reason: str) -> None:
    target = REGISTRATION.target(step, registration.state)
    before, registration.state = registration.state, target
    registration.stopped_reason = reason if step in {"stop", "withdraw"} else ""
    bump(registration)
    details = {"from": before, "to": target, "version": registration.version}
    record(actor, grant, f"registration.{step}", registration, registration.programme.locality, details)
