"""One unit with everything the registers and later changes say of it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from kheo.organisation.models import Unit, UnitVersion
from kheo.organisation.queries.search import Tie, ties_of
from kheo.organisation.queries.units import ancestors, version_on
from kheo.organisation.rules.registers import SPECIAL_CASE_LABELS, read_registers, special_cases


@dataclass(frozen=True)
class Place:
    code: str
    name: str


@dataclass(frozen=True)
class UnitStory:
    """*version*: the name on *day* (without a day: the last one). *exists_on*: whether it lived that day; None without a day.

    *special_case*: what the succession of 2025 leaves open about it, in words; empty for most.
    """

    unit: Unit
    day: date | None
    exists_on: bool | None
    version: UnitVersion | None
    versions: tuple[UnitVersion, ...]
    parents: tuple[Place, ...]
    predecessors: tuple[Tie, ...]
    successors: tuple[Tie, ...]
    special_case: str


def unit_story(unit: Unit, day: date | None = None) -> UnitStory:
    asked = day or _last_day(unit)
    forwards, backwards = ties_of([unit])
    exists = (unit.founded_on is None or unit.founded_on <= asked) and (unit.ended_on is None or asked < unit.ended_on)
    return UnitStory(
        unit=unit,
        day=day,
        exists_on=exists if day else None,
        version=version_on(unit, asked),
        versions=tuple(sorted(UnitVersion.objects.filter(unit=unit), key=lambda version: version.valid_from or date.min)),
        parents=tuple(Place(version.unit.code, version.name) for version in ancestors(unit, asked)),
        predecessors=tuple(backwards.get(unit.pk, ())),
        successors=tuple(forwards.get(unit.pk, ())),
        special_case=_special_case(unit.code),
    )


def _last_day(unit: Unit) -> date:
    """Today, or the last day of a unit that ended."""
    today = timezone.localdate()
    return date.fromordinal(unit.ended_on.toordinal() - 1) if unit.ended_on and unit.ended_on <= today else today


def _special_case(code: str) -> str:
    cases = special_cases(read_registers())
    return "; ".join(label for key, label in SPECIAL_CASE_LABELS.items() if code in getattr(cases, key))
