"""One way into typst: a template of ours, data as JSON, our own faces, PDF/A-2a and PDF/UA-1 at once.

What people typed reaches typst as data (``sys.inputs``), never as markup, so it cannot be read as code; and no template can read
outside the folder of assets, or a copy of it with the one picture laid beside.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from kheo.documents.fonts import ASSETS, font_folders


@lru_cache(maxsize=16)
def _fonts(more: tuple[Path, ...] = ()) -> typst.Fonts:
    folders = [*font_folders(), *more]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@contextmanager
def _root(beside: Mapping[str, bytes]) -> Iterator[Path]:
    """The folder that a template may read: the assets, or a copy of the templates with the files *beside* them."""
    if not beside:
        yield ASSETS
        return
    with TemporaryDirectory(prefix="kheo-typst-") as name:
        folder = Path(name)
        for template in ASSETS.glob("*.typ"):
            shutil.copy(template, folder)
        for file, content in beside.items():
            (folder / file).write_bytes(content)
        yield folder


def typeset(
    template: str, data: Mapping[str, Any], on: date, *, faces: tuple[Path, ...] = (), beside: Mapping[str, bytes] | None = None
) -> bytes:
    """Set *template* (a file of the assets) with *data*; *on* dates the file: the same content gives the same bytes.

    *faces*: folders of an office's own fonts; *beside*: files that the template may read, by name.
    """
    with _root(beside or {}) as root:
        pdf: bytes = typst.compile(
            root / template,
            root=root,
            font_paths=_fonts(faces),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps({**data, "day": [on.year, on.month, on.day]}, ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=datetime(on.year, on.month, on.day, tzinfo=UTC),
            format="pdf",
        )
    return pdf


def typeset_picture(
    template: str, data: Mapping[str, Any], dots: int, *, faces: tuple[Path, ...] = (), beside: Mapping[str, bytes] | None = None
) -> bytes:
    """Set *template* with *data* as one PNG of *dots* to the inch; the same content gives the same bytes."""
    with _root(beside or {}) as root:
        png: bytes = typst.compile(
            root / template,
            root=root,
            font_paths=_fonts(faces),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            format="png",
            ppi=dots,
        )
    return png
