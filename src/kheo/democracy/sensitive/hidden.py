"""What one who opens a file does not see and one who looks for it does: remarks, tracked changes, hidden text, sheets, rows."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kheo.democracy.sensitive.finding import CHANGES, COLUMNS, COMMENTS, ROWS, SHEETS, TEXT, Hidden
from kheo.democracy.sensitive.unread import sheet_names
from kheo.democracy.sensitive.word_walk import numbered
from kheo.foundation.plain_xml import Attributes, read_xml
from kheo.foundation.sheets import Sheet, column_letters
from kheo.foundation.sheets.cells import MAX_COLUMNS
from kheo.foundation.uploads.archives import Archive

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHANGED = frozenset({f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo"})
_MOST_PLACES = 8


def _told(places: Sequence[str]) -> str:
    counted = Counter(places)
    told = [place if times == 1 else f"{place} ({times} chỗ)" for place, times in counted.items()]
    more = f" và {len(told) - _MOST_PLACES} chỗ nữa" if len(told) > _MOST_PLACES else ""
    return f"{'; '.join(told[:_MOST_PLACES])}{more}"[:200]


def _hidden(key: str, what: str, places: Sequence[str]) -> Iterator[Hidden]:
    if places:
        yield Hidden(key, f"{what}: {_told(places)}. Ai tải tệp về cũng mở ra xem được.")


def hidden_in_word(parts: Mapping[str, Any]) -> list[Hidden]:
    remarks = [
        "nhận xét" for name, root in parts.items() if name.startswith("word/comments") and name.endswith("comments.xml")
        for _one in root.iter(f"{_W}comment")
    ]  # fmt: skip
    styles = hiding_styles(parts)
    changes, texts = [], []
    for label, number, paragraph in numbered(parts):
        place = f"{label}, đoạn {number}"
        own = [node for node in paragraph.iter() if next(node.iterancestors(f"{_W}p"), None) is paragraph]
        changes += [place for node in own if node.tag in CHANGED and any(one.text for one in node.iter() if one.tag != node.tag)]
        texts += [place for node in own if node.tag == f"{_W}r" and is_hidden_run(node, styles) and _says(node)]
    return [
        *_hidden(COMMENTS, f"Tệp còn {len(remarks)} nhận xét bên lề", ["lề trang"] if remarks else []),
        *_hidden(CHANGES, f"Tệp còn {len(changes)} chỗ sửa được theo dõi, chữ đã xoá vẫn nằm trong tệp", changes),
        *_hidden(TEXT, f"Tệp có {len(texts)} đoạn chữ ẩn", texts),
    ]


def hiding_styles(parts: Mapping[str, Any]) -> frozenset[str]:
    """Styles of a .docx whose text is hidden."""
    root = parts.get("word/styles.xml")
    styles = root.iter(f"{_W}style") if root is not None else ()
    return frozenset(str(one.get(f"{_W}styleId")) for one in styles if _is_on(one.find(f"{_W}rPr/{_W}vanish")))


def is_hidden_run(run: Any, styles: frozenset[str]) -> bool:
    said = run.find(f"{_W}rPr/{_W}vanish")
    style = run.find(f"{_W}rPr/{_W}rStyle")
    return _is_on(said) or (said is None and style is not None and style.get(f"{_W}val") in styles)


def _is_on(node: Any) -> bool:
    return node is not None and node.get(f"{_W}val", "1") not in {"0", "false", "off"}


def _says(run: Any) -> bool:
    return any((node.text or "").strip() for node in run.iter(f"{_W}t", f"{_W}delText"))


def hidden_in_sheets(sheets: Sequence[Sheet], parts: Mapping[str, Any], remarks: int) -> list[Hidden]:
    """*sheets* as they were read, *parts* of the .xlsx they come from (for an .ods none)."""
    filled = [one for one in sheets if any(cell.kind != "empty" for row in one.rows for cell in row.cells)]
    rows = [
        f"trang «{one.name[:40]}», dòng {row.number}" for one in filled if not one.hidden for row in one.rows
        if row.hidden and any(cell.kind != "empty" for cell in row.cells)
    ]  # fmt: skip
    columns = [
        f"trang «{one.name[:40]}», cột {column_letters(column)}" for one in filled if not one.hidden
        for column in hidden_columns(parts, one.name) if any(_has(row.cells, column) for row in one.rows)
    ]  # fmt: skip
    return [
        *_hidden(SHEETS, "Trang tính bị ẩn", [f"«{one.name[:40]}»" for one in filled if one.hidden]),
        *_hidden(ROWS, f"{len(rows)} dòng bị ẩn", rows),
        *_hidden(COLUMNS, f"{len(columns)} cột bị ẩn", columns),
        *_hidden(COMMENTS, f"Bảng tính còn {remarks} ghi chú ở ô", ["góc ô"] if remarks else []),
    ]


def _has(cells: Sequence[Any], column: int) -> bool:
    return column < len(cells) and cells[column].kind != "empty"


def hidden_columns(parts: Mapping[str, Any], sheet: str) -> list[int]:
    """Columns (from 0) of *sheet* that are hidden or have no width."""
    part = next((name for name, told in sheet_names(parts).items() if told == sheet), "") if "xl/workbook.xml" in parts else ""
    root = parts.get(f"xl/worksheets/{part}")
    found: set[int] = set()
    for node in root.iter("{*}col") if root is not None else ():
        first, last = (str(node.get(key, "")) for key in ("min", "max"))
        is_hidden = node.get("hidden") in {"1", "true"} or node.get("width") in {"0", "0.0"}
        if is_hidden and first.isdecimal() and last.isdecimal():
            found.update(range(int(first[:6]) - 1, min(int(last[:6]), MAX_COLUMNS)))
    return sorted(found)


def hidden_in_open_document(archive: Archive) -> list[Hidden]:
    counted: Counter[str] = Counter()

    def start(name: str, given: Attributes) -> None:
        local = name.rpartition(" ")[2]
        counted[local] += 1
        counted["no display"] += local == "text-properties" and any(
            key.endswith(" display") and value == "none" for key, value in given.items()
        )

    read_xml(archive.chunks("content.xml"), start)
    texts = counted["hidden-text"] + counted["hidden-paragraph"] + counted["no display"]
    found = ((COMMENTS, "annotation", "nhận xét bên lề"), (CHANGES, "changed-region", "chỗ sửa được theo dõi"))
    return [
        *(
            Hidden(key, f"Tệp còn {counted[local]} {what}. Ai tải tệp về cũng mở ra xem được.")
            for key, local, what in found
            if counted[local]
        ),
        *([Hidden(TEXT, f"Tệp có {texts} chỗ chữ ẩn. Ai tải tệp về cũng mở ra xem được.")] if texts else []),
    ]
