"""``python -m kheo.democracy.sensitive.pdf_child < PDF``: the text of each page as JSON, made in a process of its own.

A PDF may be made to take all the memory and time there is (``documents.apart``); only this process ends of it.
"""

import io
import json
import re
import sys
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader

from kheo.documents.apart import limit_this_process

MEMORY = 700 << 20
PAGES = 300  # a settlement of accounts with its tables has some hundred


def main() -> None:
    limit_this_process(MEMORY)
    reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()))
    pages = [page.extract_text() for page in reader.pages[:PAGES]]
    told = {"pages": pages, "left": max(0, len(reader.pages) - PAGES), "beside": [], "attached": False, "odd": False}
    try:
        told["beside"] = [text for text in _beside(reader) if text.strip()]
        told["attached"] = _has_files(reader)
    except Exception:  # noqa: BLE001  whatever is wrong beside the pages: they are read, and this is said
        told["odd"] = True
    sys.stdout.write(json.dumps(told))


def _beside(reader: PdfReader) -> Iterator[str]:
    """What no page shows: properties, marks of the outline, notes and links on pages, what was filled into a form."""
    yield from (str(value) for value in (reader.metadata or {}).values())
    if (kept := reader.root_object.get("/Metadata")) is not None:
        yield from re.split(r"<[^>]*>", kept.get_object().get_data().decode("utf-8", "replace"))
    yield from (str(one.title) for one in _flat(reader.outline))
    yield from (str(field.get("/V", "")) for field in (reader.get_fields() or {}).values())
    for page in reader.pages[:PAGES]:
        notes = page.get("/Annots")
        for note in notes.get_object() if notes is not None else ():
            told = note.get_object()
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
