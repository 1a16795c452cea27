"""The layout of .ods sheets: hidden rows, merges, formulas never computed, how far the values reach."""

from kheo.foundation.plain_xml import Attributes, read_xml
from kheo.foundation.sheets.cells import MAX_ROWS, Layout
from kheo.foundation.uploads.archives import Archive

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_HIDDEN = {"collapse", "filter"}


def _count(attributes: Attributes, name: str) -> int:
    written = attributes.get(_TABLE + name, "1")
    return int(written) if written.isdigit() else 1


class _TableReader:
    """Follows the events of ``content.xml``. Repeated rows and cells are counted, not copied."""

    def __init__(self) -> None:
        self.layouts: dict[str, Layout] = {}
        self.layout = Layout()
        self.row = self.column = 0
        self.row_repeat = 1
        self.cell: Attributes = {}
        self.depth = 0  # a text field of a cell may hold a table of its own: only the outer one counts
        self.notes = 0
        self.paragraph: list[str] = []
        self.in_paragraph = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == _TABLE + "table":
            self.depth += 1
            if self.depth == 1:
                self.layout, self.row = Layout(), 0
                self.layouts[attributes.get(_TABLE + "name", "")] = self.layout
        elif name == _OFFICE + "annotation":
            self.notes += 1
        elif self.depth != 1 or self.notes:
            return
        elif name == _TABLE + "table-row":
            self.column, self.row_repeat = 0, _count(attributes, "number-rows-repeated")
            if attributes.get(_TABLE + "visibility") in _HIDDEN:
                self.layout.hidden_rows.update(range(self.row, min(self.row + self.row_repeat, MAX_ROWS)))
        elif name in {_TABLE + "table-cell", _TABLE + "covered-table-cell"}:
            self.cell, self.paragraph = attributes, []
        elif name == _TEXT + "p":
            self.in_paragraph = True

    def text(self, piece: str) -> None:
        if self.in_paragraph and not self.notes:
            self.paragraph.append(piece)

    def end(self, name: str) -> None:
        if name == _TABLE + "table":
            self.depth -= 1
        elif name == _OFFICE + "annotation":
            self.notes -= 1
        elif self.depth != 1 or self.notes:
            return
        elif name == _TEXT + "p":
            self.in_paragraph = False
        elif name == _TABLE + "table-row":
            self.row += self.row_repeat
        elif name in {_TABLE + "table-cell", _TABLE + "covered-table-cell"}:
            self._close_cell()

    def _close_cell(self) -> None:
        repeat = _count(self.cell, "number-columns-repeated")
        place, cell, layout = (self.row, self.column), self.cell, self.layout
        self.column += repeat
        text = "".join(self.paragraph)
        typed = _OFFICE + "value-type" in cell
        if typed or text.strip():
            layout.holds_value(self.row + self.row_repeat - 1, self.column - 1)
        elif _TABLE + "formula" in cell:
            layout.holds_value(*place)
            layout.uncomputed.add(place)
        if cell.get(_CALC + "value-type") == "error":
            layout.errors[place] = text or "#LỖI"
        rows, columns = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if rows > 1 or columns > 1:
            layout.merges.append((*place, place[0] + rows - 1, place[1] + columns - 1))


def ods_layouts(archive: Archive) -> dict[str, Layout]:
    """Return the layout of each table of the document, by name."""
    reader = _TableReader()
    read_xml(archive.chunks("content.xml"), reader.start, reader.end, reader.text)
    return reader.layouts
