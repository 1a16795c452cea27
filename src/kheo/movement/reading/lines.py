"""Rows of a list that are no initiatives: totals, groups, repeated headings, column numbers, signatures and notes."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from kheo.foundation.sheets import Row
from kheo.movement.reading.drafts import UnitMatch
from kheo.movement.reading.table import Head, text_of
from kheo.movement.reading.vocabulary import KINDS, SUBJECTS, Words, phrases, starts_with, without_count, words

_TOTALS, _TOTAL_STARTS = phrases("lines", "total"), phrases("lines", "total_starts")
_GROUP_STARTS, _FOOT_STARTS = phrases("lines", "group_starts"), phrases("lines", "foot_starts")
_DATED = re.compile(r"\bngay\b.*\bthang\b.*\bnam\b")
_ROMAN = re.compile(r"\(?([IVX]{1,5})[.)]?", re.IGNORECASE)
_LETTER = re.compile(r"\(?([A-HK-Z]|[a-h])[.)]?")
_ARABIC = re.compile(r"\(?\d{1,4}[.)]?")
_PARTED = re.compile(r"\d{1,3}(?:\.\d{1,3})+\.?")
_NUMBERED = re.compile(r"^\s*(?:[IVX]{1,5}|[A-H])\s*[.)/:-]\s*(?=\S)")
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Da-d])\)?(?:\s*=.*)?")
_LEAST_COLUMN_NUMBERS = 3


def cell_text(row: Row, index: int) -> str:
    """Return any own cell as text: «1» for a number, "" for an empty or spread one."""
    if index >= len(row.cells) or row.cells[index].spread_from or row.cells[index].value is None:
        return ""
    return str(row.cells[index].value).strip()


def own_cells(row: Row) -> list[int]:
    return [
        index for index, cell in enumerate(row.cells) if (cell.kind != "empty" or cell.without_value) and not cell.spread_from
    ]


def is_unfilled(row: Row, head: Head) -> bool:
    """Say whether nothing was entered in *row*, though it may be numbered: offices number a form down to its last line."""
    numbers = {column.index for column in head.of("no")}
    return all(
        index in numbers and (row.cells[index].kind != "text" or number_style(cell_text(row, index))) for index in own_cells(row)
    )


def number_style(text: str) -> str:
    """Return how *text* numbers a row: ``arabic``, ``parted`` (1.2), ``roman``, ``letter`` or "" (no number)."""
    for style, pattern in (("arabic", _ARABIC), ("parted", _PARTED), ("roman", _ROMAN), ("letter", _LETTER)):
        if pattern.fullmatch(text):
            return style
    return ""


def is_repeated_head(row: Row, head_rows: list[Row]) -> bool:
    """Say whether *row* repeats one of the heading rows, as on every printed page."""
    own = own_cells(row)
    return len(own) > 1 and any(
        all(words(text_of(row, index)) and words(text_of(row, index)) == words(text_of(head, index)) for index in own)
        for head in head_rows
    )


def is_column_numbers(row: Row) -> bool:
    """Say whether *row* only numbers the columns: «1 2 3 4», «(1) (2) (3)», «A B 1 2»."""
    texts = [cell_text(row, index) for index in own_cells(row)]
    return len(texts) >= _LEAST_COLUMN_NUMBERS and all(map(_COLUMN_NUMBER.fullmatch, texts)) and len(set(texts)) == len(texts)


def is_total(row: Row, head: Head) -> bool:
    """Say whether *row* adds up the rows over it. A numbered row with such a title («Cộng đồng xanh») is an initiative."""
    first = next((words(text) for index in own_cells(row) if (text := text_of(row, index)) and not number_style(text)), "")
    numbered = any(number_style(cell_text(row, column.index)) in {"arabic", "parted"} for column in head.of("no"))
    has_unit = any(
        text_of(row, column.index, own=True) not in {"", text_of(row, own_cells(row)[0])} for column in head.of("unit")
    )
    return not numbered and not has_unit and (first in _TOTALS or starts_with(first, _TOTAL_STARTS))


def is_foot(row: Row) -> bool:
    """Say whether *row* begins what stands under the table: place and date, signatures, notes."""
    texts = [words(text) for index in own_cells(row) if (text := text_of(row, index))]
    if any(number_style(cell_text(row, index)) == "arabic" for index in own_cells(row)[:1]):
        return False
    return any(starts_with(text, _FOOT_STARTS) or _DATED.search(text) for text in texts)


@dataclass(frozen=True)
class Context:
    """What the group rows over a row say: codes by key (field, kind, subject), the unit's text and match."""

    codes: dict[str, str] = field(default_factory=dict)
    unit_text: str = ""
    unit: UnitMatch | None = None


@dataclass
class Groups:
    """The groups open at this point, outermost first. A new group closes those of its own style and all inside them."""

    fields: Words
    find_unit: Callable[[str], UnitMatch]
    _open: list[tuple[str, Context]] = field(default_factory=list)

    def meaning_of(self, text: str, *, exact: bool = False) -> Context | None:
        """Return what a group's name says, or None when it says nothing of field, kind, subject or unit.

        With *exact* the whole name must be a code: «Mô hình phát triển kinh tế» alone in a row is a title, no group.
        """
        name = without_count(_NUMBERED.sub("", text).strip(" :;.-–*"))
        codes = {
            key: code
            for key, known in self._known()
            if (code := known.code(name) or ("" if exact else self._told(key, known, name)))
        }
        unit = None if codes else self.find_unit(name)
        if unit and unit.code:
            return Context({}, name, unit)
        return Context(codes) if codes else None

    def _known(self) -> tuple[tuple[str, Words], ...]:
        return ("field", self.fields), ("kind", KINDS), ("subject", SUBJECTS)

    @staticmethod
    def _told(key: str, known: Words, name: str) -> str | None:
        """«Lĩnh vực phát triển kinh tế», «Mô hình tập thể»: the words of one code inside a name that is about them."""
        about = {"field": ("linh vuc",), "kind": ("mo hinh", "dien hinh"), "subject": ("tap the", "ca nhan", "ho gia dinh")}[key]
        plain = words(name)
        if not starts_with(plain, (*about, "danh sach", "cac")) and not (key == "subject" and plain.endswith(about)):
            return None
        found = known.codes_within(name)
        return found.pop() if len(found) == 1 else None

    def enter(self, style: str, said: Context | None) -> None:
        styles = [known for known, _ in self._open]
        if style in styles:
            del self._open[styles.index(style) :]
        self._open.append((style, said or Context()))

    @property
    def context(self) -> Context:
        codes: dict[str, str] = {}
        unit_text, unit = "", None
        for _, said in self._open:
            codes |= said.codes
            if said.unit:
                unit_text, unit = said.unit_text, said.unit
        return Context(codes, unit_text, unit)


def group_name(row: Row, head: Head, groups: Groups) -> tuple[str, str] | None:
    """Return (style, name) when *row* heads a group, else None.

    A group row has one text, apart from its number and from counts, and either a roman or letter number (in its own cell or
    before the text), or a merge over several columns, or a name that is a field, kind, subject or unit. A row with an arabic
    number is an initiative unless its only text is exactly the name of a unit or field. A row that shares a unit or a field
    merged down from above is an initiative.
    """
    own = own_cells(row)
    if any(cell.spread_from and cell.spread_from[0] != row.number for cell in row.cells):
        return None
    numbers = {column.index for column in head.of("no")}
    texts = [index for index in own if text_of(row, index) and not (index in numbers and number_style(text_of(row, index)))]
    if len(texts) != 1 or any(index not in numbers and row.cells[index].kind not in {"text", "int"} for index in own):
        return None
    name = text_of(row, texts[0])
    style = next((number_style(cell_text(row, index)) for index in own if index in numbers and index != texts[0]), "")
    inline = _NUMBERED.match(name)
    if inline and not style:
        style = number_style(inline[0].strip(" .)/:-"))
    wide = any(cell.spread_from == (row.number, texts[0]) for cell in row.cells)
    if style in {"roman", "letter"}:
        return style, name
    if style in {"arabic", "parted"}:
        said = groups.meaning_of(name, exact=True)
        return (style, name) if said and (said.unit or "field" in said.codes) else None
    if wide or starts_with(words(name), _GROUP_STARTS) or groups.meaning_of(name, exact=True) is not None:
        return "wide" if wide else "plain", name
    return None
