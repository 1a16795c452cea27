"""Villages in which something has to be shown: those of the day, what they were called then, and who took over since."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from kheo.democracy.models import PostingForm
from kheo.organisation.models import Locality, Succession, Unit, UnitVersion
from kheo.organisation.queries.units import units_of
from kheo.organisation.queries.words import Terms


def form_words(form: str, terms: Terms) -> str:
    """What a form of publishing is called where the communities are *terms*: a ward has no thôn to hang anything in."""
    return terms.say(str(PostingForm(form).label))


def villages_on(locality: Locality, day: date) -> list[Unit]:
    """Villages and residential groups of *locality* that exist on *day*, by name."""
    found = [version.unit for version in units_of(locality, day) if version.unit.level == Unit.Level.VILLAGE]
    return [unit for unit in found if unit.ended_on is None or day < unit.ended_on]


@dataclass(frozen=True)
class Handing:
    """*heir* took over what *unit* was, from *on*."""

    unit: Unit
    heir: Unit
    on: date


class Through:
    """The given villages through time: names of a day, and what became of those that ended; a few queries, however many."""

    def __init__(self, villages: Iterable[Unit]) -> None:
        units = {unit.pk: unit for unit in villages}
        self.handings: dict[int, list[Handing]] = defaultdict(list)
        level: Collection[int] = [pk for pk, unit in units.items() if unit.ended_on is not None]
        while level:
            rows = Succession.objects.filter(predecessor__in=level).select_related("predecessor", "successor")
            reached = list(rows.order_by("successor__code"))
            for row in reached:
                self.handings[row.predecessor_id].append(Handing(row.predecessor, row.successor, row.on))
            level = {row.successor_id for row in reached if row.successor.ended_on is not None} - units.keys()
            units |= {row.successor_id: row.successor for row in reached}
        self._versions: dict[int, list[UnitVersion]] = defaultdict(list)
        versions = UnitVersion.objects.filter(unit__in=units)
        for version in sorted(versions, key=lambda one: one.valid_from or date.min):
            self._versions[version.unit_id].append(version)
        self._names: dict[tuple[int, date], str] = {}

    def name(self, unit: Unit, day: date) -> str:
        """What *unit* was called on *day*: its last name for a later day, its first one for an earlier."""
        key = unit.pk, day
        if key not in self._names:
            self._names[key] = self._name(unit, day)
        return self._names[key]

    def _name(self, unit: Unit, day: date) -> str:
        held = self._versions[unit.pk]
        then = [version for version in held if version.valid_from is None or version.valid_from <= day]
        version = (then or held)[-1 if then else 0] if held else None
        return version.name if version else f"mã {unit.code}"
