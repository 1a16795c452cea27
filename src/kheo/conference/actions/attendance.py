"""The roll of the day: one head at a time, or everybody who is still unmarked at once."""

from collections.abc import Collection

from django.db import transaction

from kheo.conference.actions.heads import bump
from kheo.conference.actions.locks import lock_conference, lock_guest
from kheo.conference.models import Conference, Guest
from kheo.conference.rules.guests import SUBSTITUTE, mark_problems
from kheo.foundation.refusal import RefusedError
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record


def mark_attendance(actor: Actor, guest: Guest, attendance: str, stand_in: str, version: int) -> Guest:
    """Mark one head; a stand-in named in the answer need not be typed again."""
    grant = require(actor, "conference.manage", guest.conference.locality)
    with transaction.atomic():
        locked = lock_guest(guest, version)
        told = locked.stand_in if locked.answer == Guest.Answer.SUBSTITUTE or attendance == SUBSTITUTE else ""
        named = (tidy(stand_in) or locked.stand_in) if attendance == SUBSTITUTE else told
        if problems := mark_problems(attendance, named):
            raise RefusedError(*problems)
        locked.attendance, locked.stand_in = attendance, named
        bump(locked)
        details = {"attendance": attendance, "version": locked.version}
        record(actor, grant, "guest.attend", locked, locked.conference.locality, details)
    return locked


def mark_present(actor: Actor, conference: Conference, guests: Collection[int]) -> int:
    """Mark those of *guests* (keys) present who are not marked yet; what somebody else marked meanwhile stays.

    Those who said that a stand-in comes are marked so. Returns how many were marked.
    """
    grant = require(actor, "conference.manage", conference.locality)
    with transaction.atomic():
        locked = lock_conference(conference)
        rows = list(
            Guest.objects.select_for_update().filter(conference=locked, pk__in=guests, attendance=Guest.Attendance.UNKNOWN)
        )
        if not rows:
            raise RefusedError("Chưa chọn ai còn chưa điểm danh. Đánh dấu các đầu người rồi bấm lại.")
        for guest in rows:
            sends = guest.answer == Guest.Answer.SUBSTITUTE
            guest.attendance = Guest.Attendance.SUBSTITUTE if sends else Guest.Attendance.PRESENT
            guest.version += 1
        Guest.objects.bulk_update(rows, ["attendance", "version"])
        record(actor, grant, "guest.attend_many", locked, locked.locality, {"heads": len(rows)})
    return len(rows)
