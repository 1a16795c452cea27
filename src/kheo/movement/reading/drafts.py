"""What reading a list gives: rows to take, refusals with their reason, warnings."""

import dataclasses
from dataclasses import dataclass
from decimal import Decimal


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
    """One initiative of the list. *number*: the sheet's own row number; results by measure, dong in đồng, land_m2 in m²."""

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


@dataclass(frozen=True)
class Refusal:
    """Why row *row* is not taken: *column* is the heading as it stands in the sheet, *value* the cell as people see it."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class InitiativeSheet:
    """One list. *columns*: heading as it stands, by what it was read as.

    A row with a refusal is not among *rows* but among *unfinished*, with what was understood of it; the rest is "".
    """

    name: str
    header_row: int
    columns: dict[str, str]
    rows: list[DraftRow]
    unfinished: list[DraftRow]
    refused: list[Refusal]
    warnings: list[str]
