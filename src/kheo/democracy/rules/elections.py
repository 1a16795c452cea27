"""Elections at a village meeting (Nghị định 59/2023/NĐ-CP Điều 6–9): the calendar backwards, candidates, who is elected."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kheo.democracy.rules.thresholds import needed
from kheo.foundation.refusal import Problem
from kheo.foundation.rules import NoRuleInForceError, Rule, RuleTable, load_rules
from kheo.foundation.text import fold, tidy

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


def election_problems(what: str, seats: int, kind: int, planned_on: date) -> Iterator[Problem]:
    if not any(row.holds_on(planned_on) for row in election_rules().rules):
        yield Problem("Nghị định 59/2023/NĐ-CP có hiệu lực từ 15/08/2023.", "Ngày họp bầu")
    if what not in KIND_OF:
        yield Problem("Chọn bầu ai.", "Bầu")
        return
    if kind != KIND_OF[what]:
        yield Problem(f"Việc này không thuộc khoản {KIND_OF[what]} Điều 15 Luật 10/2022/QH15.", "Bầu")
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
    """A candidate stands once; *known*: names on the list."""
    if not tidy(name):
        yield Problem("Ghi họ tên người ứng cử.", "Họ tên")
    elif len(tidy(name)) > NAME_LENGTH:
        yield Problem(f"Dài quá {NAME_LENGTH} ký tự.", "Họ tên")
    elif fold(tidy(name)) in {fold(one) for one in known}:
        yield Problem("Người này đã có trong danh sách; trùng họ tên thì ghi thêm năm sinh hoặc ngõ.", "Họ tên")
    if len(known) >= MOST_CANDIDATES:
        yield Problem(f"Danh sách nhiều nhất {MOST_CANDIDATES} người.", "Họ tên")


def count_problems(votes: Mapping[int, int], valid: int, seats: int, day: date) -> Iterator[Problem]:
    """*votes* of each candidate on *valid* ballots, each naming at most *seats*."""
    least = rule("least_candidates", day)
    if len(votes) < least.value:
        yield Problem(f"Phải có ít nhất {least.value:02d} người ứng cử ({least.citation}).", "Người ứng cử")
    if any(count < 0 or count > valid for count in votes.values()):
        yield Problem(f"Số phiếu của mỗi người từ 0 đến {valid}, số phiếu hợp lệ.", "Số phiếu")
    if sum(votes.values()) > valid * seats:
        yield Problem(f"Cộng lại nhiều hơn {valid} phiếu × {seats} người; đếm lại.", "Số phiếu")


def elected(votes: Mapping[int, int], seats: int, kind: int, households: int, day: date) -> list[int]:
    """Keys of those elected: more than half of ALL households (Luật 10/2022/QH15 Điều 21 khoản 1), the most votes first.

    Where more reach it than there are seats and the last seat is tied, none of the tied is elected: the law read here
    does not say how to choose among them, so the village votes again between them.
    """
    least = needed(kind, households, day)
    reached = sorted((key for key, count in votes.items() if count >= least), key=lambda key: -votes[key])
    if len(reached) <= seats:
        return reached
    border = votes[reached[seats]]
    return [key for key in reached[:seats] if votes[key] > border]


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
