"""One way into typst: a template of ours, data as JSON, our own faces, PDF/A-2a and PDF/UA-1 at once.

What people typed reaches typst as data (``sys.inputs``), never as markup, so it cannot be read as code; and no template can read
outside the folder of assets.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import typst

from kheo.documents.fonts import ASSETS, font_folders


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(font_folders()))


def typeset(template: str, data: Mapping[str, Any], on: date) -> bytes:
    """Set *template* (a file of the assets) with *data*; *on* dates the file: the same content gives the same bytes."""
    pdf: bytes = typst.compile(
        ASSETS / template,
        root=ASSETS,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps({**data, "day": [on.year, on.month, on.day]}, ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime(on.year, on.month, on.day, tzinfo=UTC),
        format="pdf",
    )
    return pdf


def typeset_picture(template: str, data: Mapping[str, Any], dots: int) -> bytes:
    """Set *template* with *data* as one PNG of *dots* to the inch; the same content gives the same bytes."""
    png: bytes = typst.compile(
        ASSETS / template,
        root=ASSETS,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="png",
        ppi=dots,
    )
    return png
