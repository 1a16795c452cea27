"""Setting what a registration is to achieve: a measure, where it stood, where it is to come by which day."""

from collections.abc import Iterator
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import fold, tidy
from kheo.movement.actions.registrations import lock_registration
from kheo.movement.models import Aim, Registration, Result
from kheo.movement.queries.registrations import owner_of
from kheo.movement.rules.aims import AimContent, aim_problems
from kheo.movement.rules.measures import LABELS
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record


def add_aim(actor: Actor, registration: Registration, content: AimContent) -> Aim:
    """Set an aim: each of the five measures once, an own one once by its label."""
    grant = require(actor, "registration.edit", registration.programme.locality, owner_of(registration))
    content = _tidied(content)
    with transaction.atomic():
        locked = lock_registration(registration)
        problems = [*aim_problems(content, timezone.localdate()), *_double(locked, content)]
        if problems:
            raise RefusedError(*problems)
        made = Aim(registration=locked, added_by=actor.account_id)
        _fill(made, content)
        record(actor, grant, "aim.add", made, locked.programme.locality, {"registration": locked.pk, "measure": made.measure})
    return made


def edit_aim(actor: Actor, aim: Aim, content: AimContent, version: int) -> Aim:
    """Change an aim; what it measures, and in which unit, stands once there are values of it."""
    registration = aim.registration
    grant = require(actor, "registration.edit", registration.programme.locality, owner_of(registration))
    content = _tidied(content)
    with transaction.atomic():
        locked = lock_registration(registration)
        standing = Aim.objects.select_for_update().get(pk=aim.pk)
        require_version(version, standing.version)
        problems = [*aim_problems(content, timezone.localdate()), *_double(locked, content, standing)]
        if (content.measure, content.unit) != (standing.measure, standing.unit) and _has_values(standing):
            problems.append(Problem("Đã có số ghi theo thước đo này; đặt thước đo khác thì thêm mới.", "Thước đo"))
        if problems:
            raise RefusedError(*problems)
        standing.version += 1
        _fill(standing, content)
        details = {"registration": locked.pk, "measure": standing.measure, "version": standing.version}
        record(actor, grant, "aim.edit", standing, locked.programme.locality, details)
    return standing


def remove_aim(actor: Actor, aim: Aim, version: int) -> None:
    """Take an aim away; an own measure that has values stays, or nobody would know what they count."""
    registration = aim.registration
    grant = require(actor, "registration.edit", registration.programme.locality, owner_of(registration))
    with transaction.atomic():
        lock_registration(registration)
        standing = Aim.objects.select_for_update().get(pk=aim.pk)
        require_version(version, standing.version)
        if Result.objects.filter(aim=standing).exists():
            raise RefusedError("Đã có số ghi theo thước đo riêng này nên không bỏ được.")
        details = {"registration": registration.pk, "measure": standing.measure}
        record(actor, grant, "aim.remove", standing, registration.programme.locality, details)
        standing.delete()


def _tidied(content: AimContent) -> AimContent:
    return replace(content, label=tidy(content.label), unit=tidy(content.unit))


def _double(registration: Registration, content: AimContent, itself: Aim | None = None) -> Iterator[Problem]:
    others = Aim.objects.filter(registration=registration)
    if itself is not None:
        others = others.exclude(pk=itself.pk)
    if content.measure:
        if others.filter(measure=content.measure).exists():
            yield Problem("Thước đo này đã có mục tiêu; sửa mục tiêu ấy.", "Thước đo")
        return
    taken = {fold(label) for label in LABELS.values()} | {fold(one.label) for one in others}
    if fold(content.label) in taken:
        yield Problem("Đã có thước đo tên này.", "Tên thước đo riêng")


def _has_values(aim: Aim) -> bool:
    rows = Result.objects.filter(registration=aim.registration_id)
    return (rows.filter(measure=aim.measure) if aim.measure else rows.filter(aim=aim)).exists()


def _fill(aim: Aim, content: AimContent) -> None:
    aim.measure, aim.label, aim.unit = content.measure, content.label, content.unit
    aim.baseline, aim.baseline_on = content.baseline, content.baseline_on
    aim.target, aim.due_on = content.target, content.due_on
    aim.save()
