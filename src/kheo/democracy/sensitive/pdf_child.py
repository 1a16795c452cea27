"""``python -m kheo.democracy.sensitive.pdf_child < PDF``: the text of each page as JSON, made in a process of its own.

A PDF may be made to take all the memory and time there is (``documents.apart``); only this process ends of it.
"""

import io
import json
import re
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from pypdf import PdfReader

from kheo.documents.apart import limit_this_process

MEMORY = 700 << 20
CHARACTERS = 3_000_000  # of all pages: three hundred full ones have one million
FORMER, SECONDS_FOR_FORMER = 3, 4  # earlier states, the newest; seconds of the processor after which no more is read
END = re.compile(rb"%%EOF")
OWN_NAME = re.compile(r"/[A-Za-z]{1,2}\d{1,4}")  # «/g12»: a sign that its font calls by a number
PAGES = 300  # a settlement of accounts with its tables has some hundred


def main() -> None:
    limit_this_process(MEMORY)
    data = sys.stdin.buffer.read()
    reader = PdfReader(io.BytesIO(data))
    pages = _texts(reader)
    told: dict[str, Any] = {
        "pages": pages, "left": max(0, len(reader.pages) - len(pages)), "beside": [], "attached": False, "odd": False,
        "former": [], "pictures": [0] * len(pages), "fonts": [False] * len(pages), "hidden": {},
    }  # fmt: skip
    try:
        told["beside"] = [text for text in _beside(reader) if text.strip()]
        told["attached"] = _has_files(reader)
        told["pictures"] = [pictures_of(page.get("/Resources")) for page in reader.pages[: len(pages)]]
        told["fonts"] = [_has_odd_fonts(page, text) for page, text in zip(reader.pages, pages, strict=False)]
        told["former"] = former_lines(data, pages)
        told["hidden"] = {"notes": _notes(reader), "layers": _layers(reader), "former": len(told["former"])}
    except Exception:  # noqa: BLE001  whatever is wrong beside the pages: they are read, and this is said
        told["odd"] = True
    sys.stdout.write(json.dumps(told))


def _texts(reader: PdfReader) -> list[str]:
    """The text of each page, up to as many pages and characters as are read."""
    pages: list[str] = []
    left = CHARACTERS
    for page in reader.pages[:PAGES]:
        if left <= 0:
            break
        pages.append(page.extract_text()[:left])
        left -= len(pages[-1])
    return pages


def pictures_of(resources: Any, seen: set[int] | None = None) -> int:
    """Pictures that a page shows, those within its forms too; a form that is drawn in itself or often, once."""
    drawn = resources.get_object().get("/XObject") if resources is not None else None
    seen = set() if seen is None else seen
    found = 0
    for one in drawn.get_object().values() if drawn is not None else ():
        what = one.get_object()
        if id(what) not in seen:
            seen.add(id(what))
            found += what.get("/Subtype") == "/Image"
            found += pictures_of(what.get("/Resources"), seen) if what.get("/Subtype") == "/Form" else 0
    return found


def _has_odd_fonts(page: Any, text: str) -> bool:
    """Whether a font of *page* does not say which letters its signs are, or its text shows that."""
    odd = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in text)
    if odd > len(text) // 20:
        return True
    resources = page.get("/Resources")
    fonts = resources.get_object().get("/Font") if resources is not None else None
    return any(_is_odd(one.get_object()) for one in (fonts.get_object().values() if fonts is not None else ()))


def _is_odd(font: Any) -> bool:
    if "/ToUnicode" in font:
        return False
    kind, encoding = font.get("/Subtype"), font.get("/Encoding")
    encoding = encoding.get_object() if encoding is not None else None
    if kind == "/Type0":
        return str(encoding).startswith("/Identity")
    names = [str(one) for one in encoding.get("/Differences", ())] if isinstance(encoding, dict) else []
    return kind == "/Type3" or sum(OWN_NAME.fullmatch(name) is not None for name in names) > len(names) // 4


def former_lines(data: bytes, pages: list[str]) -> list[str]:
    """Lines of an earlier state of the file, which the saving of a signature or a remark keeps, that its last has no more."""
    ends = [found.end() for found in END.finditer(data)][:-1]
    if b"/Linearized" in data[:2048]:
        ends = ends[1:]
    known = {line.strip() for text in pages for line in text.splitlines()}
    found: dict[str, None] = {}
    for end in ends[-FORMER:]:
        if time.process_time() > SECONDS_FOR_FORMER:
            break
        with suppress(Exception):  # a part of a file may be none
            former = PdfReader(io.BytesIO(data[:end]))
            found |= dict.fromkeys(line.strip() for text in _texts(former) for line in text.splitlines())
    return [line for line in found if line and line not in known]


def _notes(reader: PdfReader) -> int:
    """Remarks on pages: notes and marks with words in them; links, fields to be filled in and signatures are none."""
    return sum(
        note.get("/Subtype") not in {"/Link", "/Widget", "/Popup"} and bool(note.get("/Contents"))
        for page in reader.pages[:PAGES]
        for note in _annotations(page)
    )


def _annotations(page: Any) -> list[Any]:
    notes = page.get("/Annots")
    return [note.get_object() for note in notes.get_object()] if notes is not None else []


def _layers(reader: PdfReader) -> int:
    layers = reader.root_object.get("/OCProperties")
    shown = layers.get_object().get("/D") if layers is not None else None
    off = shown.get_object().get("/OFF") if shown is not None else None
    return len(off.get_object()) if off is not None else 0


def _beside(reader: PdfReader) -> Iterator[str]:
    """What no page shows: properties, marks of the outline, notes and links on pages, what was filled into a form."""
    yield from (str(value) for value in (reader.metadata or {}).values())
    if (kept := reader.root_object.get("/Metadata")) is not None:
        yield from re.split(r"<[^>]*>", kept.get_object().get_data().decode("utf-8", "replace"))
    yield from (str(one.title) for one in _flat(reader.outline))
    yield from (str(field.get("/V", "")) for field in (reader.get_fields() or {}).values())
    for page in reader.pages[:PAGES]:
        for told in _annotations(page):
            link = told.get("/A", {}).get_object() if "/A" in told else {}
            yield from (str(told.get(key, "")) for key in ("/Contents", "/T", "/Subj", "/RC"))
            yield str(link.get("/URI", ""))


def _flat(outline: list[Any]) -> Iterator[Any]:
    for one in outline:
        if isinstance(one, list):
            yield from _flat(one)
        else:
            yield one


def _has_files(reader: PdfReader) -> bool:
    names = reader.root_object.get("/Names")
    return names is not None and "/EmbeddedFiles" in names.get_object()


if __name__ == "__main__":
    main()
