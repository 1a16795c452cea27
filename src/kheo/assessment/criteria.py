"""Reading a criteria set from TOML: its groups, items and classes, every fault named by its line.

Layout of a file::

    code = "dvk-minh-hoa"          # small letters, digits, hyphens
    title = "…"                    # as pages show it
    source = "…"                   # document it was taken from, or who made it
    illustrative = true            # made as an example, not from a published rule
    total = 100                    # what the maxima add up to; checked

    [[groups]]
    name = "…"
    total = 40                     # optional; checked

    [[groups.items]]
    code = "1-1"
    text = "…"
    maximum = 10
    step = 0.5                     # optional, 1 when left out
    evidence = "…"                 # optional

    [[classes]]
    name = "…"
    min_total = 90
"""

import re
import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from kheo.foundation.numbers import written
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TABLE = re.compile(r"\s*\[\[\s*([a-z]+(?:\s*\.\s*[a-z]+)*)\s*\]\]")
_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")
_LARGEST = Decimal("9999.99")  # what the table of items can hold


class UnreadableError(RefusedError):
    """The file is no TOML at all: nothing in it could be looked at."""


@dataclass(frozen=True)
class ItemRead:
    group: str
    code: str
    text: str
    maximum: Decimal
    step: Decimal
    evidence: str


@dataclass(frozen=True)
class ClassRead:
    name: str
    min_total: Decimal


@dataclass(frozen=True)
class SetRead:
    """A set as its file states it, checked."""

    code: str
    title: str
    source: str
    illustrative: bool
    items: tuple[ItemRead, ...]
    classes: tuple[ClassRead, ...]


def read_criteria(content: bytes) -> SetRead:
    """Return the set in *content*; RefusedError names every fault with its line, at once (UnreadableError: not TOML)."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError("Tệp không phải văn bản UTF-8; lưu lại bằng mã UTF-8 rồi nạp.") from None
    try:
        document = tomllib.loads(text.replace("\r\n", "\n"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableError(_broken(str(error), text)) from None
    return _Reader(text).read(document)


def _broken(message: str, text: str) -> Problem:
    place = _AT_LINE.search(message)
    line, column = (int(place[1]), int(place[2])) if place else (len(text.splitlines()), 1)
    return Problem(
        f"Không đọc được TOML từ cột {column}. Xem lại dấu nháy, ngoặc vuông và dấu bằng quanh chỗ này.", f"Dòng {line}"
    )


@dataclass
class _Reader:
    """Walks the document, keeps every problem; a table's line is that of its ``[[…]]`` header."""

    text: str
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines: dict[str, list[int]] = {}
        for number, line in enumerate(self.text.splitlines(), start=1):
            if header := _TABLE.match(line):
                self.lines.setdefault(re.sub(r"\s", "", header[1]), []).append(number)

    def where(self, table: str, index: int, name: str) -> str:
        lines = self.lines.get(table, [])
        return f"Dòng {lines[index]}, {name}" if index < len(lines) else name

    def read(self, document: dict[str, Any]) -> SetRead:
        head = "Phần đầu tệp"
        code = self.string(document, "code", head, 80)
        if code and not _SLUG.fullmatch(code):
            self.say(f"code «{code}» chỉ được gồm chữ thường không dấu, số và dấu gạch nối.", head)
        title = self.string(document, "title", head, 200)
        source = self.string(document, "source", head, 300)
        illustrative = document.get("illustrative", False)
        if not isinstance(illustrative, bool):
            self.say("illustrative phải là true hoặc false.", head)
        items = self.items(document)
        self.check_sum(document, [item.maximum for item in items], head)
        classes = self.classes(document, sum((item.maximum for item in items), Decimal(0)))
        if self.problems:
            raise RefusedError(*self.problems)
        return SetRead(code, title, source, illustrative, tuple(items), tuple(classes))

    def items(self, document: dict[str, Any]) -> list[ItemRead]:
        items: list[ItemRead] = []
        codes: dict[str, str] = {}
        for group_index, group in enumerate(self.tables(document, "groups", "Tệp")):
            where = self.where("groups", group_index, f"nhóm {group_index + 1}")
            name = self.string(group, "name", where, 200)
            before = len(items)
            for table in self.tables(group, "items", where):
                place = self.where("groups.items", len(items), f"mục {len(items) + 1}")
                item = self.item(table, name, place)
                if item.code in codes:
                    self.say(f"code «{item.code}» đã dùng ở {codes[item.code]}; mỗi mục một mã.", place)
                codes.setdefault(item.code, place)
                items.append(item)
            self.check_sum(group, [item.maximum for item in items[before:]], where)
        return items

    def item(self, table: dict[str, Any], group: str, where: str) -> ItemRead:
        code = self.string(table, "code", where, 40)
        if code and not _SLUG.fullmatch(code):
            self.say(f"code «{code}» chỉ được gồm chữ thường không dấu, số và dấu gạch nối.", where)
        maximum = self.number(table, "maximum", where)
        step = self.number({"step": 1, **table}, "step", where)
        if maximum <= 0 or step <= 0:
            self.say("maximum và step phải lớn hơn 0.", where)
        elif maximum % step:
            self.say(f"maximum {written(maximum)} không phải bội số của step {written(step)}.", where)
        evidence = self.string({"evidence": "", **table}, "evidence", where, 300, required=False)
        return ItemRead(group, code, self.string(table, "text", where, 400), maximum, step, evidence)

    def classes(self, document: dict[str, Any], highest: Decimal) -> list[ClassRead]:
        classes: list[ClassRead] = []
        for index, table in enumerate(self.tables(document, "classes", "Tệp")):
            where = self.where("classes", index, f"loại {index + 1}")
            read = ClassRead(self.string(table, "name", where, 80), self.number(table, "min_total", where))
            if not 0 <= read.min_total <= highest:
                self.say(f"min_total {written(read.min_total)} nằm ngoài tổng điểm 0 đến {written(highest)}.", where)
            if any(other.min_total == read.min_total for other in classes):
                self.say(f"hai loại cùng ngưỡng {written(read.min_total)}; mỗi ngưỡng một loại.", where)
            if any(other.name == read.name for other in classes):
                self.say(f"tên loại «{read.name}» dùng hai lần.", where)
            classes.append(read)
        return classes

    def check_sum(self, table: dict[str, Any], maxima: list[Decimal], where: str) -> None:
        if "total" not in table:
            return
        stated, added = self.number(table, "total", where), sum(maxima, Decimal(0))
        if stated != added:
            self.say(f"total ghi {written(stated)} nhưng điểm tối đa các mục cộng lại là {written(added)}.", where)

    def tables(self, table: dict[str, Any], key: str, where: str) -> list[dict[str, Any]]:
        found = table.get(key, [])
        if not found or not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
            self.say(f"thiếu [[{key}]]; cần ít nhất một.", where)
            return []
        return found

    def string(self, table: dict[str, Any], key: str, where: str, longest: int, *, required: bool = True) -> str:
        value = table.get(key, "")
        if not isinstance(value, str) or (required and not value.strip()):
            self.say(f"thiếu {key}, hoặc {key} không phải chữ trong dấu nháy.", where)
            return ""
        value = tidy(value)
        if len(value) > longest:
            self.say(f"{key} dài {len(value)} ký tự, nhiều nhất là {longest}.", where)
        return value

    def number(self, table: dict[str, Any], key: str, where: str) -> Decimal:
        value = table.get(key)
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
            self.say(f"thiếu {key}, hoặc {key} không phải số.", where)
            return Decimal(0)
        number = Decimal(value)
        if abs(number) > _LARGEST or number != round(number, 2):
            self.say(f"{key} phải nhỏ hơn 10.000 và có nhiều nhất hai chữ số thập phân.", where)
            return Decimal(0)
        return number

    def say(self, what: str, where: str) -> None:
        self.problems.append(Problem(what, where))
