"""Reading a spreadsheet, checked and with its own layout, against python-calamine alone."""

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from bench.measure import Comparison, compare
from bench.place import FIELDS, TITLES
from kheo.foundation.sheets import read_sheets

ROWS = 4000
HEAD = ("STT", "Tên mô hình", "Đơn vị", "Lĩnh vực", "Loại hình", "Đối tượng", "Số hộ tham gia")


def initiatives_xlsx(rows: int, units: list[str]) -> bytes:
    """A list as an office sends it, *rows* initiatives of *units*."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(HEAD)
    labels = list(FIELDS.values())
    for number in range(1, rows + 1):
        title = f"{TITLES[number % len(TITLES)]} số {number}"
        page.append((number, title, units[number % len(units)], labels[number % 4], "Mô hình", "Tập thể", number % 300))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def measure(_folder: Path) -> Iterator[Comparison]:
    data = initiatives_xlsx(ROWS, [f"Phường minh hoạ số {number}" for number in range(1, 20)])
    yield compare(
        f"reading {ROWS} rows of .xlsx: checks, layout, rows",
        lambda: read_sheets("danh-sach.xlsx", data),
        lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(),
        "python-calamine alone on the same file",
    )
