"""Report periods: the days, the title and the form offered for each kind, what is late, what a sent report must hold."""

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kheo.foundation.refusal import Problem
from kheo.foundation.text import fold, tidy

MONTH, QUARTER, HALF_YEAR, YEAR, QUICK, THEMATIC = "month", "quarter", "half_year", "year", "quick", "thematic"
PARTS = {MONTH: 12, QUARTER: 4, HALF_YEAR: 2, YEAR: 1}
"""Into how many periods of a kind a year falls; the others are asked for when there is need."""
ROMAN = ("I", "II", "III", "IV")
FIGURE, NUMBER, TEXT = "figure", "number", "text"
MOST_ITEMS = 60
# Khéo's own proposals, changed by the office as it likes: how many days units have after a period ends. No rule fixes them
# for the movement; the times of Decree 09/2019 (Art. 12) are those of state administration's own reports: chưa đối chiếu.
DAYS_TO_ANSWER = {MONTH: 5, QUARTER: 5, HALF_YEAR: 7, YEAR: 10, QUICK: 2, THEMATIC: 7}


@dataclass(frozen=True)
class Days:
    """First and last day that a period tells of, and the last day to send it in."""

    first: date
    last: date
    due: date


@dataclass(frozen=True)
class Item:
    """One line of a form before it is written down; *figure* only where the record fills it in."""

    key: str
    kind: str
    label: str
    help: str = ""
    unit_of_measure: str = ""
    figure: str = ""
    is_required: bool = True


def usual_days(kind: str, year: int, part: int, today: date) -> Days:
    """The days offered for the *part*-th period of *kind* in *year* (counted from 1); one without parts begins at the year's."""
    if kind not in PARTS:
        last = min(max(today, date(year, 1, 1)), date(year, 12, 31))
        return Days(date(year, 1, 1), last, last + timedelta(days=DAYS_TO_ANSWER[kind]))
    months = 12 // PARTS[kind]
    end = months * part
    last = date(year, end, calendar.monthrange(year, end)[1])
    return Days(date(year, end - months + 1, 1), last, last + timedelta(days=DAYS_TO_ANSWER[kind]))


def usual_title(kind: str, year: int, part: int) -> str:
    """«Báo cáo quý II năm 2026», «Báo cáo 6 tháng đầu năm 2026»; a thematic one is named by the office."""
    named = {
        MONTH: f"Báo cáo tháng {part} năm {year}",
        QUARTER: f"Báo cáo quý {ROMAN[min(part, 4) - 1]} năm {year}",
        HALF_YEAR: f"Báo cáo 6 tháng {'đầu' if part == 1 else 'cuối'} năm {year}",
        YEAR: f"Báo cáo năm {year}",
        QUICK: f"Báo cáo nhanh, năm {year}",
    }
    return named.get(kind, "")


def next_part(kind: str, year: int, today: date, taken: Sequence[tuple[date, date]]) -> int:
    """The period of *kind* to ask for next: the first of the year that is not there yet, but none long over if it is the last."""
    free = [
        part
        for part in range(1, PARTS.get(kind, 1) + 1)
        if (usual_days(kind, year, part, today).first, usual_days(kind, year, part, today).last) not in taken
    ]
    running = [part for part in free if usual_days(kind, year, part, today).last >= today - timedelta(days=31)]
    return (running or free or [PARTS.get(kind, 1)])[0]


def period_problems(title: str, days: Days, year: int, ask: str) -> Iterator[Problem]:
    """What stands against these days: turned round, of another year, due before anything could be told of."""
    if not tidy(title):
        yield Problem("Ghi tên kỳ báo cáo.", "Tên kỳ báo cáo")
    if len(tidy(title)) > 200:
        yield Problem("Dài quá 200 ký tự; viết gọn lại.", "Tên kỳ báo cáo")
    if len(ask) > 2000:
        yield Problem("Dài quá 2.000 ký tự; viết gọn lại.", "Lời dặn các đơn vị")
    if days.last < days.first:
        yield Problem(f"Ngày cuối ({days.last:%d/%m/%Y}) đứng trước ngày đầu ({days.first:%d/%m/%Y}).", "Báo cáo đến ngày")
    if days.due < days.first:
        yield Problem("Hạn gửi đứng trước ngày đầu của kỳ; xem lại năm.", "Hạn gửi")
    # The emulation year and the day of the report are two things: a year's last report falls in January of the next.
    for name, day, latest in (
        ("Báo cáo từ ngày", days.first, year),
        ("Báo cáo đến ngày", days.last, year + 1),
        ("Hạn gửi", days.due, year + 1),
    ):
        if not year - 1 <= day.year <= latest:
            yield Problem(f"Ngày {day:%d/%m/%Y} cách năm {year} quá xa; xem lại năm.", name)


def item_problems(items: Sequence[Item], figures: Sequence[str]) -> Iterator[Problem]:
    """What is wrong with a form: *figures* are the keys that the record knows."""
    if not items:
        yield Problem("Mẫu cần ít nhất một mục.", "Mẫu báo cáo")
    if len(items) > MOST_ITEMS:
        yield Problem(f"Mẫu nhiều quá {MOST_ITEMS} mục; đơn vị sẽ không điền hết. Bớt mục hoặc chia hai kỳ.", "Mẫu báo cáo")
    for order, item in enumerate(items, 1):
        yield from _one_item(item, f"Mục {order}", figures)
    labels = [fold(item.label) for item in items if tidy(item.label)]
    for label in sorted({label for label in labels if labels.count(label) > 1}):
        name = next(tidy(item.label) for item in items if fold(item.label) == label)
        yield Problem(f"Hai mục cùng tên «{name}»; đặt tên khác nhau.", "Mẫu báo cáo")


def _one_item(item: Item, where: str, figures: Sequence[str]) -> Iterator[Problem]:
    if not tidy(item.label):
        yield Problem("Ghi tên mục.", where)
    for word, text, longest in (
        ("Tên mục", item.label, 200),
        ("Lời hướng dẫn", item.help, 300),
        ("Đơn vị tính", item.unit_of_measure, 30),
    ):
        if len(tidy(text)) > longest:
            yield Problem(f"{word} dài quá {longest} ký tự.", where)
    if item.kind not in {FIGURE, NUMBER, TEXT}:
        yield Problem("Chọn: số trong hồ sơ, số đơn vị ghi, hay ô chữ.", where)
    if item.kind == FIGURE and item.figure not in figures:
        yield Problem("Hồ sơ không có số liệu này; chọn trong danh sách.", where)


def key_of(label: str, taken: Sequence[str]) -> str:
    """A key for a new item from its words: «Số hộ tham gia» → ``so-ho-tham-gia``, with a number behind it where it is taken."""
    letters = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in fold(label))
    base = "-".join(letters.split())[:36].strip("-") or "muc"
    key, count = base, 1
    while key in taken:
        count += 1
        key = f"{base}-{count}"
    return key


def days_late(due: date, sent: date | None, today: date) -> int:
    """Days past *due* on which it came first, or until *today* while it has not come; 0 in time."""
    return max(((sent or today) - due).days, 0)


_USUAL_FIGURES = (
    ("registered", "initiatives.registered", "Mô hình, điển hình đăng ký trong năm", "mô hình"),
    ("operating", "initiatives.operating", "Trong đó đang thực hiện", "mô hình"),
)
_RECOGNISED = ("recognised", "initiatives.recognised", "Được công nhận trong năm", "mô hình")
_SESSIONS = ("sessions", "activities.sessions", "Buổi tuyên truyền, vận động từ đầu năm", "buổi")
_DONE = Item("done", TEXT, "Việc đã làm trong kỳ", "Ba đến năm dòng: việc gì, ở đâu, được gì.")
_DIFFICULT = Item("difficulties", TEXT, "Khó khăn, vướng mắc", is_required=False)
_ASKED = Item("proposals", TEXT, "Đề xuất, kiến nghị", is_required=False)
_NEXT = Item("next", TEXT, "Việc của kỳ tới", is_required=False)
_OWN = (
    Item("households", NUMBER, "Số hộ mới tham gia trong kỳ", "Không có thì ghi 0.", "hộ"),
    Item("money", NUMBER, "Kinh phí huy động trong kỳ", "Ghi như thường nói: 350 triệu, 1,5 tỷ. Không có thì ghi 0.", "đồng"),
    Item("working_days", NUMBER, "Ngày công đóng góp trong kỳ", "Không có thì ghi 0.", "ngày công"),
    Item("land", NUMBER, "Đất hiến trong kỳ", "Ghi m² hoặc ha, ví dụ 0,5 ha. Không có thì ghi 0.", "m²", is_required=False),
)


def usual_items(kind: str, figures: Sequence[str]) -> tuple[Item, ...]:
    """The form offered for *kind*: short ones for a month, the whole account for a half-year; only *figures* the record has."""
    counted = tuple(
        Item(key, FIGURE, label, unit_of_measure=unit, figure=figure)
        for key, figure, label, unit in (*_USUAL_FIGURES, _RECOGNISED, _SESSIONS)
        if figure in figures
    )
    running = tuple(item for item in counted if item.key in {"registered", "operating"})
    return {
        MONTH: (*running, _DONE, _DIFFICULT),
        QUARTER: (*running, *_OWN, _DONE, _DIFFICULT, _NEXT),
        QUICK: (Item("happening", TEXT, "Tình hình, việc đã xử lý", "Việc gì, từ bao giờ, đã làm gì, cần ai giúp."), _ASKED),
        THEMATIC: (Item("content", TEXT, "Kết quả theo chuyên đề", "Nêu bằng số nếu có."), _DIFFICULT, _ASKED),
    }.get(kind, (*counted, *_OWN, _DONE, _DIFFICULT, _ASKED, _NEXT))
