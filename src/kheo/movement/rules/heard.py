"""What a check-in has to say, and how long it may be."""

from collections.abc import Iterator
from datetime import date

from kheo.foundation.refusal import Problem
from kheo.movement.rules.launches import FIRST_DAY, TOO_EARLY

DONE_LENGTH, DIFFICULTIES_LENGTH, WHY_LENGTH = 4000, 2000, 200


def check_in_problems(on: date, done: str, difficulties: str, today: date) -> Iterator[Problem]:
    """Nothing told, too much told, told of a day to come."""
    if not done:
        yield Problem("Ghi đã làm gì; chưa làm được gì cũng ghi một câu cho biết.", "Đã làm gì")
    for text, most, where in ((done, DONE_LENGTH, "Đã làm gì"), (difficulties, DIFFICULTIES_LENGTH, "Khó khăn")):
        if len(text) > most:
            yield Problem(f"Dài quá {most} ký tự; viết gọn lại.", where)
    if on > today:
        yield Problem("Ngày ở sau hôm nay; ghi ngày đã làm, đã đếm.", "Đến ngày")
    if on < FIRST_DAY:
        yield Problem(TOO_EARLY, "Đến ngày")
