"""The same table written as .xlsx, .ods and .csv by the usual libraries."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

Table2D = Sequence[Sequence[object]]
Merge = tuple[int, int, int, int]  # top, left, bottom, right, from 1


def as_xlsx(
    table: Table2D,
    *,
    merges: Iterable[Merge] = (),
    hidden_rows: Iterable[int] = (),
    title: str = "Danh sách",
    more: dict[str, Table2D] | None = None,
) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for name, rows in [(title, table), *(more or {}).items()]:
        target = sheet if name == title else book.create_sheet(name)
        for row, cells in enumerate(rows, 1):
            for column, value in enumerate(cells, 1):
                if value is not None:
                    target.cell(row, column, value)
    for top, left, bottom, right in merges:
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    for number in hidden_rows:
        sheet.row_dimensions[number].hidden = True
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _ods_cell(value: object, **attributes: object) -> TableCell:
    if value is None or value == "":
        return TableCell(**attributes)
    if isinstance(value, bool):
        cell = TableCell(valuetype="boolean", booleanvalue=str(value).lower(), **attributes)
    elif isinstance(value, (int, float)):
        cell = TableCell(valuetype="float", value=str(value), **attributes)
    elif isinstance(value, date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat(), **attributes)
    elif str(value).startswith("="):
        return TableCell(formula=f"of:{value}", **attributes)
    else:
        cell = TableCell(valuetype="string", **attributes)
    for line in str(value).split("\n"):
        cell.addElement(P(text=line))
    return cell


def as_ods(
    table: Table2D,
    *,
    merges: Iterable[Merge] = (),
    hidden_rows: Iterable[int] = (),
    title: str = "Danh sách",
    hidden: bool = False,
) -> bytes:
    document = OpenDocumentSpreadsheet()
    style = Style(name="an", family="table")
    style.addElement(TableProperties(display="false"))
    document.automaticstyles.addElement(style)
    sheet = Table(name=title, **({"stylename": style} if hidden else {}))
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in merges}
    covered = {
        (row, column)
        for top, left, bottom, right in merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(spans)
    for number, cells in enumerate(table, 1):
        row = TableRow(**({"visibility": "filter"} if number in hidden_rows else {}))
        for column, value in enumerate(cells, 1):
            if (number, column) in covered:
                row.addElement(CoveredTableCell())
            elif (number, column) in spans:
                rows, columns = spans[number, column]
                row.addElement(_ods_cell(value, numberrowsspanned=rows, numbercolumnsspanned=columns))
            else:
                row.addElement(_ods_cell(value))
        sheet.addElement(row)
    document.spreadsheet.addElement(sheet)
    written = io.BytesIO()
    document.write(written)
    return written.getvalue()


def as_csv(table: Table2D, *, separator: str = ";", encoding: str = "utf-8-sig", newline: str = "\r\n") -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator, lineterminator=newline)
    writer.writerows([["" if value is None else value for value in row] for row in table])
    return written.getvalue().encode(encoding)
