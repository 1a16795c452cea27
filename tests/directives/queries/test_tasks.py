from datetime import date, timedelta

import pytest

from kheo.directives.actions.tasks import TaskOwner, accept_task, cancel_task, report_task
from kheo.directives.models import Task
from kheo.directives.queries.counts import Counts, counted, counts_by_directive, counts_by_requirement, summed
from kheo.directives.queries.lists import (
    TaskFilter,
    counts_under,
    directives_with_tasks,
    filtered,
    owners_with_tasks,
    years_of,
)
from kheo.directives.queries.matrix import matrix_of
from kheo.directives.queries.tasks import (
    mine,
    my_open_tasks,
    open_of_directive,
    overdue,
    shown,
    standing,
    tasks,
    tasks_of,
    waiting,
)
from kheo.directives.rules.tasks import STANDINGS, standing_of
from kheo.organisation.models import UnitVersion


@pytest.fixture
def year(scene, there):
    """A year with a task in every standing; the neighbour has the same and must never show."""
    for place in (scene, there):
        directive = place.directive()
        first, second = place.requirement(directive), place.requirement(directive, 2)
        front = TaskOwner(place.locality.unit, place.body("mttq"))
        done, late_done = (place.task(title=title, requirement=first, days=-5) for title in ("Xong", "Xong muộn"))
        for task, on in ((done, -6), (late_done, -2)):
            report_task(place.staff, task, "Đã xong", place.today + timedelta(days=on), 1, says_done=True)
            accept_task(place.office, task, 2)
        said = place.assign(TaskOwner(place.wards[1]), title="Báo xong", requirement=second)[0]
        report_task(place.office, said, "Đã xong", place.today, 1, says_done=True)
        place.assign(front, title="Quá hạn", days=-3, requirement=first)
        place.task(title="Đang làm")
        cancel_task(place.office, place.task(title="Đã thôi", days=-1), "Ghi nhầm", 1)
    return scene


def titles(rows):
    return [task.title for task in rows]


def test_each_task_stands_as_the_rule_says_in_the_database_too(year):
    for shift in (-20, -6, -5, -3, -2, -1, 0, 60):
        day = year.today + timedelta(days=shift)
        for stands in STANDINGS:
            said = {
                task.pk
                for task in Task.objects.filter(locality=year.locality)
                if standing_of(task.state, task.due_on, task.done_on, day) == stands
            }
            assert {task.pk for task in standing(tasks(year.locality), stands, day=day)} == said


def test_lists_for_the_desk_hold_the_localitys_own(year):
    assert titles(overdue(year.locality, year.today)) == ["Quá hạn"]
    assert titles(overdue(year.locality, year.today, year.year + 5)) == []
    assert titles(overdue(year.locality, year.today - timedelta(days=3), year.year)) == ["Xong muộn"]
    assert titles(waiting(year.locality)) == ["Báo xong"]
    assert titles(my_open_tasks(year.locality, year.staff)) == ["Đang làm"]
    assert titles(my_open_tasks(year.locality, year.front)) == ["Quá hạn"]
    assert titles(my_open_tasks(year.locality, year.office)) == []


def test_nobody_of_the_neighbour_has_tasks_here(year, there):
    assert not tasks(year.locality).filter(mine(year.locality, there.staff)).exists()
    assert tasks_of(year.locality, year.year).count() == 6


def test_open_tasks_of_a_directive_are_those_not_accepted(year):
    directive = directives_with_tasks(year.locality)[0]
    assert sorted(titles(open_of_directive(directive))) == ["Báo xong", "Quá hạn"]


def test_a_task_shows_owner_origin_and_standing_in_words_without_more_queries(year, django_assert_num_queries):
    UnitVersion.objects.filter(unit=year.wards[0]).update(valid_to=year.today + timedelta(days=1))
    UnitVersion.objects.create(unit=year.wards[0], name="Phường Mới", type="phường", valid_from=year.today + timedelta(days=1))
    with django_assert_num_queries(1):
        found = {one.task.title: one for one in shown(tasks(year.locality), year.today)}
    due = year.today + timedelta(days=-5)
    assert [(title, one.standing, one.words) for title, one in sorted(found.items())] == [
        ("Báo xong", "waiting", "báo xong, chờ xem"),
        ("Quá hạn", "overdue", "quá hạn 3 ngày"),
        ("Xong", "done", f"xong {due - timedelta(days=1):%d/%m/%Y}"),
        ("Xong muộn", "done", f"xong {due + timedelta(days=3):%d/%m/%Y}, sau hạn 3 ngày"),
        ("Đang làm", "open", "còn 30 ngày"),
        ("Đã thôi", "cancelled", "đã thôi"),
    ]
    assert found["Xong"].owner == "Phường Hòa Mạc"
    assert found["Quá hạn"].owner == year.body("mttq").name
    assert (found["Xong"].origin, found["Báo xong"].origin, found["Đang làm"].origin) == (
        "43-KL/TW, mục II, điểm 3",
        "43-KL/TW",
        "",
    )
    assert found["Quá hạn"].is_late
    assert found["Xong"].url == f"/gso2024-349/nhiem-vu/{found['Xong'].task.pk}/"
    today = shown([found["Đang làm"].task], found["Đang làm"].task.due_on)[0]
    assert today.words == "hạn hôm nay"


def test_counts_of_a_year_by_directive_and_requirement(year, django_assert_num_queries):
    directive = directives_with_tasks(year.locality, year.year)[0]
    with django_assert_num_queries(1):
        by_directive = counts_by_directive(year.locality, year.today, year.year)
    assert by_directive == {directive.pk: Counts(done=2, waiting=1, overdue=1), None: Counts(open=1)}
    first, second = directive.requirements.order_by("order")
    assert counts_by_requirement(year.locality, directive.pk, year.today) == {
        first.pk: Counts(done=2, overdue=1),
        second.pk: Counts(waiting=1),
    }
    assert counted(tasks(year.locality), year.today).words == "5 nhiệm vụ: 2 đã xong, 1 chờ xem, 1 quá hạn, 1 đang làm"
    assert counts_by_directive(year.locality, year.today, 2001) == {}


def test_counts_say_what_asks_for_attention_first():
    assert [Counts(done=1, open=1).worst, Counts(done=1).worst, Counts(waiting=1, open=2).worst] == ["open", "done", "waiting"]
    assert (Counts(overdue=1, waiting=3).worst, Counts().worst, Counts().words) == ("overdue", "", "")
    assert summed([Counts(1, 2, 3, 4), Counts(1, 0, 0, 1)]) == Counts(2, 2, 3, 5)


def test_the_list_is_narrowed_by_each_choice(year):
    directive = directives_with_tasks(year.locality)[0]
    requirement = directive.requirements.get(order=2)

    def found(**wanted):
        return sorted(titles(filtered(year.locality, year.staff, TaskFilter(**wanted), year.today)))

    assert len(found()) == 6
    assert found(year=year.year) == found()
    assert found(year=2001) == []
    assert found(standing="overdue") == ["Quá hạn"]
    assert found(standing="cancelled") == ["Đã thôi"]
    assert found(standing="gì đó") == found()
    assert found(directive=directive.pk) == ["Báo xong", "Quá hạn", "Xong", "Xong muộn"]
    assert found(directive=0) == ["Đang làm", "Đã thôi"]
    assert found(requirement=requirement.pk) == ["Báo xong"]
    assert found(owner=year.wards[1].code) == ["Báo xong"]
    assert found(owner=year.body("mttq").code) == ["Quá hạn"]
    assert found(only_mine=True) == ["Xong", "Xong muộn", "Đang làm", "Đã thôi"]
    assert counts_under(year.locality, year.staff, TaskFilter(only_mine=True, standing="done"), year.today) == Counts(
        done=2, open=1
    )


def test_choices_of_the_list_come_from_its_tasks(year):
    assert years_of(year.locality) == [year.year]
    assert {one.name for one in owners_with_tasks(year.locality, year.year, year.today)} == {
        "Phường Hòa Mạc",
        "Phường Đồng Văn",
        year.body("mttq").name,
    }
    assert len(owners_with_tasks(year.locality, None, year.today)) == 3
    assert directives_with_tasks(year.locality, 2001) == []


def test_the_matrix_has_every_owner_and_directive_that_meet(year, django_assert_num_queries):
    with django_assert_num_queries(5):
        matrix = matrix_of(year.locality, year.year, year.today)
    assert [column.name for column in matrix.columns] == ["43-KL/TW", "Việc khác"]
    assert matrix.counts == Counts(done=2, waiting=1, overdue=1, open=1)
    rows = {row.name: row for group in matrix.groups for row in group.rows}
    assert [group.label for group in matrix.groups] == ["Đơn vị", "Cơ quan, đoàn thể"]
    ward = rows["Phường Hòa Mạc"]
    assert [cell.counts for cell in ward.cells] == [Counts(done=2), Counts(open=1)]
    directive = matrix.columns[0].directive
    assert ward.cells[0].url == f"/gso2024-349/nhiem-vu/?nam={year.year}&cua=tat-ca&don-vi=gso2024-13324&van-ban={directive.pk}"
    assert matrix.columns[1].url.endswith("&van-ban=0")


def test_the_matrix_costs_the_same_with_many(year, django_assert_num_queries):
    for number in range(3):
        other = year.directive(number=f"{number + 50}-KL/TW")
        year.assign(
            TaskOwner(year.wards[0]), TaskOwner(year.wards[1]), title=f"Việc {number}", requirement=year.requirement(other)
        )
    with django_assert_num_queries(5):
        assert len(matrix_of(year.locality, year.year, year.today).columns) == 5


def test_a_year_without_tasks_has_an_empty_matrix(year):
    matrix = matrix_of(year.locality, 2001, date(2001, 12, 31))
    assert (matrix.columns, matrix.groups, matrix.counts) == ((), (), Counts())
