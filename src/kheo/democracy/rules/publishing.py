"""What a commune must publish, in which forms, by when and for how long (Luật 10/2022/QH15 Điều 11–14)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kheo.foundation.refusal import Problem
from kheo.foundation.rules import RuleTable, load_rules
from kheo.foundation.text import tidy
from kheo.foundation.working_days import after_working_days

OFFICE_BOARD, VILLAGE_BOARD, PORTAL, LOUDSPEAKER, HEAD = "office_board", "village_board", "portal", "loudspeaker", "head"
BOARDS = frozenset({OFFICE_BOARD, VILLAGE_BOARD})
OF_A_VILLAGE = frozenset({VILLAGE_BOARD, HEAD})
MORE_FORMS = ("letter", "dialogue", "reception", "organisations", "network", "other")
FORMS = (PORTAL, OFFICE_BOARD, VILLAGE_BOARD, LOUDSPEAKER, HEAD, *MORE_FORMS)
QUARTERLY_LIST = 0
FIRST_DAY = date(2023, 7, 1)
"""The law's first day: no rule holds before it."""
TITLE_LENGTH, SUMMARY_LENGTH, LONGEST_LAW = 200, 4000, 200
OWN_LAW_FIELD = "Ngày theo luật của lĩnh vực"


@cache
def publishing_rules() -> RuleTable:
    return load_rules("kheo.democracy", "public_items.toml")


@dataclass(frozen=True)
class Item:
    """One of the fourteen (*number* 1 to 14), or the quarterly list of Điều 13 khoản 2 (0).

    *posted*: «office», «villages», where it hangs; *permanent*: always; *loudspeaker*: three days running, and to the heads.
    """

    number: int
    name: str
    covers: str
    posted: frozenset[str]
    permanent: bool
    loudspeaker: bool
    citation: str

    @property
    def label(self) -> str:
        return f"{self.number}. {self.name}" if self.number else self.name


def item_on(number: int, day: date) -> Item:
    """The item as it stands on *day*; NoRuleInForceError for a number that is none, and before 01/07/2023."""
    rule = publishing_rules().on(f"item.{number}", day)
    value = rule.value
    return Item(
        number=number,
        name=value["name"],
        covers=value["covers"],
        posted=frozenset(value["posted"]),
        permanent=value["permanent"],
        loudspeaker=value["loudspeaker"],
        citation=rule.citation,
    )


def items_on(day: date) -> list[Item]:
    """The fourteen items of Điều 11 in their order, then the quarterly list."""
    return [item_on(number, day) for number in (*range(1, 15), QUARTERLY_LIST)]


def required_forms(item: Item, *, has_loudspeaker: bool) -> tuple[str, ...]:
    """Forms that the law demands for *item*: page (13.1), boards (13.2), loudspeaker where there is one (13.3), heads (13.4)."""
    demanded = {PORTAL}
    demanded |= {OFFICE_BOARD} if "office" in item.posted else set()
    demanded |= {VILLAGE_BOARD} if "villages" in item.posted else set()
    if item.loudspeaker:
        demanded |= {LOUDSPEAKER, HEAD} if has_loudspeaker else {HEAD}
    return in_order(demanded)


def in_order(forms: Collection[str]) -> tuple[str, ...]:
    return tuple(form for form in FORMS if form in forms)


@dataclass(frozen=True)
class Due:
    """*day*: the last one in time; *citation*: where it stands."""

    day: date
    citation: str


def due_on(paper_day: date, own_law_day: date | None, own_law: str, today: date) -> Due:
    """By when a paper of *paper_day* is published: the day of its field's own law, else five working days (Điều 12 khoản 3)."""
    rule = publishing_rules().on("publish.within", today)
    if own_law_day is not None:
        return Due(own_law_day, own_law)
    return Due(after_working_days(paper_day, rule.value), rule.citation)


def hanging_days(item: Item, day: date) -> int | None:
    """How many days running *item* hangs; None: always (Điều 13 khoản 2)."""
    return None if item.permanent else int(publishing_rules().on("posting.days", day).value)


def hangs_until(first: date, days: int | None) -> date | None:
    """The last day on which what was hung on *first*, itself not counted, must still hang; None: it hangs always."""
    return None if days is None else first + timedelta(days=days)


def loudspeaker_days(day: date) -> int:
    """How many days running something is read out (Điều 13 khoản 3)."""
    return int(publishing_rules().on("loudspeaker.days", day).value)


def longest_run(days: Collection[date]) -> int:
    """The most days running in *days*; 0 for none."""
    best = run = 0
    before: date | None = None
    for day in sorted(set(days)):
        run = run + 1 if before is not None and day - before == timedelta(days=1) else 1
        best, before = max(best, run), day
    return best


def words_problems(title: str, summary: str, responsible: str) -> Iterator[Problem]:
    for words, length, where, what in (
        (title, TITLE_LENGTH, "Tiêu đề", "Ghi tên việc, văn bản công khai."),
        (summary, SUMMARY_LENGTH, "Nội dung chính", "Ghi vài câu người dân đọc là hiểu; tệp kèm theo có đủ phần còn lại."),
        (responsible, TITLE_LENGTH, "Bộ phận thực hiện", "Ghi bộ phận, chức danh tổ chức thực hiện (Điều 14 khoản 1)."),
    ):
        if not tidy(words):
            yield Problem(what, where)
        if len(words.strip()) > length:
            yield Problem(f"Dài quá {length} ký tự; viết gọn lại.", where)


def paper_problems(paper_day: date, own_law_day: date | None, own_law: str, today: date) -> Iterator[Problem]:
    """*paper_day* has come and lies under this law; a day of the field's own law names the document that sets it."""
    if paper_day > today:
        yield Problem(f"Ngày {paper_day:%d/%m/%Y} ở sau hôm nay; ghi ngày của văn bản đã ký.", "Ngày văn bản")
    if paper_day < FIRST_DAY:
        yield Problem("Luật 10/2022/QH15 có hiệu lực từ 01/07/2023; văn bản trước ngày ấy không tính hạn ở đây.", "Ngày văn bản")
    if (own_law_day is None) != (not tidy(own_law)):
        what = "Ngày và văn bản định ngày ấy đi cùng nhau: ghi cả hai, hoặc để trống cả hai để tính 5 ngày làm việc."
        yield Problem(what, OWN_LAW_FIELD)
    if own_law_day is not None and own_law_day < paper_day:
        yield Problem("Ngày này ở trước ngày văn bản; xem lại hai ngày.", OWN_LAW_FIELD)
    if len(tidy(own_law)) > LONGEST_LAW:
        yield Problem(f"Dài quá {LONGEST_LAW} ký tự; ghi số và điều của văn bản.", "Văn bản định ngày")


def forms_problems(more: Collection[str]) -> Iterator[Problem]:
    """Forms chosen beside those of the law are of Điều 12 khoản 1 (Điều 13 khoản 5)."""
    if unknown := sorted(set(more) - {*MORE_FORMS, OFFICE_BOARD, VILLAGE_BOARD, HEAD, LOUDSPEAKER}):
        yield Problem(f"Không có hình thức «{', '.join(unknown)}»; chọn trong danh sách.", "Hình thức chọn thêm")
