"""Democracy inside an agency, a school, a public service unit: Luật 10/2022/QH15 Điều 46–63. Counts are compared as integers."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from kheo.foundation.numbers import written
from kheo.foundation.refusal import Problem
from kheo.foundation.rules import Rule, RuleTable, load_rules
from kheo.foundation.text import tidy
from kheo.foundation.working_days import after_working_days

TITLE_LENGTH, TEXT_LENGTH, REASON_LENGTH = 200, 4000, 300
MOST_STAFF = 10_000
_DAY = timedelta(days=1)


@cache
def agency_rules() -> RuleTable:
    return load_rules("kheo.democracy", "agencies.toml")


def rule(key: str, day: date) -> Rule:
    """The row ``agency.<key>`` in force on *day*; NoRuleInForceError before 01/07/2023."""
    return agency_rules().on(f"agency.{key}", day)


def items(day: date) -> list[tuple[int, str]]:
    """What the head publishes to staff (Điều 46), by the number of its clause."""
    return list(enumerate(rule("items", day).value, 1))


def forms(day: date) -> dict[str, str]:
    """In which ways it may be told (Điều 47 khoản 1), by key."""
    return dict(rule("forms", day).value)


def post_by(dated_on: date) -> date:
    """The last day to publish a paper of *dated_on*: 5 working days (Điều 47 khoản 2)."""
    return after_working_days(dated_on, rule("post_within", dated_on).value)


def stays_until(posted_on: date, form: str) -> date | None:
    """The first day on which it may be taken down: 20 days running (Điều 48); None for a form that does not stay up."""
    row = rule("post_for", posted_on)
    return posted_on + row.value["days"] * _DAY if form in row.value["forms"] else None


def posting_problems(item: int, title: str, form: str, days: tuple[date, date], today: date) -> Iterator[Problem]:
    """One thing told to staff; *days*: of the paper, and on which it was told."""
    dated_on, posted_on = days
    yield from _text_problems(title, "Nội dung", TITLE_LENGTH)
    if dated_on > posted_on:
        yield Problem(f"Văn bản ngày {dated_on:%d/%m/%Y} có sau ngày công khai ({posted_on:%d/%m/%Y}).", "Ngày công khai")
    if posted_on > today:
        yield Problem("Ngày này ở sau hôm nay; ghi khi đã công khai.", "Ngày công khai")
    if not _is_in_force(dated_on):
        yield Problem("Luật 10/2022/QH15 có hiệu lực từ 01/07/2023; văn bản trước ngày ấy không ghi ở đây.", "Ngày văn bản")
        return
    if item not in dict(items(dated_on)):
        yield Problem(f"Chọn một nội dung trong danh sách ({rule('items', dated_on).citation}).", "Thuộc nội dung")
    if form not in forms(dated_on):
        yield Problem(f"Chọn một hình thức trong danh sách ({rule('forms', dated_on).citation}).", "Hình thức")


def taking_down_problems(posted_on: date, form: str, on: date, today: date) -> Iterator[Problem]:
    """Taken down *on*: never before it was put up, never in the future; too early is told, not refused: it happened."""
    if stays_until(posted_on, form) is None:
        yield Problem("Hình thức này không niêm yết nên không có ngày gỡ.", "Ngày gỡ")
    if on < posted_on:
        yield Problem(f"Đứng trước ngày công khai ({posted_on:%d/%m/%Y}).", "Ngày gỡ")
    if on > today:
        yield Problem("Ngày này ở sau hôm nay; ghi khi đã gỡ.", "Ngày gỡ")


def conference_by(year: int) -> date:
    """The last day for the conference on the working year *year*: within 3 months of the next (Điều 51 khoản 1)."""
    row = rule("conference_due", date(year, 12, 31))
    return date(year + 1, row.value["month"], row.value["day"])


def present_needed(summoned: int, day: date) -> int:
    """How many of *summoned* must be there: two thirds, rounded up (Điều 51 khoản 2 điểm c)."""
    share = rule("conference_present", day).value
    return -(-summoned * share["least"] // share["of"])


def is_passed(votes_for: int, present: int) -> bool:
    """A resolution passes with more than half of those present (Điều 51 khoản 2 điểm c)."""
    return 2 * votes_for > present


def is_small(staff: int, day: date) -> bool:
    """7 people or fewer: a conference only if wanted, no board (Điều 51 khoản 2 điểm đ, Điều 60 khoản 1)."""
    return staff <= int(rule("small", day).value)


def conference_problems(
    held_on: date, year: int, people: tuple[int, int, int, int], scattered: str, today: date
) -> Iterator[Problem]:
    """A conference on *year*; *people*: staff, summoned, present, in favour; *scattered*: why delegates were sent below 100.

    Too few present is no mistake of the record: it is kept as a conference that was not valid (Điều 50 khoản 2 asks for it).
    """
    staff, summoned, present, votes_for = people
    if held_on > today:
        yield Problem("Ngày này ở sau hôm nay; ghi khi hội nghị đã họp.", "Ngày họp")
    if not date(year, 1, 1) <= held_on < date(year + 2, 1, 1) or not _is_in_force(held_on):
        yield Problem(f"Hội nghị của năm công tác {year} họp trong năm ấy hoặc năm sau, từ 01/07/2023.", "Ngày họp")
        return
    if not 1 <= staff <= MOST_STAFF:
        yield Problem(f"Ghi một số từ 1 đến {written(MOST_STAFF)}.", "Tổng số người")
    if not 1 <= summoned <= staff:
        yield Problem(f"Ghi một số từ 1 đến tổng số người ({written(staff)}).", "Số được triệu tập")
    least = rule("delegates_from", held_on)
    if summoned < staff < int(least.value) and not tidy(scattered):
        what = f"Dưới {least.value} người thì họp toàn thể; họp đại biểu phải vì phân tán hoặc không bỏ được vị trí: ghi lý do"
        yield Problem(f"{what} ({least.citation}).", "Lý do họp đại biểu")
    if not 0 <= present <= summoned:
        yield Problem(f"Ghi một số từ 0 đến số được triệu tập ({written(summoned)}).", "Số có mặt")
    if not 0 <= votes_for <= present:
        yield Problem(f"Ghi một số từ 0 đến số có mặt ({written(present)}).", "Số tán thành nghị quyết")


def correction_problems(why: str) -> Iterator[Problem]:
    """What was recorded and told to the staff is not changed without a reason that stays beside it."""
    if not tidy(why):
        yield Problem("Ghi vì sao đính chính: số nào sai, căn cứ vào đâu.", "Lý do đính chính")
    elif len(tidy(why)) > REASON_LENGTH:
        yield Problem(f"Dài quá {REASON_LENGTH} ký tự; viết gọn lại.", "Lý do đính chính")


def board_ends(elected_on: date) -> date:
    """The day a board's term of 2 years ends (Điều 60 khoản 3); of 29/02 the next day."""
    year = elected_on.year + int(rule("board_years", elected_on).value)
    if (elected_on.month, elected_on.day) == (2, 29):
        return date(year, 3, 1)
    return elected_on.replace(year=year)


def board_problems(elected_on: date, members: int, special: str, today: date) -> Iterator[Problem]:
    """A people's inspection board of *members*; *special*: why it has more than nine (Điều 60 khoản 1)."""
    if elected_on > today:
        yield Problem("Ngày này ở sau hôm nay; ghi khi đã bầu.", "Ngày bầu")
    if not _is_in_force(elected_on):
        yield Problem("Luật 10/2022/QH15 có hiệu lực từ 01/07/2023; Ban bầu trước ngày ấy không ghi ở đây.", "Ngày bầu")
        return
    row = rule("board_members", elected_on)
    least, most = row.value["least"], row.value["most"]
    if members < least or members > MOST_STAFF:
        yield Problem(f"Ban có từ {least} đến {most} thành viên ({row.citation}).", "Số thành viên")
    elif members > most and not tidy(special):
        what = f"Nhiều hơn {most} chỉ khi cơ quan đặc thù hoặc phân tán: ghi lý do ({row.citation})."
        yield Problem(what, "Lý do nhiều hơn")


def reply_by(received_on: date) -> date:
    """The last day for the head's answer to the board's recommendation: 15 days (Điều 63 khoản 1 điểm c)."""
    return received_on + int(rule("reply_within", received_on).value) * _DAY


def recommendation_problems(received_on: date, text: str, today: date) -> Iterator[Problem]:
    yield from _text_problems(text, "Kiến nghị", TEXT_LENGTH)
    if received_on > today:
        yield Problem("Ngày này ở sau hôm nay.", "Ngày nhận")
    if not _is_in_force(received_on):
        yield Problem("Luật 10/2022/QH15 có hiệu lực từ 01/07/2023.", "Ngày nhận")


def reply_problems(received_on: date, replied_on: date, text: str, today: date) -> Iterator[Problem]:
    yield from _text_problems(text, "Kết quả giải quyết", TEXT_LENGTH)
    if not received_on <= replied_on <= today:
        yield Problem(f"Phải từ ngày nhận kiến nghị ({received_on:%d/%m/%Y}) đến hôm nay.", "Ngày trả lời")


def _text_problems(text: str, where: str, most: int) -> Iterator[Problem]:
    if not tidy(text):
        yield Problem("Ô này chưa điền.", where)
    elif len(text) > most:
        yield Problem(f"Dài quá {written(most)} ký tự; viết gọn lại.", where)


def _is_in_force(day: date) -> bool:
    return any(row.holds_on(day) for row in agency_rules().rules)
