from datetime import timedelta

from kheo.directives.actions.task_steps import accept_task, report_task
from kheo.directives.actions.tasks import TaskContent
from kheo.directives.actions.visits import cancel_visit, follow_up, hold_visit
from kheo.directives.models import Finding, InspectionVisit
from kheo.directives.queries.inspections import coming_visits, overdue_visits, plans_of, visits_of
from tests.directives.committee_scene import LIMIT, RESULT


def planned(work, days, place=None):
    """A visit whose day is *days* from today, in whatever year that falls."""
    visit = work.visit(place=place or work.ward())
    InspectionVisit.objects.filter(pk=visit.pk).update(planned_on=work.today + timedelta(days=days))
    visit.refresh_from_db()
    return visit


def test_overdue_is_what_has_passed_and_was_neither_held_nor_called_off(work, work_there):
    late = planned(work, -6)
    held = planned(work, -9, work.ward(1))
    hold_visit(work.office, held, held.planned_on, [RESULT], held.version)
    cancel_visit(work.office, planned(work, -3), "Bão", 1)
    planned(work, 0)
    planned(work_there, -6)
    found = overdue_visits(work.scene.locality, work.today)
    assert [(line.visit, line.place, line.days_late, line.is_overdue) for line in found] == [(late, "Phường Hòa Mạc", 6, True)]


def test_coming_visits_are_those_of_the_days_asked_for(work, work_there):
    planned(work, -1)
    last, first = planned(work, 7), planned(work, 0)
    planned(work, 8, work.ward(1))
    planned(work_there, 3)
    found = coming_visits(work.scene.locality, work.today, work.today + timedelta(days=7))
    assert [(line.visit, line.is_overdue, line.days_late) for line in found] == [(first, False, 0), (last, False, 0)]


def test_a_plan_counts_its_visits_without_those_called_off(work):
    work.held(RESULT)
    cancel_visit(work.office, work.visit(place=work.ward(1)), "Bão", 1)
    (plan,) = plans_of(work.committee)
    assert (plan.visits_count, plan.held_count) == (1, 1)


def test_an_open_finding_is_a_limit_without_a_task_or_with_one_not_done(work, django_assert_num_queries):
    visit = work.held(RESULT, LIMIT)

    def still_open():
        return [line.open_findings for line in visits_of(work.plan(), work.today)]

    assert still_open() == [1]
    content = TaskContent("Họp dân quý II", work.today + timedelta(days=20))
    task = follow_up(work.office, Finding.objects.get(visit=visit, kind="limit"), content, work.ward()).task
    assert still_open() == [1]
    report_task(work.scene.staff, task, "Đã họp", work.today, task.version, says_done=True)
    task.refresh_from_db()
    accept_task(work.office, task, task.version)
    assert still_open() == [0]
    for number in (0, 1):
        work.visit(place=work.ward(number), planned_on=work.today.replace(month=12, day=31))
    with django_assert_num_queries(2):
        assert len(visits_of(work.plan(), work.today)) == 3
