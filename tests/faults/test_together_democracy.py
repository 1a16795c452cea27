"""Two people run one meeting at the same moment: a household is counted once, a result is written once."""

import pytest

from kheo.democracy.actions.meetings import close_meeting, fail_meeting, start_meeting
from kheo.democracy.actions.roll import HouseholdContent, add_household, split_household
from kheo.democracy.actions.rounds import Tally, open_round, plan_round
from kheo.democracy.actions.sittings import mark_attendance, settle_order
from kheo.democracy.models import Attendance, Household, Meeting, Round
from tests.democracy.meeting_scene import ORDER, WORDS, make_matter, open_meeting, today, told_meeting
from tests.democracy.scene import make_scene
from tests.faults.test_together import acts_of, together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(db):
    return make_scene()


def test_one_household_ticked_by_two_people_at_once_is_there_once(scene):
    meeting = open_meeting(scene, 5)
    key = Household.objects.get(number=1).pk
    ticks = [lambda who=who: mark_attendance(who, meeting, key, present=True) for who in (scene.head, scene.office, scene.head)]
    assert together(*ticks) == ["taken"] * 3
    assert (Attendance.objects.count(), acts_of("meeting.attend")) == (1, 1)


def test_a_meeting_begun_twice_at_once_begins_once(scene):
    scene.roll(5)
    meeting = told_meeting(scene)
    begin = lambda: start_meeting(scene.head, meeting, 2)  # noqa: E731
    assert together(begin, begin) == ["refused", "taken"]
    assert Round.objects.get().households == 5


def test_two_results_at_once_leave_one(scene):
    meeting = settle_order(scene.head, open_meeting(scene, present=45), ORDER, 2)
    acts = [
        lambda: close_meeting(scene.head, meeting, Tally(40, 5, 0), version=3, **WORDS),
        lambda: close_meeting(scene.office, meeting, Tally(20, 25, 0), version=3, **WORDS),
    ]
    assert together(*acts) == ["refused", "taken"]
    closed = Round.objects.get()
    assert (closed.votes_for, closed.passed) in {(40, True), (20, False)}
    assert Meeting.objects.get().version == 4


def test_a_household_that_comes_while_the_meeting_is_written_off_is_in_the_count_or_refused(scene):
    meeting = open_meeting(scene, 50, present=20)
    key = Household.objects.get(number=40).pk
    outcome = together(
        lambda: fail_meeting(scene.head, meeting, 2), lambda: mark_attendance(scene.office, meeting, key, present=True)
    )
    assert outcome in (["refused", "taken"], ["taken", "taken"])
    assert Round.objects.get().present == Attendance.objects.count()


def test_a_village_is_planned_once(scene):
    matter = make_matter(scene)
    plan = lambda: plan_round(scene.head, matter, scene.village, "meeting", today())  # noqa: E731
    assert together(plan, plan) == ["refused", "taken"]
    assert Round.objects.count() == 1


def test_a_household_split_while_a_meeting_opens_is_in_the_count_or_refused(scene):
    scene.roll(5)
    planned = plan_round(scene.head, make_matter(scene), scene.village, "meeting", today())
    household = Household.objects.get(number=1)
    split = lambda: split_household(scene.office, household, [HouseholdContent("Cá nhân 06")], today(), 1)  # noqa: E731
    outcome = together(split, lambda: open_round(scene.head, planned, 1))
    count = Round.objects.get().households
    assert (outcome, count) in ((["taken", "taken"], 6), (["refused", "taken"], 5))
    assert Household.objects.count() == count


def test_households_added_at_once_get_numbers_of_their_own(scene):
    adds = [
        lambda name=name: add_household(scene.head, scene.locality, scene.village, HouseholdContent(f"Cá nhân {name}"))
        for name in range(4)
    ]
    assert together(*adds) == ["taken"] * 4
    assert list(Household.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]
