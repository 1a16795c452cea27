"""Groups, answers, marks, counts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.conference.rules.guests import (
    ANSWERS,
    GROUPS,
    MARKS,
    Count,
    Head,
    answer_problems,
    counted,
    group_of,
    mark_problems,
    rank_of,
    total,
)
from kheo.conference.rules.speeches import is_late, placed, reading_minutes
from tests.conference.rules.test_agenda import said


@pytest.mark.parametrize(
    ("kind", "own", "outside", "group"),
    [
        ("party", True, False, "leaders"),
        ("government", False, False, "grassroots"),
        ("committee", True, False, "committee"),
        ("school", True, False, "agencies"),
        ("party", True, True, "superior"),
        ("central", False, False, "superior"),
    ],
)
def test_a_position_sits_where_its_body_sits(kind, own, outside, group):
    assert group_of(kind, own_unit=own, from_outside=outside) == group


def test_capacities_are_named_from_the_highest():
    assert sorted(["school", "government", "party", "unknown"], key=rank_of) == ["party", "government", "school", "unknown"]


def test_an_answer_and_a_mark_carry_what_they_need():
    assert all(answer_problems(answer, "Phó Chủ tịch") == [] for answer in ANSWERS)
    assert all(mark_problems(mark, "Phó Chủ tịch") == [] for mark in MARKS)
    assert len(answer_problems("substitute", "")) == len(mark_problems("substitute", "")) == 1
    assert said(answer_problems("", "")) == ["Trả lời: Chọn một trong ba: sẽ dự, cử người dự thay, xin vắng."]


heads = st.lists(st.builds(Head, st.sampled_from(GROUPS), st.sampled_from(["none", *ANSWERS]), st.sampled_from(MARKS)))


@given(heads)
def test_every_head_is_counted_once(rows):
    counts = counted(rows)
    every = total(counts)
    assert every.invited == len(rows) == every.coming + every.refused + every.silent
    assert every.invited == every.here + every.absent + every.unmarked
    assert [count.group for count in counts] == [group for group in GROUPS if any(row.group == group for row in rows)]


def test_a_group_tells_who_comes_and_who_came():
    rows = [Head("leaders", "yes", "present"), Head("leaders", "substitute", "substitute"), Head("leaders", "no", "absent")]
    assert counted(rows) == [Count("leaders", invited=3, coming=2, refused=1, silent=0, here=2, absent=1)]


@given(st.lists(st.integers(1, 50), unique=True, max_size=8), st.integers(51, 60), st.data())
def test_a_text_is_placed_where_it_was_told(chosen, speech, data):
    order = data.draw(st.integers(1, len(chosen) + 1))
    found = placed(chosen, speech, order)
    assert found[order - 1] == speech
    assert [key for key in found if key != speech] == chosen
    assert placed(found, speech, order) == found


def test_a_text_is_late_after_its_day_and_only_while_it_is_awaited():

    day = date(2025, 1, 3)
    assert is_late("called", day, date(2025, 1, 4))
    assert not is_late("called", day, day)
    assert not is_late("received", day, date(2025, 1, 4))
    assert not is_late("called", None, date(2025, 1, 4))


def test_reading_takes_a_minute_for_what_was_begun():
    assert [reading_minutes("tiếng " * count) for count in (0, 1, 160, 161)] == [0, 1, 1, 2]
