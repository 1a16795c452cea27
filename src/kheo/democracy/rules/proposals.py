"""How a matter comes before the people (Luật 10/2022/QH15 Điều 16): who proposes, who must agree, how long consents hold."""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kheo.democracy.rules.forms import COMMUNE, scope_problems
from kheo.democracy.rules.law import law
from kheo.democracy.rules.thresholds import least
from kheo.foundation.refusal import Problem
from kheo.foundation.text import tidy

CHAIR, HEAD, CITIZENS, BACKED = "chair", "head", "citizens", "backed"
BY_CITIZENS = frozenset({CITIZENS, BACKED})
DISMISSED_KINDS = (4, 5)
TITLE_LENGTH, CONTENT_LENGTH, NAME_LENGTH, REPORT_LENGTH = 200, 6_000, 120, 6_000
_AGREED = {
    CHAIR: ("Chủ tịch Uỷ ban Mặt trận Tổ quốc cấp xã", "khoản 1"),
    HEAD: ("Trưởng ban công tác Mặt trận", "khoản 2"),
    BACKED: ("Ban công tác Mặt trận", "khoản 3 đoạn 2"),
}


@dataclass(frozen=True)
class Proposal:
    """What is proposed, by whom. *agreed_on*: the day on which the Front agreed (citizens with 10 % need no such day)."""

    kind: int
    scope: str
    title: str
    content: str
    way: str
    agreed_on: date | None = None
    initiator: str = ""
    dismisses: bool = False


def proposal_problems(proposal: Proposal, today: date) -> Iterator[Problem]:
    yield from scope_problems(proposal.kind, proposal.scope, today)
    for text, length, where, what in (
        (proposal.title, TITLE_LENGTH, "Tên việc", "Ghi tên việc, một câu."),
        (proposal.content, CONTENT_LENGTH, "Nội dung đưa ra bàn", "Ghi điều đưa ra để Nhân dân bàn và quyết định."),
    ):
        if not tidy(text):
            yield Problem(what, where)
        elif len(tidy(text)) > length:
            yield Problem(f"Dài quá {length} ký tự; viết gọn lại.", where)
    if proposal.dismisses and proposal.kind not in DISMISSED_KINDS:
        yield Problem("Chỉ nội dung ở khoản 4, khoản 5 Điều 15 mới có việc cho thôi làm.", "Cho thôi")
    yield from _way_problems(proposal, today)


def _way_problems(proposal: Proposal, today: date) -> Iterator[Problem]:
    if (proposal.way == CHAIR) != (proposal.scope == COMMUNE) or proposal.way not in {CHAIR, HEAD, CITIZENS, BACKED}:
        yield Problem(
            "Việc trên địa bàn cấp xã do Chủ tịch Uỷ ban nhân dân cấp xã quyết định đưa ra; việc trong thôn, tổ dân phố do người "
            "đứng đầu ở đó hoặc công dân đề xuất (Điều 16 Luật 10/2022/QH15).",
            "Ai đề xuất",
        )
        return
    if proposal.way in _AGREED:
        who, clause = _AGREED[proposal.way]
        if proposal.agreed_on is None:
            yield Problem(f"Ghi ngày {who} thống nhất (Điều 16 {clause} Luật 10/2022/QH15).", "Ngày thống nhất")
        elif proposal.agreed_on > today:
            yield Problem(f"Ngày {proposal.agreed_on:%d/%m/%Y} chưa đến.", "Ngày thống nhất")
    if proposal.way in BY_CITIZENS:
        if not tidy(proposal.initiator):
            yield Problem(
                "Ghi công dân có sáng kiến, người chịu trách nhiệm về danh sách hộ đồng thuận.", "Công dân có sáng kiến"
            )
        elif len(tidy(proposal.initiator)) > NAME_LENGTH:
            yield Problem(f"Dài quá {NAME_LENGTH} ký tự.", "Công dân có sáng kiến")


def consent_until(on: date, today: date) -> date:
    """The last day on which a consent given *on* holds: three months on, the last day of a shorter month."""
    months = on.month - 1 + law("consent_months", today).value
    year, month = on.year + months // 12, months % 12 + 1
    return date(year, month, min(on.day, calendar.monthrange(year, month)[1]))


def valid_consents(given: Iterable[date], day: date) -> int:
    """How many of the consents *given* hold on *day*."""
    return sum(on <= day <= consent_until(on, day) for on in given)


def consents_needed(households: int, day: date) -> int:
    """10 % of all households, by whole numbers; ValueError where there is none."""
    return least(law("consent_share", day).value, households)


def consent_problems(valid: int, households: int, day: date) -> Iterator[Problem]:
    """Whether a citizen's proposal has its 10 % on *day* (Điều 16 khoản 3)."""
    if households == 0:
        yield Problem("Sổ hộ chưa có hộ nào; nhập sổ hộ trước.", "Hộ đồng thuận")
        return
    wanted = consents_needed(households, day)
    if valid < wanted:
        rule = law("consent_share", day)
        yield Problem(
            f"Có {valid} hộ đồng thuận còn giá trị, cần {wanted} trong {households} hộ ({rule.citation}; ý kiến có giá trị "
            f"3 tháng). "
            "Lấy thêm ý kiến, hoặc đề nghị Ban công tác Mặt trận tán thành.",
            "Hộ đồng thuận",
        )


def consent_day_problems(on: date, today: date) -> Iterator[Problem]:
    if on > today:
        yield Problem(f"Ngày {on:%d/%m/%Y} chưa đến.", "Ngày đồng thuận")
    elif consent_until(on, today) < today:
        yield Problem(
            f"Ý kiến ngày {on:%d/%m/%Y} đã quá 3 tháng, không còn giá trị (Điều 16 khoản 3 Luật 10/2022/QH15).", "Ngày đồng thuận"
        )
