"""A whole list of households into the roll: previewed line by line, then taken whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db import transaction
from django.utils import timezone

from kheo.democracy.actions.roll import lock_roll, roll_grant
from kheo.democracy.models import Household
from kheo.democracy.queries.roll import meeting_on_since
from kheo.democracy.reading.roll import RollLine
from kheo.democracy.rules.roll import arrival_problems, ended_problems, household_problems, meeting_problems
from kheo.foundation.refusal import Problem, RefusedError
from kheo.organisation.authority import Actor
from kheo.organisation.models import Locality, Unit
from kheo.organisation.trail import record

Status = Literal["added", "changed", "same", "refused"]
MOST_LINES = 5_000


@dataclass(frozen=True)
class ImportedLine:
    """What becomes of one line; *why*: what is wrong with it and how to mend it."""

    line: RollLine
    status: Status
    why: str = ""


@dataclass(frozen=True)
class RollOutcome:
    """Every line in order; *committed*: the roll has them."""

    lines: tuple[ImportedLine, ...]
    committed: bool = False

    def count(self, status: Status) -> int:
        return sum(line.status == status for line in self.lines)

    @property
    def refused(self) -> tuple[ImportedLine, ...]:
        return tuple(line for line in self.lines if line.status == "refused")


def import_roll(
    actor: Actor, locality: Locality, village: Unit, lines: Sequence[RollLine], since: date | None = None, *, commit: bool = False
) -> RollOutcome:
    """Judge *lines* and, with *commit*, write them: new numbers are added (*since*), known ones get their new words.

    RefusedError, and nothing written, where a line is wrong. Households that the list leaves out stay: who left is written one by
    one with the day.
    """
    grant = roll_grant(actor, locality, village)
    if not lines:
        raise RefusedError(Problem("Chưa có dòng nào.", "Danh sách hộ"))
    today = timezone.localdate()
    if len(lines) > MOST_LINES:
        raise RefusedError(Problem(f"Danh sách có {len(lines)} dòng; mỗi lần nhập tới 5.000 hộ.", "Danh sách hộ"))
    with transaction.atomic():
        there = lock_roll(village)
        if unfit := [*arrival_problems(since, today), *ended_problems(since or today, there.ended_on, "Có từ ngày")]:
            raise RefusedError(*unfit)
        known = {one.number: one for one in Household.objects.filter(village=village)}
        judged = _judge(lines, known)
        outcome = RollOutcome(tuple(line for line, _ in judged), commit)
        if outcome.count("added") and (problems := list(meeting_problems(since, meeting_on_since(village), "Có từ ngày"))):
            raise RefusedError(*problems)
        if not commit:
            return outcome
        if outcome.refused:
            raise RefusedError(*(Problem(line.why, f"Dòng {line.line.row}") for line in outcome.refused))
        Household.objects.bulk_create(
            Household(
                locality=locality,
                village=village,
                number=number,
                representative=line.line.representative,
                cluster=line.line.cluster,
                valid_from=since,
            )
            for line, number in judged
            if line.status == "added"
        )
        changed = []
        for line, number in judged:
            if line.status == "changed":
                held = known[number]
                held.representative, held.cluster = line.line.representative, line.line.cluster
                held.version += 1
                changed.append(held)
        Household.objects.bulk_update(changed, ["representative", "cluster", "version"])
        details = {name: outcome.count(name) for name in ("added", "changed", "same")}
        record(actor, grant, "roll.import", village, locality, details)
    return outcome


def _judge(lines: Sequence[RollLine], known: dict[int, Household]) -> list[tuple[ImportedLine, int]]:
    """Each line with the number it gets (0 where it is refused)."""
    taken: set[int] = set()
    typed = {int(line.number) for line in lines if _is_number(line.number)}
    free = max({0, *known, *typed}) + 1
    judged = []
    for line in lines:
        if line.number:
            number = int(line.number) if _is_number(line.number) else 0
        else:
            number = free
            free += 1
        why = _why_not(line, number, taken, known.get(number))
        status: Status = "refused" if why else _status(line, known.get(number))
        taken.add(number)
        judged.append((ImportedLine(line, status, why), 0 if why else number))
    return judged


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def _why_not(line: RollLine, number: int, taken: set[int], held: Household | None) -> str:
    if line.number and not _is_number(line.number):
        return f"«{line.number[:20]}» không phải số hộ; ghi số nguyên hoặc để trống."
    if problem := next(household_problems(number, line.representative, line.cluster), None):
        return problem.what
    if number in taken:
        return f"Số {number} đứng hai lần trong danh sách; sửa một dòng."
    if held is not None and held.valid_to is not None:
        return f"Số {number} là của hộ không còn ở đây từ {held.valid_to:%d/%m/%Y}; ghi số khác hoặc để trống."
    return ""


def _status(line: RollLine, held: Household | None) -> Status:
    if held is None:
        return "added"
    return "same" if (held.representative, held.cluster) == (line.representative, line.cluster) else "changed"
