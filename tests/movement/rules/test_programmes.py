from datetime import date

import pytest

from kheo.movement.rules.programmes import (
    Calendar,
    calendar_problems,
    day_within,
    days_of,
    exists_in,
    is_over,
    is_renaming,
    place_words,
    usual_code,
    year_problem,
)

JANUARY, MARCH, DECEMBER = date(2024, 1, 15), date(2024, 3, 15), date(2024, 12, 20)


def said(calendar):
    return [str(problem) for problem in calendar_problems(calendar, 2024)]


def test_days_in_the_order_of_the_year_are_taken():
    assert said(Calendar(JANUARY, MARCH, DECEMBER, date(2025, 1, 8))) == []
    assert said(Calendar()) == []
    assert said(Calendar(registration_closes=MARCH, conference_on=MARCH)) == []


def test_a_day_before_the_one_it_follows_is_named_with_both():
    assert said(Calendar(MARCH, JANUARY)) == [
        "Mốc ngày: Ngày hết hạn đăng ký (15/01/2024) đứng trước ngày mở đăng ký (15/03/2024); sửa một trong hai."
    ]


def test_an_unset_day_between_does_not_hide_a_wrong_order():
    assert said(Calendar(registration_opens=DECEMBER, conference_on=MARCH)) == [
        "Mốc ngày: Ngày hội nghị tổng kết (15/03/2024) đứng trước ngày mở đăng ký (20/12/2024); sửa một trong hai."
    ]


def test_a_day_of_another_time_is_refused():
    assert said(Calendar(registration_closes=date(2042, 3, 15))) == [
        "Mốc ngày: Ngày hết hạn đăng ký 15/03/2042 cách năm 2024 quá xa; xem lại năm của mốc này."
    ]


@pytest.mark.parametrize(("year", "said"), [(1999, True), (2000, False), (2100, False), (2101, True)])
def test_a_year_lies_within_the_centuries_edges(year, said):
    assert bool(year_problem(year)) is said


def test_the_year_is_that_of_emulation():
    assert days_of(2024) == (date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("wanted", "today", "day"),
    [
        (MARCH, date(2026, 11, 24), MARCH),
        (DECEMBER, date(2024, 5, 1), date(2024, 5, 1)),
        (None, date(2026, 11, 24), date(2024, 12, 31)),
        (None, date(2024, 5, 1), date(2024, 5, 1)),
    ],
)
def test_a_day_is_never_after_today_or_the_year(wanted, today, day):
    assert day_within(wanted, 2024, today) == day


@pytest.mark.parametrize(
    ("start", "end", "held"),
    [
        (None, None, True),
        (date(2024, 12, 31), None, True),
        (date(2025, 1, 1), None, False),
        (None, date(2024, 1, 1), False),
        (None, date(2024, 1, 2), True),
    ],
)
def test_what_held_on_one_day_of_the_year_is_of_the_year(start, end, held):
    assert exists_in(2024, start, end) is held


@pytest.mark.parametrize(
    ("locality", "words", "code"),
    [
        ("Thị xã Duy Tiên", "Duy Tiên", "duy-tien-2024"),
        ("Phường Duy Tiên", "Duy Tiên", "phuong-duy-tien-2024"),
        ("Huyện Đông Anh", "Đông Anh", "dong-anh-2024"),
        ("Xã Vân Hồ", "Vân Hồ", "xa-van-ho-2024"),
    ],
)
def test_a_place_is_written_without_its_type_and_offers_a_code(locality, words, code):
    assert (place_words(locality), usual_code(locality, 2024)) == (words, code)


@pytest.mark.parametrize(
    ("today", "over"),
    [(date(2025, 1, 31), False), (date(2025, 2, 1), True)],
)
def test_a_year_forgotten_open_is_over_a_month_after_its_last_day(today, over):
    assert is_over(2024, (None, date(2024, 12, 20)), today, is_closed=False) is over


def test_a_review_in_february_keeps_the_year_going_and_closing_ends_it():
    assert is_over(2024, (date(2025, 2, 25),), date(2025, 3, 28), is_closed=False) is False
    assert is_over(2024, (date(2025, 2, 25),), date(2025, 3, 29), is_closed=False) is True
    assert is_over(2024, (date(2025, 2, 25),), date(2024, 6, 1), is_closed=True) is True


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("Kinh tế", "Phát triển kinh tế", True),
        ("Văn hoá – xã hội", "Văn hoá, xã hội", True),
        ("Quốc phòng – an ninh", "Môi trường", False),
        ("Kinh tế", "An ninh", False),
    ],
)
def test_a_field_in_other_words_is_told_from_another_field(old, new, same):
    assert is_renaming(old, new) is same


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (date(2026, 1, 10), []),
        (date(2025, 2, 1), []),
        (date(2025, 1, 31), ["Ngày báo cáo tổng kết (31/01/2025) đứng trước ngày mở đăng ký (01/02/2025)."]),
        (date(2027, 1, 1), ["Ngày báo cáo tổng kết 01/01/2027 cách năm 2025 quá xa; xem lại năm của mốc này."]),
    ],
)
def test_the_report_may_come_before_or_after_the_conference(report, said):
    days = Calendar(date(2025, 2, 1), conference_on=date(2025, 12, 20), report_on=report)
    assert [problem.what for problem in calendar_problems(days, 2025)] == said
    assert list(calendar_problems(Calendar(report_on=date(2025, 1, 1)), 2025)) == []
