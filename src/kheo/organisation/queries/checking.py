"""Checking the units in the database against the registers they came from."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from kheo.organisation.models import Succession, Unit, UnitVersion
from kheo.organisation.rules.registers import (
    SPECIAL_CASE_LABELS,
    TURN,
    Registers,
    expected,
    faults,
    read_registers,
    row_counts,
    special_cases,
)


@dataclass(frozen=True)
class SpecialCase:
    """One kind of special case: its units as (code, name); *name* is empty where no list gives one."""

    key: str
    label: str
    expected: int
    units: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class UnitsCheck:
    """What a check found: rows of the database by the names of ``expected.toml``, special cases, faults in plain words."""

    counts: dict[str, int]
    expected: dict[str, int]
    special_cases: tuple[SpecialCase, ...]
    faults: tuple[str, ...]


def check_units() -> UnitsCheck:
    """Compare files with what is expected of them, and the database with the files. Reads every unit; writes nothing."""
    registers = read_registers()
    names = {unit.code: unit.name for unit in (*registers.old, *registers.new)}
    wanted = expected()
    cases = tuple(
        SpecialCase(key, label, wanted["special_cases"][key], tuple((code, names.get(code, "")) for code in codes))
        for key, label in SPECIAL_CASE_LABELS.items()
        for codes in [getattr(special_cases(registers), key)]
    )
    found = faults(registers)
    found += [
        f"Tệp {name}.csv có {count} dòng, phải có {wanted['rows'][name]}."
        for name, count in row_counts(registers).items()
        if count != wanted["rows"][name]
    ]
    found += [
        f"{case.label}: thấy {len(case.units)}, phải có {case.expected}." for case in cases if len(case.units) != case.expected
    ]
    found += [*_missing(registers), *_wrong_names(registers), *_broken_versions()]
    return UnitsCheck(_counts(registers), dict(wanted["rows"]), cases, tuple(found))


def _counts(registers: Registers) -> dict[str, int]:
    """Rows of the registers that the database holds; units that were founded or tied later are not counted."""
    loaded = set(Unit.objects.values_list("code", flat=True))
    ties = set(Succession.objects.values_list("predecessor__code", "successor__code"))
    return row_counts(
        Registers(
            old=tuple(unit for unit in registers.old if unit.code in loaded),
            new=tuple(unit for unit in registers.new if unit.code in loaded),
            succession=tuple(row for row in registers.succession if (row.predecessor, row.successor) in ties),
        )
    )


def _missing(registers: Registers) -> list[str]:
    loaded = set(Unit.objects.values_list("code", flat=True))
    ties = {(before, after): split for before, after, split in _tie_rows()}
    units = [code for code in sorted(registers.codes()) if code not in loaded]
    rows = [row for row in registers.succession if ties.get((row.predecessor, row.successor)) is not row.is_split]
    found = []
    if units:
        found.append(f"Cơ sở dữ liệu thiếu {len(units)} đơn vị: {_some(units)}. Chạy: kheo units load.")
    if rows:
        pairs = [f"{row.predecessor} → {row.successor}" for row in rows]
        found.append(f"Cơ sở dữ liệu thiếu hoặc sai {len(rows)} dòng kế thừa: {_some(pairs)}. Chạy: kheo units load.")
    return found


def _tie_rows() -> list[tuple[str, str, bool]]:
    return list(Succession.objects.filter(on=TURN).values_list("predecessor__code", "successor__code", "is_split"))


def _wrong_names(registers: Registers) -> list[str]:
    """The name of a listed unit must be the list's, but for versions that an applied file (with its source) brought."""
    last: dict[str, str] = {}
    first: dict[str, str] = {}
    for code, name in UnitVersion.objects.filter(source="").order_by("pk").values_list("unit__code", "name"):
        first.setdefault(code, name)
        last[code] = name
    wrong = [unit.code for unit in registers.old if last.get(unit.code, unit.name) != unit.name]
    wrong += [unit.code for unit in registers.new if first.get(unit.code, unit.name) != unit.name]
    return [f"{len(wrong)} đơn vị có tên khác danh mục: {_some(wrong)}."] if wrong else []


def _broken_versions() -> list[str]:
    """Versions of one unit must follow each other without gap or overlap, from its founding to its end."""
    spans: dict[str, list[tuple[date | None, date | None]]] = defaultdict(list)
    whole: dict[str, tuple[date | None, date | None]] = {}
    rows = UnitVersion.objects.values_list("unit__code", "valid_from", "valid_to", "unit__founded_on", "unit__ended_on")
    for code, start, end, founded, ended in rows:
        spans[code].append((start, end))
        whole[code] = (founded, ended)
    found = []
    for code, dates in spans.items():
        dates.sort(key=lambda span: (span[0] is not None, span[0] or date.min))
        joints = [dates[place][1] == dates[place + 1][0] for place in range(len(dates) - 1)]
        if not all(joints) or (dates[0][0], dates[-1][1]) != whole[code]:
            found.append(code)
    return [f"{len(found)} đơn vị có các bản tên không nối liền nhau: {_some(found)}."] if found else []


def _some(codes: list[str]) -> str:
    return ", ".join(codes[:5]) + (f" và {len(codes) - 5} mục nữa" if len(codes) > 5 else "")
