"""Files as a clerk saves them, and a PDF of a few pages with one line each: enough for a reader."""

import io
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from kheo.foundation.uploads.checks import Checked, check_upload


def pdf_of(*lines: str) -> bytes:
    """One page a line, in Helvetica; an empty line gives a page without text."""
    writer = PdfWriter()
    for line in lines:
        page = writer.add_blank_page(400, 200)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 100 Td ({line}) Tj ET".encode("latin-1") if line else b"")
        page[NameObject("/Contents")] = writer._add_object(stream)
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def checked(name: str, data: bytes) -> Checked:
    return check_upload(name, data, "evidence")


def saved(document: Any) -> bytes:
    """What python-docx, openpyxl or pypdf would write to disk."""
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()
