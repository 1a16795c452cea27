"""The dates of a programme: its own fields, in the order in which a year goes; never constants of the product."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from kheo.foundation.refusal import Problem
from kheo.foundation.text import fold, tidy
from kheo.organisation.rules.spelling import split_type, written

# The four fields of the guideline 2021–2025 of a provincial commission; a programme may add its own (domain: the movement).
USUAL_FIELDS = {
    "economy": "Kinh tế",
    "culture_society": "Văn hoá – xã hội",
    "defence_security": "Quốc phòng – an ninh",
    "political_system": "Xây dựng hệ thống chính trị",
}
OTHER_FIELD = "other"
FIRST_YEAR, LAST_YEAR = 2000, 2100
MONTH_AFTER = timedelta(days=31)


@dataclass(frozen=True)
class Calendar:
    """Days of a programme's year; an unset one is not known yet."""

    registration_opens: date | None = None
    registration_closes: date | None = None
    assessment_due: date | None = None
    conference_on: date | None = None
    report_on: date | None = None

    def named(self) -> list[tuple[str, date]]:
        days = [
            ("ngày mở đăng ký", self.registration_opens),
            ("ngày hết hạn đăng ký", self.registration_closes),
            ("hạn chốt điểm", self.assessment_due),
            ("ngày hội nghị tổng kết", self.conference_on),
        ]
        return [(name, day) for name, day in days if day is not None]


def calendar_problems(calendar: Calendar, year: int) -> Iterator[Problem]:
    """Days that stand before the day they follow, or outside the year and the one beside it (reviews fall in January)."""
    days = calendar.named()
    for (before, first), (after, second) in pairwise(days):
        if second < first:
            yield Problem(
                f"{after.capitalize()} ({second:%d/%m/%Y}) đứng trước {before} ({first:%d/%m/%Y}); sửa một trong hai.", "Mốc ngày"
            )
    if calendar.report_on is not None:
        # On its own: offices report before the conference, at it, or weeks after.
        days = [*days, ("ngày báo cáo tổng kết", calendar.report_on)]
        opens = calendar.registration_opens
        if opens is not None and calendar.report_on < opens:
            yield Problem(
                f"Ngày báo cáo tổng kết ({calendar.report_on:%d/%m/%Y}) đứng trước ngày mở đăng ký ({opens:%d/%m/%Y}).",
                "Mốc ngày",
            )
    for name, day in days:
        if abs(day.year - year) > 1:
            yield Problem(f"{name.capitalize()} {day:%d/%m/%Y} cách năm {year} quá xa; xem lại năm của mốc này.", "Mốc ngày")


def is_renaming(old: str, new: str) -> bool:
    """Whether *new* is *old* in other words («Kinh tế» → «Phát triển kinh tế») rather than another field in its place."""
    before, after = set(fold(old).split()), set(fold(new).split())
    return 2 * len(before & after) >= min(len(before), len(after)) and bool(before & after)


def year_problem(year: int) -> str:
    if FIRST_YEAR <= year <= LAST_YEAR:
        return ""
    return f"Năm {year} nằm ngoài khoảng {FIRST_YEAR} đến {LAST_YEAR}."


def days_of(year: int) -> tuple[date, date]:
    """First and last day of the emulation year: the units that existed on any of them are the programme's."""
    return date(year, 1, 1), date(year, 12, 31)


def day_within(wanted: date | None, year: int, today: date) -> date:
    """*wanted* where it is known and past, else today, but never after the year's last day."""
    last = days_of(year)[1]
    return min(day for day in (wanted, today, last) if day is not None)


def is_over(year: int, days: Iterable[date | None], today: date, *, is_closed: bool) -> bool:
    """Whether nothing of the emulation year is left to do.

    It was closed, or its last day (31/12, or the last of *days*: reviews fall as late as February) is more than a month past
    and the office only forgot to close it.
    """
    last = max(day for day in (*days, days_of(year)[1]) if day is not None)
    return is_closed or today > last + MONTH_AFTER


def exists_in(year: int, valid_from: date | None, valid_to: date | None) -> bool:
    """Whether something that held from *valid_from* until before *valid_to* held on some day of *year*."""
    first, last = days_of(year)
    return (valid_from is None or valid_from <= last) and (valid_to is None or valid_to > first)


def place_words(locality: str) -> str:
    """The place without its type, as papers write it before the date: «Thị xã Duy Tiên» → «Duy Tiên»."""
    kind, _bare = split_type(written(locality))
    return " ".join(tidy(locality).split(" ")[len(kind) :])


def usual_code(locality: str, year: int) -> str:
    """The code offered for a new programme: ``duy-tien-2024`` for a town, ``phuong-duy-tien-2026`` for a ward.

    A ward is often named after the town it was part of, so only the former district level goes without its type.
    """
    district = fold(locality).startswith(("thi xa ", "huyen ", "quan ", "thanh pho "))
    words = place_words(locality) if district else locality
    return "-".join([*fold(words).split(), str(year)])
