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
from collections.abc import Callable, Iterator
from contextlib import suppress

from kheo.foundation.encodings import CERTAIN, detect
from kheo.foundation.sheets.cells import EMPTY, Cell, Layout, Row, Sheet, UnreadableSheet
from kheo.foundation.syllables import is_syllable

_SEPARATORS = ";,\t|"
_SAMPLE_RECORDS = 60
_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_END = "hết"  # a last record of our own: an open quote swallows it
_PLAUSIBLE = 0.9  # share of marked words that are Vietnamese syllables
_MOSTLY = 0.7  # share of pieces in an old font
_SAMPLE_PIECES = 400
_SAMPLE_LENGTH = 1_000  # characters of a piece
_SAMPLE_BYTES = 400_000
_MOST_RECORDS = 1_048_576  # rows of a sheet in any spreadsheet program
# VISCII (RFC 1456): what each byte above 127 shows; six capitals stand among the control characters.
_VISCII = str.maketrans(
    dict(
        zip(
            [0x02, 0x05, 0x06, 0x14, 0x19, 0x1E, *range(0x80, 0x100)],
            "ẲẴẪỶỸỴ"
            "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
            "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
            strict=True,
        )
    )
)


def _share_of_syllables(text: str) -> float:
    """Return how many of the words with marks are Vietnamese; 0 where no word has any."""
    marked = [word for word in _WORD.findall(text) if not word.isascii()]
    return sum(map(is_syllable, marked)) / len(marked) if marked else 0.0


def _share_in_old_fonts(text: str) -> float:
    """Return how many pieces between separators are of an old font; 0 where none is so beyond doubt."""
    pieces = [piece for piece in re.split(r"[;,\t|\r\n]", text) if not piece.isascii()][:_SAMPLE_PIECES]
    read = [detect(piece[:_SAMPLE_LENGTH]) for piece in pieces]
    if not any(one.encoding != "unicode" and one.confidence >= CERTAIN for one in read):
        return 0.0
    # Short pieces may be words of Unicode by chance («Phó» is how TCVN3 writes «Phú»): they speak neither for nor against.
    telling = [one for one in read if one.encoding != "unicode" or one.confidence < CERTAIN]
    return sum(one.encoding != "unicode" for one in telling) / len(telling)


def _as_viscii(data: bytes) -> str:
    return data.decode("latin-1").translate(_VISCII)


_CODE_PAGES: tuple[tuple[str, Callable[[bytes], str], Callable[[str], float], float], ...] = (
    (
        "Windows-1258",
        lambda data: unicodedata.normalize("NFC", data.decode("cp1258", errors="replace")),
        _share_of_syllables,
        _PLAUSIBLE,
    ),
    ("VISCII", _as_viscii, _share_of_syllables, _PLAUSIBLE),
    ("", lambda data: data.decode("cp1252", errors="replace"), _share_in_old_fonts, _MOSTLY),
)


def _is_utf8(line: bytes) -> bool:
    with suppress(UnicodeDecodeError):
        line.decode("utf-8")
        return True
    return False


def _decoded(name: str, data: bytes) -> tuple[str, str]:
    """Return the text and how it had to be read: "" for Unicode and for old fonts, which each cell tells of itself."""
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    with suppress(UnicodeDecodeError):
        return data.decode(encoding), ""
    lines = data.splitlines(keepends=True)
    odd = b"".join(line for line in lines if not _is_utf8(line))[:_SAMPLE_BYTES]
    for label, decode, share, least in _CODE_PAGES:
        if share(decode(odd)) >= least:
            # Files put together from several may have some lines in Unicode, others in the code page.
            text = "".join(line.decode("utf-8") if _is_utf8(line) else decode(line) for line in lines)
            return text.removeprefix("\ufeff"), f"Tệp được đọc theo bảng mã {label}, không phải Unicode." if label else ""
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
    text, note = _decoded(name, data)
    hint = _HINT.match(text)
    separator = hint[1] if hint else _separator(text)
    layout, rows, number = Layout(), dict[int, list[Cell]](), 0
    try:
        for index, record in enumerate(_records(text[hint.end() :] if hint else text, separator)):
            number = index + 1
            if number > _MOST_RECORDS:
                raise UnreadableSheet(f"Tệp «{name}» có hơn một triệu dòng. Hãy xoá các dòng trống thừa, lưu lại rồi gửi lại.")
            filled = [column for column, value in enumerate(record) if value.strip()]
            if filled:  # an empty line counts, but is not kept: a small file may hold ten million
                layout.holds_value(index, filled[-1])
                kept = record[: filled[-1] + 1]
                rows[index] = [Cell("text", value) if value.strip() else EMPTY for value in kept]
    except csv.Error as error:
        raise UnreadableSheet(
            f"Tệp «{name}» hỏng ở dòng {number + 1} (ô quá dài hoặc dấu ngoặc kép không khép). "
            "Hãy mở bằng Excel, lưu thành .xlsx rồi gửi lại."
        ) from error
    width = layout.last_column + 1
    listed = (rows.get(index, []) for index in range(layout.last_row + 1))
    padded = (cells + [EMPTY] * (width - len(cells)) for cells in listed)
    return Sheet(name, tuple(Row(index + 1, tuple(cells)) for index, cells in enumerate(padded)), note=note)
