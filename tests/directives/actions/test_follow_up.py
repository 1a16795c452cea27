"""A finding that was followed up at the visit itself keeps the day on which its task was given."""

from datetime import date

import pytest

from kheo.directives.actions.committees import CommitteeDecisionContent, MemberContent, found_committee
from kheo.directives.actions.inspections import VisitContent, add_visit, plan_inspections
from kheo.directives.actions.tasks import TaskContent, TaskOwner
from kheo.directives.actions.visits import FindingContent, follow_up, hold_visit
from kheo.foundation.refusal import RefusedError
from tests import factories

HELD_ON, DUE_ON = date(2024, 6, 20), date(2024, 7, 31)
TASK = TaskContent("Dán mức góp quỹ trước khi thu", DUE_ON, "Ảnh bản dán")


@pytest.fixture
def finding(scene):
    body = factories.body_of(scene.locality, "bcd-dvk")
    decision = CommitteeDecisionContent("founding", "412-QĐ/TU", "Thị ủy", date(2024, 1, 18))
    committee = found_committee(scene.office, body, "joint", decision, [MemberContent("head", "Phó Bí thư Thị ủy")])
    leader = committee.decisions.get().members.get()
    plan = plan_inspections(scene.office, committee, 2024)
    visit = add_visit(scene.office, plan, VisitContent(TaskOwner(scene.wards[0]), "Công khai", HELD_ON, leader))
    hold_visit(scene.office, visit, HELD_ON, [FindingContent("limit", "Chưa dán mức góp quỹ")], visit.version)
    return visit.findings.get()


def test_the_task_has_the_day_on_which_it_was_given(scene, finding):
    followed = follow_up(scene.office, finding, TASK, TaskOwner(scene.wards[0]), on=HELD_ON)
    assert (followed.task.assigned_on, followed.task.due_on, followed.task.year) == (HELD_ON, DUE_ON, 2024)


def test_without_a_day_it_is_given_today_and_a_past_deadline_is_refused(scene, finding):
    with pytest.raises(RefusedError, match="ở trước ngày giao"):
        follow_up(scene.office, finding, TASK, TaskOwner(scene.wards[0]))
    finding.refresh_from_db()
    assert finding.task_id is None
