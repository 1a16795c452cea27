"""A province with two communes that run their own years, each with recognised initiatives: what the tests of levels work on."""

from dataclasses import dataclass
from typing import Any

from kheo.movement.models import Programme, Registration
from kheo.organisation.authority import Actor
from kheo.organisation.models import Locality, Role
from tests import factories

PROVINCE, FIRST, SECOND = "gso2025-37", "gso2025-13324", "gso2025-13325"


@dataclass
class Level:
    """A locality with its programme of the year and its office."""

    locality: Locality
    programme: Programme
    office: Actor

    def registration(self, title: str, state: str = "recognised", **fields: Any) -> Registration:
        return factories.make_registration(self.programme, title, state=state, unit=self.locality.unit, **fields)


@dataclass
class Levels:
    above: Level
    first: Level
    second: Level


def make_level(code: str, name: str = "", year: int = 2026, **fields: Any) -> Level:
    locality = factories.make_locality(code, name)
    programme = factories.make_programme(locality, year, **fields)
    return Level(locality, programme, factories.actor_for(factories.make_account(Role.OFFICE, locality)))


def make_levels(year: int = 2026) -> Levels:
    above = make_level(PROVINCE, "Tỉnh Ninh Bình", year, criteria_set=factories.make_criteria_set())
    return Levels(above, make_level(FIRST, "Phường Duy Tiên", year), make_level(SECOND, "Xã Bình Lục", year))
