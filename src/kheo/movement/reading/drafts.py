"""What reading a list gives: rows to take, refusals with their reason, warnings."""

import dataclasses
from dataclasses import dataclass
from decimal import Decimal

from kheo.foundation.encodings import Encoding
from kheo.foundation.sheets import Conversion


@dataclass(frozen=True)
class UnitMatch:
    """What a unit's name in a cell was found to mean.

    *code*: the unit, *body_code*: the body of it that is named (an agency, a school), or "". *is_inside*: the cell names somebody
    inside *code* whom no list knows («Hội Phụ nữ xã Yên Nam»). Without *code*, *candidates* are the
    labels of the units that may be meant: several of the same name when *ambiguous* (the old and the new «xã Tiên Ngoại»), else
    names that look alike.
    """

    code: str = ""
    body_code: str = ""
    is_inside: bool = False
    candidates: tuple[str, ...] = ()
    ambiguous: bool = False


@dataclass(frozen=True)
class DraftRow:
    """One initiative of the list. *number*: the sheet's own row number; results by measure, dong in đồng, land_m2 in m².

    *answers*: the items of the form, by key. *sheet*: which one, where there are several. *encoding*: what its title was typed
    in, else most of its converted cells; *conversions*: each cell that was read into Unicode. How it was typed is no part of what
    a row says, so rows are compared without it.
    """

    number: int
    title: str
    unit_text: str
    unit_code: str
    body_code: str
    field: str
    kind: str
    subject: str
    holder: str = ""
    leading_body: str = ""
    summary: str = ""
    note: str = ""
    results: dict[str, Decimal] = dataclasses.field(default_factory=dict)
    self_score: Decimal | None = None
    verified_score: Decimal | None = None
    novelty: str = ""
    leading_kind: str = ""
    answers: dict[str, str] = dataclasses.field(default_factory=dict)
    sheet: str = ""
    encoding: Encoding = dataclasses.field(default="unicode", compare=False)
    conversions: tuple[Conversion, ...] = dataclasses.field(default=(), compare=False)

    @property
    def place(self) -> tuple[str, int]:
        return self.sheet, self.number


@dataclass(frozen=True)
class Refusal:
    """Why row *row* is not taken: *column* is the heading as it stands in the sheet, *value* the cell as people see it.

    *is_doubt*: nothing is wrong but the way the cell was typed, which a person has to look at.
    """

    row: int
    column: str
    value: str
    reason: str
    sheet: str = ""
    is_doubt: bool = False

    @property
    def place(self) -> tuple[str, int]:
        return self.sheet, self.row


@dataclass(frozen=True)
class InitiativeSheet:
    """What a file holds; *name*, *header_row* and *columns* (heading as it stands, by what it was read as) are of its first list.

    *conversions*: all cells of the lists that were read into Unicode, those of group rows too.
    A row with a refusal is not among *rows* but among *unfinished*, with what was understood of it; the rest is "".
    """

    name: str
    header_row: int
    columns: dict[str, str]
    rows: list[DraftRow]
    unfinished: list[DraftRow]
    refused: list[Refusal]
    warnings: list[str]
    conversions: list[Conversion] = dataclasses.field(default_factory=list)
