"""A copy in which the chosen findings are masked. Afterwards nothing of a masked value may be left anywhere in the file."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from html import escape

from lxml import etree
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kheo.democracy.sensitive.finding import Finding, Look, Passage
from kheo.democracy.sensitive.passages import cell_place, decoded
from kheo.democracy.sensitive.values import masked
from kheo.democracy.sensitive.word_walk import paragraphs, parsed_parts
from kheo.foundation.uploads.archives import open_archive
from kheo.foundation.uploads.checks import Checked

MOST_CELLS = 200_000  # openpyxl keeps some 50 bytes to 1 kB a cell

SHARED = frozenset({"birth", "address"})
"""Kinds of which two people may have the same value: one's may be masked and the other's kept."""


class CannotMaskError(ValueError):
    """No masked copy of this file is made here; the text says why in plain Vietnamese, and how to mend it."""


def mask_text(text: str, findings: Iterable[Finding]) -> str:
    lines = text.split("\n")
    for number, of_line in _by_passage(findings).items():
        lines[number] = _over(lines[number], of_line)
    return "\n".join(lines)


def mask_file(checked: Checked, look: Look, findings: Sequence[Finding]) -> bytes:
    """The file of *look* with *findings* masked; CannotMaskError for a kind, or a file, of which no clean copy can be made."""
    if checked.extension == "txt":
        return mask_text(decoded(checked.data), findings).encode()
    if checked.extension == "docx":
        copy = _masked_docx(checked, findings)
    elif checked.extension == "xlsx":
        copy = _masked_xlsx(checked, look, findings)
    else:
        raise CannotMaskError(
            f"Tệp .{checked.extension} không che được ở đây. Hãy mở bản gốc (.docx, .xlsx), xoá hoặc che trong đó, xuất lại rồi "
            "soát tệp mới; che bằng ô đen vẽ đè lên PDF thì chữ bên dưới vẫn còn."
        )
    _nothing_left(copy, look, findings)
    return copy


def _by_passage(findings: Iterable[Finding]) -> dict[int, list[Finding]]:
    grouped: dict[int, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.passage, []).append(finding)
    return grouped


def _over(text: str, findings: Iterable[Finding]) -> str:
    """*text* with the masked values, each as long as what it stands over."""
    shown = list(text)
    for one in findings:
        shown[one.start : one.end] = masked(one.kind, text[one.start : one.end])
    return "".join(shown)


def _masked_docx(checked: Checked, findings: Iterable[Finding]) -> bytes:
    archive = open_archive(checked.name, checked.data)
    parts = parsed_parts(archive)
    grouped = _by_passage(findings)
    for number, written in enumerate(paragraphs(parts)):
        if number not in grouped:
            continue
        text, at = _over(written.passage.text, grouped[number]), 0
        for node in written.nodes:
            length = len(node.text or "")
            node.text, at = text[at : at + length], at + length
    changed = {
        name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) for name, root in parts.items()
    }
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.heads:
            copy.writestr(name, changed.get(name) or archive.read(name))
    return kept.getvalue()


def _masked_xlsx(checked: Checked, look: Look, findings: Iterable[Finding]) -> bytes:
    """Values instead of formulas: a formula could bring a masked value back; comments, pivots and pictures stay behind."""
    if len(look.passages) > MOST_CELLS:
        raise CannotMaskError("Bảng tính quá lớn để che ở đây. Tách thành nhiều tệp nhỏ hơn rồi soát lại từng tệp.")
    places = {look.passages[number].place: of_cell for number, of_cell in _by_passage(findings).items()}
    book = load_workbook(io.BytesIO(checked.data), data_only=True, keep_links=False)
    for sheet in book.worksheets:
        _mask_sheet(sheet, places, look)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _mask_sheet(sheet: Worksheet, places: dict[str, list[Finding]], look: Look) -> None:
    sheet._pivots = []  # type: ignore[attr-defined]  # noqa: SLF001  a pivot keeps a copy of the rows it was made from; openpyxl has no other way
    sheet._images = []  # type: ignore[attr-defined]  # noqa: SLF001  as above: drawn texts were not masked
    for row in sheet.iter_rows():
        for cell in row:
            cell.comment = cell.hyperlink = None
            found = places.get(cell_place(sheet.title, cell.row or 0, (cell.column or 1) - 1))
            if found:
                cell.value = _over(look.passages[found[0].passage].text, found)
                cell.number_format = "@"


def _nothing_left(copy: bytes, look: Look, findings: Iterable[Finding]) -> None:
    """CannotMaskError when a masked value still stands somewhere in the file: in an address, a property, a chart's data."""
    values = {_raw(look.passages[one.passage], one) for one in findings if one.kind not in SHARED}
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        for part in archive.namelist():
            written = archive.read(part).decode("utf-8", "ignore")
            spoken = re.sub(r"<[^>]*>", "", written)
            for value in values:
                if any(form in text for form in {value, escape(value)} for text in (written, spoken)):
                    raise CannotMaskError(
                        f"Giá trị cần che còn nằm ở một chỗ khác của tệp («{part[:60]}»: liên kết, biểu đồ, thuộc tính, hoặc một "
                        "chỗ bạn chọn giữ). Chọn che cả chỗ đó, hoặc xoá phần ấy khỏi tệp gốc rồi soát lại."
                    )


def _raw(passage: Passage, finding: Finding) -> str:
    return passage.text[finding.start : finding.end]
