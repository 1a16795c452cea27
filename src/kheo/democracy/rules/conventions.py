"""What a village's convention (hương ước, quy ước) obeys: Nghị định 61/2023/NĐ-CP."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from kheo.foundation.numbers import written
from kheo.foundation.refusal import Problem
from kheo.foundation.rules import NoRuleInForceError, Rule, RuleTable, load_rules
from kheo.foundation.text import tidy
from kheo.foundation.working_days import after_working_days

TITLE_LENGTH, TEXT_LENGTH, NOTE_LENGTH = 160, 60_000, 400
KIND = 3
"""The clause of Luật 10/2022/QH15 Điều 15 under which a convention is decided."""
_DAY = timedelta(days=1)
_WORDS = re.compile(r"\S+|\n")


@cache
def convention_rules() -> RuleTable:
    return load_rules("kheo.democracy", "conventions.toml")


def rule(key: str, day: date) -> Rule:
    """The row ``convention.<key>`` in force on *day*; NoRuleInForceError before 16/08/2023."""
    return convention_rules().on(f"convention.{key}", day)


def names(day: date) -> dict[str, str]:
    return dict(rule("names", day).value)


def votable_from(posted_on: date) -> date:
    """The first day on which the village may decide: the draft has been posted for 30 days (Điều 9 khoản 1)."""
    return posted_on + int(rule("posted_for", posted_on).value) * _DAY


def stop_by(told_on: date) -> date:
    """The last day for the commune to stop a convention or say why not: 3 working days (Điều 12 khoản 2)."""
    return after_working_days(told_on, int(rule("stop_within", told_on).value))


def draft_problems(title: str, text: str, note: str) -> Iterator[Problem]:
    for where, value, most in (("Tên gọi đầy đủ", title, TITLE_LENGTH), ("Toàn văn", text, TEXT_LENGTH)):
        if not tidy(value):
            yield Problem("Ô này chưa điền.", where)
        elif len(value) > most:
            yield Problem(f"Dài quá {written(most)} ký tự; viết gọn lại.", where)
    if len(note) > NOTE_LENGTH:
        yield Problem(f"Dài quá {written(NOTE_LENGTH)} ký tự; viết gọn lại.", "Thay đổi so với bản trước")


def posting_problems(posted_on: date, places: str, today: date) -> Iterator[Problem]:
    """Posting the draft (Điều 9 khoản 1): where, and since when."""
    if not tidy(places):
        yield Problem("Ghi niêm yết ở đâu: nhà văn hoá, bảng tin nào.", "Nơi niêm yết")
    elif len(places) > NOTE_LENGTH:
        yield Problem(f"Dài quá {written(NOTE_LENGTH)} ký tự; viết gọn lại.", "Nơi niêm yết")
    if posted_on > today:
        yield Problem("Ngày này ở sau hôm nay; ghi khi đã niêm yết.", "Ngày niêm yết")
    try:
        rule("posted_for", posted_on)
    except NoRuleInForceError:
        yield Problem("Nghị định 61/2023/NĐ-CP có hiệu lực từ 16/08/2023.", "Ngày niêm yết")


def deciding_problems(posted_on: date | None, day: date) -> Iterator[Problem]:
    """Whether the village may decide on *day*: a draft posted for less than 30 days may not be put to it."""
    if posted_on is None:
        row = rule("posted_for", day)
        yield Problem(
            f"Dự thảo hương ước, quy ước phải niêm yết ít nhất {row.value} ngày trước khi bàn, biểu quyết ({row.citation}); "
            "chưa có dự thảo nào đã niêm yết được đưa vào việc này: mở trang Hương ước, quy ước.",
            "Ngày",
        )
    elif day < votable_from(posted_on):
        row = rule("posted_for", posted_on)
        yield Problem(
            f"Dự thảo niêm yết từ {posted_on:%d/%m/%Y}, đủ {row.value} ngày vào {votable_from(posted_on):%d/%m/%Y} "
            f"({row.citation}); chọn ngày ấy hoặc sau.",
            "Ngày",
        )


def stopping_problems(days: tuple[date, date, date], reason: str, number: str, today: date) -> Iterator[Problem]:
    """A decision of the commune to stop a convention; *days*: told on, decided on, to be mended by (Điều 12 khoản 3)."""
    told_on, decided_on, mend_by = days
    if not tidy(number):
        yield Problem("Ghi số quyết định.", "Số quyết định")
    if not tidy(reason):
        yield Problem("Quyết định phải nêu rõ lý do (Điều 12 khoản 3 Nghị định 61/2023/NĐ-CP).", "Lý do")
    elif len(reason) > NOTE_LENGTH:
        yield Problem(f"Dài quá {written(NOTE_LENGTH)} ký tự; viết gọn lại.", "Lý do")
    if not told_on <= decided_on <= today:
        yield Problem(f"Phải từ ngày nhận phản ánh ({told_on:%d/%m/%Y}) đến hôm nay.", "Ngày quyết định")
    if mend_by <= decided_on:
        yield Problem("Thời hạn hoàn tất phải sau ngày quyết định.", "Hoàn tất trước")


@dataclass(frozen=True)
class Piece:
    """Words of two versions side by side: kept, only in the old one, only in the new one."""

    how: Literal["same", "gone", "new"]
    text: str


def compare(old: str, new: str) -> list[Piece]:
    """*old* against *new*, word by word; line ends count as words, so a moved line is seen as moved."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    pieces: list[Piece] = []
    for tag, begin, end, start, stop in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", _joined(before[begin:end])))
            continue
        if end > begin:
            pieces.append(Piece("gone", _joined(before[begin:end])))
        if stop > start:
            pieces.append(Piece("new", _joined(after[start:stop])))
    return pieces


def _joined(words: list[str]) -> str:
    return " ".join(words).replace(" \n ", "\n").replace("\n ", "\n").replace(" \n", "\n")
