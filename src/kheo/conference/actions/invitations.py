"""Invitations go out: the holders and the staff of each unit are told in the application, once."""

from collections.abc import Iterable
from datetime import date, time

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kheo.conference.actions.locks import lock_conference
from kheo.conference.models import Conference, Guest
from kheo.foundation.refusal import RefusedError
from kheo.organisation.actions.notices import notify
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Position, Role
from kheo.organisation.queries.holders import holders_in
from kheo.organisation.trail import record

ANSWERING = frozenset({Role.OFFICE, Role.UNIT_STAFF})
"""Roles with «conference.answer» in the table of authority: nobody is led to a page that is refused."""


def send_invitations(actor: Actor, conference: Conference) -> int:
    """Tell everybody who was not told yet, and mark the heads as invited. Returns how many heads."""
    locality = conference.locality
    grant = require(actor, "conference.manage", locality)
    with transaction.atomic():
        locked = lock_conference(conference)
        waiting = list(
            Guest.objects.select_for_update(of=("self",))
            .filter(conference=locked, told_at=None)
            .prefetch_related("capacities__position__body")
        )
        if not waiting:
            raise RefusedError("Mọi khách mời đã được gửi giấy mời.")
        now = timezone.now()
        Guest.objects.filter(pk__in=[guest.pk for guest in waiting]).update(told_at=now)
        subject = f"Mời dự {locked.title}, {locked.starts_at:%H:%M} ngày {locked.held_on:%d/%m/%Y}"
        text = f"Tại {locked.venue}. Trả lời giúp: dự, cử người dự thay hay xin vắng."
        told = _tell(locked, waiting, subject, text)
        record(actor, grant, "guest.tell", locked, locality, {"heads": len(waiting), "notices": told})
    return len(waiting)


def when_and_where(conference: Conference) -> tuple[date, time, str]:
    """What an invited guest must not learn too late."""
    return conference.held_on, conference.starts_at, conference.venue


def tell_of_change(conference: Conference) -> int:
    """Tell everybody whose invitation went out that day, hour or place are others now; inside the change's transaction."""
    invited = list(
        Guest.objects.filter(conference=conference).exclude(told_at=None).prefetch_related("capacities__position__body")
    )
    subject = f"Đổi lịch họp, nay {conference.starts_at:%H:%M} ngày {conference.held_on:%d/%m/%Y}: {conference.title}"
    text = f"Tại {conference.venue}. Giấy mời trước không còn đúng; nếu không dự được như đã trả lời, mở để trả lời lại."
    return _tell(conference, invited, subject, text) if invited else 0


def _tell(conference: Conference, guests: Iterable[Guest], subject: str, text: str) -> int:
    """A notice each: to the answers, and for a leader, who answers through the staff, to the conference itself."""
    locality = conference.locality
    told = _to_tell(conference, guests)
    may_answer = set(holders_in(locality, ANSWERING, timezone.localdate()).values_list("person", flat=True))
    others = [one for one in told if one.role and one.person_id not in may_answer]
    answering = [one for one in told if one not in others]
    args = [locality.code, conference.pk]
    return notify(answering, locality, subject, reverse("conference:answers", args=args), text) + notify(
        others,
        locality,
        subject,
        reverse("conference:conference", args=args),
        f"Tại {conference.venue}. Cán bộ của đơn vị trả lời dự, cử người thay hay xin vắng.",
    )


def _to_tell(conference: Conference, guests: Iterable[Guest]) -> list[Position]:
    """The invited positions themselves, and the staff who answer for their unit or body; each once."""
    guests = list(guests)
    own = conference.locality.unit_id
    today = timezone.localdate()
    invited = {row.position_id for guest in guests for row in guest.capacities.all() if row.position_id}
    bodies = {row.position.body_id for guest in guests for row in guest.capacities.all() if row.position} | {
        guest.body_id for guest in guests if guest.body_id
    }
    units = {guest.unit_id for guest in guests if guest.unit_id != own}
    staff = holders_in(conference.locality, [Role.UNIT_STAFF], today).select_related("body")
    answering = [row for row in staff if row.body.unit_id in units or row.body_id in bodies]
    holders = Position.objects.on(today).filter(pk__in=invited, body__locality=conference.locality)
    return list({row.pk: row for row in (*holders, *answering)}.values())
