"""Information that people ask for (Luật 10/2022/QH15 Điều 14 khoản 2): when it is due, what may be wrong, how long it is kept."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kheo.foundation.refusal import Problem
from kheo.foundation.rules import Rule, RuleTable, load_rules
from kheo.foundation.text import tidy
from kheo.foundation.working_days import after_working_days

PAGE, MAIL, POST, OFFICE = "page", "mail", "post", "office"
REACHED_BY = frozenset({MAIL, POST})
"""Ways of answering that need to know where to: for the others nothing of whoever asks is kept."""
GIVEN, REFUSED, TRANSFERRED = "given", "refused", "transferred"
CONTACT_KEPT, WORDS_KEPT = timedelta(days=30), timedelta(days=365)
"""Days after the answer; a choice of this software: no text that was read sets them."""
LONGEST_WORDS, LONGEST_CONTACT, LONGEST_ANSWER, LONGEST_NAME = 2000, 200, 5000, 200
WORDS, CONTACT, ANSWER, REASON, TO, UNTIL, RECEIVED = (
    "Cần thông tin gì", "Gửi đến đâu", "Trả lời", "Lý do", "Chuyển đến", "Hạn mới", "Ngày nhận"
)  # fmt: skip
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_TERMS = {PAGE: "net", MAIL: "net", POST: "post", OFFICE: "office"}


@cache
def information_rules() -> RuleTable:
    return load_rules("kheo.democracy", "information.toml")


@dataclass(frozen=True)
class Term:
    """*on*: the last day for what is at hand; *latest*: for what must be gathered, prolonged; *rule*: where it stands."""

    on: date
    latest: date
    rule: Rule


def term_of(way: str, received_on: date) -> Term:
    """By when a request of *received_on* is answered by *way*: working days, the first not counted."""
    rule = information_rules().on(f"term.{_TERMS[way]}", received_on)
    days = rule.value
    return Term(
        after_working_days(received_on, days["simple"]), after_working_days(received_on, days["complex"] + days["more"]), rule
    )


def refusals(day: date) -> dict[str, str]:
    """Why information may be refused, by code."""
    return dict(information_rules().on("refusal", day).value)


def request_problems(words: str, way: str, contact: str) -> Iterator[Problem]:
    if not words:
        yield Problem("Ghi cần biết thông tin gì: tên văn bản, việc, năm.", WORDS)
    if len(words) > LONGEST_WORDS:
        yield Problem(f"Dài quá {LONGEST_WORDS} ký tự; viết gọn lại.", WORDS)
    if way in REACHED_BY and not tidy(contact):
        yield Problem("Ghi nơi gửi trả lời, hoặc chọn xem trên trang bằng mã.", CONTACT)
    elif way == MAIL and not _MAIL.fullmatch(tidy(contact)):
        yield Problem("Địa chỉ thư điện tử này chưa đúng, ví dụ ten@vidu.vn.", CONTACT)
    if len(tidy(contact)) > LONGEST_CONTACT:
        yield Problem(f"Dài quá {LONGEST_CONTACT} ký tự; viết gọn lại.", CONTACT)


def received_problems(received_on: date, first: date, today: date) -> Iterator[Problem]:
    """A request on paper came on a day that is over or today, and not before the law."""
    if not first <= received_on <= today:
        yield Problem(f"Ghi ngày từ {first:%d/%m/%Y} đến {today:%d/%m/%Y}.", RECEIVED)


def answer_problems(
    outcome: str, text: str, reason: str, to: str, known: Collection[str], *, has_file: bool
) -> Iterator[Problem]:
    """What an answer lacks: a refusal names its reason (Luật 104/2016/QH13 Điều 28 khoản 2, not read), a transfer whereto."""
    if len(text) > LONGEST_ANSWER:
        yield Problem(f"Dài quá {LONGEST_ANSWER} ký tự; gửi phần dài thành tệp.", ANSWER)
    if outcome == GIVEN and not text and not has_file:
        yield Problem("Ghi thông tin, nơi xem thông tin, hoặc gửi kèm tệp.", ANSWER)
    if outcome == REFUSED and reason not in known:
        yield Problem("Chọn lý do từ chối.", REASON)
    if outcome == REFUSED and not text:
        yield Problem("Nói rõ vì sao từ chối, để người yêu cầu hiểu.", ANSWER)
    if outcome == TRANSFERRED and not tidy(to):
        yield Problem("Ghi cơ quan có trách nhiệm cung cấp.", TO)
    if len(tidy(to)) > LONGEST_NAME:
        yield Problem(f"Dài quá {LONGEST_NAME} ký tự; viết gọn lại.", TO)


def extension_problems(until: date, reason: str, due_on: date, latest: date) -> Iterator[Problem]:
    if not due_on < until <= latest:
        yield Problem(f"Chọn ngày sau {due_on:%d/%m/%Y}, không quá {latest:%d/%m/%Y}.", UNTIL)
    if not tidy(reason):
        yield Problem("Nói vì sao cần thêm thời gian; người yêu cầu đọc được lời này.", REASON)
    if len(tidy(reason)) > LONGEST_NAME:
        yield Problem(f"Dài quá {LONGEST_NAME} ký tự; viết gọn lại.", REASON)
