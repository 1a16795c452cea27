"""What a task may say, and when it is late: pure functions, no database."""

from dataclasses import dataclass
from datetime import date

from kheo.foundation.refusal import Problem

FIRST_YEAR, LAST_YEAR = 2000, 2100
TITLE_LENGTH = MEASURE_LENGTH = CLOSING_LENGTH = 300
ORIGIN_LENGTH = 200
REPORT_LENGTH = 1000
ANSWER_LENGTH = 600


@dataclass(frozen=True)
class TaskDays:
    """Year, the day on which it is given, and the day by which it is due."""

    year: int
    assigned_on: date
    due_on: date


DONE, WAITING, OVERDUE, OPEN, CANCELLED = "done", "waiting", "overdue", "open", "cancelled"
STANDINGS = (DONE, WAITING, OVERDUE, OPEN, CANCELLED)


def standing_of(state: str, due_on: date, done_on: date | None, day: date) -> str:
    """How a task stands on *day*: done, said to be done and waiting for a look, past its day, under way, or called off.

    *done_on* is the day that its owner named: on a day before it the task was not done, whatever became of it since. What was
    called off is never late, on any day.
    """
    if state == "cancelled":
        return CANCELLED
    if done_on is not None and done_on <= day:
        return DONE if state == "done" else WAITING
    return OVERDUE if due_on < day else OPEN


def text_problems(title: str, measure: str, origin: str) -> list[Problem]:
    problems = []
    if not title:
        problems.append(Problem("Ghi việc phải làm, bắt đầu bằng một động từ.", "Việc phải làm"))
    for text, most, where in (
        (title, TITLE_LENGTH, "Việc phải làm"),
        (measure, MEASURE_LENGTH, "Làm đến đâu là xong"),
        (origin, ORIGIN_LENGTH, "Từ đâu"),
    ):
        if len(text) > most:
            problems.append(Problem(f"Dài quá {most} ký tự; viết gọn lại.", where))
    return problems


def day_problems(days: TaskDays) -> list[Problem]:
    """A deadline is not before the day of giving, and lies in the task's year or the one after it."""
    if not FIRST_YEAR <= days.year <= LAST_YEAR:
        return [Problem(f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.", "Năm")]
    problems = []
    if days.due_on < days.assigned_on:
        what = f"Hạn {days.due_on:%d/%m/%Y} ở trước ngày giao {days.assigned_on:%d/%m/%Y}; sửa một trong hai."
        problems.append(Problem(what, "Hạn"))
    if not days.year <= days.due_on.year <= days.year + 1:
        what = f"Hạn {days.due_on:%d/%m/%Y} không hợp với việc của năm {days.year}; hạn trong năm đó hoặc năm sau."
        problems.append(Problem(what, "Hạn"))
    return problems


def report_problems(text: str, percent: int | None, *, says_done: bool) -> list[Problem]:
    problems = []
    if not text:
        problems.append(Problem("Ghi đã làm được gì, một hai câu.", "Đã làm được gì"))
    if len(text) > REPORT_LENGTH:
        problems.append(Problem(f"Dài quá {REPORT_LENGTH} ký tự; viết gọn, phần dài để trong tệp.", "Đã làm được gì"))
    if percent is not None and not 0 <= percent <= 100:
        problems.append(Problem("Ghi từ 0 đến 100.", "Phần trăm"))
    elif says_done and percent not in (None, 100):
        problems.append(Problem("Đã xong thì là 100 %; sửa phần trăm hoặc bỏ đánh dấu «đã xong».", "Phần trăm"))
    return problems


def report_day_problems(on: date, assigned_on: date, today: date) -> list[Problem]:
    if on > today:
        return [Problem(f"Ngày {on:%d/%m/%Y} chưa đến.", "Ngày")]
    if on < assigned_on:
        return [Problem(f"Việc được giao ngày {assigned_on:%d/%m/%Y}; báo cáo không thể sớm hơn.", "Ngày")]
    return []


def answer_problems(text: str, where: str, *, required: bool = True, most: int = ANSWER_LENGTH) -> list[Problem]:
    if required and not text:
        return [Problem("Ô này chưa điền.", where)]
    return [Problem(f"Dài quá {most} ký tự; viết gọn lại.", where)] if len(text) > most else []
