"""What the machine does not read in an office file, how much of it there is and where: pictures, objects, parts unknown."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from posixpath import basename, join, normpath
from typing import Any

from lxml import etree

from kheo.democracy.sensitive import open_walk
from kheo.democracy.sensitive.word_walk import numbered
from kheo.foundation.uploads.archives import Archive

PICTURES = "Ảnh trong tệp không đọc được bằng máy: mở ra xem trước khi đăng"
EMBEDDED = "Bảng tính hoặc đối tượng nhúng trong tệp không đọc được bằng máy: bấm đúp mở ra xem, hoặc xoá đi trước khi đăng"
STRANGE = "Trong tệp có phần máy không biết đọc: mở tệp, lưu lại thành tệp mới rồi soát lại, hoặc tự xem"
_MOST_PLACES = 8
_LONGEST = 380  # of a note: a row keeps 400
_MEDIA = re.compile(r"(?:word|xl|ppt)/media/.+|Pictures/.+|media/.+")
_OBJECT = re.compile(r".*/embeddings/.+|Object [^/]+(?:/content\.xml)?")
_NOTHING_SAID = re.compile(
    r".*\.(?:xml|rels|rdf|vml)|.*/|mimetype|.*/?fonts?/[^/]+\.(?:odttf|ttf|otf|fntdata)|.*printerSettings\d*\.bin|docProps/thumbnail\.\w+"
    r"|Thumbnails/.+|ObjectReplacements/.+|Configurations2/.*|layout-cache|Object .+|xl/calcChain\.bin",
    re.IGNORECASE,
)
_SHEET = re.compile(r"xl/worksheets/_rels/([^/]+)\.rels")


def unread_in(archive: Archive, parts: Mapping[str, Any], broken: Sequence[str]) -> list[str]:
    """Notes for the office, each for something of *archive* that only people can look at."""
    names = [name for name, head in archive.heads.items() if head]
    pictures = [name for name in names if _MEDIA.fullmatch(name)]
    objects = [name for name in names if _OBJECT.fullmatch(name)]
    strange = [name for name in names if not (_NOTHING_SAID.fullmatch(name) or name in pictures or name in objects)]
    notes = []
    if pictures:
        notes.append(pictures_note(len(pictures), list(_placed(parts))))
    if objects:
        notes.append(_note(EMBEDDED, f"{len(objects)} đối tượng", [f"«{name}»" for name in objects]))
    if strange:
        notes.append(_note(STRANGE, f"{len(strange)} phần", [f"«{name[:60]}»" for name in strange]))
    if broken:
        notes.append(f"Máy không đọc được phần «{broken[0][:60]}» của tệp. Mở tệp, lưu lại rồi soát lại.")
    return notes


def pictures_note(files: int, places: Sequence[str]) -> str:
    """*files*: pictures that the file holds; *places*: where one is shown, once for each time that it is."""
    shown = Counter(places)
    told = [place if times == 1 else f"{place} ({times} ảnh)" for place, times in shown.items()]
    if files > len(places):
        told.append(f"{files - len(places)} ảnh không rõ chỗ" if places else "không rõ chỗ")
    return _note(PICTURES, f"{max(files, len(places))} ảnh", told)


def _note(what: str, how_many: str, places: Sequence[str]) -> str:
    more = f" và {len(places) - _MOST_PLACES} chỗ nữa" if len(places) > _MOST_PLACES else ""
    note = f"{what}. Có {how_many}: {'; '.join(places[:_MOST_PLACES])}{more}."
    return note if len(note) <= _LONGEST else f"{what}. Có {how_many}."


def _placed(parts: Mapping[str, Any]) -> Iterator[str]:
    for label, number, paragraph in numbered(parts):
        yield from (f"{label}, đoạn {number}" for node in paragraph.iter() if _is_shown(node, paragraph))
    if "xl/workbook.xml" in parts:
        yield from _on_sheets(parts)
    for label, number, paragraph in open_walk.numbered(parts):
        pictures = (node for node in paragraph.iter(etree.Element) if _local(node) == "image")
        yield from (f"{label}, đoạn {number}" for node in pictures if open_walk.paragraph_of(node) is paragraph)


def _local(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]


def _is_shown(node: Any, paragraph: Any) -> bool:
    """Whether *node* shows a picture of *paragraph* itself; the same in an older program's way is not one more."""
    if _local(node) not in {"blip", "imagedata"}:
        return False
    above = [_local(one) for one in node.iterancestors()]
    return next(node.iterancestors(paragraph.tag)) is paragraph and "Fallback" not in above


def _on_sheets(parts: Mapping[str, Any]) -> Iterator[str]:
    names = sheet_names(parts)
    for part, root in parts.items():
        found = _SHEET.fullmatch(part)
        for link in root if found else ():
            drawing = normpath(join("xl/worksheets", str(link.get("Target")))).lstrip("/")
            if found and drawing in parts and str(link.get("Type")).endswith("/drawing"):
                pictures = sum(_local(node) == "pic" for node in parts[drawing].iter())
                yield from [f"trang «{names.get(found[1], found[1])[:40]}»"] * pictures


def sheet_names(parts: Mapping[str, Any]) -> dict[str, str]:
    """The name of each sheet by the file's name of its part."""
    links = {link.get("Id"): str(link.get("Target")) for link in parts.get("xl/_rels/workbook.xml.rels", ())}
    named = {}
    for node in parts["xl/workbook.xml"].iter():
        if _local(node) == "sheet":
            relation = next((value for key, value in node.attrib.items() if str(key).endswith("}id")), "")
            named[basename(links.get(relation, ""))] = str(node.get("name", ""))
    return named
