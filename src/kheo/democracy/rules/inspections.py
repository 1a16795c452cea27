"""An inspection of a board: told beforehand, carried out, what was found.

Nghị định 59/2023/NĐ-CP Điều 14 for the inspection board, Luật 10/2022/QH15 Điều 45 for a supervision board.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kheo.democracy.rules.boards import Kind, rule_of
from kheo.foundation.refusal import Problem
from kheo.foundation.text import tidy
from kheo.foundation.working_days import before_working_days, working_days_between

SUBJECT_LENGTH, WHOM_LENGTH, FINDING_LENGTH, CAPTION_LENGTH, REASON_LENGTH = 300, 200, 1000, 200, 300
MOST_PHOTOS = 6


class Way(StrEnum):
    """What the people decided is inspected (Điều 30 khoản 1), authorities supervised (khoản 2), cases verified (Điều 38)."""

    INSPECT = "inspect"
    SUPERVISE = "supervise"
    VERIFY = "verify"


@dataclass(frozen=True)
class Beforehand:
    """The last day for telling those concerned, and by how many days or working days they were told later."""

    last: date
    citation: str
    late: int = 0
    measure: str = "ngày"

    @property
    def is_late(self) -> bool:
        return self.late > 0


def told_by(kind: str, way: str, planned_on: date, told_on: date | None) -> Beforehand | None:
    """The term for telling of an inspection on *planned_on*; None where the law sets none: one case that is verified.

    Working days for the inspection board (Điều 14 khoản 1 điểm b), days for a supervision board (Điều 45 khoản 1 điểm b).
    """
    if kind == Kind.SUPERVISION:
        rule = rule_of(kind, "owner_told_before", planned_on)
        last = planned_on - timedelta(days=rule.value)
        late = max((told_on - last).days, 0) if told_on else 0
        return Beforehand(last, rule.citation, late)
    if way == Way.VERIFY:
        return None
    rule = rule_of(kind, "plan_sent_before", planned_on)
    last = before_working_days(planned_on, rule.value)
    late = working_days_between(last, told_on) if told_on else 0
    return Beforehand(last, rule.citation, late, "ngày làm việc")


def planning_problems(subject: str, whom: str, planned_on: date, begins: date) -> Iterator[Problem]:
    """*begins*: the day of the board's paper; it inspects nothing before."""
    if not tidy(subject):
        yield Problem("Ghi kiểm tra, giám sát việc gì.", "Nội dung")
    elif len(tidy(subject)) > SUBJECT_LENGTH:
        yield Problem(f"Dài quá {SUBJECT_LENGTH} ký tự; viết gọn lại.", "Nội dung")
    if not tidy(whom):
        yield Problem("Ghi cơ quan, tổ chức được kiểm tra, giám sát.", "Đối tượng")
    elif len(tidy(whom)) > WHOM_LENGTH:
        yield Problem(f"Dài quá {WHOM_LENGTH} ký tự; viết gọn lại.", "Đối tượng")
    if planned_on < begins:
        yield Problem(f"Ban có từ {begins:%d/%m/%Y}; xem lại ngày.", "Ngày tiến hành")


def sending_problems(term: Beforehand | None, sent_on: date, planned_on: date, reason: str, today: date) -> Iterator[Problem]:
    """A plan that goes out late is written down as it was, with its reason; the page keeps saying that it was late."""
    if sent_on > today:
        yield Problem(f"Ngày {sent_on:%d/%m/%Y} chưa đến; ghi khi đã gửi.", "Ngày gửi")
    if sent_on > planned_on:
        yield Problem(f"Cuộc này tiến hành ngày {planned_on:%d/%m/%Y}; kế hoạch gửi trước ngày ấy.", "Ngày gửi")
    if term is not None and term.is_late and not tidy(reason):
        yield Problem(
            f"Chậm nhất phải gửi ngày {term.last:%d/%m/%Y} ({term.citation}): dời ngày tiến hành, "
            "hoặc ghi vì sao gửi muộn; trang này sẽ nói là muộn.",
            "Vì sao muộn",
        )
    if len(tidy(reason)) > REASON_LENGTH:
        yield Problem(f"Dài quá {REASON_LENGTH} ký tự; viết gọn lại.", "Vì sao muộn")


def held_problems(held_on: date, told_on: date | None, conclusion: str, today: date) -> Iterator[Problem]:
    if held_on > today:
        yield Problem(f"Ngày {held_on:%d/%m/%Y} chưa đến; ghi khi đã tiến hành.", "Ngày tiến hành")
    if told_on is not None and held_on < told_on:
        yield Problem(f"Kế hoạch gửi ngày {told_on:%d/%m/%Y}; ngày tiến hành không thể trước ngày ấy.", "Ngày tiến hành")
    if not tidy(conclusion):
        yield Problem("Ghi kết quả chung, vài câu.", "Kết quả")
    elif len(tidy(conclusion)) > FINDING_LENGTH:
        yield Problem(f"Dài quá {FINDING_LENGTH} ký tự; viết gọn lại.", "Kết quả")


def finding_problems(text: str, captions: list[str]) -> Iterator[Problem]:
    if not tidy(text):
        yield Problem("Ghi điều đã thấy.", "Đã thấy gì")
    elif len(tidy(text)) > FINDING_LENGTH:
        yield Problem(f"Dài quá {FINDING_LENGTH} ký tự; tách thành nhiều phát hiện.", "Đã thấy gì")
    if len(captions) > MOST_PHOTOS:
        yield Problem(f"Mỗi phát hiện nhiều nhất {MOST_PHOTOS} ảnh.", "Ảnh")
    if any(len(tidy(caption)) > CAPTION_LENGTH for caption in captions):
        yield Problem(f"Lời ảnh dài quá {CAPTION_LENGTH} ký tự.", "Lời ảnh")


def reason_problems(reason: str, where: str) -> Iterator[Problem]:
    """A reason that the law or the house wants said: one sentence."""
    if not tidy(reason):
        yield Problem("Ghi vì sao, một câu.", where)
    elif len(tidy(reason)) > REASON_LENGTH:
        yield Problem(f"Dài quá {REASON_LENGTH} ký tự; viết gọn lại.", where)


def earliest(kind: str, told_on: date | None) -> date | None:
    """The first day of supervising a project whose owner was told on *told_on*; None for the other board, and till it is told."""
    if kind != Kind.SUPERVISION or told_on is None:
        return None
    return told_on + timedelta(days=rule_of(kind, "owner_told_before", told_on).value)
