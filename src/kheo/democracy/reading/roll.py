"""Lists of households as villages keep them: a spreadsheet in any order of columns, or lines «số; đại diện; cụm»."""

from collections.abc import Iterable
from dataclasses import dataclass

from kheo.foundation.sheets import EMPTY, Cell, Row, UnreadableSheet, read_sheets
from kheo.foundation.text import fold, tidy

HEADINGS = {
    "number": ("so ho", "ho so", "stt", "so thu tu", "tt", "ma ho"),
    "representative": ("dai dien ho", "nguoi dai dien", "dai dien", "chu ho", "ho va ten", "ho ten", "ten"),
    "cluster": ("cum dan cu", "cum", "ngo", "xom", "duong", "khu"),
}
LOOKED_AT = 15  # rows in which the heading is looked for: a title and its date stand above it
TOLD_AGAIN = "Cần một hàng tiêu đề có cột «Đại diện hộ» (hoặc «Chủ hộ», «Họ và tên»); thêm cột «Số hộ», «Cụm» nếu có."


@dataclass(frozen=True)
class RollLine:
    """One line: *row* is its number for whoever mends it; *number* as typed, empty where the next free one is wanted."""

    row: int
    number: str
    representative: str
    cluster: str = ""


def read_roll(name: str, data: bytes) -> list[RollLine]:
    """Return the households of the first sheet that has a heading; UnreadableSheet in plain words where none has."""
    for sheet in read_sheets(name, data):
        lines = None if sheet.hidden else _lines_of(sheet.rows)
        if lines is not None:
            return lines
    raise UnreadableSheet(f"Không thấy danh sách hộ trong «{name}». {TOLD_AGAIN}")


def _lines_of(rows: Iterable[Row]) -> list[RollLine] | None:
    columns: dict[str, int] = {}
    lines: list[RollLine] = []
    for position, row in enumerate(rows):
        if not columns:
            if position >= LOOKED_AT:
                return None
            columns = _columns(row)
            continue
        told = {name: _text(row, column) for name, column in columns.items()}
        if told["representative"]:
            lines.append(RollLine(row.number, told.get("number", ""), told["representative"], told.get("cluster", "")))
        elif told.get("number") and told.get("cluster"):
            lines.append(RollLine(row.number, told["number"], "", told["cluster"]))
    return lines if columns else None


def _columns(row: Row) -> dict[str, int]:
    """Columns of a heading by what they hold; empty for a row that is none."""
    folded = [fold(str(cell.value)) if cell.kind == "text" else "" for cell in row.cells]
    found: dict[str, int] = {}
    for name, words in HEADINGS.items():
        for word in words:
            place = next((index for index, text in enumerate(folded) if text == word and index not in found.values()), None)
            if place is not None:
                found[name] = place
                break
    return found if "representative" in found else {}


def _text(row: Row, column: int) -> str:
    cell: Cell = row.cells[column] if column < len(row.cells) else EMPTY
    if cell.kind == "float" and isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    return "" if cell.kind == "empty" else tidy(str(cell.value))


def read_lines(text: str) -> list[RollLine]:
    """Lines typed or pasted: «12; Cá nhân 12; Ngõ 3» with ; or tabs between; one part alone is the representative."""
    lines = []
    for row, line in enumerate(text.splitlines(), 1):
        parts = [tidy(part) for part in line.replace("\t", ";").split(";")]
        if not any(parts):
            continue
        if len(parts) == 1:
            lines.append(RollLine(row, "", parts[0]))
        else:
            lines.append(RollLine(row, parts[0], parts[1], ", ".join(part for part in parts[2:] if part)))
    return lines


def written_lines(lines: Iterable[RollLine]) -> str:
    """The same lines to be mended in a field."""
    return "\n".join(f"{line.number}; {line.representative}; {line.cluster}".rstrip("; ") for line in lines)
