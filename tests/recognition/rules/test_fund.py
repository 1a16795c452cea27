from datetime import date

import pytest

from kheo.recognition.rules.fund import MOST, excess_problem, line_problems, order_problem, text_problems

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(("amount", "fits"), [(0, False), (1, True), (MOST, True), (MOST + 1, False)])
def test_a_line_has_an_amount_within_reason(amount, fits):
    assert (line_problems(amount, TODAY, 2026, TODAY) == []) is fits


def test_an_opening_balance_may_be_nought():
    assert line_problems(0, TODAY, 2026, TODAY, lowest=0) == []


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 1, 1), []),
        (date(2025, 12, 31), ["Ngày: Ngày 31/12/2025 không thuộc năm 2026; ghi vào sổ của năm ấy."]),
        (TODAY, []),
        (date(2026, 11, 30), ["Ngày: Ngày 30/11/2026 ở sau hôm nay; ghi khi tiền đã thu, đã chi."]),
    ],
)
def test_a_line_stands_in_its_year_and_not_after_today(day, said):
    assert [str(one) for one in line_problems(5, day, 2026, TODAY)] == said


def test_the_book_begins_with_its_opening_balance():
    assert [str(one) for one in order_problem(TODAY, None, 2026)] == [
        "Ngày: Sổ quỹ năm 2026 chưa có số dư đầu năm; ghi số dư đầu năm trước (không có thì ghi 0)."
    ]
    assert [str(one) for one in order_problem(date(2026, 6, 30), date(2026, 7, 1), 2026)] == [
        "Ngày: Ngày 30/06/2026 ở trước ngày ghi số dư đầu năm 01/07/2026."
    ]
    assert order_problem(date(2026, 7, 1), date(2026, 7, 1), 2026) == []


def test_a_list_may_take_all_of_the_fund_and_not_a_dong_more():
    assert excess_problem(700, 700) is None
    assert str(excess_problem(2_277_000, 2_000_000)) == (
        "Vẫn ghi dù quỹ không đủ: Danh sách chi 2.277.000 đồng, quỹ còn 2.000.000 đồng, thiếu 277.000 đồng. "
        "Ghi khoản thu còn thiếu trước; nếu vẫn chi thì đánh dấu «Vẫn ghi dù quỹ không đủ»."
    )


def test_an_empty_text_is_named():
    assert [str(one) for one in text_problems([("Nguồn", ""), ("Chứng từ", "PC 12")])] == ["Nguồn: Chưa ghi mục này."]
