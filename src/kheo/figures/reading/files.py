"""A .txt, .docx or saved web page as text; everything else is refused in words a writer understands."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from .web_pages import text_of_page

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 60 * 1024 * 1024
MAX_ENTRIES = 3000
MAX_TEXT = 5 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class UnreadableDocumentError(ValueError):
    """The file cannot be read as text; the message, in Vietnamese, says why and what to do."""


def read_document(name: str, data: bytes) -> str:
    """Return the text of the file called *name*, one paragraph or row a line.

    It is .txt or .html in UTF-8, or in UTF-16 with its mark, or .docx.

    Raises UnreadableDocumentError for any other type, and for empty, broken, encrypted or oversized files and zip bombs.
    """
    if not data:
        raise UnreadableDocumentError(f"Tệp «{name}» rỗng. Hãy chọn tệp có nội dung.")
    if len(data) > MAX_BYTES:
        raise UnreadableDocumentError(f"Tệp «{name}» lớn quá {MAX_BYTES // 1024 // 1024} MB. Hãy tách tệp hoặc bỏ bớt hình ảnh.")
    suffix = name.lower().rpartition(".")[2] if "." in name else ""
    if data.startswith(_OLE):
        raise UnreadableDocumentError(
            f"Tệp «{name}» là tệp Word đời cũ (.doc) hoặc có đặt mật khẩu. Hãy mở bằng Word, bỏ mật khẩu và lưu lại dạng .docx."
        )
    if suffix == "txt":
        return _text(name, data)
    if suffix in {"html", "htm"}:
        return text_of_page(_text(name, data))
    if suffix == "docx":
        return _docx(name, data)
    raise UnreadableDocumentError(f"Tệp «{name}» không phải .txt, .docx hay .html. Hãy lưu văn bản thành một trong các dạng đó.")


def _text(name: str, data: bytes) -> str:
    if len(data) > MAX_TEXT:
        raise UnreadableDocumentError(f"Tệp «{name}» dài quá {MAX_TEXT // 1024 // 1024} MB văn bản. Hãy tách thành nhiều tệp.")
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocumentError(
            f"Tệp «{name}» không phải văn bản Unicode (UTF-8) ở gần byte {error.start}. Hãy lưu lại với bảng mã UTF-8."
        ) from error
    if "\0" in text:
        raise UnreadableDocumentError(f"Tệp «{name}» không phải tệp văn bản. Hãy lưu lại dạng .txt với bảng mã UTF-8.")
    return text


def _docx(name: str, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_archive(name, archive)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        if isinstance(error, UnreadableDocumentError):
            raise
        raise UnreadableDocumentError(f"Tệp «{name}» không phải tệp .docx nguyên vẹn. Hãy mở bằng Word và lưu lại.") from error
    try:
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(_paragraphs(document))
    except Exception as error:  # the library raises many kinds on broken packages; each means the same to the writer
        raise UnreadableDocumentError(f"Tệp «{name}» bị hỏng, không đọc được nội dung. Hãy mở bằng Word và lưu lại.") from error
    if len(text) > MAX_TEXT:
        raise UnreadableDocumentError(f"Tệp «{name}» quá dài. Hãy tách thành nhiều tệp.")
    return text


def _check_archive(name: str, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise UnreadableDocumentError(f"Tệp «{name}» nở ra quá lớn khi giải nén nên không được mở. Hãy bỏ bớt nội dung nhúng.")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UnreadableDocumentError(f"Tệp «{name}» có đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.")
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        raise UnreadableDocumentError(f"Tệp «{name}» có macro. Hãy lưu lại dạng .docx không macro.")


def _paragraphs(container: Document | _Cell) -> Iterator[str]:
    """Yield the paragraphs in the order of the document, those of tables row by row, merged cells once."""
    for block in container.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from _table_lines(block)


def _table_lines(table: Table) -> Iterator[str]:
    """Yield a row as one line of cells parted by tabs, or cell by cell where a cell holds more than one paragraph."""
    seen: set[Any] = set()
    for row in table.rows:
        cells: list[_Cell | None] = []
        for cell in row.cells:
            cells.append(None if cell._tc in seen else cell)  # noqa: SLF001 - the library's only identity of a merged cell
            seen.add(cell._tc)  # noqa: SLF001 - as above
        if len(cells) > 1 and all(cell is None or _is_plain(cell) for cell in cells):
            yield "\t".join("" if cell is None else cell.text for cell in cells)
            continue
        for cell in cells:
            if cell is not None:
                yield from _paragraphs(cell)


def _is_plain(cell: _Cell) -> bool:
    return len(cell.paragraphs) == 1 and not cell.tables and not {"\n", "\t"} & set(cell.text)
