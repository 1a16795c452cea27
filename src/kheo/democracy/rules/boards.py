"""Who sits in a board that inspects or supervises, and for how long.

Luật 10/2022/QH15 Điều 36, 37, 41, 42; Nghị định 59/2023/NĐ-CP Điều 13, 17.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from kheo.foundation.refusal import Problem
from kheo.foundation.rules import NoRuleInForceError, Rule, RuleTable, load_rules
from kheo.foundation.text import tidy

NAME_LENGTH, NUMBER_LENGTH, REASON_LENGTH, PAPER_LENGTH = 120, 60, 300, 120


class Kind(StrEnum):
    """Which board: the one of the commune, or one for a programme or project."""

    INSPECTION = "inspection"
    SUPERVISION = "supervision"


class Seat(StrEnum):
    HEAD = "head"
    DEPUTY = "deputy"
    MEMBER = "member"


class Part(StrEnum):
    """Whom a member stands for (Điều 36 khoản 1; Điều 41 khoản 1)."""

    VILLAGE = "village"
    FRONT = "front"
    INSPECTION_BOARD = "inspection_board"


NAMES = {Kind.INSPECTION: "Ban Thanh tra nhân dân", Kind.SUPERVISION: "Ban Giám sát đầu tư của cộng đồng"}
PART_NAMES = {
    Part.VILLAGE: "người dân thôn, tổ dân phố",
    Part.FRONT: "Uỷ ban Mặt trận Tổ quốc",
    Part.INSPECTION_BOARD: "Ban Thanh tra nhân dân",
}


class Ground(StrEnum):
    """Why a member leaves before the end: the three of Điều 36 khoản 2, or a seat that fell empty by itself."""

    RESIGNED = "resigned"
    TRUST = "trust"
    DUTY = "duty"
    GONE = "gone"


GROUNDS = {
    Ground.RESIGNED: "xin thôi",
    Ground.TRUST: "không còn được tín nhiệm",
    Ground.DUTY: "không hoàn thành nhiệm vụ",
    Ground.GONE: "khuyết: mất, chuyển đi, nhận việc không được ở trong ban",
}


@dataclass(frozen=True)
class Taken:
    """A seat that is taken: *village* is the key of the unit whose people the member stands for (None: of none)."""

    seat: str
    part: str
    village: int | None = None


@dataclass(frozen=True)
class Said:
    """A sentence of a rule with the place where it stands."""

    text: str
    citation: str

    def __str__(self) -> str:
        return f"{self.text} ({self.citation})."


@cache
def board_rules() -> RuleTable:
    return load_rules("kheo.democracy", "boards.toml")


def rule_of(kind: str, name: str, day: date) -> Rule:
    """The row *name* of a board of *kind* on *day*; NoRuleInForceError before the law or the decree was in force."""
    return board_rules().on(f"{kind}.{name}", day)


def _standing(kind: str, number: int, villages: int, day: date) -> Iterator[Said]:
    """What *number* members of a board do not meet; *villages*: how many the commune has."""
    yield from _least(kind, number, day)
    if kind != Kind.INSPECTION:
        return
    if number < villages:
        each = rule_of(kind, "each_village", day)
        yield Said(f"Địa bàn có {villages} thôn, tổ dân phố, mỗi nơi phải có đại diện trong ban", each.citation)
    most = rule_of(kind, "most_where_few_villages", day)
    if villages < most.value < number:
        yield Said(f"Nơi có dưới {most.value:02d} thôn, tổ dân phố thì bầu nhiều nhất {most.value:02d} thành viên", most.citation)


def _least(kind: str, number: int, day: date) -> Iterator[Said]:
    least = rule_of(kind, "least_members", day)
    if number < least.value:
        yield Said(f"Ban có ít nhất {least.value:02d} thành viên", least.citation)


def founding_problems(
    kind: str, number: str, day: date, decided: int, villages: int, term: tuple[date | None, date | None], today: date
) -> Iterator[Problem]:
    """Why a board cannot be recognised or founded: the Front's paper, how many members it *decided*, *term* first and last day.

    The inspection board has the term of the heads of the villages (Điều 36 khoản 2); that of a project lasts as it does.
    """
    if not tidy(number):
        yield Problem("Ghi số văn bản của Mặt trận.", "Số văn bản")
    elif len(tidy(number)) > NUMBER_LENGTH:
        yield Problem(f"Dài quá {NUMBER_LENGTH} ký tự; viết gọn lại.", "Số văn bản")
    if day > today:
        yield Problem(f"Ngày {day:%d/%m/%Y} ở sau hôm nay; ghi ngày của bản đã ký.", "Ngày văn bản")
    try:
        said = list(_standing(kind, decided, villages, day))
    except NoRuleInForceError:
        yield Problem("Luật 10/2022/QH15 có hiệu lực từ 01/07/2023, Nghị định 59/2023/NĐ-CP từ 15/08/2023.", "Ngày văn bản")
    else:
        yield from (Problem(str(one), "Số thành viên") for one in said)
    begins, ends = term
    if kind == Kind.INSPECTION:
        if begins is None or ends is None:
            what = "Ghi cả ngày đầu và ngày cuối; nhiệm kỳ theo nhiệm kỳ của Trưởng thôn, Tổ trưởng tổ dân phố (Điều 36 khoản 2)."
            yield Problem(what, "Nhiệm kỳ")
        elif ends <= begins:
            yield Problem("Ngày cuối phải sau ngày đầu.", "Nhiệm kỳ")
    elif ends is not None:
        yield Problem("Ban này không có nhiệm kỳ: ban tự giải thể khi xong việc (Điều 41 khoản 1).", "Nhiệm kỳ")


def seat_problems(kind: str, taken: Sequence[Taken], new: Taken, decided: int, day: date) -> Iterator[Problem]:
    """Why *new* cannot sit beside those *taken* on *day*; *decided*: how many members the Front decided."""
    if len(taken) >= decided:
        yield Problem(f"Mặt trận quyết định {decided} thành viên, ban đã đủ; ghi người thôi trước.", "Họ tên")
    yield from office_problems(kind, [one.seat for one in taken], new.seat, day)
    if new.part == Part.VILLAGE and new.village is None:
        yield Problem("Chọn thôn, tổ dân phố đã bầu người này.", "Thôn, tổ dân phố")
    if kind == Kind.INSPECTION:
        if new.part != Part.VILLAGE:
            yield Problem("Mọi thành viên Ban Thanh tra nhân dân đều do thôn, tổ dân phố bầu (Điều 36 khoản 1).", "Thay mặt")
        return
    residents = rule_of(kind, "most_residents", day)
    if new.part == Part.VILLAGE and sum(one.part == Part.VILLAGE for one in taken) >= residents.value:
        what = f"Đại diện người dân nơi có dự án nhiều nhất {residents.value:02d} người ({residents.citation})."
        yield Problem(what, "Thay mặt")


def office_problems(kind: str, others: Sequence[str], seat: str, day: date) -> Iterator[Problem]:
    """Why *seat* cannot be given beside those the *others* hold: one head, as many deputies as the decree allows."""
    if seat == Seat.HEAD and Seat.HEAD in others:
        yield Problem("Ban đang có Trưởng ban; ghi người cũ thôi giữ vị trí trước.", "Giữ vị trí")
    deputies = rule_of(kind, "most_deputies", day)
    if seat == Seat.DEPUTY and list(others).count(Seat.DEPUTY) >= deputies.value:
        yield Problem(f"Ban có nhiều nhất {deputies.value:02d} Phó Trưởng ban ({deputies.citation}).", "Giữ vị trí")


def missing(kind: str, taken: Sequence[Taken], villages: dict[int, str], day: date) -> list[Said]:
    """What the make-up of a board still lacks on *day*; *villages*: names by key, of the commune."""
    said = list(_least(kind, len(taken), day))
    if not any(one.seat == Seat.HEAD for one in taken):
        article = "Điều 36 khoản 3" if kind == Kind.INSPECTION else "Điều 41 khoản 2"
        said.append(Said("Chưa có Trưởng ban", f"{article} Luật 10/2022/QH15"))
    if kind == Kind.INSPECTION:
        each = rule_of(kind, "each_village", day)
        there = {one.village for one in taken}
        without = [name for key, name in villages.items() if key not in there]
        if without:
            said.append(Said(f"Chưa có thành viên của: {', '.join(without)}", each.citation))
        return said
    least = rule_of(kind, "least_members", day)
    parts = {one.part for one in taken}
    said += [Said(f"Chưa có đại diện {PART_NAMES[part]}", least.citation) for part in Part if part not in parts]
    return said


def member_problems(kind: str, name: str, *, meets_standards: bool, joined_on: date, today: date) -> Iterator[Problem]:
    """*meets_standards*: whoever enters the member declares that Điều 37 or Điều 42 was looked at."""
    if not tidy(name):
        yield Problem("Ghi họ tên, hoặc chọn người đã có.", "Họ tên")
    elif len(tidy(name)) > NAME_LENGTH:
        yield Problem(f"Dài quá {NAME_LENGTH} ký tự.", "Họ tên")
    if not meets_standards:
        standards = rule_of(kind, "standards", today)
        yield Problem(f"Đánh dấu khi đã xem đủ tiêu chuẩn: {standards.value} ({standards.citation}).", "Tiêu chuẩn")
    if joined_on > today:
        yield Problem(f"Ngày {joined_on:%d/%m/%Y} chưa đến; ghi khi đã bầu, đã cử.", "Từ ngày")


def barred(kind: str, held: Iterable[tuple[str, bool]]) -> Iterator[str]:
    """Titles among *held* that bar from a board: (title, is it a part-time one of a village).

    Officials of the commune from both boards; those who work part-time in a village from the inspection board alone (Điều 37
    khoản 2 names them, Điều 42 khoản 2 does not).
    """
    for title, is_village in held:
        if kind == Kind.INSPECTION or not is_village:
            yield title


def leaving_problems(left_on: date, joined_on: date, ground: str, why: str, today: date) -> Iterator[Problem]:
    """*why*: what there is to add; where the seat fell empty by itself, what happened."""
    if left_on <= joined_on:
        yield Problem(f"Phải sau ngày vào ban ({joined_on:%d/%m/%Y}).", "Thôi từ ngày")
    if left_on > today:
        yield Problem(f"Ngày {left_on:%d/%m/%Y} chưa đến; ghi khi đã thôi.", "Thôi từ ngày")
    if ground == Ground.GONE and not tidy(why):
        yield Problem("Ghi vì sao khuyết, một câu.", "Vì sao thôi")
    elif len(tidy(why)) > REASON_LENGTH:
        yield Problem(f"Dài quá {REASON_LENGTH} ký tự; viết gọn lại.", "Vì sao thôi")


def dismissal_problems(kind: str, part: str, ground: str, *, decided: bool) -> Iterator[Problem]:
    """Whoever a village elected is let go by that village; *decided*: its decision is named, from here or from paper.

    A seat that fell empty by itself needs none, nor does whom the Front or the inspection board sent.
    """
    if ground not in set(Ground):
        yield Problem("Chọn một lý do trong danh sách.", "Lý do")
    elif part == Part.VILLAGE and ground != Ground.GONE and not decided:
        article = "Điều 36 khoản 2 Luật 10/2022/QH15" if kind == Kind.INSPECTION else "Điều 17 khoản 1 Nghị định 59/2023/NĐ-CP"
        yield Problem(
            f"Người này do dân bầu: nơi đã bầu họp cho thôi, Mặt trận công nhận ({article}). Chọn việc cho thôi đã có hiệu lực, "
            "hoặc ghi số, ngày văn bản.",
            "Việc cho thôi",
        )


def months_later(day: date, months: int) -> date:
    """The same day *months* later, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def refilling(kind: str, left_on: date, term_to: date | None) -> Said:
    """What is done about a seat that stands empty: who elects or sends somebody, or why nobody has to."""
    if kind == Kind.SUPERVISION or term_to is None:
        return Said("Khuyết thì Mặt trận cử, đề nghị cử hoặc tổ chức bầu bổ sung", "Điều 45 khoản 1 điểm a Luật 10/2022/QH15")
    rule = rule_of(Kind.INSPECTION, "by_election_months", left_on)
    return by_election(left_on, term_to) or Said(
        f"Nhiệm kỳ còn dưới {rule.value:02d} tháng: không phải bầu bổ sung", rule.citation
    )


def no_prolongation(kind: str) -> Said:
    """What the law says of a board's end: neither board can be prolonged."""
    if kind == Kind.INSPECTION:
        return Said(
            "Luật không có gia hạn: nhiệm kỳ theo nhiệm kỳ của Trưởng thôn, Tổ trưởng tổ dân phố; hết thì bầu và công nhận ban "
            "khoá mới",
            "Điều 36 khoản 2 Luật 10/2022/QH15",
        )
    return Said("Ban không có nhiệm kỳ để gia hạn: làm đến khi xong việc thì tự giải thể", "Điều 41 khoản 1 Luật 10/2022/QH15")


def by_election(left_on: date, term_to: date) -> Said | None:
    """Whether the village elects somebody in the place of who left: the rest of the term is long enough (Điều 36 khoản 2)."""
    rule = rule_of(Kind.INSPECTION, "by_election_months", left_on)
    if months_later(left_on, rule.value) > term_to:
        return None
    return Said(f"Nhiệm kỳ còn từ {rule.value:02d} tháng trở lên: bầu bổ sung ở cuộc họp thôn, tổ dân phố", rule.citation)
