from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kheo.directives.rules.tasks import (
    STANDINGS,
    TaskDays,
    answer_problems,
    day_problems,
    report_day_problems,
    standing_of,
)

DUE = date(2026, 6, 30)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def test_how_a_task_stands_on_both_sides_of_its_day():
    late = DUE + timedelta(days=3)
    assert standing_of("assigned", DUE, None, DUE) == "open"
    assert standing_of("assigned", DUE, None, DUE + timedelta(days=1)) == "overdue"
    assert standing_of("reported", DUE, DUE, late) == "waiting"
    assert standing_of("done", DUE, DUE, late) == "done"
    assert standing_of("cancelled", DUE, None, late) == "cancelled"


def test_on_a_day_before_it_was_done_a_task_was_not_done():
    done_on = DUE + timedelta(days=10)
    assert standing_of("done", DUE, done_on, DUE) == "open"
    assert standing_of("done", DUE, done_on, DUE + timedelta(days=1)) == "overdue"
    assert standing_of("reported", DUE, done_on, done_on - timedelta(days=1)) == "overdue"
    assert standing_of("done", DUE, done_on, done_on) == "done"


@given(st.sampled_from(["assigned", "reported", "done", "cancelled"]), DAYS, st.none() | DAYS, DAYS)
def test_nothing_is_late_before_its_day_and_every_task_stands_somehow(state, due_on, done_on, day):
    stands = standing_of(state, due_on, done_on, day)
    assert stands in STANDINGS
    if stands == "overdue":
        assert due_on < day
    if day <= due_on:
        assert stands != "overdue"


def test_a_deadline_lies_after_the_giving_and_in_the_year_or_the_next():
    given_on = date(2026, 3, 1)
    assert day_problems(TaskDays(2026, given_on, given_on)) == []
    assert day_problems(TaskDays(2026, given_on, date(2027, 12, 31))) == []
    assert len(day_problems(TaskDays(2026, given_on, date(2026, 2, 28)))) == 1
    assert len(day_problems(TaskDays(2026, given_on, date(2028, 1, 1)))) == 1
    assert len(day_problems(TaskDays(2027, given_on, date(2026, 12, 31)))) == 1


def test_a_report_is_of_a_day_between_the_giving_and_today():
    given_on, today = date(2026, 3, 1), date(2026, 4, 1)
    assert report_day_problems(given_on, given_on, today) == report_day_problems(today, given_on, today) == []
    assert len(report_day_problems(date(2026, 2, 28), given_on, today)) == 1
    assert len(report_day_problems(date(2026, 4, 2), given_on, today)) == 1


def test_an_answer_that_may_be_empty_may_not_be_long():
    assert answer_problems("", "Lời nhắn", required=False) == []
    assert [one.where for one in answer_problems("", "Còn thiếu gì")] == ["Còn thiếu gì"]
    assert answer_problems("x" * 600, "Lời nhắn") == []
    assert len(answer_problems("x" * 601, "Lời nhắn")) == 1
