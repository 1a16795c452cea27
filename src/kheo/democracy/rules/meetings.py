"""A meeting of a community (Luật 10/2022 Điều 18; Nghị định 59/2023 Điều 3): who calls it, when people are told, who counts."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from kheo.democracy.rules.law import law
from kheo.democracy.rules.thresholds import least
from kheo.foundation.refusal import Problem
from kheo.foundation.rules import NoRuleInForceError
from kheo.foundation.text import fold, tidy

HEAD, ELECTION_TEAM, FRONT_HEAD, CHAIR, DELEGATE = "head", "team", "front", "chair", "delegate"
CONVENERS = {
    HEAD: "Trưởng thôn, Tổ trưởng tổ dân phố",
    ELECTION_TEAM: "Tổ bầu cử",
    FRONT_HEAD: "Trưởng Ban công tác Mặt trận",
    CHAIR: "Chủ tịch Uỷ ban nhân dân cấp xã",
    DELEGATE: "người được Chủ tịch Uỷ ban nhân dân cấp xã chỉ định",
}
HANDS, SECRET = "hands", "secret"
WAYS_TOLD = frozenset({"paper", "door", "speaker", "phone", "network"})
ELECTS_HEAD = 4
PLACE_LENGTH, NAME_LENGTH, TEXT_LENGTH = 160, 120, 6_000


def convener_of(kind: int, *, dismisses: bool, vacant: bool, head_leads_front: bool) -> tuple[str, str]:
    """Who calls the meeting, and the point of Điều 3 khoản 1 that says so.

    *vacant*: the village has no head; *head_leads_front*: its head is the head of the Front committee, too.
    """
    if kind == ELECTS_HEAD and not dismisses:
        return ELECTION_TEAM, "điểm b"
    if kind == ELECTS_HEAD:
        return (CHAIR if head_leads_front else FRONT_HEAD), "điểm c"
    return (DELEGATE, "điểm d") if vacant else (HEAD, "điểm a")


def convener_problems(
    convener: str, kind: int, *, dismisses: bool, vacant: bool, head_leads_front: bool, head: str = CONVENERS[HEAD]
) -> Iterator[Problem]:
    """*head*: what the village calls its head."""
    right, point = convener_of(kind, dismisses=dismisses, vacant=vacant, head_leads_front=head_leads_front)
    if convener != right:
        who = head if right == HEAD else CONVENERS[right]
        yield Problem(
            f"Cuộc họp này do {who} triệu tập và chủ trì (Điều 3 khoản 1 {point} Nghị định 59/2023/NĐ-CP). "
            "Chọn lại người triệu tập.",
            "Người triệu tập",
        )


def told_by(meeting_day: date) -> date | None:
    """The last day on which people may be told of a meeting on *meeting_day*; None before the decree."""
    return _days_before("notice_days", meeting_day)


def papers_by(kind: int, meeting_day: date) -> date | None:
    """The last day on which its papers may go to each household; None where the kind of matter asks for none."""
    try:
        asked = law("papers_kinds", meeting_day).value
    except NoRuleInForceError:
        return None
    return _days_before("papers_days", meeting_day) if kind in asked else None


def _days_before(key: str, day: date) -> date | None:
    try:
        return day - timedelta(days=law(key, day).value)
    except NoRuleInForceError:
        return None


def telling_problems(told_on: date | None, ways: Sequence[str], *, posted: bool, meeting_day: date) -> Iterator[Problem]:
    """Told in time, in one of the ways of Điều 3 khoản 3, and posted."""
    last = told_by(meeting_day)
    if last is None:
        return
    rule = law("notice_days", meeting_day)
    if told_on is None:
        yield Problem(f"Ghi ngày thông báo họp, chậm nhất {last:%d/%m/%Y} ({rule.citation}).", "Ngày thông báo")
    elif told_on > last:
        yield Problem(
            f"Thông báo ngày {told_on:%d/%m/%Y} là muộn: họp ngày {meeting_day:%d/%m/%Y} thì báo chậm nhất {last:%d/%m/%Y} "
            f"({rule.citation}). Lùi ngày họp.",
            "Ngày thông báo",
        )
    if not ways or not set(ways) <= WAYS_TOLD:
        yield Problem(f"Chọn ít nhất một cách thông báo ({rule.citation}).", "Cách thông báo")
    if not posted:
        yield Problem(f"Thông báo phải niêm yết ở nhà văn hoá, điểm sinh hoạt cộng đồng ({rule.citation}).", "Niêm yết")


def papers_problems(papers_on: date | None, kind: int, meeting_day: date) -> Iterator[Problem]:
    last = papers_by(kind, meeting_day)
    if last is None:
        return
    rule = law("papers_days", meeting_day)
    if papers_on is None:
        yield Problem(
            f"Nội dung khoản {kind} Điều 15 cần gửi tài liệu đến từng hộ chậm nhất {last:%d/%m/%Y} ({rule.citation}).",
            "Ngày gửi tài liệu",
        )
    elif papers_on > last:
        yield Problem(
            f"Gửi tài liệu ngày {papers_on:%d/%m/%Y} là muộn: chậm nhất {last:%d/%m/%Y} ({rule.citation}). Lùi ngày họp.",
            "Ngày gửi tài liệu",
        )


def votes_of_present_problems(votes: int | None, present: int, day: date, where: str) -> Iterator[Problem]:
    """What more than half of the households present must agree to by show of hands (Điều 3 khoản 5)."""
    rule = law("present_share", day)
    if votes is None:
        yield Problem(f"Ghi số đại diện hộ giơ tay đồng ý ({rule.citation}).", where)
    elif not 0 <= votes <= present:
        yield Problem(f"Từ 0 đến {present}, số đại diện hộ có mặt.", where)
    elif present == 0 or votes < least(rule.value, present):
        enough = least(rule.value, present) if present else 1
        yield Problem(f"Cần ít nhất {enough} trong {present} đại diện hộ có mặt đồng ý ({rule.citation}); biểu quyết lại.", where)


def counting_problems(board: Sequence[str], witnesses: Sequence[str], day: date) -> Iterator[Problem]:
    """A secret ballot is counted by three to five, watched by two households (Điều 3 khoản 5 điểm c)."""
    size, watched = law("counting_board", day), law("counting_witnesses", day)
    if not size.value["least"] <= len(board) <= size.value["most"]:
        yield Problem(
            f"Ban kiểm phiếu có từ {size.value['least']} đến {size.value['most']} người ({size.citation}); đang ghi "
            f"{len(board)}.",
            "Ban kiểm phiếu",
        )
    if len(witnesses) != watched.value:
        yield Problem(
            f"Mời {watched.value} đại diện hộ chứng kiến kiểm phiếu ({watched.citation}); đang ghi {len(witnesses)}.",
            "Hộ chứng kiến",
        )
    names = [fold(name) for name in (*board, *witnesses)]
    if len(set(names)) != len(names):
        yield Problem("Một người đứng hai lần; người chứng kiến không ở trong Ban kiểm phiếu.", "Ban kiểm phiếu")
    if any(len(tidy(name)) > NAME_LENGTH for name in (*board, *witnesses)):
        yield Problem(f"Mỗi tên không quá {NAME_LENGTH} ký tự.", "Ban kiểm phiếu")


def short_problems(present: int, least: int) -> Iterator[Problem]:
    """Votes of too few households decide nothing, however they voted (Luật 10/2022/QH15 Điều 19 khoản 1 điểm b)."""
    if present < least:
        yield Problem(
            f"Mới điểm danh {present} hộ, cần {least} hộ mới có thể đạt tỷ lệ: cuộc họp không thành (Điều 19 khoản 1 điểm b "
            "Luật 10/2022/QH15). Điểm danh tiếp, hoặc ghi không đủ hộ.",
            "Có mặt",
        )


def text_problems(text: str, where: str, what: str, length: int = TEXT_LENGTH) -> Iterator[Problem]:
    if not tidy(text):
        yield Problem(what, where)
    elif len(tidy(text)) > length:
        yield Problem(f"Dài quá {length} ký tự; viết gọn lại.", where)
