"""An OpenDocument text (.odt) paragraph by paragraph, then what stands beside them: read for a look, written over for a copy."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from lxml import etree

from kheo.democracy.sensitive.finding import CHANGES, COMMENTS, TEXT, Passage
from kheo.democracy.sensitive.pieces import Attribute, Gap, Piece, Tail, Text, Written, key_of

_PART = re.compile(r"(?:Object [^/]{1,40}/)?(content|styles|meta)\.xml")
_LABELS = {"content": "Văn bản", "styles": "Đầu trang, chân trang", "meta": "Thuộc tính của tệp"}
_PARAGRAPHS = frozenset({"p", "h"})
_GAPS = {"tab": "\t", "s": " ", "line-break": " "}
_TOLD = frozenset(
    {"href", "string-value", "string-value-if-true", "string-value-if-false", "formula", "name", "title", "description", "help"}
)
"""Attributes that people fill in, or that keep what they typed; all others are measures and styles."""
_REMARKS = frozenset({"annotation", "annotation-end"})
_CHANGED = frozenset({"tracked-changes", "change", "change-start", "change-end"})
_NAMES = frozenset({"creator", "initial-creator", "printed-by"})


def local(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]


def open_parts(parts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Name and label of those of *parts* that hold words, the text itself first."""
    found = [(name, one[1]) for name in parts if (one := _PART.fullmatch(name))]
    return [(name, _LABELS[kind]) for name, kind in sorted(found, key=lambda one: ("/" in one[0], list(_LABELS).index(one[1])))]


def numbered(parts: Mapping[str, Any]) -> Iterator[tuple[str, int, Any]]:
    """Every paragraph with what its part is called and its number in it, from 1."""
    for name, label in open_parts(parts):
        paragraphs = (node for node in parts[name].iter(etree.Element) if local(node) in _PARAGRAPHS)
        yield from ((label, number, paragraph) for number, paragraph in enumerate(paragraphs, start=1))


def paragraph_of(node: Any) -> Any:
    """The paragraph in which *node* stands, or which it is; None for what stands in none."""
    return next((one for one in (node, *node.iterancestors()) if local(one) in _PARAGRAPHS), None)


def open_passages(parts: Mapping[str, Any]) -> Iterator[Written]:
    """Paragraphs first, then texts that stand in none, then attributes."""
    flows: dict[Any, str] = {}
    for label, number, paragraph in numbered(parts):
        pieces = tuple(_pieces(paragraph))
        text = "".join(piece.text for piece in pieces)
        if text.strip():
            row = next((one for one in paragraph.iterancestors() if local(one) == "table-row"), None)
            flow, line = (key_of(flows, label, one) for one in (paragraph.getparent(), row))
            yield Written(Passage(f"{label}, đoạn {number}", text, flow=flow, row=line), pieces)
    for name, label in open_parts(parts):
        for number, piece in enumerate(_beside(parts[name]), start=1):
            yield Written(Passage(f"{label} («{name}»), chỗ {number}", piece.text), (piece,))


def _pieces(paragraph: Any) -> Iterator[Piece]:
    """The texts of *paragraph*, none of which stands in another paragraph within it (a frame, a remark)."""
    yield Text(paragraph)
    for node in paragraph.iterdescendants():
        is_own = paragraph_of(node.getparent()) is paragraph
        if isinstance(node.tag, str) and is_own and local(node) not in _PARAGRAPHS and not _stands_apart(node, paragraph):
            yield Gap(_GAPS[local(node)]) if local(node) in _GAPS else Text(node)
        if is_own and not _stands_apart(node.getparent(), paragraph):
            yield Tail(node)


def _stands_apart(node: Any, paragraph: Any) -> bool:
    """Whether *node* belongs to a remark within *paragraph*: who made it and when are no words of the text."""
    while node is not paragraph:
        if local(node) in _REMARKS:
            return True
        node = node.getparent()
    return False


def _beside(root: Any) -> Iterator[Piece]:
    for node in root.iter(etree.Element):
        paragraph = paragraph_of(node)
        is_apart = paragraph is None or _stands_apart(node, paragraph)
        if is_apart and (node.text or "").strip():
            yield Text(node)
        for name, value in node.attrib.items():
            if str(name).rpartition("}")[2] in _TOLD and str(value).strip():
                yield Attribute(node, str(name))


def drop_from_open(parts: Mapping[str, Any], keys: Collection[str]) -> None:
    """Take what *keys* name out of *parts*, and who wrote the file."""
    gone = (_CHANGED if CHANGES in keys else frozenset()) | (_REMARKS if COMMENTS in keys else frozenset())
    gone |= {"hidden-text", "hidden-paragraph"} if TEXT in keys else set()
    unseen = _hiding_styles(parts) if TEXT in keys else set()
    for name, _label in open_parts(parts):
        for node in list(parts[name].iter(etree.Element)):
            style = next((value for key, value in node.attrib.items() if str(key).endswith("}style-name")), "")
            if local(node) in gone or (local(node) in {"span", *_PARAGRAPHS} and style in unseen):
                _remove(node)
            elif local(node) in _NAMES and name.endswith("meta.xml"):
                node.text = ""
    _drop_thumbnail(parts)


def _hiding_styles(parts: Mapping[str, Any]) -> set[str]:
    found = set()
    for name, _label in open_parts(parts):
        for node in parts[name].iter(etree.Element):
            if local(node) == "text-properties" and any(
                str(key).endswith("}display") and value == "none" for key, value in node.attrib.items()
            ):
                found |= {str(value) for key, value in node.getparent().attrib.items() if str(key).endswith("}name")}
    return found


def _drop_thumbnail(parts: Mapping[str, Any]) -> None:
    manifest = parts.get("META-INF/manifest.xml")
    for entry in list(manifest) if manifest is not None else ():
        if any(str(value).startswith("Thumbnails/") for value in entry.values()):
            _remove(entry)


def _remove(node: Any) -> None:
    """*node* goes, the words after it stay."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (node.tail or "")
    else:
        parent.text = (parent.text or "") + (node.tail or "")
    parent.remove(node)
