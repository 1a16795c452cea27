"""Who asks the households, told when, counted how (Luật 10/2022/QH15 Điều 19; Nghị định 59/2023/NĐ-CP Điều 4, Điều 5 khoản 2)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kheo.foundation.refusal import Problem
from kheo.foundation.rules import NoRuleInForceError, Rule, RuleTable, load_rules
from kheo.foundation.text import fold, tidy

FRONT = "front"
PARTS = {
    "village": "đại diện thôn, tổ dân phố",
    FRONT: "Ban công tác Mặt trận",
    "union": "tổ chức chính trị - xã hội",
    "household": "đại diện hộ gia đình",
    "skilled": "người thạo công nghệ thông tin",
}
BALLOTS, ONLINE = "ballots", "online"
TEAM = {BALLOTS: "Tổ phát phiếu", ONLINE: "Tổ lấy ý kiến biểu quyết trực tuyến"}
ABOUT = {BALLOTS: "phát phiếu", ONLINE: "biểu quyết trực tuyến"}
NAME_LENGTH = 120


@dataclass(frozen=True)
class Member:
    """One of the team: *part* is a key of PARTS; exactly one leads."""

    name: str
    part: str
    leads: bool = False


@dataclass(frozen=True)
class Count:
    """What was counted of *collected* ballots; *spoilt* are those that say nothing clear."""

    collected: int
    votes_for: int
    votes_against: int
    other: int
    spoilt: int


@cache
def voting_rules() -> RuleTable:
    return load_rules("kheo.democracy", "voting.toml")


def voting_rule(key: str, day: date) -> Rule:
    """The row of *key* in force on *day*; NoRuleInForceError before it."""
    return voting_rules().on(key, day)


def decree_problems(day: date) -> Iterator[Problem]:
    """Ballots and online votes are held by the decree; before its day there is nothing to hold them against."""
    try:
        voting_rule("team_online", day)
    except NoRuleInForceError:
        yield Problem("Nghị định 59/2023/NĐ-CP có hiệu lực từ 15/08/2023; ngày này ở trước đó.", "Ngày bắt đầu")


def team_problems(form: str, members: Sequence[Member], day: date) -> Iterator[Problem]:
    """Three to five, every part the decree names, led by one of the Front committee (Điều 4 khoản 3, Điều 5 khoản 2 điểm b)."""
    size, parts = voting_rule(f"team_{form}", day), voting_rule(f"team_{form}_parts", day)
    team = TEAM[form]
    least, most = size.value["least"], size.value["most"]
    if not least <= len(members) <= most:
        yield Problem(f"{team} có từ {least} đến {most} người ({size.citation}); đang ghi {len(members)}.", "Tổ")
    names = [fold(member.name) for member in members]
    if any(not tidy(member.name) for member in members) or any(len(member.name) > NAME_LENGTH for member in members):
        yield Problem(f"Ghi tên từng người, không quá {NAME_LENGTH} ký tự.", "Tổ")
    elif len(set(names)) < len(names):
        yield Problem("Có người ghi hai lần; mỗi người một dòng.", "Tổ")
    for part in parts.value:
        # Somebody who is skilled may well be the one who stands for the households.
        if part != "skilled" and all(member.part != part for member in members):
            yield Problem(f"{team} còn thiếu {PARTS[part]} ({parts.citation}).", "Tổ")
    if any(member.part not in parts.value for member in members):
        named = ", ".join(PARTS[part] for part in parts.value)
        yield Problem(f"{team} gồm: {named} ({parts.citation}). Chọn lại thành phần.", "Tổ")
    leaders = [member for member in members if member.leads]
    if len(leaders) != 1 or leaders[0].part != FRONT:
        yield Problem(f"Tổ trưởng là một người, đại diện Ban công tác Mặt trận ({parts.citation}).", "Tổ trưởng")


def announcement_problems(form: str, announced_on: date, starts_on: date) -> Iterator[Problem]:
    """Told at least two days before the first ballot goes out (Luật Điều 19 khoản 2; Nghị định 59 Điều 4 khoản 4)."""
    rule = voting_rule("announce_days", starts_on)
    latest = starts_on - timedelta(days=rule.value)
    if announced_on > latest:
        yield Problem(
            f"Công khai thông tin ít nhất {rule.value:02d} ngày trước ngày {ABOUT[form]} ({rule.citation}): "
            f"chậm nhất {latest:%d/%m/%Y}. Ghi đúng ngày đã công khai; chưa kịp thì huỷ lần này ở trang của việc, "
            "định ngày muộn hơn.",
            "Ngày công khai",
        )


def sending_problems(issued_on: date, sent: Sequence[tuple[str, date | None]], today: date) -> Iterator[Problem]:
    """Days that cannot be; a late one is written down as it was. *sent*: label and day, None: not sent yet."""
    for label, day in sent:
        if day is not None and day < issued_on:
            yield Problem(f"Kế hoạch ban hành {issued_on:%d/%m/%Y}, không thể gửi ngày {day:%d/%m/%Y}.", label)
        elif day is not None and day > today:
            yield Problem(f"Ngày {day:%d/%m/%Y} chưa đến; ghi khi đã gửi.", label)


def sending_due(issued_on: date) -> date:
    """Last day on which the plan goes to commune and Front: two days from its issue (Nghị định 59 Điều 4 khoản 2)."""
    return issued_on + timedelta(days=voting_rule("plan_sent_days", issued_on).value)


def period_problems(starts_on: date, ends_on: date | None) -> Iterator[Problem]:
    if ends_on is None:
        yield Problem("Lần này chưa định ngày cuối; huỷ ở trang của việc, rồi định lại có ngày cuối.", "Ngày cuối")
    elif ends_on < starts_on:
        yield Problem(f"Ngày cuối {ends_on:%d/%m/%Y} ở trước ngày bắt đầu {starts_on:%d/%m/%Y}.", "Ngày cuối")


def count_problems(count: Count, households: int) -> Iterator[Problem]:
    """Each ballot that came back is counted once; none that did not go out (Luật Điều 19 khoản 3: one a household)."""
    given = (count.collected, count.votes_for, count.votes_against, count.other, count.spoilt)
    if min(given) < 0:
        yield Problem("Số phiếu không thể âm.", "Số phiếu")
        return
    if count.collected > households:
        yield Problem(
            f"Thu về {count.collected} phiếu, nhiều hơn {households} hộ đã chốt khi mở: mỗi hộ một phiếu "
            "(Điều 19 khoản 3 Luật 10/2022/QH15). Đếm lại.",
            "Số phiếu",
        )
    counted = count.votes_for + count.votes_against + count.other + count.spoilt
    if counted != count.collected:
        yield Problem(
            f"Danh sách ghi đã thu {count.collected} phiếu, các loại cộng lại là {counted}. "
            "Đếm lại phiếu hoặc sửa danh sách thu.",
            "Số phiếu",
        )


def deadline_problems(counted_on: date, ends_on: date | None, missing: int) -> Iterator[Problem]:
    """Ballots are collected until the day printed on them (Nghị định 59 Điều 4 khoản 6 điểm a): none is counted out before."""
    if ends_on is not None and counted_on < ends_on and missing:
        yield Problem(
            f"Phiếu in hạn thu {ends_on:%d/%m/%Y}, còn {missing} hộ chưa nộp. Kiểm phiếu từ ngày ấy, hoặc khi đã thu đủ "
            "(Điều 4 khoản 6 điểm a Nghị định 59/2023/NĐ-CP).",
            "Ngày kiểm phiếu",
        )


def witness_problems(witnesses: Sequence[int | None], day: date) -> Iterator[Problem]:
    """Two different households watch the count (Nghị định 59 Điều 4 khoản 6 điểm a)."""
    rule = voting_rule("count_witnesses", day)
    if None in witnesses or len(set(witnesses)) != rule.value:
        yield Problem(f"Chọn {rule.value:02d} hộ khác nhau chứng kiến kiểm phiếu ({rule.citation}).", "Hộ chứng kiến")
