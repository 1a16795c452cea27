"""A decision after the vote (Luật 10/2022/QH15 Điều 20–22): its contents, its way, the day it takes effect, its end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kheo.democracy.rules.community import hold_by
from kheo.democracy.rules.forms import COMMUNE
from kheo.democracy.rules.law import law
from kheo.foundation.refusal import Problem
from kheo.foundation.text import fold, tidy
from kheo.foundation.working_days import after_working_days

PAPERS = frozenset({"resolution", "minutes", "memo", "agreement"})
NOTHING_CARRIED_OUT = frozenset({4, 5})  # khoản of Điều 15: who was elected or dismissed has a term, not a work to report
NINTH_MONTH = 9
CONTENT, PROCEDURE = "content", "procedure"
ANNUL, ASK = "annul", "ask"
CONTENT_LENGTH, NAME_LENGTH, NUMBER_LENGTH, REASON_LENGTH, PAPER_LENGTH = 6_000, 120, 60, 600, 120
Effect = Literal["vote", "commune_day", "commune", "front"]


def effect_of(kind: int, scope: str, day: date) -> Effect:
    """What makes a decision take effect (Điều 21 khoản 2): the vote, the commune's day, or recognition by commune or Front."""
    if scope == COMMUNE:
        return "commune_day"
    if kind in law("recognised_by_commune", day).value:
        return "commune"
    return "front" if kind in law("recognised_by_front", day).value else "vote"


def effect_citation(kind: int, scope: str, day: date) -> str:
    keys = {"vote": "effect_on_vote", "commune_day": "effect_by_commune"}
    keys |= {"commune": "recognised_by_commune", "front": "recognised_by_front"}
    return law(keys[effect_of(kind, scope, day)], day).citation


def send_by(closed_on: date) -> date:
    """The last day for sending the decision to commune and Front: 5 working days (Điều 20 khoản 3)."""
    return after_working_days(closed_on, law("send_days", closed_on).value)


def answer_by(received_on: date) -> date:
    """The last day for recognising or refusing: 5 working days from receipt (Điều 21 khoản 2)."""
    return after_working_days(received_on, law("recognise_days", received_on).value)


def tell_by(decided_on: date) -> date:
    """By when a head makes the result public, by custom: no day stands in Điều 23 khoản 2, so the day for sending is taken."""
    return send_by(decided_on)


def report_by(effective_on: date) -> date:
    """By when a head reports what was carried out (Điều 23 khoản 2): at the year's conference, which asks it (Điều 33 khoản 3).

    By custom a decision of the last quarter is reported on at the conference of the year after.
    """
    return hold_by(effective_on.year + (effective_on.month > NINTH_MONTH))


@dataclass(frozen=True)
class DecisionContent:
    """Words and signatures of a decision; time, households, matter, form and votes come from the record (Điều 20 khoản 2)."""

    paper: str
    content: str
    head: str
    front_head: str
    first_household: str
    second_household: str
    number: str = ""


def content_problems(told: DecisionContent) -> Iterator[Problem]:
    if told.paper not in PAPERS:
        yield Problem(
            "Chọn nghị quyết, biên bản cuộc họp, bản ghi nhớ hay bản thoả thuận (Điều 20 khoản 1 Luật 10/2022/QH15).",
            "Hình thức văn bản",
        )
    if not tidy(told.content):
        yield Problem("Ghi điều cộng đồng đã quyết định (Điều 20 khoản 2 điểm e Luật 10/2022/QH15).", "Nội dung quyết định")
    elif len(tidy(told.content)) > CONTENT_LENGTH:
        yield Problem(f"Dài quá {CONTENT_LENGTH} ký tự; viết gọn lại.", "Nội dung quyết định")
    if len(tidy(told.number)) > 40:
        yield Problem("Dài quá 40 ký tự.", "Số")
    signers = {
        "Người đứng đầu": told.head,
        "Trưởng ban công tác Mặt trận": told.front_head,
        "Đại diện hộ thứ nhất": told.first_household,
        "Đại diện hộ thứ hai": told.second_household,
    }
    for where, name in signers.items():
        if not tidy(name):
            yield Problem("Thiếu chữ ký (Điều 20 khoản 2 điểm g Luật 10/2022/QH15).", where)
        elif len(tidy(name)) > NAME_LENGTH:
            yield Problem(f"Dài quá {NAME_LENGTH} ký tự.", where)
    if tidy(told.first_household) and fold(told.first_household) == fold(told.second_household):
        yield Problem("Hai đại diện hộ là hai người khác nhau (Điều 20 khoản 2 điểm g Luật 10/2022/QH15).", "Đại diện hộ thứ hai")


def day_problems(on: date, first: date | None, today: date, where: str, what: str) -> Iterator[Problem]:
    """A day that has come and does not stand before *first*, the day of *what*."""
    if on > today:
        yield Problem(f"Ngày {on:%d/%m/%Y} chưa đến.", where)
    elif first is not None and on < first:
        yield Problem(f"Ngày {on:%d/%m/%Y} đứng trước {what} ({first:%d/%m/%Y}).", where)


def paper_problems(number: str, where: str = "Số văn bản") -> Iterator[Problem]:
    if not tidy(number):
        yield Problem("Ghi số của văn bản đã ký.", where)
    elif len(tidy(number)) > NUMBER_LENGTH:
        yield Problem(f"Dài quá {NUMBER_LENGTH} ký tự.", where)


def reason_problems(reason: str, where: str) -> Iterator[Problem]:
    """A refusal, an annulment says why (Điều 21 khoản 2, Điều 22)."""
    if not tidy(reason):
        yield Problem("Nêu rõ lý do (Luật 10/2022/QH15 đòi hỏi trả lời có lý do).", where)
    elif len(tidy(reason)) > REASON_LENGTH:
        yield Problem(f"Dài quá {REASON_LENGTH} ký tự; viết gọn lại.", where)


def commune_act_problems(kind: str, ground: str) -> Iterator[Problem]:
    """What the commune may do (Điều 22 khoản 2): wrong in content, annul; wrong in procedure, annul or ask for a change."""
    if kind not in (ANNUL, ASK) or ground not in (CONTENT, PROCEDURE):
        yield Problem("Chọn bãi bỏ hay đề nghị sửa, và căn cứ (Điều 22 khoản 1, khoản 2 Luật 10/2022/QH15).", "Căn cứ")
    elif kind == ASK and ground == CONTENT:
        yield Problem(
            "Nội dung trái pháp luật, thuần phong mỹ tục thì Uỷ ban nhân dân cấp xã bãi bỏ (Điều 22 khoản 2 Luật 10/2022/QH15). "
            "Chọn bãi bỏ.",
            "Căn cứ",
        )
