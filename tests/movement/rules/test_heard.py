from datetime import date, timedelta

from kheo.movement.rules.heard import check_in_problems

TODAY = date(2024, 6, 1)


def said(*arguments):
    return [str(problem) for problem in check_in_problems(*arguments, TODAY)]


def test_something_is_told_of_a_day_that_has_come():
    assert said(TODAY, "a" * 4000, "b" * 2000) == []
    assert said(TODAY + timedelta(days=1), "", "b" * 2001) == [
        "Đã làm gì: Ghi đã làm gì; chưa làm được gì cũng ghi một câu cho biết.",
        "Khó khăn: Dài quá 2000 ký tự; viết gọn lại.",
        "Đến ngày: Ngày ở sau hôm nay; ghi ngày đã làm, đã đếm.",
    ]
    assert said(TODAY, "a" * 4001, "") == ["Đã làm gì: Dài quá 4000 ký tự; viết gọn lại."]


def test_a_year_of_a_slip_of_the_hand_is_refused_and_the_first_day_that_is_none_is_not():
    assert [problem.where for problem in check_in_problems(date(1999, 12, 31), "Đã họp", "", TODAY)] == ["Đến ngày"]
    assert list(check_in_problems(date(2000, 1, 1), "Đã họp", "", TODAY)) == []
