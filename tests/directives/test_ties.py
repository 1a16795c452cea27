"""What hangs on a position in the chapter of directives: lists and visits that name it, tasks of its body."""

from datetime import date, timedelta

import pytest

from kheo.directives.actions.tasks import TaskOwner
from kheo.directives.models import Committee, CommitteeDecision, CommitteeMember, InspectionPlan, InspectionVisit
from kheo.directives.ties import DirectiveTies
from kheo.organisation.models import Position
from kheo.organisation.ties import Tie, Way
from tests.directives.scene import make_scene

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 1)


@pytest.fixture
def scene():
    return make_scene()


@pytest.fixture
def position(scene):
    return Position.objects.get(person__account=scene.front.account_id)


@pytest.fixture
def committee(scene):
    return Committee.objects.create(body=scene.body("bcd-dvk"), locality=scene.locality, purpose="joint")


def decide(committee, day, kind="founding", position=None):
    decision = CommitteeDecision.objects.create(committee=committee, kind=kind, number=f"{day:%j}", issuer="Thị uỷ", date=day)
    return CommitteeMember.objects.create(decision=decision, order=1, part="member", title="Chủ tịch", position=position)


def ways(position, on=DAY):
    return [tie.way for tie in DirectiveTies().of_position(position, on)]


def test_the_list_in_force_names_the_old_holder_until_a_new_decision(committee, position):
    decide(committee, date(2024, 1, 5), position=position)
    [tie] = DirectiveTies().of_position(position, DAY)
    assert (tie.way, tie.path) == (Way.LOOK, f"/{committee.locality.code}/ban-chi-dao/{committee.pk}/")
    assert ways(position, date(2024, 1, 4)) == []
    decide(committee, date(2024, 5, 1), "strengthening")
    assert ways(position) == []


def test_a_committee_that_is_dissolved_names_nobody(committee, position):
    decide(committee, date(2024, 1, 5), position=position)
    decide(committee, date(2024, 5, 1), "dissolution", position)
    assert ways(position) == []


def test_visits_ahead_led_by_the_position_are_flagged(committee, scene, position):
    leader = decide(committee, date(2024, 1, 5), position=position)
    plan = InspectionPlan.objects.create(committee=committee, year=2024)
    for days in (-1, 0, 9):
        InspectionVisit.objects.create(
            plan=plan, unit=scene.wards[0], subject="Kiểm tra", planned_on=DAY + timedelta(days=days), leader=leader
        )
    counts = [tie.count for tie in DirectiveTies().of_position(position, DAY)]
    assert counts == [1, 2]


def test_tasks_of_the_body_stay_with_it(scene, position):
    scene.assign(TaskOwner(scene.locality.unit, scene.body("mttq")), title="Việc của Mặt trận")
    scene.assign(title="Việc của phường")
    body = position.body
    assert DirectiveTies().of_position(position, DAY) == [
        Tie(Way.STAYS, f"nhiệm vụ chưa xong của {body.short_name}", 1, f"/{scene.locality.code}/nhiem-vu/")
    ]
