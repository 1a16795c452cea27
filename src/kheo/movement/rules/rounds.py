"""The round of registration: how long it is open for whom, how many are asked of whom, what was changed, a year later."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kheo.foundation.refusal import Problem
from kheo.foundation.text import tidy
from kheo.movement.rules.form_items import Item

REASON_LENGTH, PAPER_LENGTH = 300, 120
MOST_EACH = 500


@dataclass(frozen=True)
class Asked:
    """How many one unit or body is asked to register; None: nothing is said. *is_own*: other than of the others."""

    least: int | None = None
    most: int | None = None
    is_own: bool = False

    def in_words(self) -> str:
        """«từ 1 đến 3», «ít nhất 1», «nhiều nhất 3», "" where nothing is said."""
        if self.least is not None and self.most is not None:
            return f"{self.least}" if self.least == self.most else f"từ {self.least} đến {self.most}"
        if self.least is not None:
            return f"ít nhất {self.least}"
        return "" if self.most is None else f"nhiều nhất {self.most}"


def last_day(closes: date | None, gate_until: date | None) -> date | None:
    """The last day of somebody's registering: that of the programme, or of the gate that was opened past it.

    A gate that the programme's own day has overtaken since takes nothing away. None: no last day is known.
    """
    if closes is None or gate_until is None:
        return closes
    return max(closes, gate_until)


def days_late(on: date, last: date | None) -> int:
    """How many days after the last day *on* is; 0 on that day itself, before it, or where none is known."""
    return max(0, (on - last).days) if last is not None else 0


def gate_problems(closes: date | None, until: date, reason: str, year: int, today: date) -> Iterator[Problem]:
    """Why a programme that closes on *closes* cannot be kept open for somebody until *until*."""
    if closes is None:
        yield Problem(
            "Chương trình chưa ghi ngày hết hạn đăng ký, ai cũng còn nộp được; không cần mở thêm hạn.", "Nhận đến hết ngày"
        )
    elif until <= closes:
        yield Problem(f"Ngày này không sau hạn chung ({closes:%d/%m/%Y}); chọn ngày muộn hơn.", "Nhận đến hết ngày")
    if until < today:
        yield Problem("Ngày này đã qua; chọn hôm nay hoặc một ngày sau.", "Nhận đến hết ngày")
    elif until.year > year + 1:
        yield Problem(f"Ngày này quá xa năm thi đua {year}; xem lại năm.", "Nhận đến hết ngày")
    yield from reason_problems(reason, "Vì sao mở thêm, một câu: đơn vị mới sáp nhập, thiên tai, nhận văn bản muộn…")


def reason_problems(reason: str, hint: str) -> Iterator[Problem]:
    if not tidy(reason):
        yield Problem(f"Ghi lý do. {hint}", "Lý do")
    elif len(tidy(reason)) > REASON_LENGTH:
        yield Problem(f"Lý do dài quá {REASON_LENGTH} ký tự; viết gọn lại.", "Lý do")


def quota_problems(least: int | None, most: int | None, where: str) -> Iterator[Problem]:
    if least is not None and most is not None and most < least:
        yield Problem(f"Nhiều nhất ({most}) nhỏ hơn ít nhất ({least}); sửa một trong hai.", where)


@dataclass(frozen=True)
class Change:
    """One thing of a programme that was changed: its name, how it stood before and after, in words."""

    what: str
    before: str
    after: str


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """What differs between two tellings of a programme (name of the thing → words), in the order of *after*."""
    names = dict.fromkeys([*after, *before])
    pairs = [Change(name, before.get(name, ""), after.get(name, "")) for name in names]
    return [pair for pair in pairs if pair.before != pair.after]


def item_changes(before: Sequence[Item], after: Sequence[Item]) -> list[Change]:
    """What differs between two forms, item by item: taken out, added, in other words, with another hint; then the order."""
    old, new = {item.key: item for item in before}, {item.key: item for item in after}
    told = [Change("mục của phiếu", item.in_words(), "") for key, item in old.items() if key not in new]
    for key, item in new.items():
        was = old.get(key)
        if was is None or was.in_words() != item.in_words():
            told.append(Change("mục của phiếu", was.in_words() if was else "", item.in_words()))
        if was is not None and was.help != item.help:
            told.append(Change(f"lời dẫn mục «{item.label}»", was.help, item.help))
    kept_before, kept_after = [key for key in old if key in new], [key for key in new if key in old]
    if kept_before != kept_after:
        orders = [" · ".join(new[key].label for key in keys) for keys in (kept_before, kept_after)]
        told.append(Change("thứ tự các mục", *orders))
    return told


def a_year_later(day: date, years: int) -> date:
    """The same day *years* later; 29 February becomes the 28th where that year has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
