"""Papers read back: text and places of a PDF page."""

import io
from dataclasses import dataclass

import pypdf
import pypdfium2
from pypdfium2 import raw

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Box:
    """Where a text stands on its page, in mm from the left and the top."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def page_texts(pdf: bytes) -> list[str]:
    """The words of each page, lines joined by single blanks."""
    return [
        " ".join(page.extract_text().replace("\N{ZERO WIDTH SPACE}", "").split())
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages
    ]


def whole_text(pdf: bytes) -> str:
    return " ".join(page_texts(pdf))


def place_of(pdf: bytes, page: int, text: str) -> Box | None:
    """The box of the first *text* on *page* (from 0), None where it is not."""
    document = pypdfium2.PdfDocument(pdf)
    sheet = document[page]
    words = sheet.get_textpage()
    found = words.search(text, match_case=True).get_next()
    if found is None:
        return None
    boxes = [words.get_charbox(found[0] + offset) for offset in range(found[1])]
    height = sheet.get_height()
    return Box(
        left=min(box[0] for box in boxes) / POINTS_PER_MM,
        top=(height - max(box[3] for box in boxes)) / POINTS_PER_MM,
        right=max(box[2] for box in boxes) / POINTS_PER_MM,
        bottom=(height - min(box[1] for box in boxes)) / POINTS_PER_MM,
    )


def size_of(pdf: bytes, page: int, text: str) -> float | None:
    """The size in points of the first letter of the first *text* on *page* (from 0), None where it is not."""
    words = pypdfium2.PdfDocument(pdf)[page].get_textpage()
    found = words.search(text, match_case=True).get_next()
    return None if found is None else round(raw.FPDFText_GetFontSize(words, found[0]), 2)


def lines_of(pdf: bytes, page: int) -> list[Box]:
    """Rules drawn on *page* (from 0): level lines, in the order in which they are drawn."""
    sheet = pypdfium2.PdfDocument(pdf)[page]
    height = sheet.get_height()
    found = []
    for drawn in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = drawn.get_bounds()
        if top - bottom < 3 < right - left:
            edges = (left, height - top, right, height - bottom)
            found.append(Box(*(edge / POINTS_PER_MM for edge in edges)))
    return found


def fonts(pdf: bytes) -> dict[str, bool]:
    """Family and style of each font in the file, and whether its outlines are inside."""
    found: dict[str, bool] = {}
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        for reference in page["/Resources"].get("/Font", {}).values():
            font = reference.get_object()
            descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            name = str(font["/BaseFont"]).lstrip("/").split("+")[-1].removesuffix("-Identity-H")
            found[name] = bool({"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor))
    return found
