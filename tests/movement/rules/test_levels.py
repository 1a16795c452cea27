from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kheo.movement.models import Nomination, Registration
from kheo.movement.queries.rollup import LABELS
from kheo.movement.rules.levels import (
    COLUMNS,
    LEVELS,
    GoingUp,
    Tally,
    counted,
    counted_by,
    field_group,
    field_here,
    gate,
    gate_problems,
    reason_problems,
    regroup_problem,
)

DAY = date(2026, 11, 1)
TALLIES = st.lists(
    st.builds(
        Tally,
        place=st.integers(1, 5),
        field=st.sampled_from(["economy", "culture_society", "other"]),
        kind=st.sampled_from(["mo_hinh", "dien_hinh"]),
        state=st.sampled_from(Registration.State.values),
        group=st.sampled_from([None, *Nomination.Group.values]),
        count=st.integers(0, 400),
    ),
    max_size=30,
)


def told(problems):
    return [str(problem) for problem in problems]


def test_the_gate_is_shown_as_not_compared_with_a_text():
    assert gate(DAY).value == ["recognised"]
    assert gate(DAY).citation.endswith("(chưa đối chiếu văn bản)")
    assert LEVELS.on("groups", DAY).value == ["below", "here", "higher"]


@pytest.mark.parametrize("state", Registration.State.values)
def test_only_what_is_recognised_passes_the_gate(state):
    assert (told(gate_problems(GoingUp("A", state), DAY)) == []) is (state == "recognised")


@pytest.mark.parametrize(
    ("group", "passes"), [("", True), ("higher", True), ("here", False), ("below", False), ("waiting", False)]
)
def test_what_came_from_below_goes_on_only_when_it_was_sorted_higher(group, passes):
    assert (told(gate_problems(GoingUp("A", "recognised", group), DAY)) == []) is passes


def test_every_fault_is_told():
    assert len(told(gate_problems(GoingUp("A", "running", "here", is_nominated=True), DAY))) == 3


@pytest.mark.parametrize(("reason", "count"), [("", 1), (" \n", 1), ("x", 0), ("x" * 600, 0), ("x" * 601, 1)])
def test_a_reason_is_there_and_fits(reason, count):
    assert len(told(reason_problems(reason, "vì sao"))) == count


@pytest.mark.parametrize(
    ("before", "after", "is_used", "is_nominated_on", "goes"),
    [
        ("waiting", "below", False, False, True),
        ("waiting", "here", False, False, True),
        ("here", "higher", True, False, True),
        ("higher", "here", True, False, True),
        ("higher", "here", False, True, False),
        ("higher", "below", False, True, False),
        ("here", "below", True, False, False),
        ("here", "below", False, False, True),
        ("below", "higher", False, False, True),
        ("below", "below", False, False, False),
    ],
)
def test_a_group_changes_until_it_is_used(before, after, is_used, is_nominated_on, goes):
    assert (regroup_problem(before, after, is_used=is_used, is_nominated_on=is_nominated_on) == "") is goes


def test_a_field_is_the_same_here_or_chosen_or_missing():
    own = {"economy", "moi-truong"}
    assert field_here("economy", own, "moi-truong") == "economy"
    assert field_here("lang-nghe", own, "moi-truong") == "moi-truong"
    assert field_here("lang-nghe", own, "khong-co") == ""
    assert (field_group("economy", own), field_group("lang-nghe", own)) == ("economy", "other")


def test_a_column_has_a_name_and_its_order():
    assert list(LABELS) == list(COLUMNS)


@settings(max_examples=60, deadline=None)
@given(TALLIES)
def test_the_sum_is_the_sum_of_the_parts_however_they_are_cut(tallies):
    total = counted(tallies)
    for cut in (lambda one: one.place, lambda one: one.field, lambda one: one.kind, lambda one: one.state):
        parts = counted_by(tallies, cut).values()
        assert {column: sum(part[column] for part in parts) for column in COLUMNS} == total


@settings(max_examples=60, deadline=None)
@given(TALLIES)
def test_states_add_up_to_what_was_registered_and_groups_to_what_was_proposed(tallies):
    total = counted(tallies)
    states = ("new", "running", "recognised", "not_recognised", "stopped")
    assert sum(total[column] for column in states) == total["registered"] == sum(one.count for one in tallies)
    assert sum(total[column] for column in Nomination.Group.values) == total["nominated"]
