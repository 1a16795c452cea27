"""Which form of deciding a matter allows (Luật 10/2022/QH15 Điều 17, 19 khoản 1; Nghị định 59/2023/NĐ-CP Điều 4, 5 khoản 1)."""

from collections.abc import Iterator
from datetime import date

from kheo.democracy.rules.law import law
from kheo.foundation.refusal import Problem
from kheo.foundation.rules import NoRuleInForceError

KINDS = (1, 2, 3, 4, 5, 6)
MEETING, BALLOTS, ONLINE = "meeting", "ballots", "online"
COMMUNE, VILLAGE = "commune", "village"


def scope_problems(kind: int, scope: str, day: date) -> Iterator[Problem]:
    """A matter is one of the six of Điều 15, decided under the law; the whole commune decides those of clauses 1 and 2 alone."""
    if kind not in KINDS:
        yield Problem("Chọn một trong sáu nội dung của Điều 15 Luật 10/2022/QH15.", "Nội dung")
        return
    try:
        allowed = law("commune_kinds", day)
    except NoRuleInForceError:
        yield Problem("Luật 10/2022/QH15 có hiệu lực từ 01/07/2023; ngày này ở trước đó.", "Ngày")
        return
    if scope not in (COMMUNE, VILLAGE):
        yield Problem("Chọn cả địa bàn cấp xã hay trong thôn, tổ dân phố.", "Phạm vi")
    elif scope == COMMUNE and kind not in allowed.value:
        clauses = " và ".join(f"khoản {clause}" for clause in allowed.value)
        yield Problem(
            f"Trên địa bàn cấp xã, Nhân dân quyết định nội dung ở {clauses} Điều 15 ({allowed.citation}). "
            "Nội dung này do từng thôn, tổ dân phố quyết định: chọn phạm vi thôn, tổ dân phố.",
            "Phạm vi",
        )


def form_problems(
    kind: int, scope: str, form: str, day: date, *, has_failed_meeting: bool = False, front_agreed: bool = False
) -> Iterator[Problem]:
    """Why *form* is not allowed for a matter of *kind* and *scope* on *day*; nothing where it is.

    *has_failed_meeting*: this village met on this matter and too few households came (Điều 19 khoản 1 điểm b). *front_agreed*:
    the head agreed with the Front committee of the village that no meeting is needed.
    """
    wrong = list(scope_problems(kind, scope, day))
    yield from wrong
    if wrong or form == MEETING:
        return
    if form == BALLOTS:
        yield from _ballots_problems(kind, scope, day, has_failed_meeting, front_agreed)
    elif form == ONLINE:
        yield from _online_problems(kind, scope, day, front_agreed)
    else:
        yield Problem("Chọn họp, phát phiếu hay biểu quyết trực tuyến (Điều 17 khoản 1 Luật 10/2022/QH15).", "Hình thức")


def forms_allowed(kind: int, scope: str, day: date, *, has_failed_meeting: bool = False) -> dict[str, bool]:
    """The forms that a matter allows on *day*; True where the head must have agreed with the Front committee."""
    allowed = {}
    for form in (MEETING, BALLOTS, ONLINE):
        agreed, alone = (
            list(form_problems(kind, scope, form, day, has_failed_meeting=has_failed_meeting, front_agreed=is_agreed))
            for is_agreed in (True, False)
        )
        if not agreed:
            allowed[form] = bool(alone)
    return allowed


def _ballots_problems(kind: int, scope: str, day: date, has_failed_meeting: bool, front_agreed: bool) -> Iterator[Problem]:
    if has_failed_meeting or scope == COMMUNE:
        return
    by_head, meet_first = law("ballots_by_head", day), law("ballots_after_failure", day)
    if kind not in by_head.value:
        must = law("meeting_only_kinds", day)
        why = must if kind in must.value else by_head
        yield Problem(
            f"Nội dung ở khoản {kind} Điều 15 phải đưa ra họp trước ({why.citation}); chỉ phát phiếu khi đã họp mà không đủ hộ "
            f"tham dự ({meet_first.citation}). Chọn hình thức họp.",
            "Hình thức",
        )
    elif not front_agreed:
        yield Problem(
            f"Phát phiếu khi chưa họp cần thống nhất với Ban công tác Mặt trận ({by_head.citation}). "
            "Thống nhất rồi đánh dấu vào ô ấy, hoặc chọn hình thức họp.",
            "Hình thức",
        )


def _online_problems(kind: int, scope: str, day: date, front_agreed: bool) -> Iterator[Problem]:
    online = law("online_kinds", day)
    if kind not in online.value or scope == COMMUNE:
        yield Problem(
            f"Biểu quyết trực tuyến chỉ dùng cho công việc tự quản trong thôn, tổ dân phố, khoản 6 Điều 15 ({online.citation}). "
            "Chọn hình thức khác.",
            "Hình thức",
        )
    elif not front_agreed:
        yield Problem(
            "Biểu quyết trực tuyến cần thống nhất với Ban công tác Mặt trận là không cần họp hay phát phiếu "
            f"({online.citation}). "
            "Thống nhất rồi đánh dấu vào ô ấy, hoặc chọn hình thức họp.",
            "Hình thức",
        )
