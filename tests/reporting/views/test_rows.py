import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.organisation.models import Account
from kheo.reporting.queries.source import MEASURES
from tests import factories
from tests.reporting.scene import commune, make_task

HERE = "/gso2024-349/bao-cao/so-lieu/2024/"


@pytest.fixture
def office(client, full):
    client.force_login(Account.objects.get(pk=full.office.account_id), "django.contrib.auth.backends.ModelBackend")
    return client


def rows(response):
    """The cells of the table, row by row."""
    body = re.search(r"<tbody>(.*?)</tbody>", response.content.decode(), re.DOTALL)
    if body is None:
        return []
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in body[1].split("</tr>") if "<td" in row]
    return [[re.sub(r"<[^>]+>", "", cell) for cell in row[1:]] for row in cells]


@pytest.mark.parametrize("key", sorted(MEASURES))
def test_every_measure_has_a_page_of_its_rows_in_words(office, full, there, key):
    answer = office.get(f"{HERE}{key}/")
    assert answer.status_code == 200
    assert MEASURES[key].definition in answer.content.decode()
    assert all(title and note for title, _place, note in rows(answer))


def test_rows_say_what_where_and_how_far(office, full, there):
    assert rows(office.get(f"{HERE}tasks.done/")) == [
        ["Một việc", "Cấp uỷ Duy Tiên", "đã xong, xong ngày 01/06/2024 · hạn 30/09/2024"],
        ["Một việc", "Phường Hòa Mạc", "đã xong, xong ngày 01/06/2024 · hạn 30/09/2024"],
    ]
    assert rows(office.get(f"{HERE}tasks.done/?phan=party")) == [
        ["Một việc", "Cấp uỷ Duy Tiên", "đã xong, xong ngày 01/06/2024 · hạn 30/09/2024"]
    ]
    assert rows(office.get(f"{HERE}results.households/"))[0] == ["Cách làm 01", "Phường Hòa Mạc", "10 hộ · đến 01/12/2024"]
    assert rows(office.get(f"{HERE}targets.read/")) == [
        ["Đơn thư vượt cấp", "Cấp uỷ Duy Tiên", "1,5 đơn ngày 01/12/2024: Ban Tiếp công dân"]
    ]
    assert rows(office.get(f"{HERE}inspections.findings/?phan=limit"))[0] == ["Điều 2", "Phường Hòa Mạc", "hạn chế"]
    assert rows(office.get(f"{HERE}directives.in_force/"))[0][1:] == ["Cấp trên", "ngày 10/11/2022"]


def test_a_unit_narrows_the_rows(office, full):
    answer = office.get(f"{HERE}tasks.done/?don_vi={commune(full.locality).code}")
    assert [row[1] for row in rows(answer)] == ["Phường Hòa Mạc"]


@pytest.mark.parametrize(
    "path",
    [
        "2024/khong.co/",
        "2024/tasks.done/?phan=khong-co",
        "2024/tasks.done/?don_vi=gso2024-99999",
        "1/tasks.done/",
        "99999/tasks.done/",
        "999999999999999999/tasks.done/",
    ],
)
def test_what_is_not_there_is_not_found(office, path):
    assert office.get(f"/gso2024-349/bao-cao/so-lieu/{path}").status_code == 404


@pytest.mark.parametrize("part", ["9" * 30, "²", "12"])
def test_a_part_that_is_no_row_of_the_place_shows_none(office, full, part):
    answer = office.get(f"{HERE}tasks.done/?phan={part}")
    assert answer.status_code == (200 if part == "12" else 404)
    assert rows(answer) == [] or part == "12"


def test_a_row_of_another_place_is_not_shown_by_its_number(office, full, there):
    other = make_task(there.locality, there.body("ubnd"), state="done", done_on="2024-05-01", title="Việc nơi khác")
    answer = office.get(f"{HERE}tasks.done/?phan={other.pk}")
    assert (answer.status_code, rows(answer)) == (200, [])


def test_many_rows_come_in_pages_and_cost_no_more(office, full):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            office.get(f"{HERE}tasks.assigned/")
        return len(queries)

    before = asked()
    for number in range(60):
        make_task(full.locality, full.body("ubnd"), title=f"Việc {number}")
    assert asked() == before
    first, second = (office.get(f"{HERE}tasks.assigned/?trang={page}") for page in (1, 2))
    assert (len(rows(first)), len(rows(second))) == (50, 14)
    assert "Trang sau" in first.content.decode()


def test_staff_of_a_unit_may_not_read_them(client, full):
    client.force_login(factories.make_account("unit_staff", full.locality), "django.contrib.auth.backends.ModelBackend")
    assert client.get(f"{HERE}tasks.done/").status_code == 403
