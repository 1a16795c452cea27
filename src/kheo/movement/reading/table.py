"""The head of the list: which rows hold the headings, and what each column is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from kheo.foundation.sheets import Row, Sheet
from kheo.foundation.text import tidy
from kheo.movement.reading.headings import Found, Meaning, read_heading, tick_of
from kheo.movement.reading.items import Items, with_items
from kheo.movement.reading.vocabulary import KINDS, SUBJECTS, Words, is_tick, words

_SEARCHED_ROWS = 40  # letterhead, national title, «Mẫu số 1» and the title take at most about twenty
_DEEPEST = 3
_SAMPLE = 60
_MOST = 0.8
_SINGLE = (
    "no",
    "title",
    "unit",
    "field",
    "kind",
    "subject",
    "holder",
    "leading_body",
    "self_score",
    "verified_score",
    "note",
    "unit_code",
    "novelty",
    "leading_kind",
)
_MEASURES = ("households", "people", "dong", "working_days", "land_m2")
_TITLED = {"title", "holder"}
LABELS = {
    "title": "Tên mô hình",
    "unit": "Đơn vị",
    "field": "Lĩnh vực",
    "kind": "Loại hình",
    "subject": "Đối tượng",
    "novelty": "Mới hay tiếp tục",
    "leading_kind": "Bên chủ trì",
}
Recognised = Callable[[str], bool]


@dataclass(frozen=True)
class Column:
    """One column: *heading* as it stands, *group* the heading over it, *key* what it holds, *code* for a tick column."""

    index: int
    heading: str
    group: str
    key: str
    code: str = ""
    unit: Decimal = Decimal(1)


@dataclass(frozen=True)
class Head:
    """The rows *first*..*last* (indexes into the sheet's rows) hold the headings; *above*: the lines over them."""

    first: int
    last: int
    columns: tuple[Column, ...]
    above: tuple[str, ...]

    def of(self, key: str) -> list[Column]:
        return [column for column in self.columns if column.key == key]


def text_of(row: Row, index: int, *, own: bool = False) -> str:
    """Return the text at *index*, tidied; with *own* only if it was not spread there by a merge."""
    if index >= len(row.cells):
        return ""
    cell = row.cells[index]
    if cell.kind != "text" or (own and cell.spread_from):
        return ""
    return tidy(str(cell.value))


def _is_below_a_group(upper: Row, index: int, width: int) -> bool:
    """Say whether a heading at *index* under *upper* can belong to a group: merged over columns, or a blank beside it."""
    here, cell = text_of(upper, index), upper.cells[index]
    if not here or (cell.spread_from and cell.spread_from[0] == upper.number):
        return True
    following = upper.cells[index + 1] if index + 1 < width else None
    return following is not None and (following.kind == "empty" or following.spread_from == (upper.number, index))


def _continues(upper: Row, lower: Row) -> bool:
    """Say whether *lower* holds the second line of the headings in *upper*, rather than the first row of data."""
    width = len(upper.cells)
    own = [index for index, cell in enumerate(lower.cells) if cell.kind != "empty" and not cell.spread_from]
    if not own or any(lower.cells[index].kind != "text" for index in own):
        return False
    left_alone = any(text_of(upper, index) and index not in own for index in range(width))
    return left_alone and all(_is_below_a_group(upper, index, width) for index in own)


def _group_over(rows: Sequence[Row], index: int) -> str:
    """Return the heading over a sub-heading at *index* of the last of *rows*; without merges it stands to the left."""
    parts: list[str] = []
    for row in rows[:-1]:
        near = index
        while near > 0 and not text_of(row, near) and text_of(rows[-1], near - 1, own=True):
            near -= 1
        text = text_of(row, near)
        if text and text not in parts:
            parts.append(text)
    return " ".join(parts)


def _meaning(heading: str, group: str, extra: Words) -> Meaning | None:
    alone = read_heading(heading, extra)
    if not group:
        return alone
    over = read_heading(group, extra)
    ticked = tick_of(heading, extra)
    if ticked and (over is None or over.key in {"title", "holder", "subject", "field", "kind", "unit"}):
        return Meaning(*ticked, score=1000)
    together = read_heading(f"{group} {heading}", extra)
    if ticked or alone is None:
        return together
    return replace(alone, unit=together.unit) if together and together.key == alone.key and alone.unit == 1 else alone


def _read_columns(rows: Sequence[Row], extra: Words) -> list[Found]:
    found: list[Found] = []
    for index in range(len(rows[0].cells)):
        own = [(depth, text_of(row, index)) for depth, row in enumerate(rows) if text_of(row, index)]
        if not own:
            continue
        depth, heading = own[-1]
        cell = rows[depth].cells[index]
        if cell.spread_from and cell.spread_from[0] == rows[depth].number and len(rows) == depth + 1:
            continue  # the rest of a heading merged over several columns that has no sub-headings
        group = _group_over(rows[: depth + 1], index)
        group = "" if group == heading else group
        found.append((index, heading, group, _meaning(heading, group, extra)))
    return found


def _heads_titles(group: str) -> bool:
    over = read_heading(group) if group else None
    return over is not None and over.key == "title"


def _begins_with_a_number(row: Row) -> bool:
    """Say whether *row* is numbered, as rows of data are and headings are not."""
    own = [cell for cell in row.cells if cell.kind != "empty" and not cell.spread_from]
    return bool(own) and (own[0].kind != "text" or tidy(str(own[0].value)).rstrip(".").isdigit())


def _candidates(sheet: Sheet, extra: Words, items: Items) -> Iterator[tuple[int, int, int, list[Found]]]:
    """Yield (score, first, last, columns) for every run of rows that can be the headings."""
    for first in range(min(_SEARCHED_ROWS, len(sheet.rows))):
        for last in range(first, min(first + _DEEPEST, len(sheet.rows))):
            rows = sheet.rows[first : last + 1]
            if _begins_with_a_number(rows[-1]):
                break
            if last > first and not _continues(rows[-2], rows[-1]):
                break
            columns = with_items(_read_columns(rows, extra), items)
            keys = {(meaning.key, meaning.code) for *_, meaning in columns if meaning}
            named = {key for key, _ in keys} - {"unused"}
            if any(meaning and meaning.code and _heads_titles(group) for _, _, group, meaning in columns):
                named.add("title")  # «Tên mô hình» over «Tập thể | Cá nhân»: the names stand under the two
            # «Mô hình/Điển hình» may head the titles: the cells tell later.
            if len(named) > 1 and (named & _TITLED or ("kind" in named and (len(named) > 2 or any(code for _, code in keys)))):
                yield len(keys), first, last, columns


def _side_by_side(columns: list[Found]) -> list[Found]:
    """«Mô hình | Điển hình» side by side are two columns for the kind, whether ticked or filled with names."""
    codes = {index: code for index, heading, *_ in columns if (code := KINDS.code(heading))}
    if set(codes.values()) != set(KINDS.labels):
        return columns
    return [
        (index, heading, group, Meaning("kind", codes[index], score=1000) if index in codes else meaning)
        for index, heading, group, meaning in columns
    ]


def _decide(columns: list[Found], warnings: list[str]) -> list[Column]:
    """Give each key to its best column; a loser becomes its fallback or is not used."""
    chosen: list[Column] = []
    taken: set[str] = set()
    columns = _side_by_side(columns)
    ordered = sorted(columns, key=lambda one: (one[3].rank, -one[3].score) if one[3] else (9, 0))
    for index, heading, group, meaning in ordered:
        if meaning is None:
            continue
        key, code = meaning.key, meaning.code
        if not code and key in (*_SINGLE, *_MEASURES):
            better_total = key in _MEASURES and "tong" in words(f"{group} {heading}")
            if key in taken and better_total:
                chosen = [replace(one, key="unused") if one.key == key else one for one in chosen]
            elif key in taken:
                key = meaning.fallback if meaning.fallback not in taken else ""
            taken.add(key)
        chosen.append(Column(index, heading, group, key or "unused", code, meaning.unit))
    for key in _MEASURES:
        rivals = [f"«{heading}»" for _, heading, _, meaning in columns if meaning and meaning.key == key]
        if len(rivals) > 1:
            read = next(one.heading for one in chosen if one.key == key)
            warnings.append(f"Có {len(rivals)} cột cùng loại ({', '.join(rivals)}); chỉ đọc cột «{read}».")
    if "unit" not in taken:
        spare = {(index, meaning.stands_in) for index, _, _, meaning in columns if meaning and meaning.stands_in}
        chosen = [replace(one, key="unit") if (one.index, "unit") in spare else one for one in chosen]
    return sorted(chosen, key=lambda one: one.index)


def _values(sheet: Sheet, start: int, index: int) -> list[str]:
    texts = (text_of(row, index, own=True) for row in sheet.rows[start : start + _SAMPLE])
    return [text for text in texts if text]


def _mostly(values: list[str], known: Words) -> bool:
    return bool(values) and sum(known.read(value) is not None for value in values) >= _MOST * len(values)


def _of_a_kind_heading(values: list[str], keys: set[str], extra: Words) -> str:
    """Return what a column headed «Loại hình» or «Mô hình/Điển hình» holds, if not kinds."""
    if _mostly(values, SUBJECTS) and "subject" not in keys:
        return "subject"
    if _mostly(values, extra) and "field" not in keys:
        return "field"
    return "title" if "title" not in keys and not any(map(KINDS.code, values)) else "kind"


def _settled(column: Column, values: list[str], keys: set[str], extra: Words) -> str:
    """Let the cells decide where the heading may mean two things: «Loại hình» over tập thể / cá nhân, «Tập thể/cá nhân»."""
    key = column.key
    if column.code or not values:
        return key
    if key == "kind" and not _mostly(values, KINDS):
        return _of_a_kind_heading(values, keys, extra)
    if key == "title" and "kind" not in keys and all(map(KINDS.code, values)):
        return "kind"
    if key == "holder" and "subject" not in keys and all(map(SUBJECTS.code, values)):
        return "subject"
    if key == "subject" and not any(SUBJECTS.read(value) or is_tick(value) for value in values):
        return "summary" if "holder" in keys else "holder"
    return key


def _promote(columns: list[Column]) -> list[Column]:
    """A list without a title column: the persons or collectives themselves are what is listed («Danh sách điển hình»)."""
    if any(column.key == "title" for column in columns) or any(column.key == "kind" and column.code for column in columns):
        return columns
    heir = next((column for column in columns if column.key == "holder"), None)
    return [replace(column, key="title") if column is heir else column for column in columns]


def _told_by_cells(found: Found, sheet: Sheet, start: int, keys: set[str], known: Sequence[tuple[str, Recognised]]) -> str:
    """Return what the cells under an unknown heading are, when nearly all of them are one missing thing: fields, kinds, units…"""
    values = _values(sheet, start, found[0])
    for key, recognised in known:
        if key not in keys and values and sum(map(recognised, values)) >= _MOST * len(values):
            return key
    return ""


def _add_told(
    columns: list[Column], found: list[Found], sheet: Sheet, start: int, known: Sequence[tuple[str, Recognised]]
) -> list[str]:
    """Add the unknown columns that their cells explain; return a warning for each, and one for the rest."""
    warnings, unknown = [], []
    for one in found:
        index, heading, group, meaning = one
        if meaning is not None:
            continue
        key = _told_by_cells(one, sheet, start, {column.key for column in columns}, known)
        if key:
            columns.append(Column(index, heading, group, key))
            warnings.append(f"Cột «{heading}» được hiểu là {LABELS[key].lower()} theo nội dung các ô.")
        else:
            unknown.append(f"«{heading}»")
    return [*warnings, *([f"Không dùng các cột: {', '.join(unknown)}."] if unknown else [])]


def find_head(
    sheet: Sheet, extra: Words, is_unit: Recognised, warnings: list[str], items: Items = MappingProxyType({})
) -> Head | None:
    """Return the headings of the list on *sheet*, or None: the run of rows that names most columns, the upper first.

    *extra*: the programme's fields; *items*: those of its form.
    """
    best = max(_candidates(sheet, extra, items), key=lambda one: (one[0], -one[1], -one[2]), default=None)
    if best is None:
        return None
    _, first, last, found = best
    decided = _decide(found, warnings)
    keys = {column.key for column in decided}
    columns = _promote([replace(one, key=_settled(one, _values(sheet, last + 1, one.index), keys, extra)) for one in decided])
    known = [
        (key, lambda text, words=words: words.code(text) is not None)
        for key, words in (("field", extra), ("kind", KINDS), ("subject", SUBJECTS))
    ]
    warnings += _add_told(columns, found, sheet, last + 1, [*known, ("unit", is_unit)])
    above = sheet.above + tuple(
        text for row in sheet.rows[:first] for index in range(len(row.cells)) if (text := text_of(row, index, own=True))
    )
    return Head(first, last, tuple(sorted(columns, key=lambda one: one.index)), above)
