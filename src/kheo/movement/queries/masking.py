"""The mask of a programme: what its files are shown without while they are judged without names."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from kheo.movement.models import Programme, Registration
from kheo.movement.queries.quotas import ASKED_KINDS
from kheo.movement.queries.registrations import units_in_year
from kheo.movement.rules.masking import Mask
from kheo.organisation.models import Body, FormerWords, Person, Succession, UnitVersion


class Masks:
    """Masks of the files of *programme*; the names are read once, in a fixed number of queries for each level of units.

    Hidden are the names, at any time, of every unit of the locality's year and of what each came from or went to, of the
    bodies that register, and of everybody who holds or held a position there. The locality's own name stays: it is all files'.
    """

    def __init__(self, programme: Programme) -> None:
        files = Registration.objects.filter(programme=programme)
        own = {*units_in_year(programme), *files.values_list("initiative__unit", flat=True)} - {programme.locality.unit_id}
        kin = self._kin(own)
        self._units = defaultdict[int, set[str]](set)
        for unit, name in UnitVersion.objects.filter(unit__in={*own, *kin}).values_list("unit", "name"):
            for one in (unit, *kin.get(unit, ())):
                self._units[one].add(name)
        bodies = list(Body.objects.filter(locality=programme.locality_id))
        self._bodies = defaultdict[int, set[str]](set)
        names = [(body.pk, body.name, body.short_name) for body in bodies]
        names += FormerWords.objects.filter(body__in=bodies).values_list("body", "name", "short_name")
        for body, *called in names:
            self._bodies[body].update(called)
        people = Person.objects.filter(locality=programme.locality_id).values_list("name", flat=True)
        registering = (self._bodies[one.pk] for one in bodies if one.kind in ASKED_KINDS)
        self.wide = Mask(_all(self._units.values()), _all(registering), people)

    @staticmethod
    def _kin(units: set[int]) -> dict[int, set[int]]:
        """What each of *units* came from or went to, both ways."""
        kin: dict[int, set[int]] = defaultdict(set)
        rows = Succession.objects.filter(Q(predecessor__in=units) | Q(successor__in=units))
        for before, after in rows.values_list("predecessor", "successor"):
            kin[before].add(after)
            kin[after].add(before)
        return dict(kin)

    def of(self, registration: Registration) -> Mask:
        """The mask of one file: its own unit and body are told from single words, too, its holder from the words of the form."""
        initiative = registration.initiative
        return self.wide.beside(
            self._units.get(initiative.unit_id, ()),
            self._bodies.get(initiative.body_id or 0, ()),
            [text for text in (initiative.holder, registration.leading_body) if text],
        )


def _all(names: Iterable[set[str]]) -> list[str]:
    return sorted({name for some in names for name in some})
