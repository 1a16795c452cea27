"""What a board recommends and the answer to it (Luật 10/2022/QH15 Điều 38 khoản 5, Điều 40, Điều 43, Điều 45)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kheo.democracy.rules.boards import board_rules, rule_of
from kheo.democracy.rules.naming import named_in
from kheo.foundation.refusal import Problem
from kheo.foundation.text import fold, tidy
from kheo.foundation.working_days import is_working_day

TEXT_LENGTH, WHOM_LENGTH, NUMBER_LENGTH = 2000, 200, 60


class Addressee(StrEnum):
    """To whom a board turns; only the People's Committee of the commune has fifteen days by this law."""

    COMMITTEE = "committee"
    OWNER = "owner"
    OTHER = "other"


_ADDRESSEES = frozenset(Addressee)


@dataclass(frozen=True)
class Due:
    """The last day of the answer, and why it is that day."""

    on: date
    citation: str

    def days_late(self, day: date) -> int:
        """How many days after the last one *day* lies; 0 where it does not."""
        return max((day - self.on).days, 0)


def reply_due(kind: str, addressee: str, received_on: date) -> Due | None:
    """When the answer is due to what was received on *received_on* (not counted); None where the law sets no time.

    A last day that is free moves to the next working day (Bộ luật Dân sự Điều 148 khoản 5).
    """
    if addressee != Addressee.COMMITTEE:
        return None
    rule = rule_of(kind, "reply_days", received_on)
    last = received_on + timedelta(days=rule.value)
    if is_working_day(last):
        return Due(last, rule.citation)
    while not is_working_day(last):
        last += timedelta(days=1)
    return Due(last, f"{rule.citation}; {board_rules().on('last_day_free', received_on).citation}")


# «tố cáo», or a named person beside a grave word. A hint, not a verdict: somebody looks at the text again.
_GRAVE = re.compile(r"\b(?:to cao|tham nhung|tham o|hoi lo|chiem doat|bien thu|loi dung chuc vu|vu khong|an chan|rut ruot)\b")
_PERSON = re.compile(r"\b(?:ông|bà|anh|chị|đồng chí|đ/c)\s+(\w)", re.IGNORECASE)
WHERE_TO_DENOUNCE = (
    "Lời này giống đơn tố cáo một người. Khéo không nhận, không giữ khiếu nại, tố cáo: gửi người có thẩm quyền theo "
    "Luật Khiếu nại, Luật Tố cáo, tại nơi tiếp công dân của xã (Luật Tiếp công dân 42/2013/QH13). Ở đây chỉ viết việc cần sửa, "
    "không nêu tên người. Nếu đúng là kiến nghị về việc, đánh dấu «Đã xem lại»."
)

NAMES_SOMEBODY = (
    "Lời này nêu tên «{name}». Kiến nghị là để khắc phục hạn chế, thiếu sót trong việc (Điều 38 khoản 5, Điều 43 khoản 2 Luật "
    "10/2022/QH15): viết việc, viết chức vụ, bỏ tên. Khiếu nại, tố cáo một người thì gửi nơi tiếp công dân, theo Luật Khiếu nại, "
    "Luật Tố cáo. Nếu đúng là kiến nghị về việc, đánh dấu «Đã xem lại»."
)


def sounds_like_denunciation(text: str) -> bool:
    """Whether *text* says «tố cáo», or names a person and speaks of a grave wrong."""
    grave = _GRAVE.search(fold(text))
    return grave is not None and (grave[0] == "to cao" or any(found[1].isupper() for found in _PERSON.finditer(text)))


def recommendation_problems(text: str, whom: str, addressee: str, *, looked_again: bool) -> Iterator[Problem]:
    if not tidy(text):
        yield Problem("Ghi kiến nghị làm gì.", "Kiến nghị")
    elif len(tidy(text)) > TEXT_LENGTH:
        yield Problem(f"Dài quá {TEXT_LENGTH} ký tự; tách thành nhiều kiến nghị.", "Kiến nghị")
    elif sounds_like_denunciation(text) and not looked_again:
        yield Problem(WHERE_TO_DENOUNCE, "Kiến nghị")
    elif not looked_again and (name := named_in(text)):
        yield Problem(NAMES_SOMEBODY.format(name=name), "Kiến nghị")
    if addressee not in _ADDRESSEES:
        yield Problem("Chọn Uỷ ban nhân dân, chủ đầu tư hay cơ quan khác.", "Gửi ai")
    if not tidy(whom):
        yield Problem("Ghi tên cơ quan, tổ chức nhận kiến nghị.", "Nơi nhận")
    elif len(tidy(whom)) > WHOM_LENGTH:
        yield Problem(f"Dài quá {WHOM_LENGTH} ký tự; viết gọn lại.", "Nơi nhận")


def confirming_problems(number: str, day: date, held_on: date, today: date) -> Iterator[Problem]:
    """The paper of the recommendation, as the Front confirmed it (Điều 40 khoản 2 điểm d, Điều 45 khoản 1 điểm d)."""
    if not tidy(number):
        yield Problem("Ghi số văn bản kiến nghị.", "Số văn bản")
    elif len(tidy(number)) > NUMBER_LENGTH:
        yield Problem(f"Dài quá {NUMBER_LENGTH} ký tự; viết gọn lại.", "Số văn bản")
    if day > today:
        yield Problem(f"Ngày {day:%d/%m/%Y} ở sau hôm nay; ghi ngày của bản đã ký.", "Ngày văn bản")
    if day < held_on:
        yield Problem(f"Cuộc kiểm tra, giám sát ngày {held_on:%d/%m/%Y}; kiến nghị không thể trước ngày ấy.", "Ngày văn bản")


def dated_problems(day: date, after: date, what: str, where: str, today: date) -> Iterator[Problem]:
    """*day* lies between *after* (named by *what*) and today."""
    if day > today:
        yield Problem(f"Ngày {day:%d/%m/%Y} chưa đến; ghi khi đã có.", where)
    if day < after:
        yield Problem(f"{what} ngày {after:%d/%m/%Y}; ngày này không thể trước ngày ấy.", where)


def reply_problems(text: str, *, has_file: bool) -> Iterator[Problem]:
    """An answer is a text, or the paper itself."""
    if not tidy(text) and not has_file:
        yield Problem("Ghi nội dung trả lời, hoặc gửi kèm văn bản.", "Trả lời")
    if len(tidy(text)) > TEXT_LENGTH:
        yield Problem(f"Dài quá {TEXT_LENGTH} ký tự; viết gọn lại, gửi kèm văn bản.", "Trả lời")
