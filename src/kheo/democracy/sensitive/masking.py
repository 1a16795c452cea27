"""A copy in which the chosen findings are masked. Afterwards nothing of a masked value may be left anywhere in the file."""

import io
import re
import zipfile
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from html import unescape

from lxml import etree
from openpyxl import load_workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.packaging.custom import CustomPropertyList
from openpyxl.worksheet.header_footer import HeaderFooter
from openpyxl.worksheet.worksheet import Worksheet

from kheo.democracy.sensitive.dropping import cells_of, drop_from_book, drop_from_word, merged_cells
from kheo.democracy.sensitive.finding import FILE_NAME, Finding, Look
from kheo.democracy.sensitive.hidden import hidden_columns
from kheo.democracy.sensitive.lookalikes import letters_as_digits
from kheo.democracy.sensitive.open_walk import drop_from_open, open_passages
from kheo.democracy.sensitive.passages import cell_place, decoded, word_passages
from kheo.democracy.sensitive.pieces import trees
from kheo.democracy.sensitive.plain import read_as
from kheo.democracy.sensitive.values import masked_pieces
from kheo.foundation.uploads.archives import open_archive
from kheo.foundation.uploads.checks import Checked

MOST_CELLS = 200_000  # openpyxl keeps some 50 bytes to 1 kB a cell

_BETWEEN = re.compile(r"(?<=\d)[ .,\-/_~*|:]+(?=\d)")
_LONG_NUMBER = re.compile(r"\d(?:[ .,\-/_]?\d){7}")

SHARED = frozenset({"birth", "birth_year", "address"})
"""Kinds of which two people may have the same value: one's may be masked and the other's kept."""


_Cover = tuple[int, int, str]


class CannotMaskError(ValueError):
    """No masked copy of this file is made here; the text says why in plain Vietnamese, and how to mend it."""


def mask_text(text: str, findings: Iterable[Finding]) -> str:
    lines = text.split("\n")
    for number, covers in _covers(lines, findings).items():
        lines[number] = _over(lines[number], covers)
    return "\n".join(lines)


def mask_file(checked: Checked, look: Look, findings: Sequence[Finding], drop: Collection[str] = ()) -> bytes:
    """The file of *look* with *findings* masked and without what *drop* names (``Hidden.key``).

    CannotMaskError for a kind, or a file, of which no clean copy can be made.
    """
    if checked.extension == "txt":
        return mask_text(decoded(checked.data), [one for one in findings if one.place != FILE_NAME]).encode()
    if checked.extension == "docx":
        copy = _masked_docx(checked, look, findings, drop)
    elif checked.extension == "odt":
        copy = _masked_odt(checked, look, findings, drop)
    elif checked.extension == "xlsx":
        copy = _masked_xlsx(checked, look, findings, drop)
    else:
        raise CannotMaskError(
            f"Tệp .{checked.extension} không che được ở đây. Hãy mở bản gốc (.docx, .odt, .xlsx), xoá hoặc che trong đó, xuất "
            "lại rồi soát tệp mới; che bằng ô đen vẽ đè lên PDF thì chữ bên dưới vẫn còn."
        )
    _nothing_left(copy, look, findings)
    return copy


def mask_name(checked: Checked, look: Look, findings: Iterable[Finding]) -> str:
    """The file's name without its ending, with what of *findings* stands in it masked."""
    covers = _covers([one.text for one in look.passages], [one for one in findings if one.place == FILE_NAME])
    return _over(checked.name.rpartition(".")[0], covers.get(len(look.passages) - 1, []))


def _covers(texts: Sequence[str], findings: Iterable[Finding]) -> dict[int, list[_Cover]]:
    """What comes over which characters, by the number of the passage."""
    grouped: dict[int, list[_Cover]] = {}
    for finding in findings:
        raw = [texts[span.passage][span.start : span.end] for span in finding.spans]
        for span, piece in zip(finding.spans, masked_pieces(finding.kind, raw), strict=True):
            grouped.setdefault(span.passage, []).append((span.start, span.end, piece))
    return grouped


def _over(text: str, covers: Iterable[_Cover]) -> str:
    """*text* with the masked values, each as long as what it stands over."""
    shown = list(text)
    for start, end, piece in covers:
        shown[start:end] = piece
    return "".join(shown)


def _masked_docx(checked: Checked, look: Look, findings: Iterable[Finding], drop: Collection[str]) -> bytes:
    """The small picture of the first page that some programs keep beside it shows the values still: it stays behind."""
    archive = open_archive(checked.name, checked.data)
    parts, _broken = trees(archive)
    grouped = _covers([one.text for one in look.passages], findings)
    for number, written in enumerate(word_passages(parts)):
        if number in grouped:
            written.write(_over(written.passage.text, grouped[number]))
    gone = drop_from_word(parts, drop)
    for link in list(parts.get("_rels/.rels", ())):
        if str(link.get("Type")).endswith("/thumbnail"):
            link.getparent().remove(link)
    changed = {
        name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) for name, root in parts.items()
    }
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.heads:
            if name not in gone and not name.startswith("docProps/thumbnail."):
                copy.writestr(name, changed.get(name) or archive.read(name))
    return kept.getvalue()


def _masked_odt(checked: Checked, look: Look, findings: Iterable[Finding], drop: Collection[str]) -> bytes:
    archive = open_archive(checked.name, checked.data)
    parts, _broken = trees(archive)
    grouped = _covers([one.text for one in look.passages], findings)
    for number, written in enumerate(open_passages(parts)):
        if number in grouped:
            written.write(_over(written.passage.text, grouped[number]))
    drop_from_open(parts, drop)
    changed = {name: etree.tostring(root, xml_declaration=True, encoding="UTF-8") for name, root in parts.items()}
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.heads:
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED  # its kind is read without unpacking
            if not name.startswith("Thumbnails/"):
                copy.writestr(name, changed.get(name) or archive.read(name), how)
    return kept.getvalue()


def _masked_xlsx(checked: Checked, look: Look, findings: Iterable[Finding], drop: Collection[str]) -> bytes:
    """Values instead of formulas: a formula could bring a masked value back; whatever is no cell stays behind."""
    parts, _broken = trees(open_archive(checked.name, checked.data))
    if len(look.passages) + merged_cells(parts) > MOST_CELLS:
        raise CannotMaskError("Bảng tính quá lớn để che ở đây. Tách thành nhiều tệp nhỏ hơn rồi soát lại từng tệp.")
    covers = _covers([one.text for one in look.passages], findings)
    places = {look.passages[number].place: _over(look.passages[number].text, of_cell) for number, of_cell in covers.items()}
    book = load_workbook(io.BytesIO(checked.data), data_only=True, keep_links=False)
    for sheet in book.worksheets:
        _mask_sheet(sheet, places)
    drop_from_book(book, drop, {sheet.title: hidden_columns(parts, sheet.title) for sheet in book.worksheets})
    for number, sheet in enumerate(book.worksheets, start=1):
        if _LONG_NUMBER.search(sheet.title):
            sheet.title = f"Trang {number}"
    formats = book._number_formats  # type: ignore[attr-defined]  # noqa: SLF001  «"0912345678"» shows a number that no cell holds
    formats[:] = ["General" if _LONG_NUMBER.search(one) else one for one in formats]
    book.defined_names.clear()
    book.properties = DocumentProperties(creator="", modified=datetime.now(tz=UTC))
    book.custom_doc_props = CustomPropertyList()  # type: ignore[attr-defined]  # its stubs are older
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _mask_sheet(sheet: Worksheet, places: dict[str, str]) -> None:
    sheet._pivots = []  # type: ignore[attr-defined]  # noqa: SLF001  a pivot keeps a copy of the rows it was made from; openpyxl has no other way
    sheet._images = []  # type: ignore[attr-defined]  # noqa: SLF001  as above: drawn texts were not masked
    sheet._charts = []  # type: ignore[attr-defined]  # noqa: SLF001  as above: a chart keeps a copy of what it draws
    sheet.defined_names.clear()
    sheet.data_validations.dataValidation = []
    sheet.HeaderFooter = HeaderFooter()
    for cell in cells_of(sheet):
        cell.comment = cell.hyperlink = None
        found = places.get(cell_place(sheet.title, cell.row or 0, (cell.column or 1) - 1))
        if found:
            cell.value = found
            cell.number_format = "@"


def _nothing_left(copy: bytes, look: Look, findings: Iterable[Finding]) -> None:
    """CannotMaskError when a masked value still stands somewhere in the file, however it is spelt: in an address, a chart."""
    texts = [one.text for one in look.passages]
    values = [(one.kind, _spelt(one.value(texts))) for one in findings if one.kind not in SHARED]
    numbers: dict[int, set[str]] = {}
    for value in {re.sub(r"\D", "", value) for kind, value in values if kind != "mail"}:
        numbers.setdefault(len(value), set()).add(value)
    others = {value for kind, value in values if kind == "mail"}
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        for part in archive.namelist():
            written = _decoded_part(archive.read(part))
            spoken = re.sub(r"<[^>]*>", "", written)
            told = [_spelt(unescape(text)) for text in (written, spoken)]
            if any(_has_number(text, numbers) or any(value in text for value in others) for text in told):
                raise CannotMaskError(
                    f"Giá trị cần che còn nằm ở một chỗ khác của tệp («{part[:60]}»: liên kết, biểu đồ, thuộc tính, hoặc một "
                    "chỗ bạn chọn giữ). Chọn che cả chỗ đó, hoặc xoá phần ấy khỏi tệp gốc rồi soát lại."
                )


def _has_number(text: str, numbers: dict[int, set[str]]) -> bool:
    """Whether one of *numbers*, by how long they are, stands in *text*: asked of each place once, however many they are."""
    return any(
        run[at : at + length] in those
        for run in re.findall(r"\d{6,}", text)
        for length, those in numbers.items()
        for at in range(len(run) - length + 1)
    )


def _decoded_part(data: bytes) -> str:
    """A part as text, and of a file within the file the parts of that."""
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as inner:
                return "\n".join(_decoded_part(inner.read(name)) for name in inner.namelist())
        except zipfile.BadZipFile:
            return data.decode("utf-8", "ignore")
    return data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8", "ignore")


def _spelt(text: str) -> str:
    """*text* without what people put between the digits of one number, and without capitals."""
    return _BETWEEN.sub("", letters_as_digits(read_as(text))).lower()
