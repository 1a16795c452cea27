"""The workbook of a programme: the list with real numbers and dates, every result one by one, a sheet that says where it is from.

Written row by row, so that ten thousand take little memory. Text that a spreadsheet program would take for a formula («=…», «+…»)
is stored as text and marked so: opening a list must never run what somebody typed into a title.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from kheo.foundation.sheets.cells import MAX_ROWS
from kheo.movement.reading.items import FORM
from kheo.movement.reading.vocabulary import KINDS, LEADING_KINDS, NOVELTIES, SUBJECTS

# 42A is Vietnamese: 1.250 and 12,5 also where the computer itself speaks English (LibreOffice; Excel follows the computer).
_WHOLE, _BROKEN, _DAY = "[$-42A]#,##0", "[$-42A]#,##0.##", "dd/mm/yyyy"
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_000  # Excel: 32.767 characters a cell

_HEAD = (
    ("STT", 6),
    ("Tên mô hình, điển hình", 46),
    ("Đơn vị", 26),
    ("Mã đơn vị", 18),
    ("Lĩnh vực", 24),
    ("Loại hình", 12),
    ("Đối tượng", 14),
    ("Tập thể, cá nhân thực hiện", 30),
    ("Mới hay tiếp tục", 22),
    ("Bên chủ trì", 24),
    ("Cơ quan chủ trì", 26),
    ("Tóm tắt nội dung, cách làm", 50),
)
MEASURES = {
    "households": ("Số hộ hưởng lợi", 12),
    "people": ("Số người hưởng lợi", 12),
    "dong": ("Kinh phí huy động (đồng)", 18),
    "working_days": ("Số ngày công", 12),
    "land_m2": ("Diện tích đất hiến (m²)", 14),
}
RESULTS_A_SHEET = MAX_ROWS - 1
_RESULTS_HEAD = (
    ("Tên mô hình, điển hình", 46),
    ("Đơn vị", 26),
    ("Thước đo", 18),
    ("Giá trị", 16),
    ("Tính đến ngày", 14),
    ("Ghi chú", 30),
)
_FOOT = (("Bước", 18), ("Ngày đăng ký", 13), ("Điểm đã chốt", 10), ("Xếp loại", 14))


@dataclass(frozen=True)
class ListedRow:
    """One registration, in codes; *results*: the newest value by measure; *score*: only of a closed sheet."""

    title: str
    unit: str
    unit_code: str
    field: str
    kind: str
    subject: str
    holder: str
    novelty: str
    leading_kind: str
    leading_body: str
    summary: str
    answers: Mapping[str, str]
    results: Mapping[str, Decimal]
    state: str
    registered_on: date
    score: Decimal | None = None
    grade: str = ""


@dataclass(frozen=True)
class ListedResult:
    title: str
    unit: str
    measure: str
    value: Decimal
    as_of: date
    note: str


def _cell(sheet: WriteOnlyWorksheet, value: object) -> object:
    """Return *value* as it goes into the sheet: plain where that is safe, else a cell with its format."""
    if isinstance(value, str):
        text = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
        if not text.startswith(_RISKY):
            return text or None
        cell = WriteOnlyCell(sheet, text)
        cell.data_type, cell.quotePrefix = "s", True
        return cell
    if isinstance(value, Decimal):
        is_whole = value == value.to_integral_value()
        cell = WriteOnlyCell(sheet, int(value) if is_whole else float(value))
        cell.number_format = _WHOLE if is_whole else _BROKEN
        return cell
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet)
        cell.value = value
        cell.number_format = _DAY
        return cell
    return value


def _begin(book: openpyxl.Workbook, name: str, head: Sequence[tuple[str, int]], rows: int) -> WriteOnlyWorksheet:
    sheet = book.create_sheet(name)
    for number, (_, width) in enumerate(head, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{max(rows, 1) + 1}"
    cells = []
    for heading, _ in head:
        cell = WriteOnlyCell(sheet, heading)
        cell.data_type = "s"
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", start_color="F3E9D8")
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        cells.append(cell)
    sheet.append(cells)
    return sheet


def _listed(row: ListedRow, number: int, fields: Mapping[str, str], items: Mapping[str, str]) -> Iterator[object]:
    yield number
    yield from (row.title, row.unit, row.unit_code, fields.get(row.field, row.field), KINDS.labels[row.kind])
    yield from (SUBJECTS.labels[row.subject], row.holder, NOVELTIES.labels.get(row.novelty, ""))
    yield from (LEADING_KINDS.labels.get(row.leading_kind, ""), row.leading_body, row.summary)
    yield from (row.answers.get(key, "") for key in items)
    yield from (row.results.get(measure) for measure in MEASURES)
    yield from (row.state, row.registered_on, row.score, row.grade)


def _write_results(book: openpyxl.Workbook, told: Sequence[ListedResult]) -> None:
    """Write every result; over as many sheets as the import reads rows of, or the file would not come back in."""
    for start in range(0, max(len(told), 1), RESULTS_A_SHEET):
        part = told[start : start + RESULTS_A_SHEET]
        name = f"Kết quả từng lần {start // RESULTS_A_SHEET + 1}" if start else "Kết quả từng lần"
        sheet = _begin(book, name, _RESULTS_HEAD, len(part))
        for one in part:
            sheet.append([_cell(sheet, value) for value in (one.title, one.unit, one.measure, one.value, one.as_of, one.note)])


def initiatives_xlsx(
    rows: Sequence[ListedRow],
    results: Iterable[ListedResult],
    notes: Sequence[tuple[str, str]],
    *,
    fields: Mapping[str, str],
    items: Mapping[str, str],
) -> bytes:
    """Return the workbook. *fields*, *items*: code → label, in their order; *notes*: what the last sheet says, name and text."""
    book = openpyxl.Workbook(write_only=True)
    head = (*_HEAD, *((f"{FORM}{label}", 40) for label in items.values()), *MEASURES.values(), *_FOOT)
    sheet = _begin(book, "Danh sách", head, len(rows))
    for number, row in enumerate(rows, 1):
        sheet.append([_cell(sheet, value) for value in _listed(row, number, fields, items)])
    _write_results(book, list(results))
    about = book.create_sheet("Ghi chú")
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 26, 90
    for name, text in notes:
        about.append([_cell(about, name), _cell(about, text)])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
