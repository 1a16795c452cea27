"""Who may register in a programme: its units and its locality's bodies, as choices, and as records."""

from dataclasses import dataclass

from django.db.models import QuerySet

from kheo.movement.models import Programme
from kheo.movement.queries.registrations import units_in_year
from kheo.movement.rules.programmes import exists_in
from kheo.organisation.authority import Actor, Owner, find_grant
from kheo.organisation.models import Body, Locality, Unit


@dataclass(frozen=True)
class Places:
    """Units and bodies by primary key, each with its name in the programme's year, ordered by name."""

    units: dict[int, str]
    bodies: dict[int, str]

    def choices(self) -> list[tuple[str, str | list[tuple[str, str]]]]:
        """As a form offers them; ``u12`` is a unit, ``b7`` a body."""
        groups = (
            ("Địa bàn", [(f"u{pk}", name) for pk, name in self.units.items()]),
            ("Cơ quan, đoàn thể, trường học", [(f"b{pk}", name) for pk, name in self.bodies.items()]),
        )
        return [("", "Chọn đơn vị"), *((label, rows) for label, rows in groups if rows)]

    def named(self) -> list[tuple[str, str]]:
        """Choice and name of each, units before bodies."""
        units = [(f"u{pk}", name) for pk, name in self.units.items()]
        return units + [(f"b{pk}", name) for pk, name in self.bodies.items()]

    def name(self, choice: str) -> str | None:
        """The name of the place behind a choice (``u12``, ``b7``); None for one that is not among them."""
        if not choice[1:].isdecimal():
            return None
        return {"u": self.units, "b": self.bodies}.get(choice[:1], {}).get(int(choice[1:]))

    def __len__(self) -> int:
        return len(self.units) + len(self.bodies)


def places_of(programme: Programme) -> Places:
    """Every unit and body that may register in *programme*."""
    bodies = {body.pk: body.name for body in _bodies(programme)}
    return Places(dict(sorted(units_in_year(programme).items(), key=lambda row: row[1])), bodies)


def places_held(actor: Actor, action: str, programme: Programme) -> Places:
    """Those for which *actor* may do *action*: for the staff of a unit its own alone."""
    units = sorted(units_in_year(programme).items(), key=lambda row: row[1])
    place = programme.locality
    return Places(
        {pk: name for pk, name in units if find_grant(actor, action, place, Owner(pk))},
        {body.pk: body.name for body in _bodies(programme) if find_grant(actor, action, place, Owner(body.unit_id, body.code))},
    )


def registering_bodies(locality: Locality | int) -> QuerySet[Body]:
    """Bodies that may have an initiative: a community's own, its boards among them, have none; its village has."""
    return Body.objects.filter(locality=locality).exclude(kind=Body.Kind.COMMUNITY)


def _bodies(programme: Programme) -> list[Body]:
    """Bodies of the locality that existed on some day of the programme's year, by name."""
    rows = registering_bodies(programme.locality_id).order_by("name")
    return [body for body in rows if exists_in(programme.year, body.valid_from, body.valid_to)]


def place_behind(choice: str) -> Unit | Body:
    """The record behind a choice that a form offered."""
    if choice.startswith("b"):
        return Body.objects.select_related("unit").get(pk=choice[1:])
    return Unit.objects.get(pk=choice[1:])
