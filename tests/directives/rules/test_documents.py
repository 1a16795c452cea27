from datetime import date

from kheo.directives.rules.documents import day_problems, number_problems

TODAY = date(2026, 11, 25)


def test_days_before_the_state_and_after_today_are_slips():
    assert [problem.where for problem in day_problems(date(1945, 9, 1), None, None, TODAY)] == ["Ngày ban hành"]
    assert day_problems(date(1945, 9, 2), None, None, TODAY) == []
    assert day_problems(TODAY, TODAY, None, TODAY) == []
    assert [problem.where for problem in day_problems(date(2026, 11, 26), None, None, TODAY)] == ["Ngày ban hành"]


def test_it_holds_from_the_day_of_signing_at_the_earliest_and_ends_after_that():
    signed = date(2022, 11, 10)
    assert day_problems(signed, date(2023, 7, 1), date(2023, 7, 2), TODAY) == []
    assert [one.where for one in day_problems(signed, date(2022, 11, 9), None, TODAY)] == ["Có hiệu lực từ"]
    assert [one.where for one in day_problems(signed, date(2023, 7, 1), date(2023, 7, 1), TODAY)] == ["Hết hiệu lực từ"]
    assert [one.where for one in day_problems(signed, None, signed, TODAY)] == ["Hết hiệu lực từ"]


def test_a_number_has_letters_or_digits():
    assert [one.where for one in number_problems("-/-")] == ["Số, ký hiệu"]
    assert number_problems("Điều lệ Đảng") == []
    assert number_problems("") == []  # said to be missing elsewhere
