from datetime import date

import pytest

from kheo.democracy.rules.plan_lines import (
    approval_problems,
    due_after,
    line_problems,
    plan_problems,
    proposed_lines,
    quarter_end,
    quarter_of,
)

TODAY = date(2026, 11, 30)


def said(problems):
    return [str(problem) for problem in problems]


def test_a_year_s_plan_is_proposed_for_all_fourteen_items_by_article_14_1():
    lines = proposed_lines(2026)
    assert [line.item for line in lines] == sorted((line.item for line in lines), key=lambda item: item or 15)
    assert {line.item for line in lines} == set(range(15))
    assert len(lines) == 29
    assert all(line.what and line.responsible for line in lines)
    budget = [(line.period, line.due) for line in lines if line.what.startswith("Số liệu")]
    assert budget == [
        ("quý I năm 2026", date(2026, 4, 7)),
        ("quý II năm 2026", date(2026, 7, 7)),
        ("quý III năm 2026", date(2026, 10, 7)),
        ("quý IV năm 2026", date(2027, 1, 8)),
    ]
    halves = [(line.period, line.due) for line in lines if line.item == 5]
    assert halves == [("6 tháng đầu năm 2026", date(2026, 7, 7)), ("năm 2026", date(2027, 1, 8))]
    called_up = next(line for line in lines if line.item == 9)
    assert (called_up.period, called_up.due) == ("năm 2026", date(2026, 11, 30))
    assert all(line.due is None and line.period == "" for line in lines if line.item in {8, 10, 11, 14})


@pytest.mark.parametrize(("month", "quarter", "end"), [(1, 1, (3, 31)), (3, 1, (3, 31)), (4, 2, (6, 30)), (12, 4, (12, 31))])
def test_quarters(month, quarter, end):
    assert quarter_of(date(2026, month, 1)) == quarter
    assert quarter_end(2026, quarter) == date(2026, *end)


def test_a_period_is_due_five_working_days_after_its_end_by_article_12_3():
    assert due_after(date(2026, 3, 31)) == date(2026, 4, 7)


def test_a_plan_is_of_a_year_under_this_law_and_not_far_ahead():
    assert said(plan_problems(2024, TODAY)) == []
    assert said(plan_problems(2027, TODAY)) == []
    for year in (2023, 2028):
        assert said(plan_problems(year, TODAY)) == [
            "Năm: Lập kế hoạch cho năm từ 2024 (Luật có hiệu lực từ 01/07/2023) đến 2027."
        ]


@pytest.mark.parametrize(("due", "is_well"), [
    (None, True), (date(2026, 1, 1), True), (date(2027, 3, 31), True), (date(2025, 12, 31), False), (date(2027, 4, 1), False),
])  # fmt: skip
def test_a_line_is_of_the_plan_s_year(due, is_well):
    found = said(line_problems(2026, 2, "Dự toán", due))
    assert found == ([] if is_well else [
        f"Chậm nhất ngày: Kế hoạch của năm 2026; ngày {due:%d/%m/%Y} nằm ngoài năm ấy và quý I năm sau."
    ])  # fmt: skip


def test_a_line_says_what_under_which_item():
    assert said(line_problems(2026, 15, " ", None)) == [
        "Nội dung theo Điều 11: Chọn một trong 14 nội dung của Điều 11.",
        "Công khai gì: Ghi công khai việc gì.",
    ]
    assert said(line_problems(2026, 0, "x" * 301, None)) == ["Công khai gì: Dài quá 300 ký tự; viết gọn lại."]


def test_an_approval_has_number_and_day():
    assert said(approval_problems("15/KH-UBND", date(2025, 12, 20), 2026, TODAY)) == []
    assert said(approval_problems("", date(2026, 12, 1), 2026, TODAY)) == [
        "Số văn bản: Ghi số của văn bản ban hành kế hoạch.",
        "Ngày văn bản: Ngày 01/12/2026 ở sau hôm nay; ghi ngày của bản đã ký.",
    ]
    assert said(approval_problems("1" * 61, date(2024, 1, 2), 2026, TODAY)) == [
        "Số văn bản: Dài quá 60 ký tự; viết gọn lại.",
        "Ngày văn bản: Ngày 02/01/2024 cách năm 2026 quá xa; xem lại năm.",
    ]
