"""From whom a contribution may be called for: units and bodies of the locality on the day, those that are invited first."""

from dataclasses import dataclass

from kheo.conference.models import Conference
from kheo.conference.queries.guests import guests_of, is_of
from kheo.organisation.models import Body, Unit
from kheo.organisation.queries.units import names_on, units_of


@dataclass(frozen=True)
class Speaker:
    """A unit under the locality as a whole, or a body of the locality's own unit."""

    unit: Unit
    body: Body | None
    name: str
    is_invited: bool

    @property
    def key(self) -> str:
        return f"b{self.body.pk}" if self.body else f"u{self.unit.pk}"

    @property
    def label(self) -> str:
        return self.name if self.is_invited else f"{self.name} (chưa mời ai)"


def speakers_for(conference: Conference) -> list[Speaker]:
    """Bodies of the locality's own unit, then the units under it, those that are invited first.

    Villages speak in a ward or commune; of a town or a province they are left out.
    """
    locality, day = conference.locality, conference.held_on
    guests = list(guests_of(conference))
    bodies = Body.objects.on(day).filter(locality=locality, unit=locality.unit_id).select_related("unit").order_by("name")
    found = [Speaker(body.unit, body, body.name, any(is_of(guest, body.unit_id, body.pk) for guest in guests)) for body in bodies]
    units = [version.unit for version in units_of(locality, day)]
    if locality.unit.level in {Unit.Level.PROVINCE, Unit.Level.DISTRICT}:
        units = [unit for unit in units if unit.level != Unit.Level.VILLAGE]
    names = names_on(units, day)
    found += [
        Speaker(unit, None, names.get(unit.pk, f"mã {unit.code}"), any(is_of(guest, unit.pk, None) for guest in guests))
        for unit in units
    ]
    return sorted(found, key=lambda speaker: not speaker.is_invited)
