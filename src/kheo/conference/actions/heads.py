"""Heads as rows: a new one at the end of the list, one more capacity, one version further."""

from collections.abc import Iterable

from kheo.conference.models import Capacity, Conference, Guest
from kheo.conference.rules.titles import in_full
from kheo.foundation.text import fold, tidy
from kheo.organisation.models import Body, Person, Position, Unit


def next_order(conference: Conference) -> int:
    last = Guest.objects.filter(conference=conference).order_by("-order").values_list("order", flat=True).first()
    return (last or 0) + 1


def new_guest(
    conference: Conference, group: str, unit: Unit, body: Body | None, *, person: Person | None = None, label: str = ""
) -> Guest:
    return Guest.objects.create(
        conference=conference,
        group=group,
        order=next_order(conference),
        person=person,
        unit=unit,
        body=body,
        label=label,
    )


def add_capacities(guest: Guest, capacities: Iterable[tuple[str, Position | None]]) -> None:
    """Add what *guest* is not invited as yet. A head that grows is one version further."""
    known = list(Capacity.objects.filter(guest=guest))
    held = {row.position_id for row in known if row.position_id}
    added = 0
    for title, position in capacities:
        if position is not None and position.pk in held:
            continue
        order = len(known) + added + 1
        Capacity.objects.create(guest=guest, order=order, title=_in_full(title, position), position=position)
        added += 1
    if known and added:
        bump(guest)


def known_labels(conference: Conference) -> set[tuple[int, str]]:
    """Unit and folded label of every head without a person."""
    rows = Guest.objects.filter(conference=conference, person=None).values_list("unit", "label")
    return {(unit, fold(label)) for unit, label in rows}


def bump(guest: Guest) -> None:
    guest.version += 1
    guest.save()


def _in_full(title: str, position: Position | None) -> str:
    return (in_full(title, position.body.name) if position else tidy(title))[:200]
