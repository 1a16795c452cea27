"""Elections at a village meeting (Nghị định 59/2023/NĐ-CP Điều 6–9): the calendar backwards, candidates, who is elected."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kheo.democracy.rules.proposals import TITLE_LENGTH
from kheo.foundation.refusal import Problem
from kheo.foundation.rules import NoRuleInForceError, Rule, RuleTable, load_rules
from kheo.foundation.text import tidy

HEAD, INSPECTION, INVESTMENT = "head", "inspection", "investment"
KIND_OF = {HEAD: 4, INSPECTION: 5, INVESTMENT: 5}
"""The clause of Luật 10/2022/QH15 Điều 15 under which each is elected."""
STEPS = {HEAD: ("decision", "candidates", "team", "announced"), INSPECTION: ("notice",), INVESTMENT: ("notice",)}
STEP_LABELS = {
    "decision": "Quyết định, kế hoạch tổ chức bầu",
    "candidates": "Danh sách người ứng cử",
    "team": "Quyết định thành lập Tổ bầu cử",
    "announced": "Thông báo, niêm yết cho Nhân dân",
    "notice": "Báo cuộc họp",
}
AGAIN = ("Bầu tiếp", "Bầu lại")
NAME_LENGTH, NUMBER_LENGTH, MOST_SEATS, MOST_CANDIDATES = 120, 60, 9, 30
_DAY = timedelta(days=1)


@cache
def election_rules() -> RuleTable:
    return load_rules("kheo.democracy", "elections.toml")


def rule(key: str, day: date) -> Rule:
    """The row ``election.<key>`` in force on *day*; NoRuleInForceError before it."""
    return election_rules().on(f"election.{key}", day)


@dataclass(frozen=True)
class Step:
    """*due*: the last day for it; *done_on*: when it was done, or None."""

    key: str
    label: str
    due: date
    rule: Rule
    done_on: date | None = None

    @property
    def is_late(self) -> bool:
        return self.done_on is not None and self.done_on > self.due

    def is_missed(self, today: date) -> bool:
        return self.done_on is None and today > self.due


def calendar(what: str, day: date, done: Mapping[str, date]) -> list[Step]:
    """What must be done by when for an election of *what* on *day*, in order; *done*: the day of each step that was done."""
    rows = [(key, rule(key, day)) for key in STEPS[what]]
    return [Step(key, STEP_LABELS[key], day - row.value * _DAY, row, done.get(key)) for key, row in rows]


def near_words(what: str, planned_on: date, missed: int, today: date) -> str:
    """Said where the day of the vote leaves *missed* steps no time; the first day that leaves every step its own."""
    first = today + max(rule(key, planned_on).value for key in STEPS[what]) * _DAY
    return f"Ngày họp bầu gần quá: {missed} bước đã quá hạn. Muốn đủ lịch thì họp từ ngày {first:%d/%m/%Y}."


def election_problems(what: str, seats: int, kind: int, planned_on: date) -> Iterator[Problem]:
    if not any(row.holds_on(planned_on) for row in election_rules().rules):
        yield Problem("Nghị định 59/2023/NĐ-CP có hiệu lực từ 15/08/2023.", "Ngày họp bầu")
    if what not in KIND_OF:
        yield Problem("Chọn bầu ai.", "Bầu")
        return
    if kind != KIND_OF[what]:
        yield Problem(
            f"Việc đã chọn thuộc khoản {kind}, không phải khoản {KIND_OF[what]} Điều 15; chọn lại bầu ai, hoặc việc.", "Bầu"
        )
    most = 1 if what == HEAD else MOST_SEATS
    if not 1 <= seats <= most:
        yield Problem("Mỗi lần bầu một người." if most == 1 else f"Ghi một số từ 1 đến {most}.", "Số người được bầu")


def step_problems(what: str, key: str, done_on: date, number: str, today: date) -> Iterator[Problem]:
    if key not in STEPS[what]:
        yield Problem("Chọn một bước trong lịch.", "Bước")
    if done_on > today:
        yield Problem("Ngày này ở sau hôm nay; ghi khi đã làm.", "Ngày làm")
    if len(number) > NUMBER_LENGTH:
        yield Problem(f"Dài quá {NUMBER_LENGTH} ký tự.", "Số văn bản")


def candidate_problems(name: str, known: list[str]) -> Iterator[Problem]:
    """A candidate stands once; *known*: names on the list. «Ân» and «An» are two people."""
    if not tidy(name):
        yield Problem("Ghi họ tên người ứng cử.", "Họ tên")
    elif len(tidy(name)) > NAME_LENGTH:
        yield Problem(f"Dài quá {NAME_LENGTH} ký tự.", "Họ tên")
    elif tidy(name).casefold() in {tidy(one).casefold() for one in known}:
        yield Problem("Người này đã có trong danh sách; trùng họ tên thì ghi thêm năm sinh hoặc ngõ.", "Họ tên")
    if len(known) >= MOST_CANDIDATES:
        yield Problem(f"Danh sách nhiều nhất {MOST_CANDIDATES} người.", "Họ tên")


def again_rule(what: str, day: date) -> Rule:
    """Who has seats left filled: the commune decides on a head (Điều 3), its Front guides it for boards (Điều 13, Điều 17)."""
    return rule(f"again_{what}", day)


def again_problems(
    what: str, decided_on: date | None, number: str, counted_on: date, planned_on: date, today: date
) -> Iterator[Problem]:
    """A head is elected again by the commune's decision (Điều 3 khoản 5 điểm d); members of boards as the Front guides it."""
    if planned_on <= counted_on:
        yield Problem(f"Lần trước kiểm phiếu ngày {counted_on:%d/%m/%Y}; bầu lại sau ngày ấy.", "Ngày họp bầu")
    if what != HEAD:
        return
    why = again_rule(what, counted_on)
    if decided_on is None:
        yield Problem(f"Bầu lại do Uỷ ban nhân dân cấp xã quyết định ({why.citation}): ghi ngày quyết định.", "Ngày quyết định")
    elif decided_on < counted_on:
        yield Problem(f"Đứng trước ngày kiểm phiếu lần trước ({counted_on:%d/%m/%Y}).", "Ngày quyết định")
    elif decided_on > today:
        yield Problem("Ngày này ở sau hôm nay; ghi khi đã có quyết định.", "Ngày quyết định")
    if not tidy(number):
        yield Problem("Ghi số quyết định bầu lại.", "Số quyết định")


def again_title(title: str, *, more: bool) -> str:
    """«Bầu tiếp: …» where seats are left beside those elected, else «Bầu lại: …»; cut to what a title holds."""
    for known in AGAIN:
        title = title.removeprefix(f"{known}: ")
    return f"{AGAIN[0] if more else AGAIN[1]}: {title}"[:TITLE_LENGTH].rstrip()


def term_ends(begun_on: date) -> Rule | None:
    """The rule of a head's term on the day it begins; None where no rule that was found holds."""
    try:
        return rule("head_years", begun_on)
    except NoRuleInForceError:
        return None


def last_day(begun_on: date, years: int) -> date:
    """*years* after *begun_on*; of 29/02 in a year without it, 01/03."""
    try:
        return begun_on.replace(year=begun_on.year + years)
    except ValueError:
        return date(begun_on.year + years, 3, 1)
