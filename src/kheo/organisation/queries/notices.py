"""Notices that somebody may read: those at the positions held today, and nobody else's."""

from datetime import date

from django.db.models import Case, Q, QuerySet, Value, When

from kheo.organisation.authority import Actor
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
