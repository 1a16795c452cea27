"""What a record of counted activities obeys."""

from collections.abc import Iterator
from datetime import date

from kheo.foundation.numbers import written
from kheo.foundation.refusal import Problem
from kheo.foundation.text import tidy

TOPIC_LENGTH = 300
# A commune's loudspeaker runs twice a day: seven hundred broadcasts a year. Above these a slip of the finger is likelier.
MOST, MOST_PEOPLE = 100_000, 10_000_000
FIRST_YEAR = 2000


def activity_problems(topic: str, days: tuple[date, date], count: int, people: int | None, today: date) -> Iterator[Problem]:
    """One record: *count* activities from the first of *days* to the second (the same for a single day), *people* reached."""
    if not tidy(topic):
        yield Problem("Ghi nói về việc gì.", "Nội dung")
    if len(tidy(topic)) > TOPIC_LENGTH:
        yield Problem(f"Dài quá {TOPIC_LENGTH} ký tự; viết gọn lại.", "Nội dung")
    yield from _period_problems(*days, today)
    if not 1 <= count <= MOST:
        yield Problem(f"Ghi một số từ 1 đến {written(MOST)}.", "Số lượng")
    if people is not None and not 0 <= people <= MOST_PEOPLE:
        yield Problem(f"Ghi một số từ 0 đến {written(MOST_PEOPLE)}; không đếm được thì để trống.", "Số lượt người")


def _period_problems(begun: date, ended: date, today: date) -> Iterator[Problem]:
    if begun > ended:
        yield Problem(f"Ngày cuối ({ended:%d/%m/%Y}) đứng trước ngày đầu ({begun:%d/%m/%Y}).", "Đến ngày")
    elif begun.year != ended.year:
        yield Problem("Số liệu đếm theo năm: ghi riêng phần của mỗi năm.", "Đến ngày")
    if ended > today:
        yield Problem(f"Ngày {ended:%d/%m/%Y} ở sau hôm nay; ghi khi đã làm.", "Đến ngày")
    if begun.year < FIRST_YEAR:
        yield Problem(f"Ngày {begun:%d/%m/%Y} xa quá; xem lại năm.", "Từ ngày")
