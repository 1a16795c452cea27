"""Read a spreadsheet of initiatives: find the list, then take its rows or say why not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kheo.foundation.legacy_encodings import legacy_font
from kheo.foundation.sheets import Row, Sheet, UnreadableSheet, read_sheets
from kheo.movement.reading.drafts import DraftRow, InitiativeSheet, Refusal, UnitMatch
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
from kheo.movement.reading.table import Head, find_head, text_of
from kheo.movement.reading.vocabulary import KINDS, SUBJECTS, Words, fields_with, has_words, phrases, starts_with, words
from kheo.movement.rules.registrations import Identity, identity

_MOST_SIGNATORIES = 3  # beside each other under a list
_NOT_LISTS = ("huong dan", "lua chon")  # sheets of the template: the rules with an example, and the drop-downs
_LIST_WORDS = phrases("titles", "list")
_NEUTRAL_GROUPS = phrases("lines", "group_starts")


@dataclass
class _Walk:
    """What was found on the way down the list."""

    rows: list[DraftRow] = field(default_factory=list)
    unfinished: list[DraftRow] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    foot: list[int] = field(default_factory=list)
    first_of: dict[Identity, int] = field(default_factory=dict)


def _titles_say(head: Head, sheet: Sheet, known: Words, about: str) -> str | None:
    """Return the code named by the lines over the table or the sheet's name, when they name one alone."""
    titles = [words(line) for line in head.above if starts_with(words(line), _LIST_WORDS) or has_words(words(line), about)]
    for text in (" ".join(titles), words(sheet.name)):
        found = known.codes_within(text)
        if len(found) == 1 and (about != "linh vuc" or has_words(text, about) or known.code(text)):
            return found.pop()
    return None


def _defaults(head: Head, sheet: Sheet, fields: Words) -> dict[str, str]:
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


def _keep(draft: DraftRow, head: Head, walk: _Walk) -> None:
    key = identity(draft.unit_code, draft.body_code, draft.kind, draft.title, draft.holder)
    first = walk.first_of.setdefault(key, draft.number)
    if first == draft.number:
        walk.rows.append(draft)
        return
    heading = next((column.heading for column in head.of("title")), "Tên mô hình")
    reason = f"trùng tên và đơn vị với dòng {first}; hãy xoá một dòng, hoặc sửa tên nếu là hai mô hình khác nhau."
    walk.refused.append(Refusal(draft.number, heading, draft.title, reason))
    walk.unfinished.append(draft)


def _walk(sheet: Sheet, head: Head, reader: RowReader, groups: Groups) -> _Walk:
    walk = _Walk()
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
            if said is None and not starts_with(words(group[1]), _NEUTRAL_GROUPS):
                walk.groups.append(f"{row.number} («{group[1][:60]}»)")
            continue
        if row.hidden:
            walk.hidden.append(row.number)
        draft, refused = reader.read(row, groups.context)
        if refused:
            walk.refused += refused
            walk.unfinished.append(draft)
        else:
            _keep(draft, head, walk)
    return walk


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:20])) + ("…" if len(numbers) > 20 else "")


def _warnings(walk: _Walk, reader: RowReader, fields: Words) -> list[str]:
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


def _columns(head: Head) -> dict[str, str]:
    """Return the heading of each column by what it was read as; a tick column as ``subject:collective``."""
    columns: dict[str, str] = {}
    for column in head.columns:
        if column.key != "unused":
            columns.setdefault(f"{column.key}:{column.code}" if column.code else column.key, column.heading)
    return columns


def _unreadable(name: str, sheets: list[Sheet]) -> UnreadableSheet:
    text = " . ".join(text_of(row, index) for sheet in sheets for row in sheet.rows[:40] for index in range(len(row.cells)))
    family = legacy_font(text)
    if family:
        return UnreadableSheet(
            f"Tệp «{name}» gõ bằng phông chữ cũ ({family}), không phải Unicode. "
            "Hãy chuyển mã sang Unicode (ví dụ bằng UniKey, Ctrl+Shift+F6), lưu lại rồi gửi lại."
        )
    return UnreadableSheet(
        f"Tệp «{name}» không có dòng tiêu đề nhận ra được. Bảng cần ít nhất cột «Tên mô hình» và cột «Đơn vị» "
        "trong 40 dòng đầu; hãy sửa tiêu đề cột hoặc dùng tệp mẫu."
    )


def read_initiatives(
    name: str, data: bytes, find_unit: Callable[[str], UnitMatch], fields: Mapping[str, str], *, sheet: str | None = None
) -> InitiativeSheet:
    """Read the list of initiatives in the file *name* (.xlsx, .ods, .csv).

    *find_unit* tells what a unit's name means; *fields* are the programme's fields (code → label), no other is taken. The list
    is the sheet named *sheet*, else the first visible one with headings; other sheets with a list are named in a warning. Row
    numbers are the sheet's own. What is taken from elsewhere than a row's own cell: a value merged down over several rows; the
    field, kind, subject or unit of the group row above; the kind or field that the head of the sheet says, where the list has no
    such column (``_defaults``); the subject from the holder's address («ông», «hộ ông»), and «tập thể» for a mô hình, where the
    list says nothing of it. UnreadableSheet when the file cannot be read or holds no list.
    """
    known = fields_with(fields)
    sheets = read_sheets(name, data)
    found: list[tuple[Sheet, Head, list[str]]] = []
    for one in sheets:
        noticed: list[str] = []
        wanted = one.name == sheet if sheet else not starts_with(words(one.name), _NOT_LISTS)
        head = find_head(one, known, lambda text: bool(find_unit(text).code), noticed) if wanted else None
        if head:
            found.append((one, head, noticed))
    found.sort(key=lambda one: one[0].hidden)
    if not found:
        raise _unreadable(name, sheets)
    chosen, head, warnings = found[0]
    reader = RowReader(head, known, find_unit, _defaults(head, chosen, known))
    walk = _walk(chosen, head, reader, Groups(known, find_unit))
    if chosen.hidden:
        warnings.append(f"Trang tính «{chosen.name}» đang ẩn trong tệp.")
    if len(found) > 1:
        others = ", ".join(f"«{other.name}»" for other, *_ in found[1:])
        warnings.append(f"Chỉ đọc trang tính «{chosen.name}»; các trang {others} cũng có bảng, hãy nhập từng trang.")
    return InitiativeSheet(
        name=chosen.name,
        header_row=chosen.rows[head.last].number,
        columns=_columns(head),
        rows=walk.rows,
        unfinished=walk.unfinished,
        refused=walk.refused,
        warnings=[*warnings, *_warnings(walk, reader, known)],
    )
