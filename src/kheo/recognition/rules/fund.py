"""What a line of the fund's book must be: amounts, days, papers. All amounts in đồng."""

from collections.abc import Sequence
from datetime import date

from kheo.foundation.numbers import written
from kheo.foundation.refusal import Problem

MOST = 10**12
"""More than a thousand billion đồng in one line is a slip of the hand."""


def line_problems(amount: int, on: date, year: int, today: date, *, lowest: int = 1) -> list[Problem]:
    """What is wrong with an amount of at least *lowest* and its day in the book of *year*."""
    problems = []
    if amount < lowest or amount > MOST:
        problems.append(Problem(f"Ghi số tiền từ {written(lowest)} đến {written(MOST)} đồng.", "Số tiền"))
    if on.year != year:
        problems.append(Problem(f"Ngày {on:%d/%m/%Y} không thuộc năm {year}; ghi vào sổ của năm ấy.", "Ngày"))
    elif on > today:
        problems.append(Problem(f"Ngày {on:%d/%m/%Y} ở sau hôm nay; ghi khi tiền đã thu, đã chi.", "Ngày"))
    return problems


def order_problem(on: date, first: date | None, year: int) -> list[Problem]:
    """A year's book begins with its opening balance: *first* is that day, None before it is written."""
    if first is None:
        return [Problem(f"Sổ quỹ năm {year} chưa có số dư đầu năm; ghi số dư đầu năm trước (không có thì ghi 0).", "Ngày")]
    if on < first:
        return [Problem(f"Ngày {on:%d/%m/%Y} ở trước ngày ghi số dư đầu năm {first:%d/%m/%Y}.", "Ngày")]
    return []


def text_problems(texts: Sequence[tuple[str, str]]) -> list[Problem]:
    """Every label of *texts* (label, text) that says nothing."""
    return [Problem("Chưa ghi mục này.", label) for label, text in texts if not text]


def excess_problem(total: int, balance: int) -> Problem | None:
    """The warning when a list of *total* is more than the *balance*: with the numbers, and how to mend it."""
    if total <= balance:
        return None
    what = (
        f"Danh sách chi {written(total)} đồng, quỹ còn {written(balance)} đồng, thiếu {written(total - balance)} đồng. "
        "Ghi khoản thu còn thiếu trước; nếu vẫn chi thì đánh dấu «Vẫn ghi dù quỹ không đủ»."
    )
    return Problem(what, "Vẫn ghi dù quỹ không đủ")
