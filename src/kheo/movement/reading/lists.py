"""Read a file of initiatives: find its lists, sheet by sheet or table by table, then take their rows or say why not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from kheo.foundation.encodings import LABELS
from kheo.foundation.sheets import Conversion, Sheet, UnreadableSheet, read_sheets, recoded
from kheo.movement.reading.drafts import DraftRow, InitiativeSheet, Refusal, UnitMatch
from kheo.movement.reading.items import Items
from kheo.movement.reading.lines import Groups, own_cells
from kheo.movement.reading.one_row import RowReader
from kheo.movement.reading.rows import Walk, columns_of, defaults_of, walk_down, warnings_of
from kheo.movement.reading.table import Head, find_head
from kheo.movement.reading.vocabulary import Words, fields_with, starts_with, words
from kheo.movement.rules.registrations import Identity, identity

# Sheets that Khéo itself puts beside a list: the rules with an example, the drop-downs, the source, the results one by one.
_NOT_LISTS = ("huong dan", "lua chon", "ghi chu", "ket qua tung lan")
_UNFOUND = "không có dòng tiêu đề của danh sách"


@dataclass(frozen=True)
class Asked:
    """What is asked of a file. *sheet*: only this one. *items*: of the form (key → label). *decided*: see below."""

    sheet: str = ""
    items: Items = field(default_factory=dict)
    decided: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _List:
    sheet: Sheet
    head: Head
    noticed: list[str]

    @property
    def first_row(self) -> int:
        return self.head.last + 1


def _is_empty(sheet: Sheet) -> bool:
    return not any(own_cells(row) for row in sheet.rows)


def _find_lists(
    sheets: list[Sheet], known: Words, find_unit: Callable[[str], UnitMatch], asked: Asked
) -> tuple[list[_List], list[str]]:
    """Return the lists in their order, and which sheets are not read, with why."""
    found: list[_List] = []
    skipped: list[str] = []
    for one in sheets:
        if one.name != asked.sheet if asked.sheet else starts_with(words(one.name), _NOT_LISTS):
            continue
        noticed: list[str] = []
        head = find_head(one, known, lambda text: bool(find_unit(text).code), noticed, asked.items)
        before = found[-1] if found else None
        if head is None and one.is_of_document and before and len(before.sheet.rows[0].cells) == len(one.rows[0].cells):
            # A table that Word broke in two: the second part has the columns of the first and no headings of its own.
            head = Head(-1, -1, before.head.columns, before.head.above)
        if head is not None:
            found.append(_List(one, head, noticed))
        elif not _is_empty(one):
            skipped.append(f"«{one.name}» ({_UNFOUND})")
    visible = [one for one in found if not one.sheet.hidden]
    if visible:
        skipped += [f"«{one.sheet.name}» (đang ẩn)" for one in found if one.sheet.hidden]
    return visible or found[:1], skipped


def _unreadable(name: str) -> UnreadableSheet:
    return UnreadableSheet(
        f"Tệp «{name}» không có dòng tiêu đề nhận ra được. Bảng cần ít nhất cột «Tên mô hình» và cột «Đơn vị» "
        "trong 40 dòng đầu; hãy sửa tiêu đề cột hoặc dùng tệp mẫu."
    )


def _told_left(left: list[Conversion]) -> str:
    cells = ", ".join(f"dòng {one.row} «{one.before[:40]}» ({LABELS[one.encoding]}: «{one.after[:40]}»)" for one in left[:10])
    more = "…" if len(left) > 10 else ""
    return f"Có ô có thể gõ bằng phông cũ, giữ nguyên như trong tệp: {cells}{more}. Nếu đúng là phông cũ thì gõ lại ô đó."


def _by_row(conversions: list[Conversion], sheet: Sheet) -> dict[int, list[Conversion]]:
    rows: dict[int, list[Conversion]] = {}
    for one in conversions:
        if one.sheet == sheet.name:
            rows.setdefault(one.row, []).append(one)
    return rows


class _Merging:
    """Puts the lists of one file together; rows and refusals say their sheet where there are several."""

    def __init__(self, *, are_several: bool) -> None:
        self.are_several = are_several
        self.rows: list[DraftRow] = []
        self.unfinished: list[DraftRow] = []
        self.refused: list[Refusal] = []
        self.warnings: list[str] = []
        self.conversions: list[Conversion] = []
        self.first_of: dict[Identity, DraftRow] = {}

    def add(self, found: _List, walk: Walk, warnings: list[str]) -> None:
        label = found.sheet.name if self.are_several else ""
        self.unfinished += [replace(one, sheet=label) for one in walk.unfinished]
        self.refused += [replace(one, sheet=label) for one in walk.refused]
        self.warnings += [f"{label}: {one}" if label else one for one in warnings]
        self.conversions += walk.converted
        again = []
        for row in walk.rows:
            one = replace(row, sheet=label)
            first = self.first_of.setdefault(identity(one.unit_code, one.body_code, one.kind, one.title, one.holder), one)
            if first is one:
                self.rows.append(one)
            else:
                again.append(f"{one.number} (như dòng {first.number} của «{first.sheet}»)")
        if again:
            # A workbook with a sheet a field and one of all of them lists each initiative twice, and means it once.
            listed = ", ".join(again[:20]) + ("…" if len(again) > 20 else "")
            self.warnings.append(f"{label}: các dòng đã có ở bảng trước, chỉ lấy một lần: {listed}.")


def read_initiatives(
    name: str, data: bytes, find_unit: Callable[[str], UnitMatch], fields: Mapping[str, str], asked: Asked | None = None
) -> InitiativeSheet:
    """Read the lists of initiatives in the file *name* (.xlsx, .ods, .csv, .docx).

    *find_unit* tells what a unit's name (or code) means; *fields* are the programme's fields (code → label), no other is taken.
    Every visible sheet or table with headings is read; the others are named in a warning, with why. Row numbers are the
    sheet's own. What is taken from elsewhere than a row's own cell: a value merged down over several rows; the field, kind,
    subject or unit of the group row above; the kind or field that the head of the sheet says, where the list has no such
    column (``defaults_of``); the subject from the holder's address («ông», «hộ ông»), and «tập thể» for a mô hình, where the
    list says nothing of it. Cells typed in old fonts are read into Unicode; a row with a doubtful one is refused until
    somebody says what the cell means (``Asked.decided``: key of the cell → its text). UnreadableSheet when the file cannot be
    read or holds no list.
    """
    asked = asked or Asked()
    known = fields_with(fields)
    file = recoded(read_sheets(name, data), asked.decided)
    lists, skipped = _find_lists(file.sheets, known, find_unit, asked)
    if not lists:
        raise _unreadable(name)
    merging = _Merging(are_several=len(lists) > 1)
    for one in lists:
        reader = RowReader(one.head, known, find_unit, defaults_of(one.head, one.sheet, known))
        walk = walk_down(one.sheet, one.head, reader, Groups(known, find_unit), _by_row(file.conversions, one.sheet))
        hidden = [f"Trang tính «{one.sheet.name}» đang ẩn trong tệp."] if one.sheet.hidden else []
        merging.add(one, walk, [*one.noticed, *hidden, *warnings_of(walk, reader, known)])
    left = [one for one in file.left if any(one.sheet == found.sheet.name and one.row > found.first_row for found in lists)]
    if left:
        merging.warnings.append(_told_left(left))
    if skipped:
        merging.warnings.append(f"Không đọc: {', '.join(skipped)}.")
    first = lists[0]
    return InitiativeSheet(
        name=first.sheet.name,
        header_row=first.sheet.rows[first.head.last].number,
        columns=columns_of(first.head),
        rows=merging.rows,
        unfinished=merging.unfinished,
        refused=merging.refused,
        warnings=[*(one.note for one in file.sheets if one.note), *merging.warnings],
        conversions=merging.conversions,
    )
