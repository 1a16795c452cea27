"""What a file says, passage by passage, and what of it the machine cannot read."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from kheo.democracy.sensitive.beside import beside
from kheo.democracy.sensitive.finding import Hidden, Passage
from kheo.democracy.sensitive.hidden import hidden_in_open_document, hidden_in_sheets, hidden_in_word
from kheo.democracy.sensitive.limits import must_fit
from kheo.democracy.sensitive.open_walk import open_passages
from kheo.democracy.sensitive.pieces import Written, trees
from kheo.democracy.sensitive.unread import pictures_note, unread_in
from kheo.democracy.sensitive.word_walk import paragraphs, text_parts
from kheo.documents.apart import work_apart
from kheo.foundation.plain_xml import read_xml
from kheo.foundation.sheets import Cell, Sheet, column_letters, read_sheets
from kheo.foundation.uploads.archives import Archive, open_archive
from kheo.foundation.uploads.checks import Checked

SCAN = (
    "Tệp là ảnh hoặc bản quét: máy không đọc được chữ trong đó. "
    "Người đăng tự xem từng trang, tìm số căn cước, điện thoại, tài khoản, ngày sinh."
)
LONG_PDF = "Tệp PDF quá dài: máy chỉ đọc 300 trang đầu. Tách tệp hoặc tự xem các trang sau."
UNREADABLE_PDF = "Máy không đọc được chữ trong tệp PDF này. Người đăng tự xem từng trang, hoặc gửi bản .docx để máy đọc."
SLIDES = "Máy không đọc tệp trình chiếu. Tự xem từng trang, hoặc gửi bản .docx."
ATTACHED = "Tệp PDF có tệp khác đính kèm bên trong; máy chưa đọc phần đó. Xoá tệp đính kèm hoặc tự xem lại."
ODD_PDF = "Máy không đọc được thuộc tính, ghi chú của tệp PDF này. Mở tệp, lưu lại rồi soát lại, hoặc tự xem."
ODD_FONTS = "Trang {} của tệp PDF dùng kiểu chữ mà máy có thể đọc sai: tự xem lại, hoặc gửi bản .docx."
PDF_HIDDEN = {
    "notes": "Tệp PDF còn {} ghi chú, nhận xét trên trang. Ai tải tệp về cũng mở ra xem được.",
    "layers": "Tệp PDF có {} lớp bị ẩn. Ai tải tệp về cũng bật lên xem được.",
    "former": "Tệp PDF còn giữ {} dòng chữ của bản trước khi sửa. Ai biết cách đều lấy lại được: in ra PDF mới rồi soát lại.",
}
Read = tuple[list[Passage], list[str], list[Hidden]]
_GAPS = frozenset({"tab", "s", "line-break", "br"})
_ENDS = frozenset({"p", "h", "comment", "threadedComment", "desc", "title", "creator", "date"})
_VALUE = re.compile(rb"<(?:\w{1,20}:)?(?:v|is)[\s>]")
_XLSX_SIDE = re.compile(r"xl/((?:comments/)?comments?\d*|threadedComments/\w+|drawings/drawing\d+)\.xml")


def text_passages(text: str) -> list[Passage]:
    must_fit(text.count("\n"), len(text))
    return [Passage(f"Dòng {number}", line, flow="lines") for number, line in enumerate(text.split("\n"), start=1)]


def file_passages(checked: Checked) -> Read:
    """Passages of *checked*, what could not be read, what is hidden; UnreadableSheet for a table that is too large or broken."""
    kind = checked.extension
    if kind == "txt":
        return text_passages(decoded(checked.data)), [], []
    if kind in {"xlsx", "ods", "csv", "tsv"}:
        return _sheet_passages(checked)
    if kind == "docx":
        archive = open_archive(checked.name, checked.data)
        parts, broken = trees(archive)
        found = [one.passage for one in word_passages(parts)]
        return found, unread_in(archive, parts, broken), hidden_in_word(parts)
    if kind == "odt":
        archive = open_archive(checked.name, checked.data)
        parts, broken = trees(archive)
        found = [one.passage for one in open_passages(parts)]
        return found, unread_in(archive, parts, broken), hidden_in_open_document(archive)
    if kind == "pdf":
        return _pdf_passages(checked.data)
    return [], [SLIDES if kind in {"pptx", "odp"} else SCAN], []


def word_passages(parts: dict[str, Any]) -> Iterator[Written]:
    """Paragraphs first, then what stands beside them."""
    yield from paragraphs(parts)
    yield from beside(parts, text_parts(parts))


def _around(archive: Archive) -> list[Passage]:
    """Heads and feet of pages, properties of an OpenDocument."""
    names = (("styles.xml", "Đầu trang, chân trang"), ("meta.xml", "Thuộc tính của tệp"))
    return [one for part, label in names if part in archive.heads for one in _plain_paragraphs(archive, part, label)]


def decoded(data: bytes) -> str:
    """A plain text as people save it: UTF-8, or UTF-16 with its mark; odd bytes are shown as such, never lost silently."""
    return data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig", errors="replace")


def _sheet_passages(checked: Checked) -> Read:
    found: list[Passage] = []
    if checked.extension == "xlsx":
        must_fit(_values(open_archive(checked.name, checked.data)))
    sheets = read_sheets(checked.name, checked.data)
    for sheet in sheets:
        found += _cells(sheet)
    if checked.extension not in {"xlsx", "ods"}:
        return found, [], []
    archive = open_archive(checked.name, checked.data)
    if checked.extension == "ods":
        told = {one.text for one in found}
        more = (*_plain_paragraphs(archive, "content.xml", "Ghi chú trong bảng tính"), *_around(archive))
        hidden = [*hidden_in_sheets(sheets, {}, 0), *hidden_in_open_document(archive)]
        return [*found, *(one for one in more if one.text not in told)], unread_in(archive, {}, ()), hidden
    drawn = [part for part in archive.heads if _XLSX_SIDE.fullmatch(part)]
    found += [one for part in drawn for one in _plain_paragraphs(archive, part, "Ghi chú, hình vẽ trong bảng tính")]
    parts, broken = trees(archive)
    found += [one.passage for one in beside(parts, drawn, [one.text for one in found])]
    remarks = sum(1 for part in drawn if part in parts and "drawing" not in part for _one in parts[part].iter("{*}comment"))
    return found, unread_in(archive, parts, broken), hidden_in_sheets(sheets, parts, remarks)


def _values(archive: Archive) -> int:
    """Cells of a workbook that hold something, counted before any is made."""
    parts = [name for name in archive.heads if name.startswith("xl/worksheets/") and name.endswith(".xml")]
    return sum(len(_VALUE.findall(chunk)) for part in parts for chunk in archive.chunks(part))


def cell_place(sheet: str, row: int, column: int) -> str:
    """*column* from 0, *row* as the sheet counts it."""
    return f"Trang «{sheet}», ô {column_letters(column)}{row}"


def _cells(sheet: Sheet) -> Iterator[Passage]:
    heads: dict[int, str] = {}
    for row in sheet.rows:
        for column, cell in enumerate(row.cells):
            text = _written(cell)
            if not text:
                continue
            heading = heads.get(column, "")
            if not cell.spread_from:
                is_number = cell.kind in {"int", "float"}
                place = cell_place(sheet.name, row.number, column)
                yield Passage(place, text, heading, is_number, row=f"{sheet.name} {row.number}", column=f"{sheet.name} {column}")
            if cell.kind == "text" and not any(character.isdecimal() for character in text) and len(heading) < 200:
                heads[column] = f"{heading} {text}".strip()


def _written(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None or isinstance(value, bool) else str(value)


def _plain_paragraphs(archive: Archive, part: str, label: str) -> list[Passage]:
    """Texts of an XML part, one passage where a paragraph, comment or shape ends; in a file's properties after each of them."""
    pieces: list[str] = []
    lines: list[str] = []

    def end(name: str) -> None:
        local = name.rpartition(" ")[2]
        if local in _GAPS:
            pieces.append(" ")
        if local in _ENDS or part == "meta.xml":
            lines.append("".join(pieces))
            pieces.clear()

    read_xml(archive.chunks(part), end=end, text=pieces.append)
    lines.append("".join(pieces))
    return [Passage(f"{label}, đoạn {number}", line, flow=label) for number, line in enumerate(lines, start=1) if line.strip()]


def _pdf_passages(data: bytes) -> Read:
    out = work_apart("kheo.democracy.sensitive.pdf_child", data)
    if out is None:
        return [], [UNREADABLE_PDF], []
    told = json.loads(out)
    found = [
        Passage(f"Trang {page}, dòng {number}", line, flow="pages")
        for page, text in enumerate(told["pages"], start=1)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]
    beside = [
        Passage(f"Thuộc tính, ghi chú của tệp PDF, chỗ {number}", line) for number, line in enumerate(told["beside"], start=1)
    ]
    beside += [
        Passage(f"Bản trước còn nằm trong tệp PDF, dòng {number}", line) for number, line in enumerate(told["former"], start=1)
    ]
    without = [str(page) for page, text in enumerate(told["pages"], start=1) if not text.strip()]
    hidden = [Hidden(key, PDF_HIDDEN[key].format(number)) for key, number in told["hidden"].items() if number]
    left = [LONG_PDF] if told["left"] else []
    pictures = [f"trang {page}" for page, number in enumerate(told["pictures"], start=1) for _one in range(number)]
    left += [pictures_note(0, pictures)] if pictures and found else []
    odd = [str(page) for page, is_odd in enumerate(told["fonts"], start=1) if is_odd]
    left += [ODD_FONTS.format(", ".join(odd[:20]))] if odd else []
    left += [ATTACHED] if told["attached"] else []
    left += [ODD_PDF] if told["odd"] else []
    if not found:
        return beside, [SCAN, *left], hidden
    if without:
        left.append(f"Trang {', '.join(without[:20])} của tệp PDF không có chữ để đọc (có thể là ảnh quét): tự xem lại.")
    return [*found, *beside], left, hidden
