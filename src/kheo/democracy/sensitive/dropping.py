"""Leaving out of a copy what no page shows: remarks, tracked changes (taken as they stand), hidden text, sheets, rows."""

from collections.abc import Collection, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from kheo.democracy.sensitive.finding import CHANGES, COLUMNS, COMMENTS, ROWS, SHEETS, TEXT
from kheo.democracy.sensitive.hidden import hiding_styles, is_hidden_run
from kheo.democracy.sensitive.word_walk import text_parts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = (f"{_W}del", f"{_W}moveFrom")
_STAY = (f"{_W}ins", f"{_W}moveTo")
_MARKS = tuple(
    f"{_W}{name}" for name in (
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange", "numberingChange",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "cellIns", "cellDel", "cellMerge",
    )
)  # fmt: skip
_REMARKS = (f"{_W}commentRangeStart", f"{_W}commentRangeEnd", f"{_W}commentReference")
_NAMES = ("{http://purl.org/dc/elements/1.1/}creator", "{*}lastModifiedBy", "{*}Manager", "{*}Company")


def drop_from_word(parts: dict[str, Any], keys: Collection[str]) -> set[str]:
    """Take what *keys* name out of *parts*, and who wrote the file; the names of the parts that stay behind whole."""
    for name in text_parts(parts):
        root = parts[name]
        if CHANGES in keys:
            _accept_changes(root)
        if TEXT in keys:
            styles = hiding_styles(parts)
            _remove(run for run in list(root.iter(f"{_W}r")) if is_hidden_run(run, styles))
        if COMMENTS in keys:
            _remove(root.iter(*_REMARKS))
    for name in ("docProps/core.xml", "docProps/app.xml"):
        for node in parts[name].iter(*_NAMES) if name in parts else ():
            node.text = ""
    return _drop_remarks(parts) if COMMENTS in keys else set()


def _accept_changes(root: Any) -> None:
    for row in list(root.iter(f"{_W}tr")):
        if row.find(f"{_W}trPr/{_W}del") is not None:
            row.getparent().remove(row)
    _remove(root.iter(*_GONE, *_MARKS))
    for node in list(root.iter(*_STAY)):
        parent, at = node.getparent(), node.getparent().index(node)
        for child in reversed(list(node)):
            parent.insert(at, child)
        parent.remove(node)


def _remove(nodes: Any) -> None:
    for node in list(nodes):
        if node.getparent() is not None:
            node.getparent().remove(node)


def _drop_remarks(parts: dict[str, Any]) -> set[str]:
    """The parts of remarks and of who made them, with whatever leads to them."""
    gone = {name for name in parts if name.startswith(("word/comments", "word/_rels/comments")) or name == "word/people.xml"}
    for name, root in parts.items():
        if name.endswith(".rels"):
            _remove(link for link in list(root) if f"word/{str(link.get('Target')).lstrip('/').removeprefix('word/')}" in gone)
        elif name == "[Content_Types].xml":
            _remove(one for one in list(root) if str(one.get("PartName", "")).lstrip("/") in gone)
    return gone


def drop_from_book(book: Workbook, keys: Collection[str], columns: dict[str, list[int]]) -> None:
    """*columns*: those hidden (from 0), by the name of their sheet. Emptied, rows and columns leave others in their places."""
    for sheet in list(book.worksheets):
        if SHEETS in keys and sheet.sheet_state != "visible" and len(book.worksheets) > 1:
            book.remove(sheet)
            continue
        hidden = {number for number, row in sheet.row_dimensions.items() if row.hidden} if ROWS in keys else set()
        empty = {column + 1 for column in columns.get(sheet.title, ())} if COLUMNS in keys else set()
        for cell in cells_of(sheet) if hidden or empty else ():
            if cell.row in hidden or cell.column in empty:
                cell.value = None


def cells_of(sheet: Worksheet) -> list[Cell]:
    """The cells of *sheet* without those a merge covers; a format may lie on the very last cell, thousands of rows away."""
    kept = sheet._cells.values()  # noqa: SLF001  ``iter_rows`` makes every cell up to the last one
    return [cell for cell in kept if isinstance(cell, Cell)]


def merged_cells(parts: Mapping[str, Any]) -> int:
    """How many cells the merges of all sheets cover: openpyxl makes each of them."""
    sheets = [root for name, root in parts.items() if name.startswith("xl/worksheets/")]
    places = [range_boundaries(str(node.get("ref"))) for root in sheets for node in root.iter("{*}mergeCell")]
    areas = ([place or 0 for place in one] for one in places)
    return sum((right - left + 1) * (bottom - top + 1) for left, top, right, bottom in areas)
