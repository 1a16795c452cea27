"""Plans and reports of a board by their periods (Luật 10/2022/QH15 Điều 39; Nghị định 59/2023/NĐ-CP Điều 14, 18)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kheo.foundation.refusal import Problem
from kheo.foundation.text import tidy

FIRST_YEAR, LAST_YEAR = 2023, 2100
PART_LENGTH = 2000
ROMAN = ("", "I", "II", "III", "IV")
# Nghị định 59/2023/NĐ-CP Điều 14 khoản 1 điểm a, Điều 18 khoản 1: what a plan says.
PLAN_PARTS = {
    "aims": "Mục đích, yêu cầu",
    "content": "Nội dung",
    "time": "Thời gian",
    "money": "Kinh phí",
    "carrying_out": "Tổ chức thực hiện",
    "conditions": "Điều kiện bảo đảm khác",
}
NEEDED_PARTS = ("aims", "content", "time", "carrying_out")


class Span(StrEnum):
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    TERM = "term"


@dataclass(frozen=True)
class Period:
    """A quarter, half or year of *year* (*number* 1–4, 1–2, 0), or a whole term, of which only the board knows the days."""

    span: str
    year: int
    number: int = 0

    @property
    def label(self) -> str:
        if self.span == Span.QUARTER:
            return f"quý {ROMAN[self.number]} năm {self.year}"
        if self.span == Span.HALF:
            return f"6 tháng {'đầu' if self.number == 1 else 'cuối'} năm {self.year}"
        return f"năm {self.year}" if self.span == Span.YEAR else f"nhiệm kỳ (từ năm {self.year})"

    @property
    def months(self) -> int:
        return {Span.QUARTER: 3, Span.HALF: 6}.get(Span(self.span), 12)

    @property
    def first(self) -> date:
        return date(self.year, (max(self.number, 1) - 1) * self.months + 1, 1)

    @property
    def last(self) -> date:
        """The last day; of a term that of its first year, for the board's own days say when it ends."""
        month = max(self.number, 1) * self.months
        return date(self.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


_SPANS = frozenset(Span)
_NUMBERS = {Span.QUARTER: range(1, 5), Span.HALF: range(1, 3), Span.YEAR: range(1), Span.TERM: range(1)}


def quarter_of(day: date) -> Period:
    return Period(Span.QUARTER, day.year, (day.month + 2) // 3)


def quarter_before(day: date) -> Period:
    """The quarter that was over last on *day*: what a board reports on now."""
    return quarter_of(quarter_of(day).first - timedelta(days=1))


def period_problems(period: Period) -> Iterator[Problem]:
    """A period that there is; the others come from a form that was changed by hand."""
    if period.span not in _SPANS or period.number not in _NUMBERS[Span(period.span)]:
        yield Problem("Chọn quý I–IV, 6 tháng đầu, 6 tháng cuối, năm hoặc nhiệm kỳ.", "Kỳ")
    if not FIRST_YEAR <= period.year <= LAST_YEAR:
        yield Problem(f"Năm {period.year} nằm ngoài khoảng {FIRST_YEAR} đến {LAST_YEAR}.", "Năm")


def plan_problems(parts: Mapping[str, str]) -> Iterator[Problem]:
    """*parts*: a text for each key of PLAN_PARTS."""
    for key, label in PLAN_PARTS.items():
        text = tidy(parts.get(key, ""))
        if not text and key in NEEDED_PARTS:
            what = f"Kế hoạch phải nêu {label.lower()} (Nghị định 59/2023/NĐ-CP Điều 14 khoản 1 điểm a, Điều 18 khoản 1)."
            yield Problem(what, label)
        if len(text) > PART_LENGTH:
            yield Problem(f"Dài quá {PART_LENGTH} ký tự; viết gọn lại.", label)


def report_problems(period: Period, sent_on: date, number: str, today: date) -> Iterator[Problem]:
    """A report is sent when its period is over, or nearly: half-year and yearly ones are asked for in their last month."""
    if sent_on > today:
        yield Problem(f"Ngày {sent_on:%d/%m/%Y} chưa đến; ghi khi đã gửi.", "Ngày gửi")
    if period.span != Span.TERM and sent_on <= period.last - timedelta(days=31):
        yield Problem(f"Kỳ này đến hết {period.last:%d/%m/%Y}; chưa đến tháng cuối thì chưa báo cáo.", "Ngày gửi")
    if not tidy(number):
        yield Problem("Ghi số báo cáo.", "Số báo cáo")
    elif len(tidy(number)) > 60:
        yield Problem("Dài quá 60 ký tự; viết gọn lại.", "Số báo cáo")
