from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.democracy.rules.plans import (
    PLAN_PARTS,
    Period,
    Span,
    period_problems,
    plan_problems,
    quarter_before,
    quarter_of,
    report_problems,
)

TODAY = date(2026, 10, 5)
PARTS = dict.fromkeys(PLAN_PARTS, "lời")


def said(problems):
    return [str(one) for one in problems]


@pytest.mark.parametrize(
    ("period", "label", "first", "last"),
    [
        (Period(Span.QUARTER, 2026, 1), "quý I năm 2026", date(2026, 1, 1), date(2026, 3, 31)),
        (Period(Span.QUARTER, 2026, 4), "quý IV năm 2026", date(2026, 10, 1), date(2026, 12, 31)),
        (Period(Span.HALF, 2026, 1), "6 tháng đầu năm 2026", date(2026, 1, 1), date(2026, 6, 30)),
        (Period(Span.HALF, 2026, 2), "6 tháng cuối năm 2026", date(2026, 7, 1), date(2026, 12, 31)),
        (Period(Span.YEAR, 2026), "năm 2026", date(2026, 1, 1), date(2026, 12, 31)),
        (Period(Span.TERM, 2024), "nhiệm kỳ (từ năm 2024)", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_decree_14_1_a_plans_are_of_a_quarter_half_year_year_and_term(period, label, first, last):
    assert (period.label, period.first, period.last) == (label, first, last)
    assert said(period_problems(period)) == []


@pytest.mark.parametrize(
    "period", [Period(Span.QUARTER, 2026, 0), Period(Span.QUARTER, 2026, 5), Period(Span.HALF, 2026, 3), Period("week", 2026)]
)
def test_decree_14_1_a_there_is_no_other_period(period):
    assert said(period_problems(period)) == ["Kỳ: Chọn quý I–IV, 6 tháng đầu, 6 tháng cuối, năm hoặc nhiệm kỳ."]


def test_no_plan_is_older_than_the_law():
    assert said(period_problems(Period(Span.YEAR, 2022))) == ["Năm: Năm 2022 nằm ngoài khoảng 2023 đến 2100."]
    assert said(period_problems(Period(Span.YEAR, 2023))) == []
    assert said(period_problems(Period(Span.YEAR, 2101))) == ["Năm: Năm 2101 nằm ngoài khoảng 2023 đến 2100."]


@given(st.dates(date(2024, 1, 1), date(2099, 12, 31)))
def test_every_day_lies_in_its_quarter_and_after_the_one_before(day):
    quarter = quarter_of(day)
    assert quarter.first <= day <= quarter.last
    assert (quarter.first - quarter_before(day).last).days == 1


def test_decree_14_1_a_and_18_1_a_plan_says_its_parts_money_and_conditions_may_be_left_out():
    assert said(plan_problems(PARTS)) == []
    assert said(plan_problems(PARTS | {"money": "", "conditions": " "})) == []
    place = "(Nghị định 59/2023/NĐ-CP Điều 14 khoản 1 điểm a, Điều 18 khoản 1)."
    assert said(plan_problems({})) == [
        f"Mục đích, yêu cầu: Kế hoạch phải nêu mục đích, yêu cầu {place}",
        f"Nội dung: Kế hoạch phải nêu nội dung {place}",
        f"Thời gian: Kế hoạch phải nêu thời gian {place}",
        f"Tổ chức thực hiện: Kế hoạch phải nêu tổ chức thực hiện {place}",
    ]
    assert said(plan_problems(PARTS | {"content": "a" * 2000})) == []
    assert said(plan_problems(PARTS | {"content": "a" * 2001})) == ["Nội dung: Dài quá 2000 ký tự; viết gọn lại."]


def test_decree_14_3_a_report_is_sent_in_the_last_month_of_its_period_or_later():
    quarter = Period(Span.QUARTER, 2026, 3)
    assert said(report_problems(quarter, date(2026, 8, 31), "1", TODAY)) == []
    early = ["Ngày gửi: Kỳ này đến hết 30/09/2026; chưa đến tháng cuối thì chưa báo cáo."]
    assert said(report_problems(quarter, date(2026, 8, 30), "1", TODAY)) == early
    assert said(report_problems(Period(Span.TERM, 2026), date(2026, 2, 1), "1", TODAY)) == []
    assert said(report_problems(quarter, date(2026, 10, 6), " ", TODAY)) == [
        "Ngày gửi: Ngày 06/10/2026 chưa đến; ghi khi đã gửi.",
        "Số báo cáo: Ghi số báo cáo.",
    ]
    assert said(report_problems(quarter, TODAY, "1" * 61, TODAY)) == ["Số báo cáo: Dài quá 60 ký tự; viết gọn lại."]
