"""Who holds the positions of a unit or body on a day."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from kheo.organisation.models import Body, Locality, Position, Unit


def holders_in(locality: Locality, roles: Collection[str], day: date) -> QuerySet[Position]:
    """Positions of *locality* with one of *roles*, held on *day* in bodies that exist that day."""
    return Position.objects.on(day).filter(body__in=Body.objects.on(day).filter(locality=locality), role__in=roles)


def holders_of(locality: Locality, unit: Unit, body: Body | None, roles: Collection[str], day: date) -> QuerySet[Position]:
    """Those of :func:`holders_in` who answer for *body*, or without one for the whole *unit*."""
    found = holders_in(locality, roles, day)
    return found.filter(body=body) if body is not None else found.filter(body__unit=unit)
