"""Reading a file of unit changes: one row one change, every problem named with its row.

Columns: ``date, action, predecessor, successor, name, type, parent, source`` (docs/operations-units.md has an example).
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy

COLUMNS = ("date", "action", "predecessor", "successor", "name", "type", "parent", "source")
# What each action needs besides date and source; its other cells must be empty.
NEEDS: dict[str, tuple[str, ...]] = {
    "found": ("successor", "name", "type", "parent"),
    "rename": ("predecessor", "name"),
    "retype": ("predecessor", "name", "type"),
    "move": ("predecessor", "parent"),
    "merge": ("predecessor", "successor"),
    "split": ("predecessor", "successor"),
    "end": ("predecessor",),
}
MAX_BYTES = 2_000_000
_CODE = re.compile(r"vn|gso20\d\d-\d{2,5}(?:\.[a-z0-9-]{1,40})?")


@dataclass(frozen=True)
class Change:
    """One row: *row* is its line in the file (the heading is line 1); empty cells are empty texts."""

    row: int
    day: date
    action: str
    predecessor: str = ""
    successor: str = ""
    name: str = ""
    type: str = ""
    parent: str = ""
    source: str = ""

    @property
    def where(self) -> str:
        return f"dòng {self.row}"


class UnreadableChangesError(ValueError):
    """The file is not a table of changes at all."""


def read_changes(content: bytes) -> list[Change]:
    """Return the rows of a CSV file in UTF-8, separated by commas or semicolons.

    UnreadableChangesError when it is no such table; RefusedError with every wrong cell of every row otherwise.
    """
    if len(content) > MAX_BYTES:
        raise UnreadableChangesError(f"Tệp lớn hơn {MAX_BYTES // 1_000_000} MB; một đợt sắp xếp không cần lớn như vậy.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableChangesError("Tệp không phải văn bản UTF-8. Trong bảng tính, lưu lại dạng «CSV UTF-8».") from error
    lines = text.splitlines()
    if not lines:
        raise UnreadableChangesError("Tệp trống.")
    reader = csv.DictReader(lines, delimiter=";" if ";" in lines[0] else ",", strict=True)
    try:
        if tuple(tidy(name).lower() for name in reader.fieldnames or ()) != COLUMNS:
            raise UnreadableChangesError(f"Dòng 1 phải là tên cột: {','.join(COLUMNS)}.")
        reader.fieldnames = COLUMNS
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise UnreadableChangesError(
            f"Tệp không đọc được như CSV sau dòng {reader.line_num}: dấu nháy mở mà không đóng."
        ) from error
    problems: list[Problem] = []
    changes = [_change(number, row, problems) for number, row in rows]
    if problems:
        raise RefusedError(*problems)
    if not changes:
        raise UnreadableChangesError("Tệp chỉ có dòng tên cột, chưa có thay đổi nào.")
    return [change for change in changes if change]


def _change(number: int, row: dict[str, str], problems: list[Problem]) -> Change | None:
    where = f"dòng {number}"
    if None in row or None in row.values():
        problems.append(Problem(f"Phải có đúng {len(COLUMNS)} ô.", where))
        return None
    cells = {column: tidy(row[column]) for column in COLUMNS}
    day = _day(cells["date"])
    found = [Problem(text, where) for text in _cell_problems(cells, day)]
    problems += found
    if found or day is None:
        return None
    return Change(row=number, day=day, **{column: cells[column] for column in COLUMNS if column != "date"})


def _cell_problems(cells: dict[str, str], day: date | None) -> Iterator[str]:
    action = cells["action"]
    if day is None:
        yield f"Ngày «{cells['date']}» không đọc được; viết như 01/03/2027."
    if action not in NEEDS:
        yield f"Không có việc «{action}»; dùng một trong: {', '.join(NEEDS)}."
        return
    for column in ("predecessor", "successor", "name", "type", "parent"):
        if column in NEEDS[action] and not cells[column]:
            yield f"Việc {action} cần cột {column}."
        if column not in NEEDS[action] and cells[column]:
            yield f"Việc {action} không dùng cột {column}; để trống ô này."
    yield from _text_problems(cells)


def _text_problems(cells: dict[str, str]) -> Iterator[str]:
    for column in ("predecessor", "successor", "parent"):
        if cells[column] and not _CODE.fullmatch(cells[column]):
            yield f"Cột {column}: «{cells[column]}» không phải mã đơn vị; viết như gso2025-13324."
    if not cells["source"]:
        yield "Thiếu cột source: số, ngày của văn bản quyết định thay đổi này."
    for column, longest in (("name", 120), ("source", 200)):
        if len(cells[column]) > longest:
            yield f"Cột {column} dài quá {longest} chữ."


def _day(text: str) -> date | None:
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  a calendar day has no time zone
        except ValueError:
            continue
    return None
