"""What an inspection plan, its visits and their findings obey."""

from collections.abc import Iterator, Sequence
from datetime import date

from kheo.foundation.refusal import Problem
from kheo.foundation.text import fold, tidy

FIRST_YEAR, LAST_YEAR = 2000, 2100
SUBJECT_LENGTH, FINDING_LENGTH, REASON_LENGTH = 300, 600, 300
FOLLOWED_UP = frozenset({"limit", "recommendation"})


def plan_problems(year: int, number: str, day: date | None, today: date) -> Iterator[Problem]:
    """A plan of *year*; number and day of its paper come together, or not yet."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        yield Problem(f"Năm {year} nằm ngoài khoảng {FIRST_YEAR} đến {LAST_YEAR}.", "Năm")
    if bool(tidy(number)) != (day is not None):
        yield Problem("Số và ngày của kế hoạch đi cùng nhau: ghi cả hai, hoặc để trống cả hai khi chưa ký.", "Số kế hoạch")
    if len(tidy(number)) > 60:
        yield Problem("Dài quá 60 ký tự; viết gọn lại.", "Số kế hoạch")
    if day is not None and day > today:
        yield Problem(f"Ngày {day:%d/%m/%Y} ở sau hôm nay; ghi ngày của bản đã ký.", "Ngày kế hoạch")
    if day is not None and abs(day.year - year) > 1:
        yield Problem(f"Ngày {day:%d/%m/%Y} cách năm {year} quá xa; xem lại năm.", "Ngày kế hoạch")


def visit_problems(subject: str, planned_on: date, year: int) -> Iterator[Problem]:
    if not tidy(subject):
        yield Problem("Ghi kiểm tra việc gì.", "Nội dung")
    if len(tidy(subject)) > SUBJECT_LENGTH:
        yield Problem(f"Dài quá {SUBJECT_LENGTH} ký tự; viết gọn lại.", "Nội dung")
    if planned_on.year != year:
        yield Problem(f"Kế hoạch này của năm {year}; ngày {planned_on:%d/%m/%Y} thuộc năm khác.", "Ngày kiểm tra")


def held_problems(held_on: date, year: int, today: date) -> Iterator[Problem]:
    if held_on > today:
        yield Problem(f"Ngày {held_on:%d/%m/%Y} chưa đến; ghi kết quả khi đã kiểm tra.", "Ngày kiểm tra")
    if held_on.year < year or held_on.year > year + 1:
        yield Problem(f"Cuộc này thuộc kế hoạch năm {year}; xem lại năm của ngày {held_on:%d/%m/%Y}.", "Ngày kiểm tra")


def finding_problems(texts: Sequence[str]) -> Iterator[Problem]:
    """A visit that was held found something, if only that all was well; nothing is written twice."""
    if not texts:
        yield Problem("Ghi ít nhất một điều đã thấy: kết quả, hạn chế hoặc kiến nghị.", "Phát hiện")
    known: set[str] = set()
    for row, text in enumerate(texts, 1):
        if not tidy(text):
            yield Problem("Ghi điều đã thấy.", f"Phát hiện {row}")
        elif fold(text) in known:
            yield Problem("Câu này đã ghi ở trên.", f"Phát hiện {row}")
        if len(tidy(text)) > FINDING_LENGTH:
            yield Problem(f"Dài quá {FINDING_LENGTH} ký tự; tách thành hai.", f"Phát hiện {row}")
        known.add(fold(text))
