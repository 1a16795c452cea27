"""Notices that somebody may read: those at the positions held today, and nobody else's."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, Q, QuerySet, Value, When

from kheo.organisation.authority import Actor
from kheo.organisation.blinds import without_names
from kheo.organisation.models import Locality, Notice, Position, Role
from kheo.organisation.queries.holders import holders_in


def positions_held(actor: Actor, locality: Locality, day: date) -> QuerySet[Position]:
    """Positions in *locality* that the person behind *actor* holds on *day*."""
    if actor.account_id is None:
        return Position.objects.none()
    return holders_in(locality, Role.values, day).filter(person__account=actor.account_id)


def notices_of(actor: Actor, locality: Locality, day: date) -> QuerySet[Notice]:
    """Notices at those positions: unread first, the newest first."""
    held = positions_held(actor, locality, day)
    is_read = Case(When(Q(read_at=None), then=Value(0)), default=Value(1))
    return Notice.objects.filter(position__in=held, locality=locality).order_by(is_read, "-added_at", "-pk")


def unread(actor: Actor, locality: Locality, day: date) -> QuerySet[Notice]:
    return notices_of(actor, locality, day).filter(read_at=None)


def readable(actor: Actor, locality: Locality, notices: Iterable[Notice]) -> list[Notice]:
    """*notices* as their reader may see them: without names for whoever judges without names there (nothing is written)."""
    listed = list(notices)
    if locality.code not in actor.blind:
        return listed
    texts = without_names(locality.code, [text for one in listed for text in (one.subject, one.text)])
    for one, subject, text in zip(listed, texts[::2], texts[1::2], strict=True):
        one.subject, one.text = subject, text
    return listed
