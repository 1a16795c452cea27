from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kheo.movement.rules.form_items import Item
from kheo.movement.rules.rounds import (
    Asked,
    Change,
    a_year_later,
    days_late,
    differences,
    gate_problems,
    item_changes,
    last_day,
    quota_problems,
)

CLOSES, TODAY = date(2026, 3, 15), date(2026, 3, 20)


@pytest.mark.parametrize(
    ("closes", "gate", "last"),
    [
        (None, None, None),
        (None, date(2026, 4, 1), None),
        (CLOSES, None, CLOSES),
        (CLOSES, date(2026, 4, 1), date(2026, 4, 1)),
        (CLOSES, date(2026, 3, 1), CLOSES),
    ],
)
def test_the_last_day_is_the_programme_s_or_the_gate_s(closes, gate, last):
    assert last_day(closes, gate) == last


@pytest.mark.parametrize(("on", "late"), [(14, 0), (15, 0), (16, 1), (31, 16)])
def test_late_begins_on_the_day_after(on, late):
    assert (days_late(date(2026, 3, on), CLOSES), days_late(date(2026, 3, on), None)) == (late, 0)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Asked(), ""),
        (Asked(1), "ít nhất 1"),
        (Asked(None, 3), "nhiều nhất 3"),
        (Asked(1, 3), "từ 1 đến 3"),
        (Asked(2, 2), "2"),
        (Asked(0, 0), "0"),
    ],
)
def test_a_quota_is_told_in_words(asked, words):
    assert asked.in_words() == words


@pytest.mark.parametrize(
    ("closes", "until", "reason", "said"),
    [
        (CLOSES, date(2026, 3, 20), "Bão", []),
        (CLOSES, date(2026, 3, 16), "Bão", ["Nhận đến hết ngày: Ngày này đã qua; chọn hôm nay hoặc một ngày sau."]),
        (
            date(2026, 3, 25),
            date(2026, 3, 25),
            "Bão",
            ["Nhận đến hết ngày: Ngày này không sau hạn chung (25/03/2026); chọn ngày muộn hơn."],
        ),
        (date(2026, 3, 25), date(2026, 3, 26), "Bão", []),
        (
            None,
            date(2026, 4, 1),
            "Bão",
            ["Nhận đến hết ngày: Chương trình chưa ghi ngày hết hạn đăng ký, ai cũng còn nộp được; không cần mở thêm hạn."],
        ),
        (CLOSES, date(2027, 12, 31), "Bão", []),
        (CLOSES, date(2028, 1, 1), "Bão", ["Nhận đến hết ngày: Ngày này quá xa năm thi đua 2026; xem lại năm."]),
        (
            CLOSES,
            TODAY,
            "  ",
            ["Lý do: Ghi lý do. Vì sao mở thêm, một câu: đơn vị mới sáp nhập, thiên tai, nhận văn bản muộn…"],
        ),
        (CLOSES, TODAY, "a" * 300, []),
        (CLOSES, TODAY, "a" * 301, ["Lý do: Lý do dài quá 300 ký tự; viết gọn lại."]),
    ],
)
def test_a_gate_needs_a_day_to_come_and_a_reason(closes, until, reason, said):
    assert [str(one) for one in gate_problems(closes, until, reason, 2026, TODAY)] == said


@pytest.mark.parametrize(("least", "most", "count"), [(None, None, 0), (3, None, 0), (None, 1, 0), (2, 2, 0), (2, 1, 1)])
def test_the_most_is_not_below_the_least(least, most, count):
    assert [one.where for one in quota_problems(least, most, "Tổ 1")] == ["Tổ 1"] * count


def test_what_differs_is_told_in_its_order():
    before = {"tên": "A", "hạn": "01/03/2026", "số của Tổ 9": "1"}
    after = {"tên": "A", "hạn": "01/04/2026", "số của Tổ 1": "2"}
    assert differences(before, after) == [
        Change("hạn", "01/03/2026", "01/04/2026"),
        Change("số của Tổ 1", "", "2"),
        Change("số của Tổ 9", "1", ""),
    ]
    assert differences(before, dict(before)) == []


def test_a_form_is_compared_item_by_item():
    before = [Item("name", "Tên"), Item("goals", "Mục tiêu", "Bao nhiêu"), Item("time", "Thời gian")]
    after = [Item("goals", "Đích", "Bao nhiêu hộ"), Item("name", "Tên"), Item("x", "Cam kết", is_required=False)]
    assert item_changes(before, after) == [
        Change("mục của phiếu", "Thời gian", ""),
        Change("mục của phiếu", "Mục tiêu", "Đích"),
        Change("lời dẫn mục «Đích»", "Bao nhiêu", "Bao nhiêu hộ"),
        Change("mục của phiếu", "", "Cam kết (không bắt buộc)"),
        Change("thứ tự các mục", "Tên · Đích", "Đích · Tên"),
    ]
    assert item_changes(before, before) == []


def test_a_leap_day_becomes_the_28th():
    assert [a_year_later(date(2024, 2, 29), years) for years in (1, 4)] == [date(2025, 2, 28), date(2028, 2, 29)]


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(1, 9))
def test_a_year_later_is_the_same_day_and_keeps_the_order(day, years):
    later = a_year_later(day, years)
    assert (later.year, later.month) == (day.year + years, day.month)
    assert later.day == day.day or (day.month, day.day, later.day) == (2, 29, 28)
