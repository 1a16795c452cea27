"""The tables of a .docx, read as sheets: merged cells spread, rows counted within their table, what stands above kept."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from defusedxml import ElementTree

from kheo.foundation.encodings import family_of_font
from kheo.foundation.plain_xml import Attributes, read_xml
from kheo.foundation.sheets.cells import EMPTY, MAX_COLUMNS, MAX_SHEETS, Cell, Layout, Row, Sheet, UnreadableSheet
from kheo.foundation.text import tidy
from kheo.foundation.uploads.archives import Archive

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_LINES_ABOVE = 12  # a title and its letterhead; more is the text of the document


@dataclass
class _WordCell:
    column: int
    span: int = 1
    merge: str = ""  # "restart": first of a merge downwards, "continue": the rest of it
    paragraphs: list[str] = field(default_factory=list)
    letters_in: dict[str, int] = field(default_factory=dict)  # how many letters stand in which font

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs).strip()

    @property
    def font(self) -> str:
        """The font of most of its letters, where that is an old Vietnamese one."""
        most = max(self.letters_in, key=lambda name: self.letters_in[name], default="")
        return most if family_of_font(most) else ""


@dataclass
class _Table:
    above: tuple[str, ...]
    rows: list[list[_WordCell]] = field(default_factory=list)


class _Reader:
    """Follows the events of ``document.xml``. A table inside a cell is text of that cell."""

    def __init__(self, fonts: dict[str, str]) -> None:
        self.fonts = fonts
        self.tables: list[_Table] = []
        self.depth = self.fallback = 0
        self.above: list[str] = []
        self.paragraph: list[str] = []  # pieces: a paragraph may come in a hundred thousand of them
        self.column = 0
        self.cell: _WordCell | None = None
        self.in_text = self.in_run_format = self.is_deleted_row = False
        self.style_font = self.run_font = ""
        self.openings: dict[str, Callable[[Attributes], None]] = {
            "tbl": self._open_table,
            "tr": self._open_row,
            "tc": self._open_cell,
            "p": self._open_paragraph,
            "pStyle": self._paragraph_style,
            "r": self._open_run,
            "rFonts": self._font,
            "t": self._open_text,
            "tab": self._blank,
            "br": self._break,
            "cr": self._break,
            "gridBefore": self._before,
            "gridSpan": self._span,
            "vMerge": self._merge,
            "trPr": self._open_row_format,
            "del": self._deleted,
        }
        self.in_row_format = self.in_run = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == _FALLBACK:
            self.fallback += 1
        space, _, tag = name.rpartition(" ")
        if self.fallback or f"{space} " not in {_WORD, _STRICT}:
            return
        opening = self.openings.get(tag)
        if opening:
            opening({key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def text(self, piece: str) -> None:
        if not self.in_text or self.fallback:
            return
        self.paragraph.append(piece)
        if self.cell is not None:
            font = self.run_font or self.style_font or self.fonts.get("", "")
            self.cell.letters_in[font] = self.cell.letters_in.get(font, 0) + len(piece)

    def end(self, name: str) -> None:
        if name == _FALLBACK:
            self.fallback -= 1
        if self.fallback:
            return
        tag = name.rpartition(" ")[2]
        if tag == "t":
            self.in_text = False
        elif tag == "r":
            self.in_run = False
        elif tag == "p":
            self._close_paragraph()
        elif tag == "trPr":
            self.in_row_format = False
        elif tag == "tc" and self.depth == 1:
            self.cell = None
        elif tag == "tr" and self.depth == 1 and self.is_deleted_row:
            self.tables[-1].rows.pop()
        elif tag == "tbl":
            self.depth -= 1

    def _open_table(self, _: Attributes) -> None:
        self.depth += 1
        if self.depth == 1:
            if len(self.tables) >= MAX_SHEETS:
                raise UnreadableSheet(f"Văn bản có quá {MAX_SHEETS} bảng. Hãy tách thành nhiều tệp rồi gửi lại.")
            self.tables.append(_Table(tuple(self.above[-_LINES_ABOVE:])))
            self.above = []

    def _open_row(self, _: Attributes) -> None:
        if self.depth == 1:
            self.tables[-1].rows.append([])
            self._must_fit()
            self.column, self.is_deleted_row = 0, False

    def _open_row_format(self, _: Attributes) -> None:
        self.in_row_format = True

    def _deleted(self, _: Attributes) -> None:
        if self.in_row_format and self.depth == 1:
            self.is_deleted_row = True

    def _open_cell(self, _: Attributes) -> None:
        if self.depth == 1:
            self.cell = _WordCell(self.column)
            self._must_fit(self.column)
            self.tables[-1].rows[-1].append(self.cell)
            self.column += 1

    def _must_fit(self, column: int = 0) -> None:
        """A row or cell that lies out of bounds is refused as it comes: a million empty ones are a small file."""
        Layout().must_fit(len(self.tables[-1].rows) - 1, column)

    def _before(self, attributes: Attributes) -> None:
        if self.depth == 1:
            self.column += _number(attributes)

    def _span(self, attributes: Attributes) -> None:
        if self.depth == 1 and self.cell is not None:
            self.cell.span = max(1, _number(attributes))
            self.column = self.cell.column + self.cell.span

    def _merge(self, attributes: Attributes) -> None:
        if self.depth == 1 and self.cell is not None:
            self.cell.merge = "restart" if attributes.get("val") == "restart" else "continue"

    def _open_paragraph(self, _: Attributes) -> None:
        self.paragraph, self.style_font = [], ""

    def _paragraph_style(self, attributes: Attributes) -> None:
        self.style_font = self.fonts.get(attributes.get("val", ""), "")

    def _open_run(self, _: Attributes) -> None:
        self.run_font, self.in_run = "", True

    def _font(self, attributes: Attributes) -> None:
        if self.in_run:
            self.run_font = attributes.get("ascii") or attributes.get("hAnsi") or ""

    def _open_text(self, _: Attributes) -> None:
        self.in_text = True

    def _blank(self, _: Attributes) -> None:
        if self.in_run:
            self.paragraph.append(" ")

    def _break(self, _: Attributes) -> None:
        self.paragraph.append("\n")

    def _close_paragraph(self) -> None:
        text = "".join(self.paragraph)
        if text.strip():
            if self.cell is not None:
                self.cell.paragraphs.append(text)
            elif not self.depth:
                self.above.append(tidy(text))
        self.paragraph = []


def _number(attributes: Attributes) -> int:
    written = attributes.get("val", "")
    return int(written) if written.isdecimal() and int(written[:6]) <= MAX_COLUMNS else MAX_COLUMNS + 1


def _default_fonts(archive: Archive) -> dict[str, str]:
    """Return the font of each style that names one, by its id; under "" that of text without a style."""
    part = next((name for name in archive.heads if name.endswith("word/styles.xml")), None)
    if part is None:
        return {}
    fonts: dict[str, str] = {}
    for element in ElementTree.fromstring(archive.read(part)):
        space, _, tag = element.tag.rpartition("}")
        if tag not in {"docDefaults", "style"}:
            continue
        named = next(element.iter(f"{space}}}rFonts"), None)
        font = named.get(f"{space}}}ascii", "") if named is not None else ""
        if not font:
            continue
        fonts.setdefault("", font) if tag == "docDefaults" else fonts.setdefault(element.get(f"{space}}}styleId", ""), font)
        if tag == "style" and element.get(f"{space}}}default") == "1" and element.get(f"{space}}}type") == "paragraph":
            fonts[""] = font
    return fonts


def _grid(table: _Table) -> list[list[Cell]]:
    layout = Layout()
    for index, row in enumerate(table.rows):
        for cell in row:
            layout.must_fit(index, cell.column + cell.span - 1)
    width = layout.rightmost + 1
    grid = [[EMPTY] * width for _ in table.rows]
    for index, row in enumerate(table.rows):
        for cell in row:
            over = grid[index - 1][cell.column] if index else EMPTY
            if cell.merge == "continue" and index:
                own = over if over.spread_from or over is EMPTY else replace(over, spread_from=(index, cell.column))
            elif cell.text:
                own = Cell("text", cell.text, font=cell.font)
            else:
                continue
            grid[index][cell.column] = own
            beside = own if own.spread_from or own is EMPTY else replace(own, spread_from=(index + 1, cell.column))
            grid[index][cell.column + 1 : cell.column + cell.span] = [beside] * (cell.span - 1)
    return grid


def read_word_tables(archive: Archive) -> list[Sheet]:
    """Return each table of the document as a sheet «Bảng 1», «Bảng 2» …; row numbers count the rows of the table from 1."""
    part = next(
        (name for name in archive.heads if name.endswith(("word/document.xml", "word/document2.xml"))), "word/document.xml"
    )
    reader = _Reader(_default_fonts(archive))
    read_xml(archive.chunks(part), reader.start, reader.end, reader.text)
    return [
        Sheet(
            f"Bảng {number}",
            tuple(Row(index + 1, tuple(cells)) for index, cells in enumerate(_grid(table))),
            above=table.above,
            is_of_document=True,
        )
        for number, table in enumerate(reader.tables, 1)
    ]
