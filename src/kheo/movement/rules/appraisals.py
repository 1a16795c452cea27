"""What a team may find, when an appointment can be, and what must be said beside a finding."""

from collections.abc import Iterator, Mapping
from datetime import date

from kheo.foundation.refusal import Problem

CONFIRMED, OTHERWISE, TO_COMPLETE = "confirmed", "otherwise", "complete"
FINDINGS: Mapping[str, str] = {
    CONFIRMED: "đúng như báo cáo",
    OTHERWISE: "không như báo cáo",
    TO_COMPLETE: "cần bổ sung",
}
TEXT_LENGTH, WHERE_LENGTH, PRESENT_LENGTH, NOTES_LENGTH, REASON_LENGTH, NAME_LENGTH = 600, 200, 600, 4000, 300, 120


def appointment_problems(on: date, where: str, year: int, today: date) -> Iterator[Problem]:
    """Why a team cannot be sent there: a day that is over, one before the year, no place."""
    if on < today:
        yield Problem("Ngày hẹn đã qua; chọn hôm nay hoặc ngày sau.", "Ngày")
    if on.year < year:
        yield Problem(f"Ngày hẹn trước năm {year} của chương trình.", "Ngày")
    if not 0 < len(where) <= WHERE_LENGTH:
        yield Problem(f"Ghi nơi gặp, nhiều nhất {WHERE_LENGTH} ký tự.", "Nơi gặp")


def held_problems(held_on: date, planned_year: int, today: date) -> Iterator[Problem]:
    """Why a visit cannot have been held on *held_on*."""
    if held_on > today:
        yield Problem("Ngày làm việc ở sau hôm nay; ghi khi đã làm việc xong.", "Ngày làm việc")
    if held_on.year < planned_year:
        yield Problem(f"Ngày làm việc trước năm {planned_year} của chương trình.", "Ngày làm việc")


def finding_problem(finding: str, text: str) -> str:
    """What is wrong with one finding; "" for none. What is not simply right is said in words, so that it can be mended."""
    if finding not in FINDINGS:
        return "Chọn một trong ba: đúng như báo cáo, không như báo cáo, cần bổ sung."
    if finding != CONFIRMED and not text:
        return "Ghi rõ khác ở đâu, cần bổ sung gì."
    return f"Dài quá {TEXT_LENGTH} ký tự; viết gọn lại." if len(text) > TEXT_LENGTH else ""
