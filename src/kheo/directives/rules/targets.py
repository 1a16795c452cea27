"""A target as a line of progress: how far, in words, and whether it is reached."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kheo.foundation.numbers import written
from kheo.foundation.refusal import Problem
from kheo.foundation.text import tidy

AT_LEAST, AT_MOST = "at_least", "at_most"
LARGEST = Decimal("99999999999999.99")
TITLE_LENGTH, MEASURE_LENGTH, SOURCE_LENGTH = 300, 60, 300


@dataclass(frozen=True)
class Progress:
    """How a target stands. *state*: unknown, under_way, reached, missed; *share*: 0 to 100 of the way, for the bar.

    *reached* is None while nothing can be said yet.
    """

    state: str
    share: int
    words: str

    @property
    def reached(self) -> bool | None:
        return {"reached": True, "missed": False}.get(self.state)


def progress(value: Decimal, direction: str, measure: str, due_on: date, read: Decimal | None, today: date) -> Progress:
    """How a target of *value* stands when *read* was the last value; a target «không quá» is reached only at its day."""
    goal, until, is_over = f"{written(value)} {measure}", f"{due_on:%d/%m/%Y}", due_on < today
    limit = "ít nhất" if direction == AT_LEAST else "không quá"
    if read is None:
        when = f"đã quá hạn {until}" if is_over else f"đến {until}"
        return Progress("unknown", 0, f"chưa có số đo; cần {limit} {goal}, {when}")
    if direction == AT_MOST:
        return _at_most(value, read, goal, (measure, until), is_over=is_over)
    if read >= value:
        over = "" if read == value else f", vượt {written(read - value)}"
        return Progress("reached", 100, f"đạt {written(read)} trên chỉ tiêu {goal}{over}")
    share = int(read * 100 / value)
    said = f"đạt {written(read)} trong {goal}"
    if is_over:
        return Progress("missed", share, f"{said}, còn thiếu {written(value - read)} khi hết hạn {until}")
    return Progress("under_way", share, f"{said}, còn đến {until}")


def _at_most(value: Decimal, read: Decimal, goal: str, words: tuple[str, str], *, is_over: bool) -> Progress:
    measure, until = words
    share = 100 if read >= value else int(read * 100 / value)
    if read > value:
        said = f"đang ở {written(read)} {measure}, quá mức {goal} là {written(read - value)}"
        return Progress("missed" if is_over else "under_way", share, f"{said}, {'đã hết hạn' if is_over else 'còn đến'} {until}")
    said = f"{written(read)} {measure}, trong mức không quá {goal}"
    return Progress("reached", share, said) if is_over else Progress("under_way", share, f"{said}, giữ đến {until}")


def target_problems(title: str, value: Decimal, measure: str, due_on: date, year: int) -> Iterator[Problem]:
    if not tidy(title):
        yield Problem("Ghi chỉ tiêu bằng một câu.", "Chỉ tiêu")
    if len(tidy(title)) > TITLE_LENGTH:
        yield Problem(f"Dài quá {TITLE_LENGTH} ký tự; viết gọn lại.", "Chỉ tiêu")
    yield from value_problems(value, "Con số phải đạt")
    if not tidy(measure):
        yield Problem("Ghi đơn vị tính: mô hình, hộ, %.", "Đơn vị tính")
    if len(tidy(measure)) > MEASURE_LENGTH:
        yield Problem(f"Dài quá {MEASURE_LENGTH} ký tự; viết gọn lại.", "Đơn vị tính")
    if not 2000 <= year <= 2100:
        yield Problem(f"Năm {year} nằm ngoài khoảng 2000 đến 2100.", "Năm")
    elif abs(due_on.year - year) > 1:
        yield Problem(f"Hạn {due_on:%d/%m/%Y} cách năm {year} quá xa; xem lại năm.", "Hạn")


def value_problems(value: Decimal, where: str) -> Iterator[Problem]:
    """A value of two decimals at most that a table can keep."""
    if not value.is_finite() or value < 0:
        yield Problem("Ghi một số không âm.", where)
    elif value > LARGEST:
        yield Problem("Số này lớn quá mức ghi được; xem lại đơn vị tính.", where)
    elif value != value.quantize(Decimal("0.01")):
        yield Problem("Ghi nhiều nhất hai chữ số sau dấu phẩy.", where)


def reading_problems(on: date, year: int, source: str, today: date) -> Iterator[Problem]:
    if on > today:
        yield Problem(f"Ngày {on:%d/%m/%Y} ở sau hôm nay; ghi ngày đã đo.", "Tính đến ngày")
    if abs(on.year - year) > 1:
        yield Problem(f"Ngày {on:%d/%m/%Y} cách năm {year} quá xa; xem lại năm.", "Tính đến ngày")
    if not tidy(source):
        yield Problem("Ghi con số lấy từ đâu: báo cáo nào, ai đếm.", "Nguồn")
    if len(tidy(source)) > SOURCE_LENGTH:
        yield Problem(f"Dài quá {SOURCE_LENGTH} ký tự; viết gọn lại.", "Nguồn")
