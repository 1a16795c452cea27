"""Days, months, hours and fractions: what stands between strokes and dots, by the words around it."""

import re
from collections.abc import Callable
from datetime import date

from kheo.democracy.speaking.numbers import say_count, say_integer, say_ordinal
from kheo.democracy.speaking.table import KNOWN_DAYS

_DAY_WORDS = r"(?:ngày|hôm|mùng|mồng|sáng|trưa|chiều|tối|đêm|dịp|lễ|đến|tới|trước|sau|từ|và)"
_DATE = re.compile(
    r"(?<![\w/.,])(?:(?P<word>ngày|Ngày|mùng|Mùng)\s+)?(?P<d>\d{1,2})[/.\-](?P<m>\d{1,2})[/.\-](?P<y>\d{4})(?![\w/])"
)
_MONTH_YEAR = re.compile(r"(?<![\w/.,])(?:(?P<word>[Tt]háng)\s+)?(?P<m>\d{1,2})/(?P<y>(?:19|20)\d{2})(?![\w/])")
_DAY_RANGE = re.compile(r"(?<![\w/.,])(?P<d>\d{1,2})\s?[–-]\s?(?P<e>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>\d{4}))?(?![\w/])")
_DAY_MONTH = re.compile(
    rf"(?<![\w/.,])(?:(?P<word>{_DAY_WORDS})\s+)?(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})(?![\w/%²³])", re.IGNORECASE
)
_DAY_ALONE = re.compile(r"(?<!\w)(?P<word>ngày|mùng|mồng)\s+(?P<d>\d{1,2})(?=\s+tháng(?!\w)|\s*[,;.]|\s*$)", re.IGNORECASE)
_MONTH = re.compile(r"(?<!\w)(?P<word>tháng)\s+(?P<m>\d{1,2})(?![\w/.,]*\d)", re.IGNORECASE)
_HOUR = re.compile(r"(?<![\w.,])(?P<h>\d{1,2})\s?(?:h|g|giờ\s?(?=\d))(?P<i>\d{2})?(?:’|'|ph|phút)?(?!\w)")
_HOURS = re.compile(r"((?<![\w.,])\d{1,2}\s?(?:h|g|giờ|:)\s?(?:\d{2})?)\s?[–—-]\s?(?=\d{1,2}\s?(?:h|g|giờ|:))")
_CLOCK = re.compile(r"(?<![\w.,:])(?P<h>\d{1,2}):(?P<i>\d{2})(?![\w:])")
_ORDINAL = re.compile(r"(?<!\w)(?P<word>thứ|lớp thứ)\s+(?P<n>\d{1,3})(?!\w|[.,/]\d)", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s+(?:tổng|số|hộ|đại biểu|thành viên|cử tri|diện tích|thôn|tổ|người|phiếu|chỉ tiêu|đảng viên|hội viên)", re.IGNORECASE
)
_FRACTION_BEFORE = re.compile(r"(?:trên|chiếm|hơn|nhất|quá|đạt|được|khoảng|gần|đủ|với)\s*$", re.IGNORECASE)


def say_day(day: int, month: int | None = None, year: int | None = None) -> str:
    """«mùng năm tháng tư năm hai nghìn không trăm hai mươi sáu»."""
    said = f"mùng {say_integer(day)}" if day <= 10 else say_integer(day)
    if month is not None:
        said += f" tháng {say_month(month)}"
    return said if year is None else f"{said} năm {say_integer(year)}"


def say_month(month: int) -> str:
    return "tư" if month == 4 else say_integer(month)


def days_in_words(text: str) -> str:
    """*text* with its days, months, hours and fractions in words; what is no day of the calendar is left."""
    for pattern, said in _STEPS:
        text = pattern.sub(said, text)
    return text


def _is_day(day: int, month: int, year: int = 2024) -> bool:
    """Whether there is such a day (of a leap year where none is named)."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _date(match: re.Match[str]) -> str:
    day, month, year = (int(match[name]) for name in "dmy")
    if not _is_day(day, month, year):
        return match[0]
    word = match["word"] or "ngày"
    return f"{'ngày' if word.lower() == 'mùng' else word} {say_day(day, month, year)}"


def _day_range(match: re.Match[str]) -> str:
    """«1–5/11/2026»: from the first to the fifth."""
    first, last, month = (int(match[name]) for name in "dem")
    if not (_is_day(first, month) and _is_day(last, month) and first < last):
        return match[0]
    return f"{say_day(first)} đến {say_day(last, month, int(match['y']) if match['y'] else None)}"


def _month_year(match: re.Match[str]) -> str:
    if not 1 <= int(match["m"]) <= 12:
        return match[0]
    return f"{match['word'] or 'tháng'} {say_month(int(match['m']))} năm {say_integer(int(match['y']))}"


def _day_month(match: re.Match[str]) -> str:
    """A day where a word, the calendar or a nought in front says so; else a part of a whole."""
    day, month = int(match["d"]), int(match["m"])
    word, before = match["word"] or "", match.string[: match.start()]
    lead = f"{word} " if word else ""
    known = f"{day}/{month}" in KNOWN_DAYS
    counted = bool(_COUNTED.match(match.string, match.end()) or _FRACTION_BEFORE.search(before))
    is_date = _is_day(day, month) if month <= 12 else False
    if is_date and not counted and (word or known or match["d"][0] == "0" or match["m"][0] == "0" or day > month > 0):
        return f"{lead}{'' if word.lower() in {'ngày', 'mùng', 'mồng'} else 'ngày '}{say_day(day, month)}"
    if 0 < day < month <= 10:
        return f"{lead}{say_integer(day)} phần {say_ordinal(month) if month == 4 else say_integer(month)}"
    return f"{lead}{say_count(match['d'])} trên {say_count(match['m'])}"


def _day_alone(match: re.Match[str]) -> str:
    day = int(match["d"])
    if not 1 <= day <= 31:
        return match[0]
    told = say_day(day)
    return f"{match['word']} {told if match['word'].lower() == 'ngày' else told.removeprefix('mùng ')}"


def _month(match: re.Match[str]) -> str:
    month = int(match["m"])
    return f"{match['word']} {say_month(month)}" if 1 <= month <= 12 else match[0]


def _hour(match: re.Match[str]) -> str:
    hour, minutes = int(match["h"]), match["i"]
    if hour > 24 or int(minutes or 0) > 59:
        return match[0]
    return f"{say_integer(hour)} giờ" + (f" {say_integer(int(minutes))}" if minutes and int(minutes) else "")


def _ordinal(match: re.Match[str]) -> str:
    return f"{match['word']} {say_ordinal(int(match['n']))}"


_STEPS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_HOURS, r"\1 đến "),
    (_DAY_RANGE, _day_range),
    (_DATE, _date),
    (_MONTH_YEAR, _month_year),
    (_DAY_MONTH, _day_month),
    (_DAY_ALONE, _day_alone),
    (_MONTH, _month),
    (_HOUR, _hour),
    (_CLOCK, _hour),
    (_ORDINAL, _ordinal),
)
