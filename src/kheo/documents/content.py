"""What a paper says, apart from how it looks: frozen values that ``word.to_docx`` and ``pdf.to_pdf`` both set.

A chapter's ``papers.py`` returns a ``Paper``. Text is plain text; blanks and Unicode form are tidied when the paper is set.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

LayoutKind = Literal["party", "administrative"]
Alignment = Literal["left", "centre", "right"]

# A mark ties a number in running text to its line in the paper's appendix; it is set small and raised, «[12]» or «[12–15]».
# Its quills stand on no keyboard; a chapter that puts people's words beside marks takes them out (:func:`without_marks`).
MARK = re.compile("\N{LEFT SQUARE BRACKET WITH QUILL}(\\d+(?:–\\d+)?)\N{RIGHT SQUARE BRACKET WITH QUILL}")


def mark(reference: str | int) -> str:
    """The mark of *reference* («12», «12–15») for the text of a block."""
    return f"\N{LEFT SQUARE BRACKET WITH QUILL}{reference}\N{RIGHT SQUARE BRACKET WITH QUILL}"


def without_marks(text: str) -> str:
    """*text* as people wrote it, with no quill that could be read as a mark."""
    return text.translate({0x2045: "[", 0x2046: "]"})


@dataclass(frozen=True)
class Paragraph:
    """Running text, first line indented, set to both margins."""

    text: str


@dataclass(frozen=True)
class Heading:
    """*level* 1 stands in the middle («QUYẾT ĐỊNH»), 2 at the indent («I. Thành phần dự họp»), 3 under it, italic («1. Cấp uỷ»).

    *under* is a second line of a heading in the middle («PHẦN THỨ NHẤT», under it what the part is about).
    """

    text: str
    level: Literal[1, 2, 3] = 1
    under: str = ""


@dataclass(frozen=True)
class Basis:
    """A line «Căn cứ …» with its own closing mark (; or ,)."""

    text: str


@dataclass(frozen=True)
class Article:
    """«Điều 1.» and its text; the number and the word are printed by the layout."""

    number: int
    text: str


@dataclass(frozen=True)
class Numbered:
    """An item with its own *mark* («1.», «a)», «-»)."""

    mark: str
    text: str


@dataclass(frozen=True)
class Column:
    """*width* is a share: the table fills the line and columns take it in proportion."""

    title: str
    width: float = 1
    align: Alignment = "left"


@dataclass(frozen=True)
class Table:
    """Rows of text; the head is repeated on every page the table reaches. *title* stands over it («Bảng 1. …»).

    *total*: the last row adds up the others and is set bold. *links*: for each row the address its last cell leads to.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    total: bool = False
    links: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for index, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"row {index} has {len(row)} cells, the table has {len(self.columns)} columns")
        if self.links and len(self.links) != len(self.rows):
            raise ValueError(f"{len(self.links)} links for {len(self.rows)} rows")


@dataclass(frozen=True)
class Bar:
    """*value* makes the length; *text* is what stands at its end («12»)."""

    label: str
    value: int
    text: str


@dataclass(frozen=True)
class BarChart:
    """Lying bars, each with its label before and its number behind it; *source* says under them where the numbers stand."""

    title: str
    bars: tuple[Bar, ...]
    measure: str
    source: str = ""

    def __post_init__(self) -> None:
        if not self.bars or any(bar.value < 0 for bar in self.bars):
            raise ValueError("a chart has at least one bar and no negative ones")

    @property
    def alternative(self) -> str:
        """The whole chart in words, for who cannot see it."""
        read = "; ".join(f"{bar.label}: {bar.text}" for bar in self.bars)
        return f"Biểu đồ thanh. {self.title} ({self.measure}). {read}."


Block = Paragraph | Heading | Basis | Article | Numbered | Table | BarChart


@dataclass(frozen=True)
class Signature:
    """*authority* («T/M BAN CHỈ ĐẠO», «CHỦ TỊCH»), *position* under it (may be ""), *name* or None before it is known."""

    authority: str
    position: str = ""
    name: str | None = None


@dataclass(frozen=True)
class Annex:
    """A list issued with the paper, on a page of its own; its «(Kèm theo …)» is written from the paper.

    *small*: set in small type with narrow rows: a list to look things up in, which nobody reads from end to end.
    """

    title: str
    subject: str
    blocks: tuple[Block, ...]
    small: bool = False


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One official paper.

    *superior* and *issuer* are names as written in running text; the head prints them in capitals.
    *number* as issued, without the word «Số» («12-QĐ/BCĐ»). Before it is given, None: *number_template* is printed and its «…»
    becomes the dotted blank. *on* is the date on the paper; None prints «ngày … tháng … năm *year*». *countersignature* (the
    secretary of a meeting) stands left, where recipients would. What lies on the tables of a meeting has neither number
    (*number_template* "") nor *signature*. *reference* is Khéo's own mark in the foot; *draft* prints
    «DỰ THẢO».
    """

    layout: LayoutKind
    superior: str
    issuer: str
    place: str
    title: str
    subject: str
    blocks: tuple[Block, ...]
    signature: Signature | None
    number: str | None = None
    number_template: str = "…"
    on: date | None = None
    year: int | None = None
    recipients: tuple[str, ...] = ()
    countersignature: Signature | None = None
    annexes: tuple[Annex, ...] = ()
    draft: bool = False
    reference: str | None = None

    def __post_init__(self) -> None:
        if self.on is None and self.year is None:
            raise ValueError("a paper without a date needs the year it belongs to")

    @property
    def layout_day(self) -> date:
        """The day whose layout rules hold: the paper's own, or the last of its year while the date is open."""
        return self.on or date(self.year or 0, 12, 31)
