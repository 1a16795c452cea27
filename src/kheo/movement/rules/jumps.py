"""Numbers that are hardly meant so: asked about when they are typed, with the figures; never refused, never taken unasked.

Every threshold is Khéo's own: it is to catch a slip of the hand (a nought too many, triệu for đồng), not to judge what was
done. A question costs one tick and one sentence, so it may be asked once too often, but not at every visit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kheo.foundation.numbers import written

TEN = 10  # a nought too many or too few
TIMES_TARGET = 5  # beyond it the target or the number is wrong
LEAST_MONEY = Decimal(100_000)  # no initiative mobilises less; «350» of a million typed as đồng
WHOLE = Decimal(100)  # per cent


@dataclass(frozen=True)
class Value:
    value: Decimal
    as_of: date


@dataclass(frozen=True)
class Course:
    """What is known of one measure of a registration before a new value comes.

    *earlier*: its values, the newest first. *rises*: what was counted stays counted (households that took part, money);
    unknown for a measure of the registration's own without baseline and target, which may go either way.
    """

    label: str
    unit: str
    earlier: Sequence[Value] = ()
    rises: bool = True
    target: Decimal | None = None


def does_rise(*, is_own: bool, baseline: Decimal | None, target: Decimal | None) -> bool:
    """Whether a measure only grows: the five that all use do; an own one when its target lies above its baseline."""
    return not is_own or (baseline is not None and target is not None and target > baseline)


def questions(typed: Value, course: Course) -> list[str]:
    """What to ask about *typed*, each with the figures it rests on; empty when nothing is odd."""
    return [*_against_the_last(typed, course), *_against_the_next(typed, course), *_by_itself(typed.value, course)]


def _against_the_last(typed: Value, course: Course) -> Iterator[str]:
    last = next((one for one in course.earlier if one.as_of <= typed.as_of), None)
    if last is None or last.value == 0:
        return
    told = f"lần ghi trước (đến {last.as_of:%d/%m/%Y}) là {_with_unit(last.value, course)}"
    if typed.value >= last.value * TEN:
        yield f"{_with_unit(typed.value, course)} gấp {TEN} lần trở lên: {told}. Có thừa một số 0, hay nhầm đơn vị tính?"
    elif typed.value * TEN <= last.value:
        yield f"{_with_unit(typed.value, course)} chỉ còn một phần mười trở xuống: {told}. Có thiếu một số 0?"
    elif course.rises and typed.value < last.value:
        yield f"{_with_unit(typed.value, course)} ít hơn trước: {told}, mà số này cộng dồn."


def _against_the_next(typed: Value, course: Course) -> Iterator[str]:
    """A value of an older day is held against what was counted after it."""
    following = next((one for one in reversed(course.earlier) if one.as_of > typed.as_of), None)
    if following is not None and course.rises and typed.value > following.value:
        yield (
            f"{_with_unit(typed.value, course)} nhiều hơn số của ngày sau đó "
            f"({following.as_of:%d/%m/%Y}: {_with_unit(following.value, course)}), mà số này cộng dồn."
        )


def _by_itself(value: Decimal, course: Course) -> Iterator[str]:
    if course.unit == "đồng" and 0 < value < LEAST_MONEY:
        yield f"Chỉ {_with_unit(value, course)}? Nếu là triệu thì ghi «{written(value)} triệu»."
    if course.unit == "%" and value > WHOLE:
        yield f"{_with_unit(value, course)} quá một trăm phần trăm."
    if course.rises and course.target is not None and course.target > 0 and value > course.target * TIMES_TARGET:
        yield f"{_with_unit(value, course)} quá {TIMES_TARGET} lần mục tiêu ({_with_unit(course.target, course)})."


def day_question(as_of: date, started_on: date | None) -> str:
    """Asked where a number is of a day before the registration began; *started_on* None: it ran before it was registered."""
    if started_on is None or as_of >= started_on:
        return ""
    return f"Ngày {as_of:%d/%m/%Y} ở trước ngày bắt đầu ({started_on:%d/%m/%Y})."


def _with_unit(value: Decimal, course: Course) -> str:
    return f"{written(value)} {course.unit}".strip()
