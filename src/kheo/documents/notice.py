"""One A4 sheet for a notice board: a head, a QR code as large as a hand, a few lines to be read from two metres."""

from dataclasses import dataclass
from datetime import date

from kheo.documents.certificate import qr_svg
from kheo.documents.printing import breakable, printable
from kheo.documents.typesetting import typeset


@dataclass(frozen=True, kw_only=True)
class BoardNotice:
    """*over* stands above the *title*; *address* is what the code leads to, printed under it as well; *on*: the file's day."""

    over: str
    title: str
    lines: tuple[str, ...]
    address: str
    foot: str
    on: date


def board_notice_pdf(notice: BoardNotice) -> bytes:
    """Return *notice* as a PDF; RefusedError for a character that no face prints."""
    ready = printable(notice, "paper")
    words = {
        "over": ready.over,
        "title": ready.title,
        "lines": list(ready.lines),
        "foot": ready.foot,
    }
    return typeset("notice.typ", {**breakable(words), "address": ready.address, "qr": qr_svg(notice.address)}, ready.on)
