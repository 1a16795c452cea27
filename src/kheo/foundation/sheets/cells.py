"""What a spreadsheet holds: sheets of rows of cells."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

MAX_SHEETS = 60
MAX_ROWS = 20_000  # five times the list of a whole province
MAX_COLUMNS = 256  # what the old Excel had; a list of initiatives has 5 to 30
MAX_CELLS = 1_000_000  # rows × columns: about 100 MB of memory while it is read

Kind = Literal["text", "int", "float", "date", "bool", "error", "empty"]
Value = str | int | float | date | datetime | bool | None


class UnreadableSheet(ValueError):  # noqa: N818 - the expected answer to a bad file, not a fault of the program
    """The file cannot be read as a table; the text says in plain Vietnamese why, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. An ``error`` keeps its sign (``#REF!``) as value.

    *without_value*: a formula whose result the file does not hold (never computed by Excel or LibreOffice).
    *spread_from*: (row number, column index) of the first cell of the merge this value was spread from; None if it is its own.
    *font*: the font of a text where it is one of the old Vietnamese ones (``.VnTime``, ``VNI-Times``), else "".
    """

    kind: Kind
    value: Value = None
    without_value: bool = False
    spread_from: tuple[int, int] | None = None
    font: str = ""


EMPTY = Cell("empty")


@dataclass(frozen=True, slots=True)
class Row:
    """*number*: the sheet's own row number, from 1, counting empty and hidden rows. *cells* by column index from 0."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet or one table of a Word document: every row from the first to the last that holds a value, empty ones included.

    *above*: what stands over a table in its document. *is_of_document*: a table of a document, not a sheet. *note*: how the file
    had to be read, if people should know.
    """

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    above: tuple[str, ...] = ()
    is_of_document: bool = False
    note: str = ""


@dataclass(slots=True)
class Layout:
    """What python-calamine does not tell of a sheet. Positions are (row, column), both from 0."""

    last_row: int = -1
    last_column: int = -1
    lowest: int = -1  # with cells that hold nothing but stand in the file
    rightmost: int = -1
    hidden_rows: set[int] = field(default_factory=set)
    uncomputed: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)  # top, left, bottom, right
    fonts: dict[tuple[int, int], str] = field(default_factory=dict)  # old Vietnamese ones

    def holds_value(self, row: int, column: int) -> None:
        """Note a cell with a value; UnreadableSheet when the sheet grows past what is read."""
        self.must_fit(row, column)
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)

    def must_fit(self, row: int, column: int) -> None:
        """UnreadableSheet when a cell that may take memory lies out of bounds: python-calamine aborts the process there."""
        self.lowest, self.rightmost = max(self.lowest, row), max(self.rightmost, column)
        if row < MAX_ROWS and column < MAX_COLUMNS and (self.lowest + 1) * (self.rightmost + 1) <= MAX_CELLS:
            return
        limit = f"{MAX_ROWS:,}".replace(",", ".")
        raise UnreadableSheet(
            f"Bảng quá lớn: có ô ghi ở dòng {row + 1}, cột {column_letters(column)}; mỗi trang tính đọc tới {limit} dòng, "
            f"{MAX_COLUMNS} cột. Hãy xoá các ô thừa ở xa bảng (chọn các dòng, cột đó rồi Xoá), lưu lại rồi gửi lại."
        )


def column_letters(index: int) -> str:
    """Return the letters over column *index* (from 0): ``A``, ``Z``, ``AA``."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
