""".xlsx and .ods: values from python-calamine, layout from the file's own XML."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from math import isfinite

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from kheo.foundation.sheets.cells import EMPTY, MAX_CELLS, MAX_SHEETS, Cell, Layout, Row, Sheet, UnreadableSheet
from kheo.foundation.sheets.ods_layout import ods_layouts
from kheo.foundation.sheets.xlsx_layout import xlsx_layouts
from kheo.foundation.uploads.archives import Archive

_MEND = "Hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi lại."


def _cell(value: object) -> Cell:
    """Return the cell for a value as python-calamine gives it; whole floats are whole numbers, times are text."""
    match value:
        case None | "":
            return EMPTY
        case bool():
            cell = Cell("bool", value)
        case float() if not isfinite(value):
            cell = Cell("error", "#NUM!")
        case int() | float():
            cell = Cell("int", int(value)) if float(value).is_integer() else Cell("float", float(value))
        case datetime():
            cell = Cell("date", value.date() if value.time() == time() else value)
        case date():
            cell = Cell("date", value)
        case time():
            cell = Cell("text", value.strftime("%H:%M"))
        case _:
            cell = Cell("text", str(value))
    return cell


def _spread(grid: list[list[Cell]], layout: Layout) -> None:
    """Give every cell of a merge the value of its first one, marked with where it came from."""
    area = sum(
        max(0, min(bottom, layout.last_row) - top + 1) * max(0, min(right, layout.last_column) - left + 1)
        for top, left, bottom, right in layout.merges
    )
    if area > MAX_CELLS:
        raise UnreadableSheet(f"Trang tính gộp quá nhiều ô. Hãy bỏ gộp các ô trống ngoài bảng. {_MEND}")
    for top, left, bottom, right in layout.merges:
        if top >= len(grid) or left >= len(grid[top]):
            continue
        first = grid[top][left]
        if first.kind == "empty" and not first.without_value:
            continue
        filled = replace(first, spread_from=(top + 1, left))
        for row in range(top, min(bottom + 1, len(grid))):
            for column in range(left, min(right + 1, len(grid[row]))):
                if (row, column) != (top, left):
                    grid[row][column] = filled


def _rows(values: Sequence[Sequence[object]], layout: Layout) -> tuple[Row, ...]:
    height, width = layout.last_row + 1, layout.last_column + 1
    grid = [[_cell(value) for value in row[:width]] + [EMPTY] * (width - len(row)) for row in values[:height]]
    grid += [[EMPTY] * width for _ in range(height - len(grid))]
    for row, column in layout.uncomputed:
        grid[row][column] = Cell("empty", None, without_value=True)
    for (row, column), sign in layout.errors.items():
        grid[row][column] = Cell("error", sign)
    for (row, column), font in layout.fonts.items():
        grid[row][column] = replace(grid[row][column], font=font)
    _spread(grid, layout)
    return tuple(Row(index + 1, tuple(cells), index in layout.hidden_rows) for index, cells in enumerate(grid))


def read_workbook(name: str, extension: str, archive: Archive) -> list[Sheet]:
    """Read every worksheet of the .xlsx or .ods *archive*; UnreadableSheet says why it cannot be done."""
    layouts = xlsx_layouts(archive) if extension == "xlsx" else ods_layouts(archive)
    if len(layouts) > MAX_SHEETS:
        raise UnreadableSheet(
            f"Tệp «{name}» có {len(layouts)} trang tính, nhiều hơn mức {MAX_SHEETS} cho phép. Hãy tách tệp rồi gửi lại."
        )
    sheets: list[Sheet] = []
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(archive.data)) as workbook:
            for about in workbook.sheets_metadata:
                if about.typ != SheetTypeEnum.WorkSheet or about.name not in layouts:
                    continue
                layout = layouts[about.name]
                values: Sequence[Sequence[object]] = ()
                if layout.last_row >= 0:
                    values = workbook.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
                sheets.append(Sheet(about.name, _rows(values, layout), about.visible != SheetVisibleEnum.Visible))
    except CalamineError as error:
        raise UnreadableSheet(f"Tệp «{name}» không đọc được như một bảng tính. {_MEND}") from error
    return sheets
