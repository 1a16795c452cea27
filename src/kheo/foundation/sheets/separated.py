"""Text with separators (.csv, .tsv): encoding and separator found out, rows counted as a spreadsheet program shows them.

A record is one row, also when a quoted cell runs over several lines, and an empty line is an empty row: the number is the one
seen at the left after opening the file in Excel or LibreOffice. The line ``sep=;`` that Excel understands is no row.
"""

import codecs
import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from kheo.foundation.legacy_encodings import legacy_font
from kheo.foundation.sheets.cells import EMPTY, Cell, Layout, Row, Sheet, UnreadableSheet
from kheo.foundation.syllables import is_syllable

_SEPARATORS = ";,\t|"
_SAMPLE_RECORDS = 60
_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_END = "hết"  # a last record of our own: an open quote swallows it
_PLAUSIBLE = 0.9  # share of marked words that are Vietnamese syllables


def _as_windows_1258(data: bytes) -> str | None:
    """Return *data* read as Windows-1258 if what comes out is Vietnamese; old Windows programs still write it."""
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    marked = [word for word in _WORD.findall(text) if not word.isascii()]
    good = sum(is_syllable(word) for word in marked)
    return text if marked and good >= _PLAUSIBLE * len(marked) else None


def _decoded(name: str, data: bytes) -> str:
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    with suppress(UnicodeDecodeError):
        return data.decode(encoding)
    text = _as_windows_1258(data)
    if text is not None:
        return text
    family = legacy_font(data.decode("cp1252", errors="replace"))
    if family:
        raise UnreadableSheet(
            f"Tệp «{name}» gõ bằng phông chữ cũ ({family}), không phải Unicode. "
            "Hãy chuyển sang Unicode (phông Times New Roman) bằng UniKey, lưu lại rồi gửi lại."
        )
    raise UnreadableSheet(
        f"Tệp «{name}» không phải mã UTF-8 nên chữ có dấu không đọc được. "
        "Hãy mở bằng Excel, chọn «Lưu thành» kiểu .xlsx hoặc «CSV UTF-8», rồi gửi lại."
    )


def _records(text: str, separator: str) -> Iterator[list[str]]:
    """Yield the records of *text*; csv.Error when a quote is opened and never closed, and so swallowed the rest."""
    last: list[str] | None = None
    for record in csv.reader(io.StringIO(f"{text}\n{_END}", newline=""), delimiter=separator):
        if last is not None:
            yield last
        last = record
    if last != [_END]:
        raise csv.Error("quote left open")


def _separator(text: str) -> str:
    """Return the separator under which the first records agree best on a number of columns."""

    def agreement(separator: str) -> tuple[int, int]:
        widths = Counter[int]()
        try:
            for _, record in zip(range(_SAMPLE_RECORDS), _records(text, separator), strict=False):
                filled = len(record)
                if filled > 1:
                    widths[filled] += 1
        except csv.Error:
            return (0, 0)
        columns, rows = max(widths.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
        return rows, columns

    return max(_SEPARATORS, key=agreement)


def read_separated(name: str, data: bytes) -> Sheet:
    """Read *data* as one sheet of text cells; UnreadableSheet for an unknown encoding, a broken quote or too large a table."""
    text = _decoded(name, data)
    hint = _HINT.match(text)
    separator = hint[1] if hint else _separator(text)
    layout, rows = Layout(), []
    try:
        for index, record in enumerate(_records(text[hint.end() :] if hint else text, separator)):
            filled = [column for column, value in enumerate(record) if value.strip()]
            if filled:
                layout.holds_value(index, filled[-1])
            kept = record[: filled[-1] + 1] if filled else []
            rows.append([Cell("text", value) if value.strip() else EMPTY for value in kept])
    except csv.Error as error:
        raise UnreadableSheet(
            f"Tệp «{name}» hỏng ở dòng {len(rows) + 1} (ô quá dài hoặc dấu ngoặc kép không khép). "
            "Hãy mở bằng Excel, lưu thành .xlsx rồi gửi lại."
        ) from error
    width = layout.last_column + 1
    padded = (cells + [EMPTY] * (width - len(cells)) for cells in rows[: layout.last_row + 1])
    return Sheet(name, tuple(Row(index + 1, tuple(cells)) for index, cells in enumerate(padded)))
