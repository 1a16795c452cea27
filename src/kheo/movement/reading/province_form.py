"""The province's own form: what stands over each of its columns, and a copy of it filled in, its looks untouched."""

import io
import re
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kheo.foundation.plain_xml import UnsafeXmlError
from kheo.foundation.sheets.cells import UnreadableSheet
from kheo.foundation.sheets.xlsx_layout import xlsx_layouts
from kheo.foundation.uploads.archives import open_archive
from kheo.foundation.uploads.limits import RefusedUpload

MOST_COLUMNS = 60
MOST_FIRST_ROW = 200
MOST_CELLS = 400_000
"""Rows × columns: what is written into is walked cell by cell, and formats left over at row 1.048.576 would take gigabytes."""
HEAD_ROWS = 6
"""How far over the first row a column's heading may stand."""
HEAD_CELLS = 3
"""A row with so many different words is a head, not a title."""
_REFERENCE = re.compile(r"(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?::(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7}))?(?![A-Za-z0-9(])")
_LOOKS = ("font", "border", "fill", "alignment", "number_format", "protection")
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class UnusableForm(ValueError):  # noqa: N818 - the expected answer to a bad form, not a fault of the program
    """The form cannot be filled in this way; the text says why and how to mend it."""


@dataclass(frozen=True)
class FormColumn:
    letter: str
    heading: str


def sheets_of(data: bytes) -> list[str]:
    """Names of the sheets that can be filled in, in their order."""
    return [sheet.title for sheet in _opened(data).worksheets]


def first_row_of(data: bytes, sheet: str) -> int:
    """Where the lines of *sheet* seem to begin: under the first row that names several columns, its second row, its numbering.

    A guess to start from; 2 where nothing looks like a head.
    """
    page = _page(_opened(data), sheet)
    spread = _spread(page)

    def words(row: int) -> list[str]:
        places = range(1, min(page.max_column or 1, MOST_COLUMNS) + 1)
        return [text for place in places if (text := spread.get((row, place)) or _words(page.cell(row, place).value))]

    last = min(page.max_row or 1, MOST_FIRST_ROW - HEAD_ROWS)
    head = next((row for row in range(1, last + 1) if len(set(words(row))) >= HEAD_CELLS), None)
    if head is None:
        return 2
    below = range(head + 1, head + HEAD_ROWS)
    return next((row for row in below if words(row) in ([], ["1"])), head + HEAD_ROWS)


def columns_of(data: bytes, sheet: str, first_row: int) -> list[FormColumn]:
    """The columns of *sheet* with what is written over *first_row*, a heading over several columns with each of them."""
    page = _page(_opened(data), sheet)
    spread = _spread(page)
    last = min(page.max_column or 1, MOST_COLUMNS)
    return [FormColumn(get_column_letter(place), _heading(page, spread, place, first_row)) for place in range(1, last + 1)]


def filled(data: bytes, sheet: str, first_row: int, columns: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the form with one line of *rows* under another from *first_row* on, by *columns* (letter → key of a row's value).

    Lines that the form has no room for are put in before what stands below (sums, signatures), which moves down whole. Text is
    written as text, never as a formula. UnusableForm where a column cannot take anything.
    """
    book = _opened(data)
    page = _page(book, sheet)
    letters = {column_index_from_string(letter): key for letter, key in columns.items()}
    _refuse_merged(page, first_row, letters)
    room = _room(page, first_row, letters)
    if len(rows) > room:
        _make_room(page, first_row + room, len(rows) - room, first_row)
    for place, row in enumerate(rows):
        if place >= room:
            _take_looks(page, first_row, first_row + place)
        for column, key in letters.items():
            _write(page.cell(first_row + place, column), row.get(key))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _opened(data: bytes) -> openpyxl.Workbook:
    try:
        layouts = xlsx_layouts(open_archive("biểu", data))
    except (RefusedUpload, UnreadableSheet, UnsafeXmlError, KeyError, ValueError) as refusal:
        raise UnusableForm(
            "Không mở được biểu này: tệp hỏng, hoặc có ô ở quá xa. Xoá các dòng, cột thừa, lưu lại thành .xlsx rồi gửi lại."
        ) from refusal
    merged = sum((bottom - top + 1) * (right - left + 1) for one in layouts.values() for top, left, bottom, right in one.merges)
    if merged > MOST_CELLS:  # openpyxl makes every cell of a merge, of all seventeen thousand million of a sheet, too
        raise UnusableForm("Biểu gộp quá nhiều ô. Bỏ gộp các ô trống ngoài biểu, lưu lại rồi gửi lại.")
    try:
        return openpyxl.load_workbook(io.BytesIO(data))
    except Exception as broken:  # openpyxl raises whatever it stumbles over: keys, types, archives, XML
        raise UnusableForm("Không mở được tệp này như một bảng tính; mở bằng Excel, lưu lại thành .xlsx rồi gửi lại.") from broken


def _page(book: openpyxl.Workbook, sheet: str) -> Worksheet:
    found = next((page for page in book.worksheets if page.title == sheet), None)
    if found is None:
        raise UnusableForm(f"Tệp không có trang tính «{sheet}»; chọn lại trang tính.")
    if found.max_row * found.max_column > MOST_CELLS:
        raise UnusableForm(
            f"Trang tính «{sheet}» có ô ở tận dòng {found.max_row}; xoá các dòng, cột thừa ngoài biểu, lưu lại rồi gửi lại."
        )
    return found


def _spread(page: Worksheet) -> dict[tuple[int, int], str]:
    """What is written in each cell, a merged one's words in all of its cells."""
    words = {}
    for area in page.merged_cells.ranges:
        text = _words(page.cell(area.min_row, area.min_col).value)
        if text:
            width = range(area.min_col, min(area.max_col, MOST_COLUMNS) + 1)
            height = range(area.min_row, min(area.max_row, MOST_FIRST_ROW) + 1)
            words.update({(row, column): text for row in height for column in width})
    return words


def _heading(page: Worksheet, spread: Mapping[tuple[int, int], str], column: int, first_row: int) -> str:
    parts = []
    for row in range(max(1, first_row - HEAD_ROWS), first_row):
        text = spread.get((row, column)) or _words(page.cell(row, column).value)
        if text and text not in parts:
            parts.append(text)
    return " / ".join(parts[-3:])


def _words(value: object) -> str:
    return " ".join(str(value).split())[:120] if value is not None else ""


def _refuse_merged(page: Worksheet, first_row: int, letters: Mapping[int, str]) -> None:
    for column in letters:
        if isinstance(page.cell(first_row, column), MergedCell):
            letter = get_column_letter(column)
            raise UnusableForm(f"Ô {letter}{first_row} của biểu là ô gộp; chọn cột đầu của ô gộp, hoặc dòng đầu tiên khác.")


def _room(page: Worksheet, first_row: int, letters: Mapping[int, str]) -> int:
    """How many empty lines the form has from *first_row* on; one at least, the first row itself."""
    last = page.max_row or first_row
    for row in range(first_row + 1, last + 1):
        if any(page.cell(row, column).value is not None for column in range(1, min(page.max_column, MOST_COLUMNS) + 1)):
            return row - first_row
        if any(isinstance(page.cell(row, column), MergedCell) for column in letters):
            return row - first_row
    return max(last - first_row + 1, 1)


def _make_room(page: Worksheet, at: int, more: int, first_row: int) -> None:
    """Put *more* rows in before row *at*: cells, merged areas, heights and formulas below move with what they belong to."""
    below = [area for area in page.merged_cells.ranges if area.min_row >= at]
    for area in below:
        page.unmerge_cells(str(area))
    heights = {row: page.row_dimensions[row].height for row in range(at, page.max_row + 1) if page.row_dimensions[row].height}
    page.insert_rows(at, more)
    for area in below:
        area.shift(row_shift=more)
        page.merge_cells(str(area))
    for row in heights:
        page.row_dimensions[row].height = None
    for row, height in heights.items():
        page.row_dimensions[row + more].height = height
    for line in page.iter_rows():
        for cell in line:
            if cell.data_type == "f" and isinstance(cell.value, str):
                cell.value = shifted(cell.value, at, more, first_row)


def shifted(formula: str, at: int, more: int, first_row: int) -> str:
    """*formula* after *more* rows came in before row *at*; a range over the lines that are filled in grows with them."""

    def moved(match: re.Match[str]) -> str:
        fixed, column, fixed_row, row, fixed_end, end_column, fixed_end_row, end = match.groups()
        start = int(row) + (more if int(row) >= at else 0)
        text = f"{fixed}{column}{fixed_row}{start}"
        if end is None:
            return text
        grows = int(end) >= at or (int(end) == at - 1 and int(row) <= first_row)
        return f"{text}:{fixed_end}{end_column}{fixed_end_row}{int(end) + (more if grows else 0)}"

    # Words in quotes are words, whatever they look like.
    return '"'.join(_REFERENCE.sub(moved, part) if place % 2 == 0 else part for place, part in enumerate(formula.split('"')))


def _take_looks(page: Worksheet, pattern: int, row: int) -> None:
    """Let *row* look as the first one does."""
    page.row_dimensions[row].height = page.row_dimensions[pattern].height
    for column in range(1, min(page.max_column, MOST_COLUMNS) + 1):
        model, cell = page.cell(pattern, column), page.cell(row, column)
        if isinstance(cell, MergedCell) or not model.has_style:
            continue
        for look in _LOOKS:
            setattr(cell, look, copy(getattr(model, look)))


def _write(cell: Any, value: Any) -> None:
    if isinstance(cell, MergedCell) or value is None or value == "":
        return
    if isinstance(value, Decimal):
        cell.value = int(value) if value == value.to_integral_value() else float(value)
    elif isinstance(value, int):
        cell.value = value
    else:
        text = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", str(value))[:32_000]
        cell.value = text
        cell.data_type = "s"
        # Said to the spreadsheet, too, so that opening the cell to edit it does not make a formula of somebody's words.
        cell.quotePrefix = text.startswith(_FORMULA_SIGNS)
