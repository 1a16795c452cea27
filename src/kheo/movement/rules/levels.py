"""What may go up a level, how it is sorted there, and how the counts of the places below are added up."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from kheo.foundation.refusal import Problem
from kheo.foundation.rules import Rule, RuleTable, load_rules
from kheo.foundation.text import tidy
from kheo.movement.rules.programmes import OTHER_FIELD

LEVELS: RuleTable = load_rules("kheo.movement", "levels.toml")
REASON_LENGTH = 600
RUNNING = ("running", "reported", "in_assessment")
WAITING, BELOW, HERE, HIGHER = "waiting", "below", "here", "higher"
TAKING = (HERE, HIGHER)
"""The groups by which a level takes an initiative into its own programme."""

Key = TypeVar("Key", bound=Hashable)


def gate(day: date) -> Rule:
    """The rule that only what its own level recognised goes up, with its citation."""
    return LEVELS.on("gate", day)


@dataclass(frozen=True)
class GoingUp:
    """What decides whether a registration may be proposed: *group* is how this level sorted it, if it came from below itself."""

    title: str
    state: str
    group: str = ""
    is_nominated: bool = False


def gate_problems(going: GoingUp, day: date) -> Iterator[Problem]:
    """Why this registration may not go up on *day*."""
    rule = gate(day)
    where = f"«{going.title}»"
    if going.state not in rule.value:
        yield Problem(f"Cấp mình chưa công nhận nên chưa đề nghị lên cấp trên được ({rule.citation}).", where)
    if going.group and going.group != HIGHER:
        yield Problem("Cấp mình mới xếp «đạt cấp này»; xếp lại vào «đề nghị cấp trên» rồi mới đề nghị tiếp.", where)
    if going.is_nominated:
        yield Problem("Đã đề nghị lên cấp trên rồi; không đề nghị lần nữa.", where)


def reason_problems(reason: str, what: str) -> Iterator[Problem]:
    """*what*: the reason for which act («vì sao đề nghị»)."""
    text = tidy(reason)
    if not text:
        yield Problem(f"Ghi {what}, một hai câu.", "Lý do")
    elif len(text) > REASON_LENGTH:
        yield Problem(f"Lý do dài quá {REASON_LENGTH} ký tự; viết gọn lại.", "Lý do")


def regroup_problem(before: str, after: str, *, is_used: bool, is_nominated_on: bool) -> str:
    """Why something sorted into *before* cannot be put into *after* any more; "" where it can.

    *is_used*: this level already worked on it in its own programme. *is_nominated_on*: this level proposed it further up.
    """
    if before == after:
        return "Đang ở đúng nhóm này rồi; chọn nhóm khác nếu muốn xếp lại."
    if before == HIGHER and is_nominated_on:
        return "Đã đề nghị tiếp lên cấp trên; rút đề nghị ấy rồi mới xếp lại."
    if before in TAKING and after not in TAKING and is_used:
        return (
            "Cấp này đã làm việc trên hồ sơ (bước, điểm, kết quả, minh chứng…) nên không xếp lại thành «chưa đạt cấp này» được."
        )
    return ""


def field_here(key: str, own: Collection[str], chosen: str = "") -> str:
    """The key of the field in this level's programme: the same where there is one, else the *chosen* one, else ""."""
    if key in own:
        return key
    return chosen if chosen in own else ""


def field_group(key: str, known: Collection[str]) -> str:
    """Under which field a registration of another level is counted: its own key where it is *known* here, else ``other``."""
    return key if key in known else OTHER_FIELD


@dataclass(frozen=True)
class Tally:
    """How many registrations below are alike in everything that is counted by. *group*: None where they were not proposed."""

    place: int
    field: str
    kind: str
    state: str
    group: str | None
    count: int


COLUMNS: Mapping[str, Callable[[Tally], bool]] = {
    "registered": lambda _tally: True,
    "new": lambda tally: tally.state == "registered",
    "running": lambda tally: tally.state in RUNNING,
    "recognised": lambda tally: tally.state == "recognised",
    "not_recognised": lambda tally: tally.state == "not_recognised",
    "stopped": lambda tally: tally.state == "stopped",
    "nominated": lambda tally: tally.group is not None,
    WAITING: lambda tally: tally.group == WAITING,
    BELOW: lambda tally: tally.group == BELOW,
    HERE: lambda tally: tally.group == HERE,
    HIGHER: lambda tally: tally.group == HIGHER,
}
Counts = Mapping[str, int]


def counted(tallies: Iterable[Tally]) -> Counts:
    """Every column over *tallies*. The states add up to «registered», the groups to «nominated»."""
    counts = dict.fromkeys(COLUMNS, 0)
    for tally in tallies:
        for name, holds in COLUMNS.items():
            counts[name] += tally.count if holds(tally) else 0
    return counts


def counted_by(tallies: Iterable[Tally], key: Callable[[Tally], Key]) -> dict[Key, Counts]:
    """The columns of *tallies* for each value of *key*."""
    parts: dict[Key, list[Tally]] = defaultdict(list)
    for tally in tallies:
        parts[key(tally)].append(tally)
    return {value: counted(part) for value, part in parts.items()}
