"""What a plan says before households are asked (Nghị định 59/2023/NĐ-CP Điều 4 khoản 1, khoản 2)."""

from collections.abc import Iterator
from datetime import date

from kheo.democracy.rules.forms import COMMUNE
from kheo.democracy.rules.law import law
from kheo.foundation.refusal import Problem
from kheo.foundation.rules import Rule
from kheo.foundation.text import tidy

HOW_LENGTH = 200
CASES = {
    "ballots_commune": "Chủ tịch Uỷ ban nhân dân cấp xã chọn hình thức phát phiếu",
    "ballots_after_failure": "Đã họp mà không đủ hộ tham dự",
    "ballots_by_head": "Đã thống nhất với Ban công tác Mặt trận",
}


def ballots_case(scope: str, day: date, *, has_failed_meeting: bool) -> Rule:
    """The row that lets households be asked on paper on *day*: a key of CASES."""
    if scope == COMMUNE:
        return law("ballots_commune", day)
    return law("ballots_after_failure" if has_failed_meeting else "ballots_by_head", day)


def words_problems(purpose: str, work: str, how: str) -> Iterator[Problem]:
    """The plan says what for and who does what (khoản 2); the announcement says where it was told (khoản 4)."""
    if not tidy(purpose):
        yield Problem("Ghi mục đích, yêu cầu.", "Mục đích, yêu cầu")
    if not tidy(work):
        yield Problem("Ghi phân công và điều kiện bảo đảm.", "Phân công, điều kiện bảo đảm")
    yield from how_problems(how)


def how_problems(how: str) -> Iterator[Problem]:
    if not tidy(how):
        yield Problem("Ghi đã công khai ở đâu, bằng cách nào.", "Công khai bằng cách nào")
    elif len(tidy(how)) > HOW_LENGTH:
        yield Problem(f"Dài quá {HOW_LENGTH} ký tự; viết gọn lại.", "Công khai bằng cách nào")


def days_problems(announced_on: date, agreed_on: date | None, today: date) -> Iterator[Problem]:
    for label, day in (("Ngày công khai", announced_on), ("Ngày thống nhất", agreed_on)):
        if day is not None and day > today:
            yield Problem(f"Ngày {day:%d/%m/%Y} chưa đến; ghi khi đã làm.", label)


def failed_day_problems(case: Rule, failed_on: date | None, issued_on: date, announced_on: date) -> Iterator[Problem]:
    """The plan rests on its case (Điều 4 khoản 2), and a meeting that failed is one from that day on (khoản 1 điểm b)."""
    if case.key != "ballots_after_failure" or failed_on is None:
        return
    for label, day in (("Ngày ban hành kế hoạch", issued_on), ("Ngày công khai", announced_on)):
        if day < failed_on:
            yield Problem(
                f"Cuộc họp không đủ hộ ngày {failed_on:%d/%m/%Y}; lập kế hoạch, công khai việc phát phiếu từ ngày ấy trở đi "
                f"({case.citation}).",
                label,
            )


def agreement_problems(case: Rule, agreed_on: date | None) -> Iterator[Problem]:
    """Where the head alone chose ballots, the day of the agreement with the Front committee is part of the plan."""
    if case.key == "ballots_by_head" and agreed_on is None:
        yield Problem(
            f"Chưa họp mà phát phiếu thì phải thống nhất với Ban công tác Mặt trận ({case.citation}); ghi ngày thống nhất.",
            "Ngày thống nhất",
        )
