"""A .docx paragraph by paragraph, with the pieces of text that make each up: read for a look, written over for a copy."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from kheo.democracy.sensitive.finding import Passage
from kheo.democracy.sensitive.pieces import Gap, Piece, Text, Written, key_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TEXT = frozenset({f"{_W}t", f"{_W}delText", f"{_W}instrText", f"{_W}delInstrText", f"{_M}t"})
_GAPS = {f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}
_MOST_COLUMNS = 64  # of one merged cell: Word has no more in a table
_PARTS = re.compile(r"word/(?:glossary/)?(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_NAMES = {
    "document": "Văn bản", "header": "Đầu trang", "footer": "Chân trang", "footnotes": "Chú thích cuối trang",
    "endnotes": "Chú thích cuối bài", "comments": "Nhận xét bên lề",
}  # fmt: skip


def text_parts(parts: Mapping[str, Any]) -> list[str]:
    """The names of those of *parts* that hold paragraphs, the document itself first."""
    return sorted((name for name in parts if _PARTS.fullmatch(name)), key=lambda name: (name != "word/document.xml", name))


def numbered(parts: Mapping[str, Any]) -> Iterator[tuple[str, int, Any]]:
    """Every paragraph of *parts* with what its part is called and its number in it, from 1."""
    for name in text_parts(parts):
        label = _NAMES[re.sub(r"word/(?:glossary/)?|\d*\.xml", "", name)]
        yield from ((label, number, paragraph) for number, paragraph in enumerate(parts[name].iter(f"{_W}p"), start=1))


def paragraphs(parts: Mapping[str, Any]) -> Iterator[Written]:
    """Every paragraph of *parts*; one in a table bears the head of its column."""
    heads = _Heads()
    flows: dict[Any, str] = {}
    for label, number, paragraph in numbered(parts):
        pieces = tuple(piece for node in paragraph.iter() if _own(node, paragraph) for piece in _piece(node))
        text = "".join(piece.text for piece in pieces)
        heading = heads.over(paragraph, text)
        if text.strip():
            flow, row = (key_of(flows, label, node) for node in (paragraph.getparent(), _row(paragraph)))
            yield Written(Passage(f"{label}, đoạn {number}", text, heading, flow=flow, row=row), pieces)


def _row(paragraph: Any) -> Any:
    return next(paragraph.iterancestors(f"{_W}tr"), None)


def _piece(node: Any) -> Iterator[Piece]:
    """What *node* adds to its paragraph; a tab among a paragraph's settings is no tab of its text."""
    if node.tag in _TEXT:
        yield Text(node)
    elif node.tag in _GAPS and node.getparent().tag == f"{_W}r":
        yield Gap(_GAPS[node.tag])


def _own(node: Any, paragraph: Any) -> bool:
    """Whether *node* lies in no paragraph within *paragraph* (a text box)."""
    return next(node.iterancestors(f"{_W}p"), None) is paragraph


class _Heads:
    """The head over each column of a table: texts without digits that stand in its rows before."""

    def __init__(self) -> None:
        self._of: dict[Any, dict[int, str]] = {}

    def over(self, paragraph: Any, text: str) -> str:
        cell = next(paragraph.iterancestors(f"{_W}tc"), None)
        if cell is None:
            return ""
        row = cell.getparent()
        left = list(islice(cell.itersiblings(f"{_W}tc", preceding=True), _MOST_COLUMNS))
        column = sum(_span(one) for one in left)
        if len(left) == _MOST_COLUMNS:
            return ""
        heads = self._of.setdefault(row.getparent(), {})
        heading = heads.get(column, "")
        if text.strip() and not any(character.isdecimal() for character in text) and len(heading) < 200:
            for under in range(column, column + min(_span(cell), _MOST_COLUMNS)):  # «Năm sinh» over «Nam» and «Nữ»
                heads[under] = f"{heads.get(under, '')} {text}".strip()
        return heading


def _span(cell: Any) -> int:
    """Columns that a merged cell takes."""
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    value = span.get(f"{_W}val", "1") if span is not None else "1"
    return int(value[:4]) if value.isascii() and value.isdecimal() else 1
