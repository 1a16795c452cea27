"""The lines of a year's plan as Khéo proposes them: periods and days are a proposal, the office changes them."""

import calendar
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from kheo.democracy.rules.publishing import FIRST_DAY, item_on, publishing_rules
from kheo.foundation.refusal import Problem
from kheo.foundation.rules import NoRuleInForceError
from kheo.foundation.text import tidy
from kheo.foundation.working_days import after_working_days

FIRST_YEAR = 2024
QUARTERS = ("quý I", "quý II", "quý III", "quý IV")
WHAT_LENGTH, NUMBER_LENGTH = 300, 60


@dataclass(frozen=True)
class ProposedLine:
    """*due*: None where it is published whenever it arises; *period*: «quý I», "" where it has none."""

    item: int
    what: str
    period: str
    due: date | None
    responsible: str


@cache
def _table() -> tuple[dict[str, str | int], ...]:
    text = files("kheo.democracy").joinpath("data", "plan_lines.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["line"])


def proposed_lines(year: int) -> list[ProposedLine]:
    """The plan of *year*, in the order of the items.

    A quarter, half-year or year is due five working days after its last day, as a paper of that day would be (Điều 12 khoản 3);
    a yearly one with a month of its own by the end of that month.
    """
    return sorted((line for row in _table() for line in _lines(row, year)), key=lambda line: line.item or 15)


def _lines(row: dict[str, str | int], year: int) -> Iterator[ProposedLine]:
    item, what, who = int(row["item"]), str(row["what"]), str(row["responsible"])
    every = row["every"]
    if every == "quarter":
        for number, name in enumerate(QUARTERS, 1):
            yield ProposedLine(item, what, f"{name} năm {year}", due_after(quarter_end(year, number)), who)
    elif every == "half-year":
        for number, name in ((2, "6 tháng đầu năm"), (4, "năm")):
            words = f"{name} {year}"
            yield ProposedLine(item, what, words, due_after(quarter_end(year, number)), who)
    elif every == "year":
        yield ProposedLine(item, what, f"năm {year}", _end(year, int(row["month"])), who)
    else:
        yield ProposedLine(item, what, "", None, who)


def _end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def quarter_end(year: int, quarter: int) -> date:
    return _end(year, quarter * 3)


def quarter_of(day: date) -> int:
    return (day.month + 2) // 3


def due_after(period_end: date) -> date:
    """Five working days after the last day of a period (Điều 12 khoản 3)."""
    return after_working_days(period_end, publishing_rules().on("publish.within", period_end).value)


def plan_problems(year: int, today: date) -> Iterator[Problem]:
    if not FIRST_YEAR <= year <= today.year + 1:
        what = f"Lập kế hoạch cho năm từ {FIRST_YEAR} (Luật có hiệu lực từ {FIRST_DAY:%d/%m/%Y}) đến {today.year + 1}."
        yield Problem(what, "Năm")


def line_problems(year: int, item: int, what: str, due: date | None) -> Iterator[Problem]:
    """A line of the plan of *year*; what a year's last quarter owes is due in the next January."""
    try:
        item_on(item, date(year, 1, 1))
    except NoRuleInForceError:
        yield Problem("Chọn một trong 14 nội dung của Điều 11.", "Nội dung theo Điều 11")
    if not tidy(what):
        yield Problem("Ghi công khai việc gì.", "Công khai gì")
    if len(tidy(what)) > WHAT_LENGTH:
        yield Problem(f"Dài quá {WHAT_LENGTH} ký tự; viết gọn lại.", "Công khai gì")
    if due is not None and not date(year, 1, 1) <= due < date(year + 1, 4, 1):
        yield Problem(f"Kế hoạch của năm {year}; ngày {due:%d/%m/%Y} nằm ngoài năm ấy và quý I năm sau.", "Chậm nhất ngày")


def approval_problems(number: str, day: date, year: int, today: date) -> Iterator[Problem]:
    if not tidy(number):
        yield Problem("Ghi số của văn bản ban hành kế hoạch.", "Số văn bản")
    if len(tidy(number)) > NUMBER_LENGTH:
        yield Problem(f"Dài quá {NUMBER_LENGTH} ký tự; viết gọn lại.", "Số văn bản")
    if day > today:
        yield Problem(f"Ngày {day:%d/%m/%Y} ở sau hôm nay; ghi ngày của bản đã ký.", "Ngày văn bản")
    if abs(day.year - year) > 1:
        yield Problem(f"Ngày {day:%d/%m/%Y} cách năm {year} quá xa; xem lại năm.", "Ngày văn bản")
