"""Giving the result of a former unit that was split to one of today's units: the office's choice, never a guess."""

from django.db import transaction
from django.utils import timezone

from kheo.foundation.refusal import Problem, RefusedError
from kheo.movement.actions.registrations import bump, lock_registration
from kheo.movement.models import Registration
from kheo.movement.queries.allocation import lineage_around, stands_at
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Unit
from kheo.organisation.trail import record


def allocate_registration(actor: Actor, registration: Registration, successor: Unit | None, version: int) -> Registration:
    """Count *registration* under *successor* in «today's units»; None takes an earlier choice back.

    Refused for a unit that lives or went wholly to another (nothing to choose) and for a unit that took no part of it over.
    What the registration prints, and its count «as it was then», stay.
    """
    locality = registration.programme.locality
    grant = require(actor, "units.allocate", locality)
    with transaction.atomic():
        locked = lock_registration(registration, version)
        if successor is not None:
            _check(locked, successor)
        elif locked.allocated_unit is None:
            raise RefusedError("Hồ sơ này chưa phân bổ về đơn vị nào.")
        locked.allocated_unit = successor
        bump(locked)
        details = {"to": successor.code if successor else None, "version": locked.version}
        record(actor, grant, "units.allocate", locked, locality, details)
    return locked


def _check(registration: Registration, successor: Unit) -> None:
    registration.allocated_unit = None
    lineage = lineage_around([registration.initiative.unit], timezone.localdate())
    code = stands_at(registration, lineage)
    if code in lineage.living:
        raise RefusedError("Kết quả này không cần phân bổ: đơn vị còn hoạt động hoặc có một đơn vị kế thừa toàn bộ.")
    if successor.code not in lineage.heirs(code):
        raise RefusedError(Problem("Đơn vị này không nhận phần nào của đơn vị cũ; chọn trong danh sách.", "Đơn vị nhận"))
