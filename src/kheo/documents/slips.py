"""Sheets cut by hand: slips with a code for an online vote, ballots on which a household ticks its choice. PDF alone."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kheo.documents.certificate import qr_svg
from kheo.documents.printing import breakable, printable
from kheo.documents.typesetting import typeset
from kheo.foundation.refusal import RefusedError

HALF_PAGE = 600
"""Characters of subject and content that fit on half a page beside everything else."""
USUAL_CHOICES, CHOICE, NAMES, OTHER = 2, 104, 283, 190
"""In characters: a choice beyond the usual two; what stands around names; the lines for another opinion, in HALF_PAGE already."""


@dataclass(frozen=True)
class CodeSlip:
    """One slip: *whom* it is handed to, its printed *code*, the *address* its QR code leads to."""

    whom: str
    code: str
    address: str


@dataclass(frozen=True, kw_only=True)
class SlipSheet:
    """Slips of one vote, six on a page. *heading*: the village; *subject*: what is asked; *notes*: what the voter should know.

    *by_hand*: where the code is typed when there is no camera.
    """

    heading: str
    subject: str
    notes: tuple[str, ...]
    by_hand: str
    on: date
    slips: tuple[CodeSlip, ...]


@dataclass(frozen=True, kw_only=True)
class BallotSheets:
    """*count* ballots, all alike, each with a frame for the stamp at its head or for the signature at its foot.

    *ask*: what stands over the choices; *note*: small words under them. Two lie on a page; where there is more to read than
    HALF_PAGE characters, each has pages of its own.
    """

    place: tuple[str, ...]
    title: str
    subject: str
    content: str
    how: str
    choices: tuple[str, ...]
    other: str
    deadline: str
    stamp: str
    signature: str
    reference: str
    on: date
    count: int
    ask: str = ""
    note: str = ""


def slips_pdf(sheet: SlipSheet) -> bytes:
    """*sheet* as a PDF with lines to cut along; RefusedError for a character that no face prints or no slip at all."""
    if not sheet.slips:
        raise RefusedError("Chưa có phiếu nào để in.")
    ready = printable(sheet, "paper")
    data = {
        "heading": ready.heading,
        "subject": ready.subject,
        "notes": list(ready.notes),
        "by_hand": ready.by_hand,
        "slips": [{"whom": one.whom, "code": one.code, "address": one.address} for one in ready.slips],
    }
    laid: dict[str, Any] = breakable(data)
    for one, drawn in zip(ready.slips, laid["slips"], strict=True):
        drawn |= {"code": one.code, "address": one.address, "qr": qr_svg(one.address)}
    return typeset("slips.typ", laid, ready.on)


def _to_read(sheets: BallotSheets) -> int:
    """The room that *sheets* take beside what every ballot has, in characters."""
    read = len(sheets.content) + len(sheets.subject) + max(0, len(sheets.choices) - USUAL_CHOICES) * CHOICE
    return read + (NAMES - (0 if sheets.other else OTHER) if sheets.ask else 0)


def ballots_pdf(sheets: BallotSheets) -> bytes:
    """*sheets* as a PDF; RefusedError for a character that no face prints or no ballot at all."""
    if sheets.count < 1:
        raise RefusedError("Chưa có hộ nào để in phiếu.")
    ready = printable(sheets, "paper")
    names = ("title", "subject", "content", "how", "other", "deadline", "stamp", "signature", "reference", "count", "ask", "note")
    data = {name: getattr(ready, name) for name in names} | {
        "place": list(ready.place),
        "choices": list(ready.choices),
        "many": len(ready.choices) > USUAL_CHOICES,
        "long": _to_read(ready) > HALF_PAGE,
    }
    return typeset("ballots.typ", breakable(data), ready.on)
