"""The day of a review conference: within the year it looks back on, or the one after it."""

from datetime import date, datetime

from kheo.foundation.refusal import Problem

FIELD = "Ngày họp"


def day_problems(held_on: date, year: int) -> list[Problem]:
    """A review of *year* is held in that year or the next (reviews fall from December to February)."""
    if year <= held_on.year <= year + 1:
        return []
    return [
        Problem(
            f"Tổng kết năm {year} mà họp ngày {held_on:%d/%m/%Y}; hội nghị họp trong năm {year} hoặc {year + 1}. Xem lại năm.",
            FIELD,
        )
    ]


def early_problems(held_on: date, today: date) -> list[Problem]:
    """A conference opens on its day, not before it; a day late is said of the past and is no fault."""
    if today >= held_on:
        return []
    return [
        Problem(
            f"Hội nghị họp ngày {held_on:%d/%m/%Y}, hôm nay là {today:%d/%m/%Y}. Đến ngày họp mới khai mạc; "
            "nếu họp sớm hơn thì sửa ngày họp trước."
        )
    ]


def moment_problems(at: datetime, held_on: date, now: datetime) -> list[Problem]:
    """A moment told later, of a conference that was held before it was entered: not before its day, not to come."""
    if at.date() >= held_on and at <= now:
        return []
    return [Problem(f"Lúc {at:%H:%M} ngày {at:%d/%m/%Y} không hợp với hội nghị ngày {held_on:%d/%m/%Y}; xem lại.", "Thời điểm")]
