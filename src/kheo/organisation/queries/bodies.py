"""Bodies, positions, people and accounts of one locality."""

from copy import copy
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from kheo.organisation.models import Account, Body, Locality, Person, Position, Unit, UnitVersion


def overlapping(start: date | None, end: date | None) -> Q:
    """Rows with ``valid_from``/``valid_to`` that hold on some day from *start* until before *end* (None: open)."""
    begins = Q(valid_from=None) | Q(valid_from__lt=end) if end else Q()
    ends = Q(valid_to=None) | Q(valid_to__gt=start) if start else Q()
    return begins & ends


def units_ever_under(locality: Locality) -> QuerySet[Unit]:
    """The locality's own unit and every unit that ever lay under it (four levels at most: tỉnh, huyện, xã, thôn)."""
    keys = {locality.unit_id}
    level = keys
    while level:
        level = set(UnitVersion.objects.filter(parent__in=level).values_list("unit_id", flat=True)) - keys
        keys |= level
    return Unit.objects.filter(pk__in=keys)


def belongs_to(unit: Unit, locality: Locality) -> bool:
    return units_ever_under(locality).filter(pk=unit.pk).exists()


def bodies_of(locality: Locality) -> QuerySet[Body]:
    """Bodies of *locality*, with their positions and holders (``positions``), in the order of their codes; two queries."""
    held = Position.objects.select_related("person").order_by("-valid_from", "title")
    return Body.objects.filter(locality=locality).select_related("unit").prefetch_related(Prefetch("positions", held))


def as_it_was(body: Body, day: date | None) -> Body:
    """*body* with the words (names, line of the superior, suffix) it had on *day*, for papers of that day; never saved.

    None (no day yet), and a body that was never renamed: as it is.
    """
    former = body.former_words.filter(until__gt=day).order_by("until").first() if day else None
    if former is None:
        return body
    then = copy(body)
    then.name, then.short_name = former.name, former.short_name
    then.superior, then.number_suffix = former.superior, former.number_suffix
    return then


def people_of(locality: Locality) -> QuerySet[Person]:
    return Person.objects.filter(locality=locality).order_by("name", "pk")


def accounts_of(locality: Locality) -> QuerySet[Account]:
    """Accounts whose person belongs to *locality*, with the person's positions; two queries."""
    held = Position.objects.select_related("body").order_by("-valid_from")
    return (
        Account.objects.filter(person__locality=locality)
        .select_related("person")
        .prefetch_related(Prefetch("person__positions", held))
        .order_by("person__name", "username")
    )


def people_without_account(locality: Locality) -> QuerySet[Person]:
    """People of *locality* for whom an account may be opened: those without one, and those whose account was closed."""
    return people_of(locality).filter(Q(account=None) | Q(account__is_active=False))
