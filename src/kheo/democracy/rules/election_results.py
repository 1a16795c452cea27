"""What a count of names comes to (Luật 10/2022/QH15 Điều 21 khoản 1): who is elected, which seats stay empty and why."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from kheo.democracy.rules.elections import rule
from kheo.democracy.rules.thresholds import needed
from kheo.foundation.refusal import Problem


def count_problems(votes: Mapping[int, int], valid: int, seats: int, day: date) -> Iterator[Problem]:
    """*votes* of each candidate on *valid* ballots, each naming at most *seats*."""
    least = rule("least_candidates", day)
    if len(votes) < least.value:
        yield Problem(f"Phải có ít nhất {least.value:02d} người ứng cử ({least.citation}).", "Người ứng cử")
    if any(count < 0 or count > valid for count in votes.values()):
        yield Problem(f"Số phiếu của mỗi người từ 0 đến {valid}, số phiếu hợp lệ.", "Số phiếu")
    if sum(votes.values()) > valid * seats:
        yield Problem(f"Cộng lại nhiều hơn {valid} phiếu × {seats} người; đếm lại.", "Số phiếu")


_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")  # huyền, sắc, ngã, hỏi, nặng
EACH_NAME = "Ghi số phiếu của từng người trong danh sách; tải lại trang nếu danh sách vừa đổi."
TIED_NOTE = (
    "Luật, nghị định đã đọc không nói chọn ai trong những người bằng phiếu, nên không ghi ai trong số ấy trúng cử: vị trí ấy chờ "
    "bầu tiếp, bầu lại."
)


@dataclass(frozen=True)
class Outcome:
    """Who is elected, by key. *left*: seats that nobody fills; *tied*: those who share the last votes, more than the seats.

    *shared*: how many votes each of the tied has; *most*: the largest number that anybody has; *least*: what had to be reached.
    """

    elected: tuple[int, ...]
    tied: tuple[int, ...]
    left: int
    shared: int
    most: int
    least: int


def outcome(votes: Mapping[int, int], seats: int, kind: int, households: int, day: date) -> Outcome:
    """More than half of ALL households (Luật 10/2022/QH15 Điều 21 khoản 1), the most votes first.

    Where more reach it than there are seats and the last seat is tied, none of the tied is elected: the law read here
    does not say how to choose among them, so the village votes again between them.
    """
    least, most = needed(kind, households, day), max(votes.values(), default=0)
    reached = sorted((key for key, count in votes.items() if count >= least), key=lambda key: -votes[key])
    first, border = reached[:seats], votes[reached[seats]] if len(reached) > seats else -1
    winners = tuple(key for key in first if votes[key] > border)
    left = seats - len(winners)
    tied = tuple(key for key in reached if votes[key] == border) if len(winners) < len(first) else ()
    return Outcome(winners, tied, left, border if tied else 0, most, least)


def why_left(found: Outcome, households: int) -> str:
    """Why seats stay empty, to be written in the minutes (Nghị định 59/2023/NĐ-CP Điều 3 khoản 5 điểm d); "" where none does."""
    if not found.left:
        return ""
    if found.tied:
        return f"{len(found.tied)} người cùng được {found.shared} phiếu cho {found.left} vị trí"
    others = "ngoài ra không còn ai" if found.elected else "không ai"
    top = "" if found.elected else f"; nhiều nhất là {found.most} phiếu"
    return f"{others} được trên một nửa tổng số hộ (cần ít nhất {found.least} trong {households} hộ{top})"


def result_words(found: Outcome, seats: int, households: int) -> str:
    """What was decided and what seats remain, in one sentence without names."""
    if not found.left:
        return "Đã có người trúng cử." if seats == 1 else f"Bầu đủ {seats} người."
    why = why_left(found, households)
    if not found.elected:
        return f"Không ai trúng cử: {why}."
    return f"Bầu được {len(found.elected)} trong {seats} người, còn {found.left} vị trí: {why}."


def names_problems(content: str, elected: Collection[str], others: Collection[str]) -> Iterator[Problem]:
    """The decision names everybody who was elected and nobody else of the list; others go by their office."""
    listed = {_plain(name): name for name in (*elected, *others)}
    longest_first = sorted(filter(None, listed), key=len, reverse=True)  # a name may stand within a longer one
    said = re.findall("|".join(rf"(?<!\S){re.escape(name)}(?!\S)" for name in longest_first), _plain(content))
    named = {listed[name] for name in said}
    missing = [name for name in elected if name not in named]
    wrong = [name for name in others if name in named]
    if missing:
        yield Problem(f"Ghi tên người trúng cử: {', '.join(missing)}.", "Nội dung quyết định")
    if wrong:
        yield Problem(
            f"Quyết định chỉ ghi tên người trúng cử; bỏ tên {', '.join(wrong)}, hoặc gọi bằng chức vụ nếu nhắc đến việc khác.",
            "Nội dung quyết định",
        )


def _plain(text: str) -> str:
    """Words in small letters, the tone of each behind it: «Hoà» and «Hòa» are one name, «Ân» and «Ấn» are two."""
    words = (normalize("NFD", word) for word in re.findall(r"\w+", normalize("NFC", text).lower()))
    return " ".join(_TONE.sub("", word) + "".join(_TONE.findall(word)) for word in words)
