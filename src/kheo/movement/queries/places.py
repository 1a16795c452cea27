"""Who may register in a programme: its units and its locality's bodies, as choices, and as records."""

from dataclasses import dataclass

from kheo.movement.models import Programme
from kheo.movement.queries.registrations import units_in_year
from kheo.organisation.authority import Actor, Owner, find_grant
from kheo.organisation.models import Body, Unit


@dataclass(frozen=True)
class Places:
    """Units and bodies by primary key, each with its name in the programme's year, ordered by name."""

    units: dict[int, str]
    bodies: dict[int, str]

    def choices(self) -> list[tuple[str, str | list[tuple[str, str]]]]:
        """As a form offers them; ``u12`` is a unit, ``b7`` a body."""
        groups = (
            ("Xã, phường, thôn, tổ dân phố", [(f"u{pk}", name) for pk, name in self.units.items()]),
            ("Cơ quan, đoàn thể, trường học", [(f"b{pk}", name) for pk, name in self.bodies.items()]),
        )
        return [("", "Chọn đơn vị"), *((label, rows) for label, rows in groups if rows)]

    def __len__(self) -> int:
        return len(self.units) + len(self.bodies)


def places_of(programme: Programme) -> Places:
    """Every unit and body that may register in *programme*."""
    bodies = Body.objects.filter(locality=programme.locality_id).order_by("name").values_list("pk", "name")
    return Places(dict(sorted(units_in_year(programme).items(), key=lambda row: row[1])), dict(bodies))


def places_held(actor: Actor, action: str, programme: Programme) -> Places:
    """Those for which *actor* may do *action*: for the staff of a unit its own alone."""
    bodies = list(Body.objects.filter(locality=programme.locality_id).order_by("name"))
    units = sorted(units_in_year(programme).items(), key=lambda row: row[1])
    place = programme.locality
    return Places(
        {pk: name for pk, name in units if find_grant(actor, action, place, Owner(pk))},
        {body.pk: body.name for body in bodies if find_grant(actor, action, place, Owner(body.unit_id, body.code))},
    )


def place_behind(choice: str) -> Unit | Body:
    """The record behind a choice that a form offered."""
    if choice.startswith("b"):
        return Body.objects.select_related("unit").get(pk=choice[1:])
    return Unit.objects.get(pk=choice[1:])
