"""Hours of the day from its minutes; what a day may not be; lines that move."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.conference.rules.agenda import (
    KINDS,
    StepContent,
    agenda_problems,
    default_agenda,
    moved,
    timed,
    total_minutes,
)
from kheo.conference.rules.days import day_problems, early_problems


def steps(*minutes):
    return [StepContent("other", f"Việc {number}", each) for number, each in enumerate(minutes, 1)]


def said(problems):
    return [str(problem) for problem in problems]


def test_each_step_begins_where_the_one_before_ends():
    found = timed(time(8, 30), steps(20, 45))
    assert [(one.begins, one.ends) for one in found] == [(time(8, 30), time(8, 50)), (time(8, 50), time(9, 35))]


@given(st.lists(st.integers(1, 120), min_size=1, max_size=11), st.times(max_value=time(1, 59)))
def test_hours_never_turn_back(minutes, begins):
    begins = begins.replace(second=0, microsecond=0)
    found = timed(begins, steps(*minutes))
    assert all(one.begins <= one.ends for one in found)
    assert [one.ends for one in found[:-1]] == [one.begins for one in found[1:]]


def test_a_day_ends_at_midnight():
    assert timed(time(23, 0), steps(30, 60))[-1].ends == time(23, 59)
    assert said(agenda_problems(time(23, 0), steps(30, 60))) == ["Bắt đầu lúc 23:00 mà dài 90 phút thì quá nửa đêm; xem lại."]


def test_the_usual_day_is_one():
    usual = default_agenda(2024, "Ban Chỉ đạo", "Bí thư")
    assert agenda_problems(time(8), usual) == []
    assert total_minutes(usual) == 160
    assert "năm 2024" in usual[3].title
    assert "năm 2025" in usual[3].title


@pytest.mark.parametrize(
    ("lines", "problems"),
    [
        ([], ["Chương trình chưa có việc nào; thêm ít nhất một dòng."]),
        (steps(*[1] * 41), ["Chương trình có 41 dòng, nhiều nhất 40; gộp bớt."]),
        ([StepContent("other", "", 5)], ["Dòng 1, việc: Chưa ghi mục này."]),
        ([StepContent("song", "Hát", 5)], ["Dòng 1: Chọn loại việc trong danh sách."]),
        ([StepContent("other", "Hát", 0)], ["Dòng 1: Thời lượng từ 1 đến 480 phút."]),
        ([StepContent("other", "Hát", 481)], ["Dòng 1: Thời lượng từ 1 đến 480 phút."]),
        ([StepContent("other", "Hát", 5, "x" * 201)], ["Dòng 1, ai làm: Dài 201 ký tự, nhiều nhất 200; viết gọn lại."]),
        (
            [StepContent("conclusion", "Một", 5), StepContent("conclusion", "Hai", 5)],
            ["Phần «kết luận, bế mạc» chỉ có một lần, đang ở dòng 1, 2; đổi loại việc của dòng thừa."],
        ),
    ],
)
def test_what_is_no_day_is_told_line_by_line(lines, problems):
    assert said(agenda_problems(time(8), lines)) == problems


@given(st.lists(st.sampled_from(KINDS), max_size=8), st.integers(-2, 10), st.integers(-9, 9))
def test_moving_loses_and_doubles_nothing(kinds, number, by):
    before = [StepContent(kind, f"Việc {index}", 5) for index, kind in enumerate(kinds)]
    after = moved(before, number, by)
    assert sorted(step.title for step in after) == sorted(step.title for step in before)


def test_a_line_moves_up_down_and_stays_at_the_ends():
    titles = [step.title for step in moved(steps(1, 2, 3), 3, -1)]
    assert titles == ["Việc 1", "Việc 3", "Việc 2"]
    assert [step.title for step in moved(steps(1, 2), 1, -1)] == ["Việc 1", "Việc 2"]
    assert [step.title for step in moved(steps(1, 2), 2, 5)] == ["Việc 1", "Việc 2"]


def test_a_review_is_held_in_its_year_or_the_next():
    assert day_problems(date(2024, 1, 1), 2024) == []
    assert day_problems(date(2025, 12, 31), 2024) == []
    assert len(day_problems(date(2023, 12, 31), 2024)) == 1
    assert len(day_problems(date(2026, 1, 1), 2024)) == 1


def test_nothing_opens_before_its_day():
    day = date(2025, 1, 8)
    assert early_problems(day, day) == []
    assert early_problems(day, day + timedelta(days=30)) == []
    assert len(early_problems(day, day - timedelta(days=1))) == 1
