"""Pieces of a file's text that can be read and written over: a text, an attribute, what stands between two texts."""

import io
from dataclasses import dataclass
from typing import Any, Protocol

from lxml import etree

from kheo.democracy.sensitive.finding import CannotLookError, Passage
from kheo.foundation.uploads.archives import Archive

_READ = (".xml", ".rels", ".vml", ".svg")
MOST_XML = 48 << 20  # bytes: a document of 300 pages has some ten million; a tree takes up to eight times as much
# What stands in XML as a remark or an instruction nobody reads; no copy needs it.
MOST_ELEMENTS = 1_000_000  # a cell as Word writes it has some fifteen: 4.000 rows of ten columns have 600.000
_SAFE: dict[str, Any] = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": True, "remove_comments": True,
    "remove_pis": True,
}  # fmt: skip


class Piece(Protocol):
    @property
    def text(self) -> str: ...

    def write(self, text: str) -> None: ...


@dataclass
class Text:
    """What stands in *node* before its first child."""

    node: Any

    @property
    def text(self) -> str:
        return self.node.text or ""

    def write(self, text: str) -> None:
        self.node.text = text or None


@dataclass
class Tail:
    """What stands after *node* in what holds it."""

    node: Any

    @property
    def text(self) -> str:
        return self.node.tail or ""

    def write(self, text: str) -> None:
        self.node.tail = text


@dataclass
class Attribute:
    node: Any
    name: str

    @property
    def text(self) -> str:
        return str(self.node.get(self.name))

    def write(self, text: str) -> None:
        self.node.set(self.name, text)


@dataclass(frozen=True)
class Gap:
    """A tab, a new line, a hyphen that is a mark and no letter: it parts two texts and stays what it is."""

    text: str

    def write(self, text: str) -> None:
        """No value is masked by a gap."""


@dataclass(frozen=True)
class Written:
    """One passage and the pieces whose texts, joined, are its text."""

    passage: Passage
    pieces: tuple[Piece, ...]

    def write(self, text: str) -> None:
        """Put *text*, as long as the passage, in its place."""
        at = 0
        for piece in self.pieces:
            length = len(piece.text)
            piece.write(text[at : at + length])
            at += length


def key_of(known: dict[Any, str], part: str, node: Any) -> str:
    """A name for what *node* holds, nothing for None: paragraphs of the same page, cell or box are read on."""
    return "" if node is None else known.setdefault(node, f"{part} {len(known)}")


def trees(archive: Archive) -> tuple[dict[str, Any], list[str]]:
    """Every XML part of an office file as a tree by name, and those that could not be read.

    The archive was checked: no document type, no entity, nothing that unpacks without end.
    """
    found, broken = {}, []
    _must_fit(archive)
    for name, head in archive.heads.items():
        if head and name.lower().endswith(_READ):
            try:
                found[name] = _tree(name, archive.read(name))
            except etree.XMLSyntaxError:
                broken.append(name)
    return found, broken


def _must_fit(archive: Archive) -> None:
    """CannotLookError before a tree is made that would fill the machine: of many bytes, or of many empty elements in few."""
    parts = [name for name in archive.heads if name.lower().endswith(_READ) and not name.startswith("xl/worksheets/")]
    if archive.size(set(parts).__contains__) <= MOST_XML:
        elements = sum(chunk.count(b"<") - chunk.count(b"</") for name in parts for chunk in archive.chunks(name))
        if elements <= MOST_ELEMENTS:
            return
    raise CannotLookError("Tệp quá lớn để soát một lần. Tách thành nhiều tệp nhỏ hơn rồi gửi lại.")


def _tree(name: str, data: bytes) -> Any:
    """The part *name*; of the rows of a table, whose cells are read elsewhere and may be a million, the formulas alone."""
    if name.lower().endswith(".vml"):  # Excel writes notes' shapes as HTML of old, with tags that nobody closes
        root = etree.fromstring(data, etree.XMLParser(**_SAFE, recover=True))
        if root is None:
            raise etree.XMLSyntaxError("trống", 0, 0, 0)
        return root
    if not name.startswith("xl/worksheets/"):
        return etree.fromstring(data, etree.XMLParser(**_SAFE))
    reading = etree.iterparse(io.BytesIO(data), tag="{*}row", **_SAFE)
    for _event, row in reading:
        formulas = list(row.iter("{*}f"))
        row.clear()
        row.extend(formulas)
    return reading.root
