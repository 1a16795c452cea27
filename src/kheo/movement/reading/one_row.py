"""One row of the list → a draft, or every reason why not. A row with two faults says both."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from kheo.foundation.numbers import written
from kheo.foundation.sheets import EMPTY, Cell, Row
from kheo.foundation.text import tidy
from kheo.movement.reading.amounts import UnclearAmount, read_amount
from kheo.movement.reading.drafts import DraftRow, Refusal, UnitMatch
from kheo.movement.reading.items import ITEM
from kheo.movement.reading.lines import Context
from kheo.movement.reading.table import LABELS, Column, Head
from kheo.movement.reading.vocabulary import (
    KINDS,
    LEADING_KINDS,
    NOVELTIES,
    SUBJECTS,
    Words,
    begins_with_title,
    is_no_mark,
    is_tick,
    starts_with,
    words,
)

MAX_TITLE, MAX_NAME, MAX_ITEM = 300, 200, 20_000
_RESULTS = ("households", "people", "dong", "working_days", "land_m2")
_NO_SUCH_UNIT = "không tìm thấy đơn vị này trong địa phương"
_SPREAD_DOWN = {"title", "unit", "field", "kind", "subject", "holder", "leading_body"}


def shown(cell: Cell) -> str:
    """Return the cell as people see it: ``12,5``, ``01/05/2024``, ``Đúng``."""
    if cell.value is None:
        return ""
    if isinstance(cell.value, bool):
        return "Đúng" if cell.value else "Sai"
    if isinstance(cell.value, date):
        return f"{cell.value:%d/%m/%Y}"
    if isinstance(cell.value, float):
        return written(cell.value)
    return _tidied(str(cell.value))


def _tidied(text: str) -> str:
    if not text.isprintable():
        text = "".join(ch for ch in text if ch.isspace() or unicodedata.category(ch)[0] != "C")
    return tidy(text)


class RowReader:
    """Reads rows under one head. ``read`` returns what was understood, and the refusals: with any, the row is not taken."""

    def __init__(self, head: Head, fields: Words, find_unit: Callable[[str], UnitMatch], defaults: Mapping[str, str]) -> None:
        self.head, self.find_unit, self.defaults = head, find_unit, defaults
        self.assumed_collective = False
        self.inside: list[int] = []
        self.known: dict[str, Words] = {"field": fields, "kind": KINDS, "subject": SUBJECTS}

    def read(self, row: Row, context: Context) -> tuple[DraftRow, list[Refusal]]:
        return _Reading(self, row, context).finish()


class _Reading:
    def __init__(self, reader: RowReader, row: Row, context: Context) -> None:
        self.reader, self.row, self.context, self.head = reader, row, context, reader.head
        self.refused: list[Refusal] = []
        self.ticked: dict[str, list[Column]] = {}
        self.names: list[tuple[Column, str]] = []

    def finish(self) -> tuple[DraftRow, list[Refusal]]:
        self._refuse_unreadable_cells()
        self._look_at_ticks()
        title = self._title()
        holder = self._text("holder", MAX_NAME) or next((name for _, name in self.names if name != title), "")
        unit_text, unit = self._unit()
        kind = self._code("kind")
        subject = self._code("subject") or self._subject_of(holder, title, kind)
        field_code = self._code("field")
        draft = DraftRow(
            number=self.row.number,
            title=title,
            unit_text=unit_text,
            unit_code=unit.code,
            body_code=unit.body_code,
            field=field_code,
            kind=kind,
            subject=subject,
            holder=holder,
            leading_body=self._text("leading_body", MAX_NAME) or (unit_text[:MAX_NAME] if unit.is_inside else ""),
            summary=self._summary(),
            note=self._text("note"),
            results={key: value for key in _RESULTS if (value := self._amount(key)) is not None},
            self_score=self._amount("self_score"),
            verified_score=self._amount("verified_score"),
            novelty=self._named("novelty", NOVELTIES),
            leading_kind=self._named("leading_kind", LEADING_KINDS),
            answers=self._answers(),
        )
        return draft, self.refused

    def _refuse(self, column: Column | str, value: str, reason: str) -> None:
        heading = column if isinstance(column, str) else column.heading
        if not any((one.column, one.value) == (heading, value) for one in self.refused):
            self.refused.append(Refusal(self.row.number, heading, value, reason))

    def _cell(self, column: Column) -> Cell:
        """Return the column's cell. A value merged down from a row above counts for texts, not for numbers or remarks."""
        if column.index >= len(self.row.cells):
            return EMPTY
        cell = self.row.cells[column.index]
        if cell.spread_from and (cell.spread_from[1] != column.index or column.key not in _SPREAD_DOWN):
            return EMPTY
        return cell

    def _value(self, column: Column) -> str:
        return shown(self._cell(column))

    def _first(self, key: str) -> Column | None:
        return next((column for column in self.head.of(key) if not column.code), None)

    def _refuse_unreadable_cells(self) -> None:
        for column in self.head.columns:
            cell = self._cell(column)
            if column.key in {"no", "note", "unused"}:
                continue
            if cell.without_value:
                self._refuse(
                    column,
                    "",
                    "ô là công thức chưa có kết quả trong tệp; hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi lại.",
                )
            elif cell.kind == "error":
                self._refuse(column, shown(cell), "ô báo lỗi công thức; hãy sửa công thức hoặc gõ giá trị vào ô.")

    def _look_at_ticks(self) -> None:
        """Tick columns: a tick says the code; a name says the code and is the holder or, where no other column is, the title."""
        for column in self.head.columns:
            value = self._value(column) if column.code else ""
            if not value or is_no_mark(value):
                continue
            self.ticked.setdefault(column.key, []).append(column)
            if not is_tick(value):
                self.names.append((column, value))

    def _title(self) -> str:
        column = self._first("title")
        if column is None:
            named, title = self.names[0] if self.names else (None, "")
            return self._checked_title(named or LABELS["title"], title)
        if self._cell(column).without_value or self._cell(column).kind == "error":
            return ""
        if self._cell(column).kind == "date":
            reason = "ô tên là ngày tháng (Excel tự đổi); hãy định dạng ô là Văn bản rồi gõ lại tên."
            self._refuse(column, self._value(column), reason)
            return ""
        return self._checked_title(column, self._value(column))

    def _checked_title(self, column: Column | str, title: str) -> str:
        if not title:
            self._refuse(column, "", "chưa ghi tên; hãy ghi tên mô hình, điển hình vào ô này.")
        elif title.startswith("="):
            self._refuse(column, title, "ô chứa công thức gõ dạng chữ; hãy gõ tên mô hình, điển hình vào ô này.")
        elif not any(ch.isalpha() for ch in title):
            self._refuse(column, title, "tên phải là chữ; hãy ghi tên mô hình, điển hình vào ô này.")
        elif len(title) > MAX_TITLE:
            reason = f"tên dài {len(title)} ký tự, quá {MAX_TITLE}; hãy rút gọn, chuyển phần còn lại sang cột nội dung."
            self._refuse(column, title, reason)
        return title

    def _text(self, key: str, limit: int = 0) -> str:
        column = self._first(key)
        if column is None:
            return ""
        text = self._value(column)
        if is_no_mark(text):
            return ""
        if limit and len(text) > limit:
            self._refuse(column, text, f"dài {len(text)} ký tự, quá {limit}; hãy rút gọn.")
        return text

    def _lines(self, column: Column) -> str:
        """Return a longer text with its lines: one step of the way stands on each."""
        cell = self._cell(column)
        lines = str(cell.value).splitlines() if cell.kind == "text" else [shown(cell)]
        text = "\n".join(line for line in map(_tidied, lines) if line)
        return "" if is_no_mark(text) else text

    def _summary(self) -> str:
        return "\n".join(text for column in self.head.of("summary") if (text := self._lines(column)))

    def _answers(self) -> dict[str, str]:
        answers: dict[str, str] = {}
        for column in self.head.columns:
            text = self._lines(column) if column.key.startswith(ITEM) else ""
            if len(text) > MAX_ITEM:
                self._refuse(column, text[:80], f"dài {len(text)} ký tự, quá {MAX_ITEM}; hãy rút gọn.")
            if text:
                key = column.key.removeprefix(ITEM)
                answers[key] = f"{answers[key]}\n{text}" if key in answers else text
        return answers

    def _named(self, key: str, known: Words) -> str:
        """Return the code of an optional column; "" where the cell or the column is empty."""
        text = self._text(key)
        column = self._first(key)
        code = known.read(text) if text else ""
        if code is None and column:
            self._refuse(column, text, f"không rõ {_one_of(key, known)}")
        return code or ""

    def _unit(self) -> tuple[str, UnitMatch]:
        code = self._text("unit_code")
        by_code = self.reader.find_unit(code) if code else UnitMatch()
        if by_code.code:
            return code, by_code
        column = self._first("unit")
        text = self._value(column) if column else ""
        if not text:
            if self.context.unit:
                return self.context.unit_text, self.context.unit
            if not (column and self._cell(column).without_value):
                self._refuse(
                    column or LABELS["unit"], "", "chưa ghi đơn vị; hãy ghi tên xã, phường hoặc cơ quan, đơn vị ở từng dòng."
                )
            return "", UnitMatch()
        match = self.reader.find_unit(text)
        if not match.code:
            self._refuse(column or LABELS["unit"], text, _unit_reason(match))
        if match.is_inside:
            self.reader.inside.append(self.row.number)
        return text, match

    def _code(self, key: str) -> str:
        """Return the code of field, kind or subject: ticks, its own column, the words of its sister column, the group."""
        ticked = self.ticked.get(key, [])
        codes = {column.code for column in ticked}
        known = self.reader.known[key]
        if len(codes) > 1:
            headings = ", ".join(f"«{column.heading}»" for column in ticked)
            self._refuse(ticked[1], self._value(ticked[1]), f"đánh dấu nhiều cột cùng lúc ({headings}); hãy chỉ để một.")
            return ""
        if codes:
            return codes.pop()
        column = self._first(key)
        text = self._value(column) if column else ""
        if text and column:
            code = known.read(text)
            if not code:
                self._refuse(
                    column,
                    text,
                    f"không rõ {_one_of(key, known)}",
                )
            return code or ""
        return self._code_from_elsewhere(key, column)

    def _code_from_elsewhere(self, key: str, column: Column | None) -> str:
        sister = self._first({"kind": "subject", "subject": "kind"}.get(key, ""))
        known = self.reader.known[key]
        told = known.read(self._value(sister)) if sister else None
        code = told or self.context.codes.get(key)
        if code:
            return code
        has_column = column is not None or any(one.key == key for one in self.head.columns)
        if not has_column and key in self.reader.defaults:
            return self.reader.defaults[key]
        if key == "subject" and not has_column:
            return ""  # decided by the holder, below
        if not (column and self._cell(column).without_value):
            heading = column or next((one.heading for one in self.head.of(key)), LABELS[key])
            self._refuse(heading, "", f"chưa ghi {_one_of(key, known)}")
        return ""

    def _subject_of(self, holder: str, title: str, kind: str) -> str:
        """Without any word on the subject: «ông» is a person, «chi hội» a collective; a mô hình of nobody is its unit's."""
        if any(one.key == "subject" for one in self.head.columns):
            return ""
        name = holder or (title if kind == "dien_hinh" else "")
        over = words(" ".join(column.heading for column in self.head.of("title")))
        if begins_with_title(name, "household"):
            return "household"
        if begins_with_title(name, "collective"):
            return "collective"
        person = begins_with_title(name, "person") and not begins_with_title(name, "persons")
        if person or starts_with(over, ("ho va ten", "ho ten", "ten ca nhan")):
            return "individual"
        if kind == "mo_hinh":
            self.reader.assumed_collective = True
            return "collective"
        if kind:
            self._refuse(LABELS["subject"], "", "chưa rõ là tập thể hay cá nhân; hãy thêm cột «Đối tượng».")
        return ""

    def _amount(self, key: str) -> Decimal | None:
        column = self._first(key)
        if column is None or self._cell(column).kind == "error":
            return None
        measure = "score" if key.endswith("_score") else key
        try:
            return read_amount(self._cell(column), measure, column.unit)
        except UnclearAmount as unclear:
            self._refuse(column, self._value(column), f"{unclear}.")
            return None


def _one_of(key: str, known: Words) -> str:
    return f"{LABELS[key].lower()}; hãy ghi một trong các loại: {', '.join(known.labels.values())}."


def _unit_reason(match: UnitMatch) -> str:
    names = "; ".join(match.candidates)
    if match.ambiguous:
        return f"tên đơn vị có thể là: {names}; hãy ghi rõ đơn vị nào (kèm loại, huyện hoặc «cũ»/«mới»)."
    if match.candidates:
        return f"{_NO_SUCH_UNIT} vào năm của chương trình; tên gần nhất: {names}. Hãy ghi tên đơn vị năm đó."
    return f"{_NO_SUCH_UNIT}; hãy ghi đúng tên xã, phường hoặc cơ quan, đơn vị."
