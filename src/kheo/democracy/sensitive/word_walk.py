"""A .docx paragraph by paragraph, with the pieces of text that make each up: read for a look, written over for a copy."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from kheo.democracy.sensitive.finding import Passage
from kheo.foundation.uploads.archives import Archive

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = frozenset({f"{_W}t", f"{_W}delText", f"{_W}instrText"})
_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_NAMES = {
    "document": "Văn bản", "header": "Đầu trang", "footer": "Chân trang", "footnotes": "Chú thích cuối trang",
    "endnotes": "Chú thích cuối bài", "comments": "Nhận xét bên lề",
}  # fmt: skip


@dataclass(frozen=True)
class Written:
    """One paragraph: *passage* as it is read, *nodes* whose texts, joined, are the passage's."""

    passage: Passage
    nodes: tuple[Any, ...]


def parsed_parts(archive: Archive) -> dict[str, Any]:
    """The parts that hold paragraphs, as trees, by name; the archive was checked: no document type, no entity in it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    names = sorted(
        (name for name in archive.heads if _PARTS.fullmatch(name)), key=lambda name: (name != "word/document.xml", name)
    )
    return {name: etree.fromstring(archive.read(name), parser) for name in names}


def paragraphs(parts: dict[str, Any]) -> Iterator[Written]:
    """Every paragraph of *parts*; one in a table bears the head of its column."""
    for name, root in parts.items():
        label = _NAMES[re.sub(r"word/|\d*\.xml", "", name)]
        heads = _Heads()
        for number, paragraph in enumerate(root.iter(f"{_W}p"), start=1):
            nodes = tuple(node for node in paragraph.iter() if node.tag in _TEXT and _own(node, paragraph))
            text = "".join(node.text or "" for node in nodes)
            heading = heads.over(paragraph, text)
            if text.strip():
                yield Written(Passage(f"{label}, đoạn {number}", text, heading), nodes)


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
        column = sum(_span(one) for one in cell.itersiblings(f"{_W}tc", preceding=True))
        heads = self._of.setdefault(row.getparent(), {})
        heading = heads.get(column, "")
        if text.strip() and not any(character.isdecimal() for character in text) and len(heading) < 200:
            heads[column] = f"{heading} {text}".strip()
        return heading


def _span(cell: Any) -> int:
    """Columns that a merged cell takes."""
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    value = span.get(f"{_W}val", "1") if span is not None else "1"
    return int(value) if value.isascii() and value.isdecimal() else 1
