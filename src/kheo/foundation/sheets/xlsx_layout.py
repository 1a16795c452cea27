"""The layout of .xlsx sheets: hidden rows, merges, formulas never computed, how far the values reach."""

import re
from collections.abc import Callable, Mapping

from defusedxml import ElementTree

from kheo.foundation.encodings import family_of_font
from kheo.foundation.plain_xml import Attributes, UnsafeXmlError, read_xml
from kheo.foundation.sheets.cells import MAX_CELLS, Layout
from kheo.foundation.uploads.archives import Archive

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
_ROW_NUMBER = re.compile(r"[1-9]\d{0,6}")
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TRUE = {"1", "true"}


def _row_index(number: str) -> int:
    if not _ROW_NUMBER.fullmatch(number):
        raise UnsafeXmlError(f"số dòng «{number[:20]}»")
    return int(number) - 1


def _position(reference: str) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(reference)
    if not found:
        raise UnsafeXmlError(f"địa chỉ ô «{reference[:20]}»")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


class _SheetReader:
    """Follows the events of one worksheet part. A cell without reference stands right of the one before it.

    A sheet may be formatted down to row 1.048.576: where a cell stands is worked out only if it holds something.
    """

    def __init__(self, fonts: Mapping[str, str]) -> None:
        self.layout = Layout()
        self.fonts = fonts
        self.style = ""
        self.row, self.column, self.reference = -1, -1, ""
        self.kind = ""
        self.has_formula = self.in_value = False
        self.value: list[str] = []  # pieces: a cell may come in a hundred thousand of them
        self.openings: dict[str, Callable[[Attributes], None]] = {
            "c": self._open_cell,
            "row": self._open_row,
            "v": self._open_value,
            "t": self._open_value,
            "f": self._open_formula,
            "mergeCell": self._merge,
        }

    def start(self, name: str, attributes: Attributes) -> None:
        opening = self.openings.get(name.rpartition(" ")[2])
        if opening:
            opening(attributes)

    def end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "c":
            self._close_cell()
        elif tag in {"v", "t"}:
            self.in_value = False

    def text(self, piece: str) -> None:
        if self.in_value:
            self.value.append(piece)

    def _open_row(self, attributes: Attributes) -> None:
        self.row = _row_index(attributes["r"]) if "r" in attributes else self.row + 1
        self.column, self.reference = -1, ""
        if attributes.get("hidden") in _TRUE:
            self.layout.hidden_rows.add(self.row)

    def _open_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r", "")
        if not reference:
            self.row, self.column = self._place()
            self.column += 1
        self.reference, self.style = reference, attributes.get("s", "0")
        self.kind, self.has_formula, self.value = attributes.get("t", ""), False, []

    def _place(self) -> tuple[int, int]:
        """Return where the last cell stands, before the first of a row: column -1."""
        return _position(self.reference) if self.reference else (self.row, self.column)

    def _open_formula(self, _: Attributes) -> None:
        self.layout.must_fit(*self._place())
        self.has_formula = True

    def _open_value(self, _: Attributes) -> None:
        self.in_value = True
        self.layout.must_fit(*self._place())

    def _merge(self, attributes: Attributes) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        self.layout.merges.append((*_position(first), *_position(last or first)))

    def _close_cell(self) -> None:
        if self.value:
            place = self._place()
            self.layout.holds_value(*place)
            if self.style in self.fonts:
                self.layout.fonts[place] = self.fonts[self.style]
            if self.kind == "e":
                self.layout.errors[place] = "".join(self.value)
        elif self.has_formula and self.kind != "str":  # a formula may rightly give the empty text
            place = self._place()
            self.layout.holds_value(*place)
            self.layout.uncomputed.add(place)


def _parts_by_sheet(archive: Archive) -> dict[str, str]:
    """Return the part of the archive that holds each sheet, by the sheet's name."""
    workbook = next((name for name in archive.heads if name.endswith("workbook.xml")), "xl/workbook.xml")
    folder = workbook.rpartition("/")[0]
    relations = f"{folder}/_rels/workbook.xml.rels"
    targets = {one.get("Id"): one.get("Target", "") for one in ElementTree.fromstring(archive.read(relations)).iter(_RELATION)}
    parts: dict[str, str] = {}
    for element in ElementTree.fromstring(archive.read(workbook)).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            relation = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
            target = targets.get(relation, "")
            parts[element.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
    return parts


def _old_fonts(archive: Archive) -> dict[str, str]:
    """Return the old Vietnamese font of each cell format that has one, by the format's number as cells name it."""
    styles = next((name for name in archive.heads if name.lower().endswith("styles.xml")), None)
    if styles is None:
        return {}
    names: list[str] = []
    formats: list[int] = []
    for element in ElementTree.fromstring(archive.read(styles)):
        tag = element.tag.rpartition("}")[2]
        if tag == "fonts":
            names = [next((one.get("val", "") for one in font if one.tag.endswith("}name")), "") for font in element]
        elif tag == "cellXfs":
            formats = [int(one.get("fontId", "0")) if one.get("fontId", "0").isdecimal() else 0 for one in element]
    return {
        str(number): names[font]
        for number, font in enumerate(formats)
        if font < len(names) and family_of_font(names[font]) is not None
    }


def _refuse_false_counts(_: str, attributes: Attributes) -> None:
    """python-calamine reserves memory for as many strings as the file declares, and aborts the process when it gets none."""
    for name in ("count", "uniqueCount"):
        declared = attributes.get(name, "0")
        if not declared.isdecimal() or int(declared[:20]) > MAX_CELLS:
            raise UnsafeXmlError(f"số lượng khai «{declared[:20]}»")


def xlsx_layouts(archive: Archive) -> dict[str, Layout]:
    """Return the layout of each worksheet of the workbook, by name."""
    for part in archive.heads:
        if part.lower().endswith(("sharedstrings.xml", "styles.xml", "workbook.xml")):
            read_xml(archive.chunks(part), _refuse_false_counts)
    layouts: dict[str, Layout] = {}
    fonts = _old_fonts(archive)
    for name, part in _parts_by_sheet(archive).items():
        if part in archive.heads:
            reader = _SheetReader(fonts)
            read_xml(archive.chunks(part), reader.start, reader.end, reader.text)
            layouts[name] = reader.layout
    return layouts
