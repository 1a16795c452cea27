"""Who sits where: the group of a position by its body, what an answer or a mark must carry, how heads are counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kheo.foundation.lengths import too_long
from kheo.foundation.refusal import Problem

SUPERIOR, LEADERS, COMMITTEE, AGENCIES, GRASSROOTS, HONOURED = (
    "superior",
    "leaders",
    "committee",
    "agencies",
    "grassroots",
    "honoured",
)
GROUPS = (SUPERIOR, LEADERS, COMMITTEE, AGENCIES, GRASSROOTS, HONOURED)
"""In the order in which they are named at the opening."""
NONE, YES, SUBSTITUTE, NO = "none", "yes", "substitute", "no"
ANSWERS = (YES, SUBSTITUTE, NO)
UNKNOWN, PRESENT, ABSENT = "unknown", "present", "absent"
MARKS = (UNKNOWN, PRESENT, SUBSTITUTE, ABSENT)
_LEADING = {"party": 1, "council": 2, "government": 3, "front": 4}
_RANKS = {**_LEADING, "committee": 5, "agency": 6, "force": 7, "union": 8, "school": 9, "media": 10}
STAND_IN = "Chức vụ người dự thay"
LONGEST_TITLE = 200


def group_of(body_kind: str, *, own_unit: bool, from_outside: bool = False) -> str:
    """The group in which a position of a body of *body_kind* usually sits.

    *own_unit*: the body is of the locality's own unit, not of a unit under it.
    """
    if from_outside or body_kind == "central":
        return SUPERIOR
    if not own_unit:
        return GRASSROOTS
    if body_kind in _LEADING:
        return LEADERS
    return COMMITTEE if body_kind == "committee" else AGENCIES


def rank_of(body_kind: str) -> int:
    """The place of a body's kind when several capacities of one person are named, the highest first."""
    return _RANKS.get(body_kind, len(_RANKS) + 1)


def answer_problems(answer: str, stand_in: str) -> list[Problem]:
    """«Cử người dự thay» needs the position of the one who comes; an answer is one of three."""
    if answer not in ANSWERS:
        return [Problem("Chọn một trong ba: sẽ dự, cử người dự thay, xin vắng.", "Trả lời")]
    return _stand_in_problems(stand_in, needed=answer == SUBSTITUTE)


def mark_problems(mark: str, stand_in: str) -> list[Problem]:
    """A stand-in who came is known by position; a mark is one of the four of the roll."""
    if mark not in MARKS:
        return [Problem("Chọn: có mặt, người dự thay có mặt, vắng, hoặc chưa điểm danh.", "Điểm danh")]
    return _stand_in_problems(stand_in, needed=mark == SUBSTITUTE)


def _stand_in_problems(stand_in: str, *, needed: bool) -> list[Problem]:
    if needed and not stand_in:
        return [Problem("Ghi chức vụ người dự thay, ví dụ «Phó Chủ tịch Uỷ ban nhân dân phường».", STAND_IN)]
    return too_long(stand_in, LONGEST_TITLE, STAND_IN)


@dataclass(frozen=True)
class Head:
    """One head as it is counted."""

    group: str
    answer: str
    attendance: str


@dataclass(frozen=True)
class Count:
    """Heads of one group (or of all): invited, what they answered, who came."""

    group: str
    invited: int = 0
    coming: int = 0
    refused: int = 0
    silent: int = 0
    here: int = 0
    absent: int = 0

    @property
    def unmarked(self) -> int:
        return self.invited - self.here - self.absent


def counted(heads: Iterable[Head]) -> list[Count]:
    """One count for each group that has a head, in the order of the groups."""
    by_group: dict[str, list[Head]] = {}
    for head in heads:
        by_group.setdefault(head.group, []).append(head)
    return [_count(group, by_group[group]) for group in GROUPS if group in by_group]


def total(counts: Iterable[Count]) -> Count:
    """All groups together."""
    rows = list(counts)
    return Count(
        "",
        *(sum(getattr(row, name) for row in rows) for name in ("invited", "coming", "refused", "silent", "here", "absent")),
    )


def _count(group: str, heads: list[Head]) -> Count:
    answers = Counter(head.answer for head in heads)
    marks = Counter(head.attendance for head in heads)
    return Count(
        group,
        invited=len(heads),
        coming=answers[YES] + answers[SUBSTITUTE],
        refused=answers[NO],
        silent=answers[NONE],
        here=marks[PRESENT] + marks[SUBSTITUTE],
        absent=marks[ABSENT],
    )
