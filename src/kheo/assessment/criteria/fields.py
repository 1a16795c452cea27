"""Single values of a document, each fault kept with its place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from kheo.assessment.criteria.voices import FILE, Voice
from kheo.foundation.refusal import Problem
from kheo.foundation.text import tidy

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LARGEST = Decimal("9999.99")  # what the table of items can hold
MOST_LINES = 20
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass
class Fields:
    """Reads strings, numbers, choices; keeps every problem."""

    voice: Voice = FILE
    problems: list[Problem] = field(default_factory=list)

    def tables(self, table: dict[str, Any], key: str, where: str, *, required: bool = True) -> list[dict[str, Any]]:
        found = table.get(key, [])
        if not isinstance(found, list) or not all(isinstance(row, dict) for row in found) or (required and not found):
            self.say(self.voice.no_table.format(self.voice.word(key)), where)
            return []
        return found

    def string(self, table: dict[str, Any], key: str, where: str, longest: int, *, required: bool = True) -> str:
        value = table.get(key, "")
        if not isinstance(value, str) or (required and not value.strip()):
            self.say(self.voice.no_text.format(self.voice.word(key)), where)
            return ""
        value = tidy(value)
        if len(value) > longest:
            self.say(f"{self.voice.word(key)} dài {len(value)} ký tự, nhiều nhất là {longest}.", where)
        return value

    def lines(self, table: dict[str, Any], key: str, where: str, longest: int) -> tuple[str, ...]:
        """A string, or a list of strings; empty ones are dropped."""
        value = table.get(key, [])
        rows = [value] if isinstance(value, str) else value
        if not isinstance(rows, list) or len(rows) > MOST_LINES:
            self.say(f"{self.voice.word(key)} phải là chữ, hoặc danh sách nhiều nhất {MOST_LINES} dòng.", where)
            return ()
        read = [self.string({key: row}, key, where, longest, required=False) for row in rows]
        return tuple(row for row in read if row)

    def slug(self, table: dict[str, Any], key: str, where: str, longest: int) -> str:
        code = self.string(table, key, where, longest)
        if code and not SLUG.fullmatch(code):
            word = self.voice.word(key)
            self.say(f"{word} «{code}» chỉ được gồm chữ thường không dấu, số và dấu gạch nối.", where)
        return code

    def number(self, table: dict[str, Any], key: str, where: str) -> Decimal:
        value = table.get(key)
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
            self.say(self.voice.no_number.format(self.voice.word(key)), where)
            return Decimal(0)
        number = Decimal(value)
        if abs(number) > LARGEST or number != round(number, 2):
            self.say(f"{self.voice.word(key)} phải nhỏ hơn 10.000 và có nhiều nhất hai chữ số thập phân.", where)
            return Decimal(0)
        return number

    def percent(self, table: dict[str, Any], key: str, where: str) -> Decimal:
        number = self.number(table, key, where)
        if not 0 <= number <= 100:
            self.say(f"{self.voice.word(key)} là phần trăm, từ 0 đến 100.", where)
        return number

    def yes(self, table: dict[str, Any], key: str, where: str) -> bool:
        value = table.get(key, False)
        if not isinstance(value, bool):
            self.say(f"{self.voice.word(key)} phải là true hoặc false.", where)
            return False
        return value

    def choice(self, table: dict[str, Any], key: str, default: Choice, where: str) -> Choice:
        value, known = table.get(key, default.value), type(default)
        if value not in [one.value for one in known]:
            self.say(f"{self.voice.word(key)} phải là một trong: {', '.join(one.value for one in known)}.", where)
            return default
        return known(value)

    def known(self, codes: Iterable[str], among: Iterable[str], key: str, where: str) -> None:
        for code in codes:
            if code not in among:
                self.say(f"{self.voice.word(key)}: không có loại đơn vị «{code}» trong bộ này.", where)

    def say(self, what: str, where: str) -> None:
        self.problems.append(Problem(what, where))
