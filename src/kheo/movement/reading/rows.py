"""Down one list: take its rows or say why not, row by row."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from kheo.foundation.encodings import LABELS, Encoding
from kheo.foundation.sheets import Conversion, Row, Sheet
from kheo.movement.reading.amounts import MEASURES
from kheo.movement.reading.drafts import DraftRow, Refusal, UnitMatch
from kheo.movement.reading.lines import (
    Groups,
    cell_text,
    group_name,
    is_column_numbers,
    is_foot,
    is_repeated_head,
    is_total,
    is_unfilled,
    number_style,
    own_cells,
)
from kheo.movement.reading.one_row import RowReader
from kheo.movement.reading.table import Column, Head, text_of
from kheo.movement.reading.vocabulary import KINDS, SUBJECTS, Words, has_words, phrases, starts_with, words
from kheo.movement.rules.registrations import Identity, identity

_MOST_SIGNATORIES = 3  # beside each other under a list
_READ_WITHOUT_MARKS = {
    "no",
    "field",
    "kind",
    "subject",
    "novelty",
    "leading_kind",
    "unit_code",
    *MEASURES,
    "self_score",
    "verified_score",
}
_LIST_WORDS = phrases("titles", "list")
_NEUTRAL_GROUPS = phrases("lines", "group_starts")


@dataclass
class Walk:
    """What was found on the way down a list. *conversions*: by row, the cells of its columns that were read into Unicode."""

    conversions: Mapping[int, list[Conversion]] = field(default_factory=dict)
    converted: list[Conversion] = field(default_factory=list)

    rows: list[DraftRow] = field(default_factory=list)
    unfinished: list[DraftRow] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    foot: list[int] = field(default_factory=list)
    first_of: dict[Identity, int] = field(default_factory=dict)

    def cells_of(self, row: Row, head: Head | None) -> list[Conversion]:
        """The converted cells of *row* that mean something; of a group's name (without *head*) all."""
        used = None if head is None else {column.index for column in head.columns if column.key != "unused"}
        return [one for one in self.conversions.get(row.number, ()) if used is None or one.column in used]


def _titles_say(head: Head, sheet: Sheet, known: Words, about: str) -> str | None:
    """Return the code named by the lines over the table or the sheet's name, when they name one alone."""
    titles = [words(line) for line in head.above if starts_with(words(line), _LIST_WORDS) or has_words(words(line), about)]
    for text in (" ".join(titles), words(sheet.name)):
        found = known.codes_within(text)
        if len(found) == 1 and (about != "linh vuc" or has_words(text, about) or known.code(text)):
            return found.pop()
    return None


def defaults_of(head: Head, sheet: Sheet, fields: Words) -> dict[str, str]:
    """Return the codes that the head says for all rows.

    kind: the heading of the titles («Tên mô hình» ⇒ mô hình, «Tên điển hình» ⇒ điển hình; «Tên mô hình, điển hình» says nothing),
    else the title of the sheet («Danh sách điển hình…»). field: a title that says «lĩnh vực …», or a sheet named after one.
    """
    defaults: dict[str, str] = {}
    headings = [f"{column.group} {column.heading}" for column in head.of("title")]
    headings = headings or [column.group for column in head.columns if column.code]
    in_heading = {code for heading in headings for code in KINDS.codes_within(heading)}
    kind = in_heading.pop() if len(in_heading) == 1 else None
    if not kind and not in_heading:
        kind = _titles_say(head, sheet, KINDS, "danh sach")
    field_code = fields.code(sheet.name) or _titles_say(head, sheet, fields, "linh vuc")
    defaults |= {"kind": kind} if kind else {}
    return defaults | ({"field": field_code} if field_code else {})


def _looks_like_an_initiative(row: Row, head: Head, fields: Words, find_unit: Callable[[str], UnitMatch]) -> bool:
    """Among signatures and notes only a full row counts: numbered, with a field, kind or subject, a title and a unit, or more.

    «KT» under «Lĩnh vực» is Kinh tế and no signature («KT. CHỦ TỊCH»).
    """
    for key, known in (("field", fields), ("kind", KINDS), ("subject", SUBJECTS)):
        if any(known.code(text_of(row, column.index, own=True)) for column in head.of(key)):
            return True
    own = len(own_cells(row))
    if own > _MOST_SIGNATORIES:
        return True
    if own > 1 and any(number_style(cell_text(row, one.index)) == "arabic" for one in head.of("no")):
        return True
    unit = next((text_of(row, column.index) for column in head.of("unit")), "")
    titled = any(text_of(row, column.index, own=True) for column in head.of("title"))
    return titled and bool(unit) and bool(find_unit(unit).code)


def _keep(draft: DraftRow, head: Head, walk: Walk) -> None:
    key = identity(draft.unit_code, draft.body_code, draft.kind, draft.title, draft.holder)
    first = walk.first_of.setdefault(key, draft.number)
    if first == draft.number:
        walk.rows.append(draft)
        return
    heading = next((column.heading for column in head.of("title")), "Tên mô hình")
    reason = f"trùng tên và đơn vị với dòng {first}; hãy xoá một dòng, hoặc sửa tên nếu là hai mô hình khác nhau."
    walk.refused.append(Refusal(draft.number, heading, draft.title, reason))
    walk.unfinished.append(draft)


def encoding_of(conversions: list[Conversion], head: Head) -> Encoding:
    """What a row was typed in: its title; where that tells nothing, most of its other cells."""
    titles = {column.index for column in head.of("title")}
    told = [one.encoding for one in conversions if one.column in titles] or [one.encoding for one in conversions]
    return Counter(told).most_common(1)[0][0] if told else "unicode"


def _is_settled(one: Conversion, column: Column | None, find_unit: Callable[[str], UnitMatch]) -> bool:
    """Say whether the list itself proves the reading: a unit of that name is known; a field or kind is read without its marks."""
    if column is None:
        return False
    return column.key in _READ_WITHOUT_MARKS or bool(column.code) or (column.key == "unit" and bool(find_unit(one.after).code))


def _doubts(cells: list[Conversion], row: Row, head: Head) -> list[Refusal]:
    columns = {column.index: column for column in head.columns}
    return [
        Refusal(
            row.number,
            columns[one.column].heading if one.column in columns else "tên nhóm",
            one.before,
            f"chuyển mã {LABELS[one.encoding]} chưa chắc ({round(one.confidence * 100)} %), đọc được «{one.after}»; "
            "hãy xem lại ô này ở trang xem trước, hoặc gõ lại ô bằng Unicode.",
            is_doubt=True,
        )
        for one in cells
        if one.is_doubtful
    ]


def _settle(cells: list[Conversion], head: Head, find_unit: Callable[[str], UnitMatch]) -> list[Conversion]:
    columns = {column.index: column for column in head.columns}
    return [
        replace(one, is_settled=True) if one.is_doubtful and _is_settled(one, columns.get(one.column), find_unit) else one
        for one in cells
    ]


def walk_down(sheet: Sheet, head: Head, reader: RowReader, groups: Groups, conversions: Mapping[int, list[Conversion]]) -> Walk:
    """Read every row under *head*; a row with a refusal is not among the rows."""
    walk = Walk(conversions)
    head_rows = list(sheet.rows[head.first : head.last + 1])
    for row in sheet.rows[head.last + 1 :]:
        if is_unfilled(row, head) or is_repeated_head(row, head_rows) or is_column_numbers(row) or is_total(row, head):
            continue
        if (walk.foot or is_foot(row)) and not _looks_like_an_initiative(row, head, groups.fields, reader.find_unit):
            walk.foot.append(row.number)
            continue
        group = group_name(row, head, groups)
        if group:
            said = groups.meaning_of(group[1])
            groups.enter(group[0], said)
            named = walk.cells_of(row, None)
            if said:
                named = [replace(one, is_settled=True) for one in named]  # the name makes sense as it was read
            walk.converted += named
            walk.refused += _doubts(named, row, head)
            if said is None and not starts_with(words(group[1]), _NEUTRAL_GROUPS):
                walk.groups.append(f"{row.number} («{group[1][:60]}»)")
            continue
        if row.hidden:
            walk.hidden.append(row.number)
        draft, refused = reader.read(row, groups.context)
        cells = _settle(walk.cells_of(row, head), head, reader.find_unit)
        walk.converted += cells
        refused = [*_doubts(cells, row, head), *refused]
        draft = replace(draft, encoding=encoding_of(cells, head), conversions=tuple(cells)) if cells else draft
        if refused:
            walk.refused += refused
            walk.unfinished.append(draft)
        else:
            _keep(draft, head, walk)
    return walk


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:20])) + ("…" if len(numbers) > 20 else "")


def warnings_of(walk: Walk, reader: RowReader, fields: Words) -> list[str]:
    head, defaults, warnings = reader.head, reader.defaults, []
    if walk.hidden:
        warnings.append(f"Các dòng đang ẩn trong tệp vẫn được đọc: {_listed(walk.hidden)}.")
    if walk.groups:
        warnings.append(f"Các dòng được hiểu là tên nhóm, không phải mô hình: {', '.join(walk.groups)}.")
    if walk.foot:
        warnings.append(f"Không đọc phần chữ ký, ghi chú dưới bảng: dòng {_listed(walk.foot)}.")
    used = {key for key in defaults if not head.of(key)}
    if "kind" in used:
        label = KINDS.labels[defaults["kind"]].lower()
        warnings.append(f"Bảng không có cột loại hình; tất cả được hiểu là {label} theo tên cột hoặc tên bảng.")
    if "field" in used:
        label = fields.labels[defaults["field"]]
        warnings.append(f"Bảng không có cột lĩnh vực; dòng không thuộc nhóm nào được hiểu là {label} theo tên bảng.")
    if reader.assumed_collective:
        warnings.append("Bảng không có cột đối tượng; mô hình không ghi tên cá nhân, hộ gia đình được hiểu là của tập thể.")
    if reader.inside:
        warnings.append(
            f"Tổ chức chưa có trong danh sách của địa phương, ghi về xã, phường nêu trong ô và giữ tên ở mục chủ trì: "
            f"dòng {_listed(reader.inside)}."
        )
    if not walk.rows and not walk.refused:
        warnings.append("Bảng không có dòng mô hình nào dưới tiêu đề.")
    return warnings


def columns_of(head: Head) -> dict[str, str]:
    """Return the heading of each column by what it was read as; a tick column as ``subject:collective``."""
    columns: dict[str, str] = {}
    for column in head.columns:
        if column.key != "unused":
            columns.setdefault(f"{column.key}:{column.code}" if column.code else column.key, column.heading)
    return columns
