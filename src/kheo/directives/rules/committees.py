"""What a decision on a steering committee and its list of members obey."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kheo.foundation.paper_numbers import number_key
from kheo.foundation.refusal import Problem
from kheo.foundation.text import fold, tidy

HEAD = "head"
MEMBERS = "Thành viên"
FIRST_YEAR = 1990
LONGEST = {"number": 60, "issuer": 160, "title": 200, "area": 300, "reason": 300}


@dataclass(frozen=True)
class Seat:
    """A member as the rules see it; *position_from*, *position_to*: of the position it is tied to, if it is."""

    part: str
    title: str
    body: str = ""
    position: int | None = None
    position_from: date | None = None
    position_to: date | None = None
    area: str = ""


@dataclass(frozen=True)
class Paper:
    """A decision by what stands on it."""

    number: str
    issuer: str
    date: date

    @property
    def key(self) -> str:
        """Equal for equal numbers however typed: «15 - QĐ/TU» and «15-qđ/tu»."""
        return number_key(self.number)


def paper_problems(paper: Paper, today: date) -> Iterator[Problem]:
    """What is wrong with the paper alone."""
    if not tidy(paper.number) or not any(letter.isdigit() for letter in paper.number):
        yield Problem("Ghi số như in trên văn bản, ví dụ «15-QĐ/TU».", "Số")
    if not tidy(paper.issuer):
        yield Problem("Ghi cơ quan ra văn bản, ví dụ «Ban Thường vụ Thị uỷ».", "Cơ quan ra văn bản")
    for text, where, name in ((paper.number, "Số", "number"), (paper.issuer, "Cơ quan ra văn bản", "issuer")):
        if len(tidy(text)) > LONGEST[name]:
            yield Problem(f"Dài quá {LONGEST[name]} ký tự; viết gọn lại.", where)
    if paper.date > today:
        yield Problem(f"Ngày {paper.date:%d/%m/%Y} ở sau hôm nay; ghi ngày của bản đã ký.", "Ngày")
    if paper.date.year < FIRST_YEAR:
        yield Problem(f"Ngày {paper.date:%d/%m/%Y} xa quá; xem lại năm.", "Ngày")


def order_problems(paper: Paper, before: Sequence[Paper], after: Sequence[Paper] = ()) -> Iterator[Problem]:
    """*paper* stands after all of *before* and before all of *after*, and none of them has its number and day."""
    for one in (*before, *after):
        if one.key == paper.key and one.date == paper.date:
            yield Problem(f"Quyết định số {one.number} ngày {one.date:%d/%m/%Y} đã ghi rồi.", "Số")
            return
    last = max((one.date for one in before), default=None)
    if last is not None and paper.date <= last:
        yield Problem(f"Phải sau quyết định trước (ngày {last:%d/%m/%Y}); ghi các quyết định lần lượt theo ngày.", "Ngày")
    next_one = min((one.date for one in after), default=None)
    if next_one is not None and paper.date >= next_one:
        yield Problem(f"Phải trước quyết định sau nó (ngày {next_one:%d/%m/%Y}).", "Ngày")


def period_problems(name: str, valid_from: date | None, valid_to: date | None, day: date) -> Iterator[Problem]:
    """A decision of *day* on a committee that exists from *valid_from* until before *valid_to*."""
    if valid_from is not None and day < valid_from:
        yield Problem(
            f"«{name}» được ghi là có từ {valid_from:%d/%m/%Y}, sau ngày quyết định. Xem lại ngày, hoặc sửa ở trang Tổ chức.",
            "Ngày",
        )
    if valid_to is not None and day >= valid_to:
        yield Problem(f"«{name}» đã kết thúc từ {valid_to:%d/%m/%Y}; quyết định phải trước ngày đó.", "Ngày")


def member_problems(seats: Sequence[Seat], day: date) -> Iterator[Problem]:
    """What is wrong with a whole list: exactly one head, nobody twice, no position that is not held on *day*."""
    if not seats:
        yield Problem("Quyết định mang theo cả danh sách; ghi ít nhất trưởng ban.", MEMBERS)
        return
    heads = [seat for seat in seats if seat.part == HEAD]
    if len(heads) != 1:
        said = "chưa có trưởng ban" if not heads else "có " + str(len(heads)) + " trưởng ban"
        yield Problem(f"Danh sách {said}; cần đúng một trưởng ban.", MEMBERS)
    for row, seat in enumerate(seats, 1):
        yield from _seat_problems(seat, f"Dòng {row}", day)
    twice = Counter(seat.position for seat in seats if seat.position is not None)
    for position in (one for one, times in twice.items() if times > 1):
        title = next(seat.title for seat in seats if seat.position == position)
        yield Problem(f"«{tidy(title)}» đứng hai lần trong danh sách; giữ một dòng.", MEMBERS)
    loose = Counter((fold(seat.title), seat.body) for seat in seats if seat.position is None and tidy(seat.title))
    for folded, body in (one for one, times in loose.items() if times > 1):
        title = next(seat.title for seat in seats if (fold(seat.title), seat.body) == (folded, body))
        yield Problem(f"«{tidy(title)}» đứng hai lần trong danh sách; giữ một dòng, hoặc ghi rõ cơ quan.", MEMBERS)


def _seat_problems(seat: Seat, where: str, day: date) -> Iterator[Problem]:
    title = tidy(seat.title)
    if not title:
        yield Problem("Ghi chức vụ như trong quyết định.", where)
    if len(title) > LONGEST["title"]:
        yield Problem(f"Chức vụ dài quá {LONGEST['title']} ký tự; viết gọn lại.", where)
    if len(tidy(seat.area)) > LONGEST["area"]:
        yield Problem(f"Phần phụ trách dài quá {LONGEST['area']} ký tự; viết gọn lại.", where)
    if seat.position_to is not None and seat.position_to <= day:
        yield Problem(
            f"Chức vụ «{title}» đã thôi từ {seat.position_to:%d/%m/%Y}, trước ngày quyết định; chọn người đang giữ.", where
        )
    if seat.position_from is not None and seat.position_from > day:
        yield Problem(
            f"Chức vụ «{title}» chỉ có người giữ từ {seat.position_from:%d/%m/%Y}, sau ngày quyết định; chọn lại.", where
        )


def ended_words(position_to: date | None, body_to: date | None, day: date) -> str:
    """Why a seat stands empty on *day*; "" while it is held."""
    if position_to is not None and position_to <= day:
        return f"chức vụ này đã thôi từ {position_to:%d/%m/%Y}: cần kiện toàn"
    if body_to is not None and body_to <= day:
        return f"cơ quan này đã kết thúc từ {body_to:%d/%m/%Y}: cần kiện toàn"
    return ""
