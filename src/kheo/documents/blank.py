"""Words printed on a pre-printed blank (phôi): each in its place by the millimetre, shrunk or wrapped to fit, nothing else."""

from collections.abc import Iterator, Sequence
from typing import Any

from kheo.documents.blank_content import BlankPaper, Place, Sheet, Shift
from kheo.documents.certificate import qr_svg
from kheo.documents.fitting import Fitted, fit
from kheo.documents.printing import clean_text
from kheo.documents.typesetting import typeset, typeset_picture
from kheo.foundation.refusal import Problem, RefusedError

SCREEN_DOTS = 100
MARK = "IN THỬ"


def blank_pdf(paper: BlankPaper, sheets: Sequence[Sheet]) -> bytes:
    """Return the words of *sheets*, a page each; RefusedError names the sheet and place whose words do not fit or print."""
    return typeset("blank.typ", _data(paper, sheets), paper.on, faces=paper.folders)


def preview_pdf(paper: BlankPaper, sheet: Sheet, background: tuple[str, bytes] | None) -> bytes:
    """One sheet over the scan of its blank (ending, bytes), with every place framed and «IN THỬ» across."""
    name, beside = _beside(background)
    return typeset("blank.typ", _data(paper, [sheet], name), paper.on, faces=paper.folders, beside=beside)


def preview_picture(paper: BlankPaper, sheet: Sheet, background: tuple[str, bytes] | None) -> bytes:
    """As :func:`preview_pdf`, as a PNG for the screen."""
    name, beside = _beside(background)
    data = {**_data(paper, [sheet], name), "day": [paper.on.year, paper.on.month, paper.on.day]}
    return typeset_picture("blank.typ", data, SCREEN_DOTS, faces=paper.folders, beside=beside)


def check_sheets(paper: BlankPaper, sheets: Sequence[Sheet]) -> list[Problem]:
    """What would not fit or not print, sheet by sheet, without setting anything."""
    return [
        Problem(what, f"{sheet.name}, {place.label}")
        for sheet in sheets
        for place in paper.places
        for what in _fitted(place, sheet).problems
    ]


def _beside(background: tuple[str, bytes] | None) -> tuple[str, dict[str, bytes]]:
    if background is None:
        return "", {}
    name = f"background.{background[0]}"
    return name, {name: background[1]}


def _data(paper: BlankPaper, sheets: Sequence[Sheet], background: str | None = None) -> dict[str, Any]:
    """*background*: None for a print; for a preview the name of the scan, or "" without one."""
    if background is None and (problems := check_sheets(paper, sheets)):
        raise RefusedError(*problems)
    return {
        "title": paper.title,
        "author": "Khéo",
        "width": paper.width,
        "height": paper.height,
        "background": background or None,
        "frames": [] if background is None else [_frame(paper, place) for place in paper.places],
        "mark": None if background is None else MARK,
        "sheets": [_laid_out(paper, sheet) for sheet in sheets],
    }


def _frame(paper: BlankPaper, place: Place) -> dict[str, float]:
    left, top = paper.shift.moved(place.x, place.top)
    right, bottom = paper.shift.moved(place.x + place.width, place.bottom)
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def _laid_out(paper: BlankPaper, sheet: Sheet) -> dict[str, Any]:
    return {
        "runs": [run for place in paper.places for run in _runs(paper.shift, place, _fitted(place, sheet))],
        "codes": [code for place in paper.places if place.is_code for code in _code(paper.shift, place, sheet.address)],
    }


def _fitted(place: Place, sheet: Sheet) -> Fitted:
    text = "" if place.is_code else clean_text(sheet.words.get(place.key, ""))
    return fit(place, text.upper() if place.capitals else text)


def _code(shift: Shift, place: Place, address: str) -> Iterator[dict[str, Any]]:
    if address:
        x, y = shift.moved(place.x, place.y)
        yield {"x": x, "y": y, "side": place.width, "svg": qr_svg(address), "address": address}


def _runs(shift: Shift, place: Place, fitted: Fitted) -> Iterator[dict[str, Any]]:
    anchor = {"left": place.x, "centre": place.x + place.width / 2, "right": place.x + place.width}[place.align]
    for number, line in enumerate(fitted.lines):
        x, y = shift.moved(anchor, place.y + number * place.leading)
        yield {
            "x": x,
            "y": y,
            "text": line,
            "size": fitted.size,
            "align": place.align,
            "weight": 700 if place.bold else 400,
            "style": "italic" if place.italic else "normal",
            "colour": place.colour,
            "faces": place.families,
        }
