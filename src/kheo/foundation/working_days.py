"""Working days of State offices: no Saturday, Sunday, public holiday (Tết with its own dates), and swapped days as announced.

Holidays come from the library ``holidays`` (Bộ luật Lao động 45/2019/QH14 Điều 112), swaps from ``data/swapped_days.toml``.
A period «kể từ ngày» begins on the next day and, counted in working days, ends on a working day (Bộ luật Dân sự 91/2015/QH13
Điều 147, 148; text not read here).
"""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

import holidays

COUNTED_AS = "Ngày làm việc: trừ thứ Bảy, Chủ nhật, ngày lễ, Tết, ngày nghỉ hoán đổi; không tính ngày bắt đầu."
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Swap:
    """*off* is free and *worked* is a working day instead, as *document* announced."""

    off: date
    worked: date
    document: str
    verified: bool


@cache
def swaps() -> tuple[Swap, ...]:
    text = files("kheo.foundation").joinpath("data", "swapped_days.toml").read_text(encoding="utf-8")
    return tuple(Swap(row["off"], row["worked"], row["document"], row["verified"]) for row in tomllib.loads(text)["swap"])


@cache
def holidays_of(year: int) -> dict[date, str]:
    """Free weekdays and holidays of *year* with their Vietnamese names, swapped days among them."""
    named = dict(holidays.country_holidays("VN", years=year, language="vi").items())
    named |= {swap.off: f"nghỉ hoán đổi, làm bù {swap.worked:%d/%m/%Y}" for swap in swaps() if swap.off.year == year}
    return named


def is_working_day(day: date) -> bool:
    """Whether State offices work on *day*."""
    if any(swap.worked == day for swap in swaps()):
        return True
    return day.weekday() < 5 and day not in holidays_of(day.year)


def after_working_days(start: date, count: int) -> date:
    """The last day of a period of *count* working days «kể từ» *start* (not counted itself); *count* ≥ 0, and 0 is *start*."""
    day = start
    for _ in range(count):
        day += _DAY
        while not is_working_day(day):
            day += _DAY
    return day


def before_working_days(end: date, count: int) -> date:
    """The latest day that lies *count* working days before *end*: what must be sent then is sent in time."""
    day = end
    for _ in range(count):
        day -= _DAY
        while not is_working_day(day):
            day -= _DAY
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after *start* up to and with *end*; 0 where *end* is not later."""
    return sum(is_working_day(start + _DAY * step) for step in range(1, (end - start).days + 1))
