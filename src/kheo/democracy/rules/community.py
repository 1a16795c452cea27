"""The yearly conference of a village's community (Luật 10/2022/QH15 Điều 33, Nghị định 59/2023/NĐ-CP Điều 10–11)."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from kheo.foundation.numbers import written
from kheo.foundation.refusal import Problem
from kheo.foundation.rules import Rule, RuleTable, load_rules
from kheo.foundation.text import tidy

PLACE_LENGTH, TEXT_LENGTH, LINE_LENGTH = 200, 20_000, 600
MOST_GUESTS = 1000
FIRST_DAY = date(2023, 8, 15)
"""The decree's first day; the law's own (01/07/2023) names no notice period."""
_DAY = timedelta(days=1)


@cache
def community_rules() -> RuleTable:
    return load_rules("kheo.democracy", "community.toml")


def rule(key: str, day: date) -> Rule:
    """The row ``community.<key>`` in force on *day*; NoRuleInForceError before the law."""
    return community_rules().on(f"community.{key}", day)


def reports(day: date) -> dict[str, str]:
    """What each of the three reports at the conference is about (Điều 33 khoản 3), by who gives it: head, front, board."""
    return dict(rule("reports", day).value)


def hold_by(year: int) -> date:
    """The last day for the conference of *year* (Điều 33 khoản 1)."""
    row = rule("yearly", date(year, 12, 31))
    return date(year, row.value["month"], row.value["day"])


def notice_by(planned_on: date) -> date:
    """The last day on which the notice must reach the households: 5 days before (Điều 11 khoản 1 điểm c)."""
    return planned_on - int(rule("notice", planned_on).value) * _DAY


def plan_problems(year: int, planned_on: date, place: str, content: str) -> Iterator[Problem]:
    if planned_on < FIRST_DAY:
        yield Problem("Nghị định 59/2023/NĐ-CP có hiệu lực từ 15/08/2023.", "Ngày họp")
    elif planned_on.year != year:
        yield Problem(f"Hội nghị của năm {year} họp trong năm ấy, vào cuối năm (Điều 33 khoản 1 Luật 10/2022/QH15).", "Ngày họp")
    if not tidy(place):
        yield Problem("Ghi họp ở đâu.", "Địa điểm")
    elif len(place) > PLACE_LENGTH:
        yield Problem(f"Dài quá {PLACE_LENGTH} ký tự; viết gọn lại.", "Địa điểm")
    if not tidy(content):
        yield Problem("Ghi các nội dung của hội nghị.", "Nội dung")
    elif len(content) > TEXT_LENGTH:
        yield Problem(f"Dài quá {written(TEXT_LENGTH)} ký tự; viết gọn lại.", "Nội dung")


def notice_problems(plan_sent_on: date | None, noticed_on: date, planned_on: date, today: date) -> Iterator[Problem]:
    """The notice goes out after the plan was agreed; too late a day is refused: the conference is moved instead."""
    if plan_sent_on is None:
        row = rule("plan_to", planned_on)
        yield Problem(f"Gửi kế hoạch để thống nhất trước ({row.citation}).", "Ngày báo")
    elif noticed_on < plan_sent_on:
        yield Problem(f"Kế hoạch gửi ngày {plan_sent_on:%d/%m/%Y}; báo sau khi đã thống nhất.", "Ngày báo")
    if noticed_on > today:
        yield Problem("Ngày này ở sau hôm nay; ghi khi đã báo.", "Ngày báo")
    if noticed_on > notice_by(planned_on):
        row = rule("notice", planned_on)
        last = f"{notice_by(planned_on):%d/%m/%Y}"
        what = f"Phải báo chậm nhất {last}, {row.value} ngày trước hội nghị ({row.citation}); dời ngày họp."
        yield Problem(what, "Ngày báo")


def sending_problems(sent_on: date, planned_on: date, today: date) -> Iterator[Problem]:
    if sent_on > today:
        yield Problem("Ngày này ở sau hôm nay; ghi khi đã gửi.", "Ngày gửi")
    elif not FIRST_DAY <= sent_on < planned_on:
        yield Problem("Kế hoạch gửi trước ngày họp.", "Ngày gửi")


def holding_problems(
    noticed_on: date | None, days: tuple[date, date], people: tuple[int, int, int], today: date
) -> Iterator[Problem]:
    """*days*: planned and held; *people*: households on the roll, present among them, guests."""
    planned_on, held_on = days
    households, present, guests = people
    if noticed_on is None:
        yield Problem("Chưa ghi ngày báo cho hộ gia đình; ghi trước.", "Ngày họp")
    if held_on < planned_on:
        yield Problem(f"Đã báo cho dân ngày {planned_on:%d/%m/%Y}; không họp sớm hơn.", "Ngày họp")
    if held_on > today:
        yield Problem("Ngày này ở sau hôm nay; ghi khi hội nghị đã họp.", "Ngày họp")
    if households == 0:
        yield Problem("Sổ hộ chưa có hộ nào ngày ấy; nhập sổ hộ trước.", "Số hộ có mặt")
    elif not 1 <= present <= households:
        yield Problem(f"Ghi một số từ 1 đến {written(households)}, số hộ trong sổ.", "Số hộ có mặt")
    if not 0 <= guests <= MOST_GUESTS:
        yield Problem(f"Ghi một số từ 0 đến {written(MOST_GUESTS)}.", "Khách mời")


def text_problems(text: str, where: str, most: int = LINE_LENGTH) -> Iterator[Problem]:
    if not tidy(text):
        yield Problem("Ô này chưa điền.", where)
    elif len(text) > most:
        yield Problem(f"Dài quá {written(most)} ký tự; viết gọn lại.", where)
