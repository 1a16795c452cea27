"""When a report may get its number: what has to be written, by whom it is signed, the day, the number."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from kheo.foundation.refusal import Problem
from kheo.reporting.rules.outline import missing_boxes

# The review of a year falls between its last quarter and the next summer (domain: the year); later is warned of nowhere else.
FIRST_MONTH = 10


@dataclass(frozen=True)
class Draft:
    """What the rules look at: the words, who signs, and how many numbers in the words are not the record's."""

    year: int
    texts: dict[str, str]
    signer_authority: str
    place_name: str
    differing: int


def draft_problems(draft: Draft) -> list[Problem]:
    """What is still missing before anybody can sign."""
    problems = [Problem("Chưa viết; ô này báo cáo nào cũng phải có.", box.label) for box in missing_boxes(draft.texts)]
    if not draft.signer_authority:
        problems.append(Problem("Chưa ghi dòng trên chữ ký, ví dụ «T/M BAN THƯỜNG VỤ».", "Thẩm quyền ký"))
    if not draft.place_name:
        problems.append(Problem("Chưa ghi địa danh đứng trước ngày tháng, ví dụ «Duy Tiên».", "Địa danh"))
    return problems


def issue_problems(draft: Draft, *, differences_seen: bool) -> list[Problem]:
    """*draft* ready, and numbers that the record does not have seen by whoever issues it."""
    problems = draft_problems(draft)
    if draft.differing and not differences_seen:
        what = (
            f"Ô chữ còn {draft.differing} con số khác với sổ. Sửa ô chữ hoặc sửa sổ; nếu đã xem và vẫn giữ, đánh dấu ô xác nhận."
        )
        problems.append(Problem(what, "differences_seen"))
    return problems


def day_problems(year: int, day: date, today: date) -> list[Problem]:
    """The day on the signed paper: not before the last quarter of the year it reports on, not to come."""
    first = date(year, FIRST_MONTH, 1)
    if day < first:
        return [Problem(f"Báo cáo năm {year} không thể ghi ngày trước {first:%d/%m/%Y}; xem lại ngày trên bản đã ký.", "Ngày")]
    if day > today:
        return [Problem(f"Ngày {day:%d/%m/%Y} chưa tới; ghi ngày như trên bản đã ký.", "Ngày")]
    return []


def number_problems(key: str, separator: str, example: str, wanted: str, used: Collection[str]) -> list[Problem]:
    """*key* is the number however typed ("" when it is none), *used* those of the issuer's reports of that year."""
    if not key or separator != wanted:
        return [Problem(f"Số chưa đúng cách ghi; ghi như in trên bản đã ký, ví dụ «{example}».", "Số")]
    if key in used:
        return [Problem("Số này đã dùng cho báo cáo khác của cơ quan trong năm. Xem lại số trên bản đã ký.", "Số")]
    return []
