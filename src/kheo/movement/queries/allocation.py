"""A programme's registrations counted «as it was then» and «under today's units»."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from kheo.movement.models import Programme, Registration
from kheo.movement.queries.registrations import registrations_of
from kheo.movement.rules.programmes import days_of
from kheo.organisation.models import Succession, Unit, UnitVersion
from kheo.organisation.queries.units import names_on
from kheo.organisation.rules.lineage import Carried, Lineage, carry


@dataclass(frozen=True)
class UnitCount:
    """How many registrations a unit has; *unit_id* is the unit's primary key."""

    unit_id: int
    code: str
    name: str
    count: int


@dataclass(frozen=True)
class Waiting:
    """A registration whose former unit went to several: the office chooses among *heirs* (unit's primary key, name)."""

    registration: Registration
    heirs: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class BothViews:
    """The two views of one programme. ``total`` is that of each: of *then*, and of *today* with the waiting ones."""

    then: list[UnitCount]
    today: list[UnitCount]
    waiting: list[Waiting]
    allocated: list[Registration]

    @property
    def total(self) -> int:
        return sum(row.count for row in self.then)


def lineage_around(units: Iterable[Unit], day: date) -> Lineage:
    """What became by *day* of *units* and of all that took them over; queries grow with the generations, not with the units."""
    known: dict[int, Unit] = {}
    parts: dict[str, set[str]] = {}
    above: dict[str, str] = {}
    successors: dict[str, set[str]] = {}
    split: set[str] = set()
    level = {unit.pk: unit for unit in units}
    while level:
        known |= level
        ended = {key for key, unit in level.items() if unit.ended_on is not None and unit.ended_on <= day}
        found: dict[int, Unit] = {}
        for row in Succession.objects.filter(predecessor__in=ended, on__lte=day).select_related("successor"):
            code = known[row.predecessor_id].code
            successors.setdefault(code, set()).add(row.successor.code)
            split |= {code} if row.is_split else set()
            found[row.successor_id] = row.successor
        for version in _family(ended):
            if version.parent_id in ended and version.parent_id in known:
                parts.setdefault(known[version.parent_id].code, set()).add(version.unit.code)
                found[version.unit_id] = version.unit
            if version.unit_id in ended and version.parent is not None:
                above[version.unit.code] = version.parent.code
                # The district of a commune that no succession row names tells which units may have taken it over.
                if version.unit.code not in successors:
                    found[version.parent.pk] = version.parent
        level = {key: unit for key, unit in found.items() if key not in known}
    return Lineage(
        living=frozenset(unit.code for unit in known.values() if unit.ended_on is None or unit.ended_on > day),
        successors={code: tuple(sorted(heirs)) for code, heirs in successors.items()},
        split=frozenset(split),
        parts={code: tuple(sorted(inside)) for code, inside in parts.items()},
        above=above,
    )


def _family(units: set[int]) -> Iterable[UnitVersion]:
    """Last known versions of *units* and of what lay under them when they ended."""
    return (
        UnitVersion.objects.filter(Q(unit__in=units) | Q(parent__in=units))
        .exclude(parent__level=Unit.Level.COUNTRY)
        .select_related("unit", "parent")
        .order_by("valid_from")
    )


def stands_at(registration: Registration, lineage: Lineage) -> str:
    """Code of the unit that holds the registration today: its own or its whole heirs', or where a choice is needed."""
    return _held_by(registration.allocated_unit or registration.initiative.unit, lineage)


def _held_by(unit: Unit, lineage: Lineage) -> str:
    code = unit.code
    while heir := lineage.whole_successor(code):
        code = heir
    return code


@dataclass(frozen=True)
class _Counted:
    """The registrations of a programme by unit alone: as registered, as they start today; what became of those units."""

    then: dict[Unit, int]
    starting: dict[Unit, int]
    lineage: Lineage
    carried: Carried


def _counted(programme: Programme, day: date) -> _Counted:
    """A province has thousands of registrations and a hundred units: only counts are read here."""
    rows = list(
        registrations_of(programme)
        .order_by()
        .values_list("initiative__unit", "allocated_unit")
        .annotate(number=Count("pk"))
        .values_list("initiative__unit", "allocated_unit", "number")
    )
    units = Unit.objects.in_bulk({key for own, allocated, _number in rows for key in (own, allocated) if key})
    then: Counter[Unit] = Counter()
    starting: Counter[Unit] = Counter()
    for own, allocated, number in rows:
        then[units[own]] += number
        starting[units[allocated or own]] += number
    lineage = lineage_around(units.values(), day)
    return _Counted(then, starting, lineage, carry({unit.code: number for unit, number in starting.items()}, lineage))


def count_waiting(programme: Programme, day: date) -> int:
    """How many registrations :func:`both_views` has waiting."""
    return sum(_counted(programme, day).carried.unallocated.values())


def both_views(programme: Programme, day: date) -> BothViews:
    """Count the registrations of *programme* by unit in its year, and by the units of *day*."""
    counted = _counted(programme, day)
    lineage, carried = counted.lineage, counted.carried
    chosen_for = [unit.pk for unit in counted.starting if _held_by(unit, lineage) in carried.unallocated]
    rows = list(
        registrations_of(programme)
        .filter(Q(initiative__unit__in=chosen_for) | Q(allocated_unit__isnull=False))
        .select_related("programme__locality", "initiative__unit", "initiative__body", "allocated_unit")
        .order_by("initiative__title")
    )
    waiting = [row for row in rows if stands_at(row, lineage) in carried.unallocated]
    heirs = {row.pk: lineage.heirs(stands_at(row, lineage)) for row in waiting}
    wanted = set(carried.under) | {code for codes in heirs.values() for code in codes}
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=wanted)}
    names = names_on(list(units.values()), day)
    names_then = names_on(list(counted.then), days_of(programme.year)[1])
    return BothViews(
        then=_by_name(
            UnitCount(unit.pk, unit.code, names_then.get(unit.pk, f"mã {unit.code}"), count)
            for unit, count in counted.then.items()
        ),
        today=_by_name(
            UnitCount(units[code].pk, code, names.get(units[code].pk, f"mã {code}"), count)
            for code, count in carried.under.items()
        ),
        waiting=[
            Waiting(
                row, tuple(sorted(((units[code].pk, names[units[code].pk]) for code in heirs[row.pk]), key=lambda one: one[1]))
            )
            for row in waiting
        ],
        allocated=[row for row in rows if row.allocated_unit_id is not None],
    )


def _by_name(rows: Iterable[UnitCount]) -> list[UnitCount]:
    return sorted(rows, key=lambda row: (-row.count, row.name))
