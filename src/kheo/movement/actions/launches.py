"""The launch («ra mắt») of a registration, with what was promised there: recorded once, corrected afterwards."""

from django.db import transaction
from django.utils import timezone

from kheo.foundation.refusal import RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.movement.actions.registrations import lock_registration, tidy_lines
from kheo.movement.models import Commitment, Launch, Registration
from kheo.movement.queries.registrations import owner_of
from kheo.movement.rules.launches import LaunchContent, launch_problems
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record


def record_launch(actor: Actor, registration: Registration, content: LaunchContent) -> Launch:
    """Record that *registration* was launched before the people; once, a second time is an edit."""
    locality = registration.programme.locality
    grant = require(actor, "registration.edit", locality, owner_of(registration))
    with transaction.atomic():
        locked = lock_registration(registration)
        if locked.state == Registration.State.STOPPED:
            raise RefusedError("Hồ sơ đã dừng. Thực hiện tiếp rồi mới ghi buổi ra mắt.")
        if Launch.objects.filter(registration=locked).exists():
            raise RefusedError("Hồ sơ này đã ghi buổi ra mắt; mở lại trang để sửa buổi ấy.")
        made = Launch(registration=locked, added_by=actor.account_id)
        _write(made, content)
        record(actor, grant, "launch.record", made, locality, {"registration": locked.pk})
    return made


def edit_launch(actor: Actor, launch: Launch, content: LaunchContent, version: int) -> Launch:
    """Correct what was recorded; the commitments are written anew in their order."""
    registration = launch.registration
    locality = registration.programme.locality
    grant = require(actor, "registration.edit", locality, owner_of(registration))
    with transaction.atomic():
        locked = Launch.objects.select_for_update().get(pk=launch.pk)
        require_version(version, locked.version)
        locked.version += 1
        _write(locked, content)
        record(actor, grant, "launch.edit", locked, locality, {"registration": registration.pk, "version": locked.version})
    return locked


def _write(launch: Launch, content: LaunchContent) -> None:
    problems = list(launch_problems(content, timezone.localdate()))
    if problems:
        raise RefusedError(*problems)
    launch.held_on, launch.place, launch.note = content.held_on, tidy(content.place), tidy_lines(content.note)
    launch.households, launch.people = content.households, content.people
    launch.save()
    Commitment.objects.filter(launch=launch).delete()
    Commitment.objects.bulk_create(
        Commitment(launch=launch, order=order, by_whom=tidy(one.by_whom), text=tidy(one.text))
        for order, one in enumerate(content.promises, start=1)
    )
