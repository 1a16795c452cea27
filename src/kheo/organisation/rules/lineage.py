"""Counts of former units under today's units: who takes over wholly, what waits to be allocated by hand.

A unit that ended and has exactly one successor hands everything to it. A split unit, a district, a province and a commune
without successor row hand over only what the office allocated; the rest stays «chưa phân bổ». Nothing is lost or added.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import TopologicalSorter

from kheo.foundation.refusal import Problem, RefusedError

Counts = Mapping[str, int]


@dataclass(frozen=True)
class Lineage:
    """Which units live, and to whom the ended ones went.

    *living*: codes that exist today. *successors*: ended code → codes that took it over, in whole (one) or in part (several).
    *parts*: ended code → codes that lay under it when it ended (communes of a district, districts of a province).
    *above*: ended code → the unit it lay under.
    """

    living: frozenset[str]
    successors: Mapping[str, tuple[str, ...]]
    split: frozenset[str] = frozenset()
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    above: Mapping[str, str] = field(default_factory=dict)

    def whole_successor(self, code: str) -> str | None:
        """The one unit that took *code* over wholly; None for a living unit and wherever a choice is needed."""
        heirs = self.successors.get(code, ())
        return heirs[0] if code not in self.living and len(heirs) == 1 and code not in self.split else None

    def heirs(self, code: str) -> frozenset[str]:
        """Units that may take over *code* or a part of it.

        Its successors; for a district or province, which the succession of 2025 does not name, the successors of its
        communes; for a commune without successor row, those of the other communes of its district.
        """
        if code in self.living:
            return frozenset()
        if self.successors.get(code):
            return frozenset(self.successors[code])
        if self.parts.get(code):
            return self._heirs_of_parts(code)
        return self._heirs_of_parts(self.above[code]) if code in self.above else frozenset()

    def _heirs_of_parts(self, code: str) -> frozenset[str]:
        found: set[str] = set()
        for part in self.parts.get(code, ()):
            found |= set(self.successors.get(part, ())) or (self._heirs_of_parts(part) if part in self.parts else set())
        return frozenset(found)


@dataclass(frozen=True)
class Carried:
    """Counts under today's units, and those of former units that wait to be allocated; both by code, no zeros."""

    under: Counts
    unallocated: Counts

    @property
    def total(self) -> int:
        return sum(self.under.values()) + sum(self.unallocated.values())


def steps(counts: Counts, lineage: Lineage, allocations: Mapping[str, Counts] | None = None) -> Iterator[dict[str, int]]:
    """Yield who holds how much, at first and after each former unit has handed over; every state has the total of *counts*.

    *counts*: by code, as the records stand. *allocations*: former code → heir → how many. Units hand over in the order of
    succession, so each is asked once, when all that came to it is there. RefusedError when an allocation is not possible.
    """
    return (dict(held) for held in _handing_over(counts, lineage, allocations or {}))


def carry(counts: Counts, lineage: Lineage, allocations: Mapping[str, Counts] | None = None) -> Carried:
    """Return *counts* under today's units; see :func:`steps` for the arguments and refusals."""
    held = deque(_handing_over(counts, lineage, allocations or {}), maxlen=1).pop()
    return Carried(
        under={code: count for code, count in held.items() if code in lineage.living},
        unallocated={code: count for code, count in held.items() if code not in lineage.living},
    )


def _handing_over(counts: Counts, lineage: Lineage, allocations: Mapping[str, Counts]) -> Iterator[dict[str, int]]:
    """Yield one dictionary, changed between the yields."""
    _refuse(Problem(f"Số đếm là {count}; phải từ 0 trở lên.", code) for code, count in sorted(counts.items()) if count < 0)
    held = {code: count for code, count in counts.items() if count}
    yield held
    for code in _in_order({*held, *allocations}, lineage):
        shares = allocations.get(code, {})
        _refuse(_problems(code, held.get(code, 0), shares, lineage))
        heir = lineage.whole_successor(code)
        if heir:
            shares = {heir: held.get(code, 0)}
        for target, share in shares.items():
            _add(held, target, share)
            _add(held, code, -share)
        if any(shares.values()):
            yield held


def _in_order(codes: set[str], lineage: Lineage) -> Iterator[str]:
    """Former units reachable from *codes*, each before its heirs."""
    before: dict[str, set[str]] = {}
    open_codes = list(codes)
    while open_codes:
        code = open_codes.pop()
        if code in before:
            continue
        before[code] = set()
        open_codes += lineage.heirs(code)
    for code in before:
        for heir in lineage.heirs(code):
            before[heir].add(code)
    return iter(TopologicalSorter(before).static_order())


def _problems(code: str, has: int, shares: Counts, lineage: Lineage) -> Iterator[Problem]:
    if not shares:
        return
    if code in lineage.living or lineage.whole_successor(code):
        yield Problem("Kết quả của đơn vị này không cần phân bổ: đơn vị còn hoạt động hoặc có một đơn vị kế thừa toàn bộ.", code)
        return
    heirs = lineage.heirs(code)
    for target, share in sorted(shares.items()):
        if target not in heirs:
            choice = ", ".join(sorted(heirs)) or "chưa biết đơn vị nào"
            yield Problem(f"{target} không kế thừa đơn vị này; chọn trong: {choice}.", code)
        if share < 0:
            yield Problem(f"Số phân bổ về {target} là {share}; phải từ 0 trở lên.", code)
    given = sum(shares.values())
    if given > has:
        yield Problem(f"Phân bổ {given} trong khi chỉ có {has}; giảm bớt {given - has}.", code)


def _refuse(problems: Iterable[Problem]) -> None:
    found = tuple(problems)
    if found:
        raise RefusedError(*found)


def _add(counts: dict[str, int], code: str, count: int) -> None:
    counts[code] = counts.get(code, 0) + count
    if not counts[code]:
        del counts[code]
