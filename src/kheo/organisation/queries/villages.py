"""Villages of a locality under their communes, with the words that hold there."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from kheo.foundation.rules import NoRuleInForceError
from kheo.organisation.models import Locality, Unit, UnitVersion
from kheo.organisation.queries.bodies import units_ever_under
from kheo.organisation.queries.units import versions_on
from kheo.organisation.rules.villages import VillageWords, village_words


@dataclass(frozen=True)
class CommuneVillages:
    """A commune under its name of *day* (or its last one), its villages by name, and *words*: None where no rule holds."""

    unit: Unit
    name: str
    words: VillageWords | None
    villages: tuple[UnitVersion, ...]


def villages_of(locality: Locality, day: date) -> list[CommuneVillages]:
    """Return every commune of *locality*, itself if it is one, with its villages; ended ones too. A fixed number of queries."""
    communes = list(units_ever_under(locality).filter(level=Unit.Level.COMMUNE).order_by("code"))
    last = versions_on(communes, day)
    below: dict[int, list[UnitVersion]] = defaultdict(list)
    rows = UnitVersion.objects.filter(parent__in=communes, unit__level=Unit.Level.VILLAGE).select_related("unit")
    for version in rows.order_by("name", "unit__code"):
        below[version.parent_id or 0].append(version)
    return [
        CommuneVillages(unit, last[unit.pk].name, _words(unit, last[unit.pk], day), tuple(below[unit.pk]))
        for unit in communes
        if unit.pk in last
    ]


def _words(unit: Unit, version: UnitVersion, day: date) -> VillageWords | None:
    """The words of *day*, for a unit that ended those of its last day."""
    asked = date.fromordinal(unit.ended_on.toordinal() - 1) if unit.ended_on and unit.ended_on <= day else day
    try:
        return village_words(version.type, asked)
    except NoRuleInForceError:
        return None
