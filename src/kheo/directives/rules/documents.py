"""What is wrong with the head of a directive before it is kept: words, days, and no mark of secrecy."""

from datetime import date

from kheo.foundation.paper_numbers import number_key
from kheo.foundation.refusal import Problem

FIRST_DAY = date(1945, 9, 2)
"""No paper of this State is older; a day before it is a slip of the pen."""


def word_problems(
    words: dict[str, str], lengths: dict[str, int], labels: dict[str, str], may_be_empty: set[str]
) -> list[Problem]:
    """Tidied *words* by field: none too long, none missing but *may_be_empty*; each problem at its label."""
    problems = []
    for name, text in words.items():
        if not text and name not in may_be_empty:
            problems.append(Problem("Ô này chưa điền.", labels[name]))
        elif len(text) > lengths[name]:
            problems.append(Problem(f"Dài quá {lengths[name]} ký tự; viết gọn lại.", labels[name]))
    return problems


def number_problems(number: str) -> list[Problem]:
    if number and not number_key(number):
        what = f"«{number}» không có chữ hay số nào; ghi số và ký hiệu như in trên văn bản, ví dụ «43-KL/TW»."
        return [Problem(what, "Số, ký hiệu")]
    return []


def secrecy_problems(stamps: dict[str, str | None]) -> list[Problem]:
    """*stamps*: the degree found in each field, by its label."""
    return [
        Problem(
            f"Có dấu «{stamp}». Tài liệu bí mật nhà nước không được ghi vào đây; xử lý theo quy định về bảo vệ bí mật nhà nước. "
            "Nếu văn bản không phải tài liệu mật, hãy bỏ chữ đó rồi ghi lại.",
            label,
        )
        for label, stamp in stamps.items()
        if stamp
    ]


def day_problems(issued_on: date, valid_from: date | None, valid_to: date | None, today: date) -> list[Problem]:
    """The day of signing lies between 1945 and today; in force from it on at the earliest, and ended after that."""
    problems = []
    if issued_on < FIRST_DAY:
        problems.append(Problem(f"Ngày {issued_on:%d/%m/%Y} quá sớm; xem lại năm.", "Ngày ban hành"))
    if issued_on > today:
        what = f"Ngày {issued_on:%d/%m/%Y} chưa đến; ghi văn bản khi đã ban hành."
        problems.append(Problem(what, "Ngày ban hành"))
    if valid_from is not None and valid_from < issued_on:
        what = f"Không thể có hiệu lực trước ngày ban hành ({issued_on:%d/%m/%Y}); bỏ trống nếu tính từ ngày ban hành."
        problems.append(Problem(what, "Có hiệu lực từ"))
    begins = valid_from or issued_on
    if valid_to is not None and valid_to <= begins:
        problems.append(Problem(f"Phải sau ngày bắt đầu có hiệu lực ({begins:%d/%m/%Y}).", "Hết hiệu lực từ"))
    return problems
