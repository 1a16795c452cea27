"""Applying a file of unit changes: first shown, then written whole or not at all."""

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db import transaction

from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Succession, Unit, UnitVersion
from kheo.organisation.rules.change_plan import Plan, UnitState, VersionState, plan_changes
from kheo.organisation.rules.changes import read_changes
from kheo.organisation.rules.registers import COUNTRY
from kheo.organisation.trail import record


@dataclass(frozen=True)
class AppliedChange:
    """What one row of the file does, in words."""

    row: int
    date: str
    action: str
    text: str


def apply_changes(actor: Actor, content: bytes, *, dry_run: bool = True) -> list[AppliedChange]:
    """Read a file of changes (see docs/operations-units.md) and, unless *dry_run*, write all of them.

    Return what each row does, in the order of the file. UnreadableChangesError when it is no such file; RefusedError with
    every problem and its row when one of them cannot be; then nothing is written.
    """
    grant = require(actor, "units.apply", None)
    changes = read_changes(content)
    with transaction.atomic():
        country = Unit.objects.select_for_update().filter(code=COUNTRY).first()
        if country is None:
            raise RefusedError("Chưa nạp danh mục đơn vị. Chạy: kheo units load.")
        plan = plan_changes(changes, _states())
        if plan.problems:
            raise RefusedError(*sorted(plan.problems, key=lambda problem: int(problem.where.split()[-1])))
        if not dry_run:
            _write(plan)
            counts = Counter(change.action for change, _text in plan.lines)
            details = {"sha256": hashlib.sha256(content).hexdigest(), "changes": dict(counts), "units": sorted(plan.touched)}
            record(actor, grant, "units.apply", country, None, details)
    lines = [AppliedChange(change.row, change.day.isoformat(), change.action, text) for change, text in plan.lines]
    return sorted(lines, key=lambda line: line.row)


def _states() -> dict[str, UnitState]:
    codes = dict(Unit.objects.values_list("pk", "code"))
    versions: dict[int, list[VersionState]] = defaultdict(list)
    rows = UnitVersion.objects.values_list("pk", "unit_id", "name", "type", "parent_id", "valid_from", "valid_to", "source")
    # A version without a start is the first one: NULL sorts differently on the two databases.
    for pk, unit, name, type_, parent, valid_from, valid_to, source in sorted(rows, key=lambda row: (row[5] is not None, row[5])):
        versions[unit].append(VersionState(name, type_, codes.get(parent, ""), valid_from, valid_to, source, pk))
    return {
        code: UnitState(code, level, founded, ended, versions[pk])
        for pk, code, level, founded, ended in Unit.objects.values_list("pk", "code", "level", "founded_on", "ended_on")
    }


def _write(plan: Plan) -> None:
    touched = [plan.units[code] for code in sorted(plan.touched)]
    for state in touched:
        if state.is_new:
            register = Unit.Register.LOCAL if "." in state.code else state.code.split("-")[0]
            Unit.objects.create(code=state.code, register=register, level=state.level, founded_on=state.founded)
        elif state.ended:
            Unit.objects.filter(code=state.code).update(ended_on=state.ended)
    ids = dict(Unit.objects.values_list("code", "pk"))
    for state in touched:
        for version in state.versions:
            _write_version(ids, state.code, version)
    for row in plan.successions:
        Succession.objects.create(
            predecessor_id=ids[row.predecessor],
            successor_id=ids[row.successor],
            on=row.day,
            is_split=row.is_split,
            source=row.source,
        )


def _write_version(ids: dict[str, int], code: str, version: VersionState) -> None:
    if version.pk is not None:
        UnitVersion.objects.filter(pk=version.pk).update(valid_to=version.valid_to)
        return
    UnitVersion.objects.create(
        unit_id=ids[code],
        name=version.name,
        type=version.type,
        parent_id=ids[version.parent] if version.parent else None,
        valid_from=version.valid_from,
        valid_to=version.valid_to,
        source=version.source,
    )
