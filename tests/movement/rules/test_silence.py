from datetime import date, timedelta

import pytest

from kheo.movement.rules.silence import (
    Reminded,
    is_asked_about,
    is_silent,
    may_escalate,
    may_remind,
    reminder_again_on,
    share_heard,
    weeks_silent,
)

TODAY = date(2026, 6, 1)


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "weeks", "silent"), [(-1, 0, False), (0, 0, False), (55, 7, False), (56, 8, True), (63, 9, True)]
)
def test_silence_begins_on_the_day_on_which_the_weeks_are_full(days, weeks, silent):
    assert (weeks_silent(ago(days), TODAY), is_silent(ago(days), TODAY, 8)) == (weeks, silent)


@pytest.mark.parametrize(("days", "may"), [(None, True), (0, False), (6, False), (7, True)])
def test_a_unit_is_reminded_again_after_a_week(days, may):
    reminded = Reminded() if days is None else Reminded(ago(days), ago(days))
    assert may_remind(reminded, TODAY) is may
    assert reminder_again_on(reminded) == (None if days is None else ago(days) + timedelta(days=7))


@pytest.mark.parametrize(
    ("first", "leader", "may"), [(None, None, False), (13, None, False), (14, None, True), (14, 0, False), (40, None, True)]
)
def test_the_leader_is_told_two_weeks_after_the_first_reminder_and_once(first, leader, may):
    first_on = None if first is None else ago(first)
    assert may_escalate(Reminded(first_on, TODAY, None if leader is None else ago(leader)), TODAY) is may


def test_nobody_is_asked_after_the_year_or_its_later_report():
    assert is_asked_about(2026, None, date(2026, 12, 31))
    assert not is_asked_about(2026, None, date(2027, 1, 1))
    assert is_asked_about(2026, date(2026, 12, 1), date(2026, 12, 31))
    assert is_asked_about(2026, date(2027, 1, 8), date(2027, 1, 8))
    assert not is_asked_about(2026, date(2027, 1, 8), date(2027, 1, 9))


def test_a_share_is_whole_only_when_all_were_heard_of():
    assert [share_heard(*pair) for pair in ((0, 0), (0, 3), (2, 3), (199, 200), (200, 200))] == [None, 0, 66, 99, 100]
