from datetime import date, timedelta

import pytest

from kheo.democracy.rules.posting_standing import (
    Demand,
    board_standing,
    line_standing,
    loudspeaker_standing,
    told_standing,
)

DUE = date(2026, 9, 11)
LONG_AFTER = date(2026, 12, 1)
BOARD = Demand(DUE, 30)
ALWAYS = Demand(DUE, None)


def after(days, start=DUE):
    return start + timedelta(days=days)


@pytest.mark.parametrize(
    ("first", "code", "words"),
    [(-2, "done", "đủ"), (0, "done", "đủ"), (1, "late", "chậm 1 ngày"), (9, "late", "chậm 9 ngày")],
)
def test_a_board_hung_by_its_day_or_after_it_by_article_12_3(first, code, words):
    found = board_standing(BOARD, [after(first), after(20)], [], LONG_AFTER)
    assert (found.code, found.words, found.first, found.last) == (code, words, after(first), after(first + 30))
    assert found.is_gap == (code == "late")


@pytest.mark.parametrize(("today", "code"), [(-1, "waiting"), (0, "waiting"), (1, "missing")])
def test_nothing_proved_is_missing_the_day_after_it_was_due(today, code):
    for found in (
        board_standing(BOARD, [], [], after(today)),
        told_standing(BOARD, [], after(today)),
        loudspeaker_standing(BOARD, [], 3, after(today)),
    ):
        assert (found.code, found.first, found.is_gap) == (code, None, code == "missing")


@pytest.mark.parametrize(("days", "code"), [(29, "early"), (30, "done"), (31, "done")])
def test_taken_down_before_the_thirtieth_day_is_early_by_article_13_2(days, code):
    found = board_standing(BOARD, [DUE], [after(-3), after(days)], LONG_AFTER)
    assert (found.code, found.down) == (code, after(days))
    assert found.words == ("gỡ sớm 1 ngày" if code == "early" else "đủ")


def test_late_and_early_are_both_said():
    found = board_standing(BOARD, [after(2)], [after(12)], LONG_AFTER)
    assert (found.code, found.words) == ("early", "gỡ sớm 20 ngày, chậm 2 ngày")


@pytest.mark.parametrize(("today", "code"), [(29, "going"), (30, "done")])
def test_a_board_runs_on_until_its_thirtieth_day(today, code):
    assert board_standing(BOARD, [DUE], [], after(today)).code == code


def test_items_4_and_13_hang_always_by_article_13_2():
    assert board_standing(ALWAYS, [DUE], [], after(900)).code == "going"
    down = board_standing(ALWAYS, [DUE], [after(400)], after(900))
    assert (down.code, down.words) == ("early", "đã gỡ, phải niêm yết thường xuyên")


@pytest.mark.parametrize(("days", "code"), [(-1, "early"), (0, "done"), (5, "done")])
def test_what_was_changed_may_come_down_from_the_day_of_the_change_by_article_14_1(days, code):
    changed = after(10)
    for demand in (Demand(DUE, None, changed_on=changed), Demand(DUE, 30, changed_on=changed)):
        assert board_standing(demand, [DUE], [after(days, changed)], LONG_AFTER).code == code


def test_a_changed_posting_that_hangs_on_is_going():
    assert board_standing(Demand(DUE, None, changed_on=after(10)), [DUE], [], after(20)).code == "going"


def test_a_village_that_was_merged_hands_on_what_runs():
    gone = after(12)
    demand = Demand(DUE, 30, handed_on=gone)
    for ended in ([], [gone], [after(1, gone)]):
        assert board_standing(demand, [DUE], ended, LONG_AFTER).code == "handed"
    assert board_standing(demand, [DUE], [after(-1, gone)], LONG_AFTER).code == "early"
    assert board_standing(demand, [], [], LONG_AFTER).code == "missing"


@pytest.mark.parametrize(("gone", "code"), [(-1, "handed"), (0, "handed"), (1, "missing")])
def test_a_village_that_was_merged_before_the_day_owed_nothing(gone, code):
    assert told_standing(Demand(DUE, handed_on=after(gone)), [], LONG_AFTER).code == code


def test_the_village_that_takes_over_hangs_it_to_the_same_last_day():
    demand = Demand(after(20), 30, until=after(30))
    assert board_standing(demand, [after(18)], [], after(29)).code == "going"
    found = board_standing(demand, [after(18)], [after(29)], LONG_AFTER)
    assert (found.code, found.last, found.early_by) == ("early", after(30), 1)
    assert board_standing(demand, [after(18)], [after(30)], LONG_AFTER).code == "done"


def test_what_is_told_once():
    assert told_standing(BOARD, [after(4), DUE], LONG_AFTER).code == "done"
    late = told_standing(BOARD, [after(3)], LONG_AFTER)
    assert (late.code, late.late_by) == ("late", 3)


@pytest.mark.parametrize(
    ("days", "today", "code", "words"),
    [
        ([0, 1], 9, "short", "mới phát 2 ngày liên tục"),
        ([0, 1, 2], 9, "done", "đủ"),
        ([0, 1, 3], 9, "short", "mới phát 2 ngày liên tục"),
        ([0, 1], 1, "going", "đang công khai"),
        ([0, 1], 2, "going", "đang công khai"),
        ([0, 1], 3, "short", "mới phát 2 ngày liên tục"),
        ([1, 2, 3], 9, "late", "chậm 1 ngày"),
        ([1, 2], 9, "short", "mới phát 2 ngày liên tục, chậm 1 ngày"),
    ],
)
def test_three_days_running_on_the_loudspeaker_by_article_13_3(days, today, code, words):
    found = loudspeaker_standing(BOARD, [after(day) for day in days], 3, after(today))
    assert (found.code, found.words) == (code, words)


def test_a_line_of_the_plan_whose_period_passed_counts_as_not_done():
    assert line_standing(None, [], LONG_AFTER) is None
    assert line_standing(DUE, [], DUE).code == "waiting"
    assert line_standing(DUE, [], after(1)).code == "missing"
    assert line_standing(DUE, [DUE], LONG_AFTER).code == "done"
    assert line_standing(DUE, [after(1)], LONG_AFTER).code == "late"
