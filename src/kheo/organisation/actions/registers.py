"""Laying the two registers of the statistical office and the succession of 2025 into the database."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from kheo.foundation.text import fold
from kheo.organisation.authority import COMMAND_LINE, Actor, require
from kheo.organisation.models import Succession, Unit, UnitVersion
from kheo.organisation.rules.registers import (
    COUNTRY,
    COUNTRY_NAME,
    OLD,
    SUCCESSION_SOURCE,
    TURN,
    ListedUnit,
    Registers,
    read_registers,
    special_cases,
)
from kheo.organisation.trail import record

_BATCH = 1000


@dataclass(frozen=True)
class LoadReport:
    """How many rows were added; zeros when everything was there."""

    units: int
    versions: int
    successions: int


def load_registers(actor: Actor = COMMAND_LINE, registers: Registers | None = None) -> LoadReport:
    """Add every unit, name and succession of *registers* that the database does not have; touch nothing else.

    *registers*: the package's files (the default), or some of their rows, for a place that needs no more of the country.
    The country is ``vn``. Units of the old register ended on 2025-07-01, those of the new one were founded that day; both stay
    units of their own, tied by succession only, also where the name did not change. An old code that only succession rows
    name becomes a unit without a version: it has no known name.
    """
    grant = require(actor, "units.load", None)
    registers = registers or read_registers()
    with transaction.atomic():
        units = _add_units(registers)
        ids = dict(Unit.objects.values_list("code", "pk"))
        report = LoadReport(units, _add_versions(registers, ids), _add_successions(registers, ids))
        if any(asdict(report).values()):
            record(actor, grant, "units.load", Unit.objects.get(code=COUNTRY), None, asdict(report))
    return report


def _add_units(registers: Registers) -> int:
    known = set(Unit.objects.values_list("code", flat=True))
    wanted = [Unit(code=COUNTRY, register=Unit.Register.COUNTRY, level=Unit.Level.COUNTRY)]
    wanted += [_old_unit(unit.code, unit.level) for unit in registers.old]
    wanted += [_old_unit(code, Unit.Level.COMMUNE) for code in special_cases(registers).named_only_in_succession]
    wanted += [Unit(code=unit.code, register=Unit.Register.GSO2025, level=unit.level, founded_on=TURN) for unit in registers.new]
    return len(Unit.objects.bulk_create([unit for unit in wanted if unit.code not in known], batch_size=_BATCH))


def _old_unit(code: str, level: str) -> Unit:
    return Unit(code=code, register=Unit.Register.GSO2024, level=level, ended_on=TURN)


def _add_versions(registers: Registers, ids: dict[str, int]) -> int:
    named = set(UnitVersion.objects.values_list("unit_id", flat=True).distinct())
    country = ListedUnit(COUNTRY, "country", COUNTRY_NAME, "nước", "")
    wanted = [*_versions([country], ids, None, None), *_versions(registers.old, ids, None, TURN)]
    wanted += _versions(registers.new, ids, TURN, None)
    return len(UnitVersion.objects.bulk_create([row for row in wanted if row.unit_id not in named], batch_size=_BATCH))


def _versions(
    units: Iterable[ListedUnit], ids: dict[str, int], valid_from: date | None, valid_to: date | None
) -> list[UnitVersion]:
    return [
        UnitVersion(
            unit_id=ids[unit.code],
            name=unit.name,
            folded=fold(unit.name),
            type=unit.type,
            parent_id=ids[unit.parent] if unit.parent else None,
            valid_from=valid_from,
            valid_to=valid_to,
        )
        for unit in units
    ]


def _add_successions(registers: Registers, ids: dict[str, int]) -> int:
    known = set(
        Succession.objects.filter(on=TURN, predecessor__code__startswith=OLD).values_list("predecessor_id", "successor_id")
    )
    wanted = [
        Succession(
            predecessor_id=ids[row.predecessor],
            successor_id=ids[row.successor],
            on=TURN,
            is_split=row.is_split,
            source=SUCCESSION_SOURCE,
        )
        for row in registers.succession
    ]
    fresh = [row for row in wanted if (row.predecessor_id, row.successor_id) not in known]
    return len(Succession.objects.bulk_create(fresh, batch_size=_BATCH))
