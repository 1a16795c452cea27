from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kheo.movement.rules.aims import AimContent, aim_problems, share

TODAY = date(2026, 6, 1)
GOOD = AimContent("dong", baseline=Decimal(0), baseline_on=TODAY, target=Decimal(500), due_on=TODAY + timedelta(days=1))
OWN = replace(GOOD, measure="", label="Tỷ lệ", unit="%")


def said(content):
    return [str(problem) for problem in aim_problems(content, TODAY)]


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        (GOOD, []),
        (OWN, []),
        (replace(GOOD, due_on=None), []),
        (replace(GOOD, baseline=None, baseline_on=None), []),
        (replace(GOOD, target=None, due_on=None), []),
        (replace(GOOD, measure="cay"), ["Thước đo: Chọn một trong các thước đo có sẵn, hoặc đặt thước đo riêng."]),
        (
            replace(OWN, measure="dong"),
            ["Tên thước đo riêng: Thước đo có sẵn đã có tên và đơn vị; để trống hai ô này."],
        ),
        (replace(OWN, label=""), ["Tên thước đo riêng: Đặt tên cho thước đo riêng: đếm cái gì."]),
        (replace(OWN, label="a" * 120, unit="b" * 30), []),
        (replace(OWN, label="a" * 121), ["Tên thước đo riêng: Dài quá 120 ký tự; viết gọn lại."]),
        (replace(OWN, unit="b" * 31), ["Đơn vị tính: Dài quá 30 ký tự; viết gọn lại."]),
        (replace(GOOD, baseline=Decimal(-1)), ["Hiện trạng: Ghi một số từ 0 trở lên, đúng đơn vị tính."]),
        (replace(GOOD, target=Decimal(10) ** 15), ["Mục tiêu: Ghi một số từ 0 trở lên, đúng đơn vị tính."]),
        (replace(GOOD, target=Decimal("1.005")), ["Mục tiêu: Ghi nhiều nhất hai chữ số thập phân."]),
        (AimContent("dong"), ["Mục tiêu: Ghi hiện trạng hoặc mục tiêu, ít nhất một trong hai."]),
        (replace(GOOD, target=Decimal(0)), ["Mục tiêu: Mục tiêu bằng hiện trạng thì không có gì để làm; xem lại hai số."]),
        (replace(GOOD, baseline_on=None), ["Đếm ngày: Hiện trạng đi với ngày đếm: ghi cả hai hoặc để trống cả hai."]),
        (replace(GOOD, target=None), ["Mục tiêu: Có hạn thì ghi cả mục tiêu."]),
        (
            replace(GOOD, baseline_on=TODAY + timedelta(days=1), due_on=TODAY + timedelta(days=2)),
            ["Đếm ngày: Ngày đếm hiện trạng ở sau hôm nay."],
        ),
        (replace(GOOD, due_on=TODAY), ["Hạn: Hạn phải ở sau ngày đếm hiện trạng."]),
    ],
)
def test_what_an_aim_has_to_hold(content, problems):
    assert said(content) == problems


@pytest.mark.parametrize(
    ("value", "baseline", "target", "per_cent"),
    [
        (50, None, 100, 50), (50, 0, None, None), (5, 5, 5, None), (60, 60, 80, 0), (70, 60, 80, 50), (40, 60, 80, 0),
        (80, 60, 80, 100), (120, 60, 80, 300), (30, 60, 20, 75), (1, 0, 1000, 0), (999, 0, 1000, 99), (0, 0, 0, None),
    ],
)  # fmt: skip
def test_the_way_from_baseline_to_target(value, baseline, target, per_cent):
    def number(given):
        return None if given is None else Decimal(given)

    assert share(Decimal(value), number(baseline), number(target)) == per_cent


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_hundred_per_cent_is_reached_at_the_target_and_not_before(value, baseline, target):
    done = share(Decimal(value), Decimal(baseline), Decimal(target))
    if baseline == target:
        assert done is None
    else:
        is_reached = value >= target if target > baseline else value <= target
        assert (done >= 100) is is_reached
