"""The two registers of the statistical office and the succession of 2025, read from the files of the package.

The special cases are computed from the rows and compared with ``expected.toml``; they are named, never filled in.
"""

import csv
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

COUNTRY = "vn"
COUNTRY_NAME = "Việt Nam"
OLD, NEW = "gso2024", "gso2025"
# The day on which the district level ended and the communes of the second register began.
TURN = date(2025, 7, 1)
SUCCESSION_SOURCE = "vietnam-provinces 2026.9.0, succession_2025.csv"


class DamagedRegisterError(ValueError):
    """A file of the registers cannot be read as what it must be; the message names the file and the row."""


@dataclass(frozen=True)
class ListedUnit:
    """One row of a register: *code* with its register (``gso2024-349``), *parent* likewise, *level* as in Unit.Level."""

    code: str
    level: str
    name: str
    type: str
    parent: str


@dataclass(frozen=True)
class SuccessionRow:
    """*successor* took over *predecessor*, wholly or (*is_split*) in part."""

    predecessor: str
    successor: str
    is_split: bool


@dataclass(frozen=True)
class Registers:
    old: tuple[ListedUnit, ...]
    new: tuple[ListedUnit, ...]
    succession: tuple[SuccessionRow, ...]

    def codes(self) -> set[str]:
        return {unit.code for unit in (*self.old, *self.new)}


@dataclass(frozen=True)
class SpecialCases:
    """Codes, sorted, that the succession of 2025 leaves open."""

    without_successor: tuple[str, ...]
    named_only_in_succession: tuple[str, ...]
    without_predecessor: tuple[str, ...]
    split: tuple[str, ...]

    def counts(self) -> dict[str, int]:
        return {name: len(codes) for name, codes in vars(self).items()}


SPECIAL_CASE_LABELS = {
    "without_successor": "xã, phường, thị trấn cũ không có dòng kế thừa",
    "named_only_in_succession": "mã cũ chỉ có trong bảng kế thừa, danh mục cũ không có tên",
    "without_predecessor": "đặc khu, xã, phường mới không có đơn vị tiền thân",
    "split": "đơn vị cũ bị chia về nhiều đơn vị mới",
}


def _rows(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    text = files("kheo.organisation").joinpath("data", "units", name).read_text(encoding="utf-8")
    return read_rows(name, text, columns)


def read_rows(name: str, text: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the rows of a CSV file *text*; DamagedRegisterError unless each has exactly *columns*, none empty."""
    reader = csv.DictReader(text.splitlines())
    if tuple(reader.fieldnames or ()) != columns:
        raise DamagedRegisterError(f"{name}: dòng 1 phải là «{','.join(columns)}».")
    rows = []
    for row in reader:
        if None in row or not all(row[column] for column in columns):
            raise DamagedRegisterError(f"{name}: dòng {reader.line_num} thiếu hoặc thừa ô.")
        rows.append(row)
    return rows


def _listed(name: str, register: str, level: str, parent_column: str = "") -> tuple[ListedUnit, ...]:
    columns = ("code", "name", "type", parent_column) if parent_column else ("code", "name", "type")
    return tuple(
        ListedUnit(
            code=f"{register}-{row['code']}",
            level=level,
            name=row["name"],
            type=row["type"],
            parent=f"{register}-{row[parent_column]}" if parent_column else COUNTRY,
        )
        for row in _rows(name, columns)
    )


@cache
def read_registers() -> Registers:
    """Return every row of the six files, parents before children; two, three and five digits never clash in one register."""
    return Registers(
        old=(
            *_listed("legacy_provinces.csv", OLD, "province"),
            *_listed("legacy_districts.csv", OLD, "district", "province_code"),
            *_listed("legacy_communes.csv", OLD, "commune", "district_code"),
        ),
        new=(*_listed("provinces.csv", NEW, "province"), *_listed("communes.csv", NEW, "commune", "province_code")),
        succession=tuple(
            SuccessionRow(f"{OLD}-{row['legacy_commune_code']}", f"{NEW}-{row['commune_code']}", row["split"] == "1")
            for row in _rows("succession_2025.csv", ("legacy_commune_code", "commune_code", "split"))
        ),
    )


def special_cases(registers: Registers) -> SpecialCases:
    old = {unit.code for unit in registers.old if unit.level == "commune"}
    new = {unit.code for unit in registers.new if unit.level == "commune"}
    predecessors = {row.predecessor for row in registers.succession}
    successors = {row.successor for row in registers.succession}
    return SpecialCases(
        without_successor=tuple(sorted(old - predecessors)),
        named_only_in_succession=tuple(sorted(predecessors - old)),
        without_predecessor=tuple(sorted(new - successors)),
        split=tuple(sorted({row.predecessor for row in registers.succession if row.is_split})),
    )


def faults(registers: Registers) -> list[str]:
    """Name everything that makes the rows unusable: codes twice, parents or successors that are not there, uneven splits."""
    found = [
        f"Mã {code} có {times} dòng."
        for code, times in Counter(unit.code for unit in (*registers.old, *registers.new)).items()
        if times > 1
    ]
    known = registers.codes() | {COUNTRY}
    found += [
        f"{unit.code} thuộc {unit.parent}, mã này không có."
        for unit in (*registers.old, *registers.new)
        if unit.parent not in known
    ]
    found += [f"{row.predecessor} → {row.successor}: không có đơn vị kế thừa này." for row in _lost(registers.succession, known)]
    found += [
        f"{before} → {after}: có {times} dòng kế thừa giống nhau."
        for (before, after), times in Counter((row.predecessor, row.successor) for row in registers.succession).items()
        if times > 1
    ]
    shares = Counter(row.predecessor for row in registers.succession)
    found += [
        f"{row.predecessor} → {row.successor}: cột split không khớp với số dòng kế thừa."
        for row in registers.succession
        if row.is_split != (shares[row.predecessor] > 1)
    ]
    return found


def _lost(rows: Iterable[SuccessionRow], known: set[str]) -> list[SuccessionRow]:
    return [row for row in rows if row.successor not in known]


@cache
def expected() -> Mapping[str, Mapping[str, int]]:
    """Return ``{"rows": {file: count}, "special_cases": {name: count}}`` as ``expected.toml`` states them."""
    return tomllib.loads(files("kheo.organisation").joinpath("data", "units", "expected.toml").read_text(encoding="utf-8"))


def row_counts(registers: Registers) -> dict[str, int]:
    """Count the rows of each file, under the names of ``expected.toml``."""
    old, new = Counter(unit.level for unit in registers.old), Counter(unit.level for unit in registers.new)
    return {
        "legacy_provinces": old["province"],
        "legacy_districts": old["district"],
        "legacy_communes": old["commune"],
        "provinces": new["province"],
        "communes": new["commune"],
        "succession_2025": len(registers.succession),
    }
