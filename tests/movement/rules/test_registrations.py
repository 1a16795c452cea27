from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.movement.rules.registrations import LARGEST_VALUE, identity, public_holder, result_problems

TODAY = date(2024, 12, 20)


def test_marks_capitals_and_blanks_make_no_other_initiative():
    assert identity(1, None, "mo_hinh", "Đường  hoa", "Hội A") == identity(1, None, "mo_hinh", "duong HOA", "Hội B")


@pytest.mark.parametrize(
    "other", [(2, None, "mo_hinh", "Đường hoa"), (1, 7, "mo_hinh", "Đường hoa"), (1, None, "dien_hinh", "Đường hoa")]
)
def test_another_unit_body_or_kind_is_another_initiative(other):
    assert identity(*other, "") != identity(1, None, "mo_hinh", "Đường hoa", "")


def test_two_exemplars_of_the_same_words_differ_by_their_holder():
    assert identity(1, None, "dien_hinh", "Gương", "Cá nhân 01") != identity(1, None, "dien_hinh", "Gương", "Cá nhân 02")


def said(measure, value, as_of=TODAY):
    return [str(problem) for problem in result_problems(measure, Decimal(value), as_of, TODAY)]


@pytest.mark.parametrize(
    ("measure", "value"),
    [("households", "186"), ("dong", "42600000"), ("land_m2", "1240.5"), ("people", "0"), ("working_days", "0.25")],
)
def test_results_that_can_be(measure, value):
    assert said(measure, value) == []


@pytest.mark.parametrize(
    ("measure", "value", "problem"),
    [
        ("dong", "-1", "Giá trị: Kết quả không thể nhỏ hơn 0; nhập lại số."),
        ("households", "12.5", "Giá trị: Số hộ, số người là số nguyên; bỏ phần lẻ."),
        ("people", "0.5", "Giá trị: Số hộ, số người là số nguyên; bỏ phần lẻ."),
        ("land_m2", "1.234", "Giá trị: Ghi nhiều nhất hai chữ số thập phân."),
        ("dong", "1e15", "Giá trị: Số quá lớn; xem lại đơn vị tính (đồng, không phải nghìn đồng)."),
    ],
)
def test_results_that_cannot_be_are_told(measure, value, problem):
    assert said(measure, value) == [problem]


def test_a_result_of_tomorrow_is_refused():
    assert said("dong", "1", TODAY + timedelta(days=1)) == [
        "Tính đến ngày: Ngày của kết quả ở sau hôm nay; ghi ngày đã đo, đếm được."
    ]


@given(st.decimals(min_value=0, max_value=LARGEST_VALUE, places=2))
def test_every_value_the_table_holds_is_taken(value):
    assert list(result_problems("dong", value, TODAY, TODAY)) == []


@pytest.mark.parametrize(
    ("subject", "recognised", "shown"),
    [
        ("collective", False, "Cá nhân 01"),
        ("individual", False, "một cá nhân ở Phường Hòa Mạc"),
        ("household", False, "một hộ gia đình ở Phường Hòa Mạc"),
        ("individual", True, "Cá nhân 01"),
        ("household", True, "Cá nhân 01"),
    ],
)
def test_a_name_is_public_only_by_an_official_act(subject, recognised, shown):
    assert public_holder(subject, "Cá nhân 01", "Phường Hòa Mạc", is_recognised=recognised) == shown


def test_a_result_of_a_year_of_three_digits_is_refused():
    assert [one.where for one in result_problems("people", Decimal(1), date(1999, 12, 31), TODAY)] == ["Tính đến ngày"]
    assert list(result_problems("people", Decimal(1), date(2000, 1, 1), TODAY)) == []
