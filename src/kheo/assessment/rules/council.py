"""A council's arithmetic: who scores what, what many sheets come to, when they differ too much, who is approved.

Points are decimals; a share is compared as whole numbers (votes × 100 with percent × members), never as a rounded percentage.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from statistics import mean, median

from kheo.foundation.rules import RuleTable, load_rules

SHARES: RuleTable = load_rules("kheo.assessment", "councils.toml")
CENT = Decimal("0.01")
MEAN, MEDIAN, TRIMMED = "mean", "median", "trimmed"
METHODS = {
    MEAN: "trung bình cộng",
    MEDIAN: "trung vị",
    TRIMMED: "trung bình sau khi bỏ một điểm cao nhất và một điểm thấp nhất",
}
TRIMMED_FROM = 3  # with one or two sheets nothing would be left
ROUNDING_RULE = "Điểm chung làm tròn đến hai chữ số thập phân, từ 5 trở lên thì làm tròn lên."
FULL = 100


def aggregate(totals: Sequence[Decimal], method: str) -> Decimal:
    """What *totals* (at least one) come to by *method* (a key of METHODS), rounded half up to two places."""
    kept = sorted(totals)
    if method == TRIMMED and len(kept) >= TRIMMED_FROM:
        kept = kept[1:-1]
    found = median(kept) if method == MEDIAN else mean(kept)
    return Decimal(found).quantize(CENT, ROUND_HALF_UP)


def means(sheets: Sequence[Mapping[int, Decimal]]) -> dict[int, str]:
    """Mean points of each item over *sheets*, written out; an item left empty (bonus, minus) counts as nothing."""
    items = sorted({key for sheet in sheets for key in sheet})
    return {key: str(aggregate([sheet.get(key, Decimal(0)) for sheet in sheets], MEAN)) for key in items}


def spread(totals: Sequence[Decimal]) -> Decimal:
    """Distance of the highest from the lowest total; 0 for a single one."""
    return max(totals) - min(totals)


def is_wide(totals: Sequence[Decimal], limit: Decimal) -> bool:
    """Whether the council must talk about it: the spread is over *limit* (exactly at it does not count)."""
    return spread(totals) > limit


def reaches(votes: int, members: int, percent: int) -> bool:
    """Whether *votes* are at least *percent* of all *members*; a council of nobody reaches nothing."""
    return members > 0 and votes * FULL >= percent * members


def needed(members: int, percent: int) -> int:
    """The smallest number of votes that :func:`reaches`."""
    return -(-percent * members // FULL)


def last_day_of_appeals(published_on: date, days: int) -> date:
    """Last day on which an appeal is taken: *days* days after the day of publication, which is not counted."""
    return published_on + timedelta(days=days)


@dataclass(frozen=True)
class Reader:
    """A member who may be given files: *groups* it reads (none: every group)."""

    key: int
    groups: frozenset[str] = frozenset()

    def reads(self, group: str) -> bool:
        return not self.groups or group in self.groups


@dataclass(frozen=True)
class Distribution:
    """*pairs*: (file, member); *short*: file → how many readers it still lacks."""

    pairs: tuple[tuple[int, int], ...]
    short: Mapping[int, int]


def distribute(
    files: Mapping[int, str],
    readers: Iterable[Reader],
    each: int,
    barred: Collection[tuple[int, int]] = (),
    held: Collection[tuple[int, int]] = (),
) -> Distribution:
    """Give every file (key → group) to *each* readers of its group, 0: to all of them, to whoever has least first.

    The same question always has the same answer. *barred* pairs (file, member) are never given; *held* ones were given
    before, stay and count. Files with the fewest possible readers choose first; of equally loaded readers the first is taken.
    """
    ordered = sorted(readers, key=lambda reader: reader.key)
    never = set(barred)
    stays = {pair for pair in held if pair not in never}
    load = {reader.key: sum(member == reader.key for _file, member in stays) for reader in ordered}
    closed = never | stays
    free = {
        key: [one.key for one in ordered if one.reads(group) and (key, one.key) not in closed] for key, group in files.items()
    }
    pairs: list[tuple[int, int]] = []
    short: dict[int, int] = {}
    for key in sorted(files, key=lambda one: (len(free[one]), one)):
        has = sum(file == key for file, _member in stays)
        wanted = len(free[key]) if each == 0 else max(each - has, 0)
        chosen = sorted(free[key], key=lambda member: (load[member], member))[:wanted]
        for member in chosen:
            load[member] += 1
            pairs.append((key, member))
        lacking = max(each or 1, 1) - has - len(chosen)
        if lacking > 0:
            short[key] = lacking
    return Distribution(tuple(sorted(pairs)), short)


SAME, CRITERION, CHAIR = "same", "criterion", "chair"
TIE_RULES = {
    SAME: "cùng hạng, hạng kế tiếp bỏ qua",
    CRITERION: "ai cao hơn ở tiêu chí đã chọn thì trên, vẫn bằng thì cùng hạng",
    CHAIR: "chủ tịch hội đồng quyết định thứ tự, có lý do",
}


@dataclass(frozen=True)
class Candidate:
    """*points* of one file; *named*: its points on the criterion that breaks ties; *order*: what the chair decided, from 1."""

    key: int
    points: Decimal
    named: Decimal = Decimal(0)
    order: int | None = None


@dataclass(frozen=True)
class Places:
    """*places* by key; *ties*: groups of keys that wait for the chair."""

    places: Mapping[int, int]
    ties: tuple[tuple[int, ...], ...]


def place(candidates: Sequence[Candidate], rule: str) -> Places:
    """Places by points, high first, ties by *rule* (a key of TIE_RULES): 1, 2, 2, 4. Undecided ties share a place."""

    def rank(one: Candidate) -> tuple[Decimal, ...]:
        if rule == CRITERION:
            return (-one.points, -one.named)
        if rule == CHAIR:
            return (-one.points, Decimal(0 if one.order is None else one.order))
        return (-one.points,)

    groups: dict[tuple[Decimal, ...], list[int]] = {}
    for one in sorted(candidates, key=lambda candidate: (*rank(candidate), candidate.key)):
        groups.setdefault(rank(one), []).append(one.key)
    places: dict[int, int] = {}
    for keys in groups.values():
        first = len(places) + 1
        places |= dict.fromkeys(keys, first)
    waiting = [tuple(sorted(keys)) for keys in _equal(candidates)] if rule == CHAIR else []
    open_ties = tuple(keys for keys in waiting if len({places[key] for key in keys}) < len(keys))
    return Places(places, open_ties)


def _equal(candidates: Sequence[Candidate]) -> list[list[int]]:
    by_points: dict[Decimal, list[int]] = {}
    for one in candidates:
        by_points.setdefault(one.points, []).append(one.key)
    return [keys for _points, keys in sorted(by_points.items(), reverse=True) if len(keys) > 1]
