from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.directives.rules.targets import progress, reading_problems, target_problems, value_problems

DUE = date(2025, 11, 30)
BEFORE, AFTER = date(2025, 11, 30), date(2025, 12, 1)


def stands(read, today=BEFORE, direction="at_least", value=15):
    read = None if read is None else Decimal(str(read))
    found = progress(Decimal(value), direction, "mô hình", DUE, read, today)
    return found.state, found.share, found.reached, found.words


@pytest.mark.parametrize(
    ("read", "today", "expected"),
    [
        (None, BEFORE, ("unknown", 0, None, "chưa có số đo; cần ít nhất 15 mô hình, đến 30/11/2025")),
        (None, AFTER, ("unknown", 0, None, "chưa có số đo; cần ít nhất 15 mô hình, đã quá hạn 30/11/2025")),
        (12, BEFORE, ("under_way", 80, None, "đạt 12 trong 15 mô hình, còn đến 30/11/2025")),
        ("12.5", BEFORE, ("under_way", 83, None, "đạt 12,5 trong 15 mô hình, còn đến 30/11/2025")),
        (12, AFTER, ("missed", 80, False, "đạt 12 trong 15 mô hình, còn thiếu 3 khi hết hạn 30/11/2025")),
        (15, BEFORE, ("reached", 100, True, "đạt 15 trên chỉ tiêu 15 mô hình")),
        (17, AFTER, ("reached", 100, True, "đạt 17 trên chỉ tiêu 15 mô hình, vượt 2")),
    ],
)
def test_a_target_to_reach_is_told_in_words(read, today, expected):
    assert stands(read, today) == expected


@pytest.mark.parametrize(
    ("read", "today", "expected"),
    [
        (None, BEFORE, ("unknown", 0, None, "chưa có số đo; cần không quá 15 mô hình, đến 30/11/2025")),
        (3, BEFORE, ("under_way", 20, None, "3 mô hình, trong mức không quá 15 mô hình, giữ đến 30/11/2025")),
        (15, AFTER, ("reached", 100, True, "15 mô hình, trong mức không quá 15 mô hình")),
        (16, BEFORE, ("under_way", 100, None, "đang ở 16 mô hình, quá mức 15 mô hình là 1, còn đến 30/11/2025")),
        (16, AFTER, ("missed", 100, False, "đang ở 16 mô hình, quá mức 15 mô hình là 1, đã hết hạn 30/11/2025")),
    ],
)
def test_a_limit_is_kept_only_at_its_day(read, today, expected):
    assert stands(read, today, "at_most") == expected


def test_a_limit_of_nothing_and_a_goal_of_nothing_divide_by_no_zero():
    assert stands(0, AFTER, "at_most", 0)[:3] == ("reached", 100, True)
    assert stands(0, BEFORE, "at_least", 0)[:3] == ("reached", 100, True)


@given(
    value=st.decimals(0, 10**6, places=2),
    read=st.decimals(0, 10**6, places=2),
    direction=st.sampled_from(["at_least", "at_most"]),
)
def test_reached_is_what_comparing_says_once_the_day_has_passed(value, read, direction):
    found = progress(value, direction, "hộ", DUE, read, AFTER)
    assert found.reached is (read >= value if direction == "at_least" else read <= value)
    assert 0 <= found.share <= 100


def said(problems):
    return [str(problem) for problem in problems]


def test_a_whole_target_has_no_problem():
    assert said(target_problems("Xây dựng mô hình", Decimal(15), "mô hình", DUE, 2025)) == []


def test_everything_wrong_with_a_target_is_said_at_once():
    assert said(target_problems(" ", Decimal(-1), "", DUE, 1999)) == [
        "Chỉ tiêu: Ghi chỉ tiêu bằng một câu.",
        "Con số phải đạt: Ghi một số không âm.",
        "Đơn vị tính: Ghi đơn vị tính: mô hình, hộ, %.",
        "Năm: Năm 1999 nằm ngoài khoảng 2000 đến 2100.",
    ]
    assert said(target_problems("x" * 301, Decimal(1), "y" * 61, DUE, 2027)) == [
        "Chỉ tiêu: Dài quá 300 ký tự; viết gọn lại.",
        "Đơn vị tính: Dài quá 60 ký tự; viết gọn lại.",
        "Hạn: Hạn 30/11/2025 cách năm 2027 quá xa; xem lại năm.",
    ]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0", []),
        ("0.25", []),
        ("0.251", ["X: Ghi nhiều nhất hai chữ số sau dấu phẩy."]),
        ("NaN", ["X: Ghi một số không âm."]),
        ("Infinity", ["X: Ghi một số không âm."]),
        ("100000000000000", ["X: Số này lớn quá mức ghi được; xem lại đơn vị tính."]),
        ("1E+60", ["X: Số này lớn quá mức ghi được; xem lại đơn vị tính."]),
    ],
)
def test_a_value_is_one_that_a_table_keeps(value, words):
    assert said(value_problems(Decimal(value), "X")) == words


def test_a_reading_has_a_day_and_a_source():
    today = date(2025, 10, 1)
    assert said(reading_problems(today, 2025, "Báo cáo quý III", today)) == []
    assert said(reading_problems(date(2025, 10, 2), 2025, " ", today)) == [
        "Tính đến ngày: Ngày 02/10/2025 ở sau hôm nay; ghi ngày đã đo.",
        "Nguồn: Ghi con số lấy từ đâu: báo cáo nào, ai đếm.",
    ]
    assert said(reading_problems(date(2023, 10, 2), 2025, "x" * 301, today)) == [
        "Tính đến ngày: Ngày 02/10/2023 cách năm 2025 quá xa; xem lại năm.",
        "Nguồn: Dài quá 300 ký tự; viết gọn lại.",
    ]
