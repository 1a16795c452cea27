"""The figures of tasks: counted of one locality and year, opened to rows by those who may read tasks."""

import pytest

from kheo.directives.actions.tasks import TaskOwner, accept_task, cancel_task, report_task
from kheo.directives.figures.tasks import FIGURES
from kheo.figures.queries.record import Scope, recorded, rows_of
from kheo.organisation.models import Account

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def year(scene, there):
    for place in (scene, there):
        done = place.task(title="Xong")
        report_task(place.staff, done, "Xong", place.today, 1, says_done=True)
        accept_task(place.office, done, 2)
        report_task(place.staff, place.task(title="Báo xong", days=-2), "Xong", place.today, 1, says_done=True)
        place.assign(TaskOwner(place.wards[1]), title="Quá hạn", days=-2)
        cancel_task(place.office, place.task(title="Đã thôi", days=-2), "Nhầm", 1)
    return scene


def test_each_figure_counts_its_own_of_the_year_and_the_unit(year):
    scope = Scope(year.locality, year.year)
    assert {one.key: recorded(scope, one.key, {}) for one in FIGURES} == {
        "tasks.assigned": 3,
        "tasks.done": 1,
        "tasks.overdue": 1,
    }
    ward = Scope(year.locality, year.year, year.wards[1])
    assert [recorded(ward, one.key, {}) for one in FIGURES] == [1, 0, 1]
    assert [recorded(Scope(year.locality, 2001), one.key, {}) for one in FIGURES] == [0, 0, 0]


def test_a_row_leads_to_its_task(year, django_assert_num_queries):
    overdue = FIGURES[2]
    with django_assert_num_queries(1):
        (row,) = [overdue.describe(one) for one in rows_of(overdue, Scope(year.locality, year.year), {})]
    assert (row.title, row.unit) == ("Quá hạn", "Phường Đồng Văn")
    assert row.note.endswith(", quá hạn 2 ngày")
    assert row.url.startswith("/gso2024-349/nhiem-vu/")


def test_the_public_neither_sees_nor_opens_them_and_staff_does(client, year):
    every = f"/gso2024-349/so-lieu/?nam={year.year}"
    rows = f"/gso2024-349/so-lieu/tasks.overdue/?nam={year.year}"
    page = client.get(every)
    assert "nhiệm vụ quá hạn" not in page.content.decode()
    assert "no-store" not in page.get("Cache-Control", "")
    assert client.get(rows).status_code == 302
    client.force_login(Account.objects.get(pk=year.staff.account_id), BACKEND)
    page = client.get(every)
    assert "nhiệm vụ quá hạn" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    opened = client.get(rows)
    assert "Quá hạn" in opened.content.decode()
    assert opened["Cache-Control"] == "no-store"
