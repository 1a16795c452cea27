"""Notices to whoever holds a position: written inside the transaction of the act they tell of, read by the holder."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, NotAllowedError, require
from kheo.organisation.models import Locality, Notice, Position
from kheo.organisation.queries.notices import notices_of, unread
from kheo.organisation.trail import record


def notify(positions: Iterable[Position], locality: Locality, subject: str, path: str, text: str = "") -> int:
    """Leave a notice at each of *positions*; *path* is the page it leads to. Returns how many. No authority of its own."""
    notices = [
        Notice(position=position, locality=locality, subject=tidy(subject)[:200], text=text[:600], path=path)
        for position in positions
    ]
    return len(Notice.objects.bulk_create(notices))


def settle_notices(locality: Locality, subject: str, path: str) -> int:
    """Mark as read, for everybody it was sent to, what *path* was asked for under *subject*: the act is done, nothing waits.

    Returns how many had not been read. No authority of its own: called inside the transaction of that act.
    """
    waiting = Notice.objects.filter(locality=locality, subject=tidy(subject)[:200], path=path, read_at=None)
    return waiting.update(read_at=timezone.now())


def read_notice(actor: Actor, locality: Locality, notice: Notice) -> Notice:
    """Mark one notice as read; one that is read already stays as it is. NotAllowedError for a notice of another's position."""
    grant = require(actor, "notice.read", locality)
    with transaction.atomic():
        held = notices_of(actor, locality, timezone.localdate()).select_for_update(of=("self",)).filter(pk=notice.pk).first()
        if held is None:
            raise NotAllowedError("Thông báo này gửi đến chức vụ mà tài khoản này không giữ hôm nay.")
        if held.read_at is None:
            held.read_at = timezone.now()
            held.save(update_fields=["read_at"])
            record(actor, grant, "notice.read", held, locality)
    return held


def read_all(actor: Actor, locality: Locality, up_to: int) -> int:
    """Mark what was shown as read: the notices up to the newest one on the page (*up_to*), none that came after it."""
    grant = require(actor, "notice.read", locality)
    with transaction.atomic():
        waiting = unread(actor, locality, timezone.localdate()).select_for_update(of=("self",))
        shown = list(waiting.filter(pk__lte=up_to))
        if shown:
            Notice.objects.filter(pk__in=[notice.pk for notice in shown]).update(read_at=timezone.now())
            record(actor, grant, "notice.read_all", shown[0], locality, {"count": len(shown)})
    return len(shown)
