"""What an office file says beside its paragraphs and cells: properties, charts, links, pictures' descriptions, data it carries.

Whoever opens the file does not see it; whoever looks into it does.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from kheo.democracy.sensitive.finding import Passage
from kheo.democracy.sensitive.pieces import Attribute, Piece, Text, Written

_TOLD = frozenset(
    {
        "alt", "author", "descr", "display", "displayName", "displayText", "error", "errorTitle", "formatCode", "name", "prompt",
        "promptTitle", "string", "title", "tooltip", "userId",
    }
)  # fmt: skip
"""Attributes that people fill in; all others are measures and numbers of Word's and Excel's own."""
_VARIABLES = frozenset({"docVar", "tag", "alias"})
_LABELS = (
    (r"docProps/.*", "Thuộc tính của tệp"),
    (r".*\.rels", "Liên kết"),
    (r".*/charts/.*", "Biểu đồ"),
    (r".*/diagrams/.*", "Sơ đồ"),
    (r".*\.(?:svg|vml)", "Chữ trong hình vẽ"),
    (r"customXml/.*", "Dữ liệu đi kèm tệp"),
    (r"xl/(pivotCache|externalLinks)/.*", "Bản sao dữ liệu trong bảng tính"),
    (r"xl/worksheets/.*", "Công thức, đầu trang, ô nhập của bảng tính"),
    (r"xl/sharedStrings\.xml", "Chữ còn sót trong bảng tính"),
    (r"xl/.*", "Tên, định dạng trong bảng tính"),
    (r".*", "Mô tả hình, phần đi kèm"),
)
_UNTOLD = re.compile(r"\[Content_Types\]\.xml|.*/(theme\d*|fontTable|webSettings)\.xml|word/stylesWithEffects\.xml")
_CELLS = frozenset({"v", "t", "is"})


def beside(parts: dict[str, Any], read: Iterable[str], seen: Iterable[str] = ()) -> Iterator[Written]:
    """Passages of *parts*; of those *read* elsewhere the attributes alone; no leftover strings that are among *seen*."""
    known, told = set(read), set(seen)
    for name, root in parts.items():
        if _UNTOLD.fullmatch(name):
            continue
        number = 0
        for pieces in _of_part(name, root, told, is_read=name in known):
            text = "".join(piece.text for piece in pieces)
            if text.strip():
                number += 1
                yield Written(Passage(f"{_label(name)} («{name}»), chỗ {number}", text), pieces)


def _of_part(name: str, root: Any, seen: set[str], *, is_read: bool) -> Iterator[tuple[Piece, ...]]:
    if name.endswith(".rels"):
        yield from ((Attribute(node, "Target"),) for node in root.iter() if node.get("TargetMode") == "External")
        return
    if name == "xl/sharedStrings.xml":
        for item in root:
            texts = tuple(Text(node) for node in item.iter() if _local(node) == "t")
            if "".join(text.text for text in texts) not in seen:
                yield texts
        return
    if not is_read:
        yield from _texts(root, is_sheet=name.startswith("xl/worksheets/"))
    yield from _attributes(root, all_of_them=name.startswith("customXml/"), is_pivot=name.startswith("xl/pivotCache/"))


def _texts(root: Any, *, is_sheet: bool) -> Iterator[tuple[Piece, ...]]:
    """Runs of one paragraph together, every other text by itself; numbers that a chart keeps are no texts."""
    paragraphs: dict[Any, list[Piece]] = {}
    for node in root.iter(etree.Element):
        if not (node.text or "").strip() or (is_sheet and _local(node) in _CELLS) or _is_number(node):
            continue
        paragraph = next((one for one in node.iterancestors() if _local(one) == "p"), None)
        if paragraph is None:
            yield (Text(node),)
        else:
            paragraphs.setdefault(paragraph, []).append(Text(node))
    yield from (tuple(pieces) for pieces in paragraphs.values())


def _attributes(root: Any, *, all_of_them: bool, is_pivot: bool) -> Iterator[tuple[Piece, ...]]:
    for node in root.iter(etree.Element):
        for name in node.attrib:
            local = str(name).rpartition("}")[2]
            is_variable = local == "val" and _local(node) in _VARIABLES
            is_choice = local == "value" and _local(node) == "listItem"
            is_kept_row = is_pivot and local == "v" and _local(node) == "s"
            if all_of_them or local in _TOLD or is_variable or is_choice or is_kept_row:
                yield (Attribute(node, str(name)),)


def _is_number(node: Any) -> bool:
    return any(_local(one) == "numCache" for one in node.iterancestors())


def _local(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]


def _label(name: str) -> str:
    return next(label for pattern, label in _LABELS if re.fullmatch(pattern, name))
