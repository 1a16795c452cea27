from datetime import date

import pytest

from kheo.directives.figures.activities import FIGURES
from kheo.directives.queries.places import place_of_body
from kheo.figures.queries import record
from kheo.organisation.models import UnitVersion

SESSIONS, PEOPLE = "activities.sessions", "activities.people"


def scope(work, unit=None):
    return record.Scope(work.scene.locality, 2024, unit)


@pytest.fixture
def year(work, work_there):
    """Twelve sessions, 86 broadcasts, one dialogue in the town in 2024; others beside it that must not be counted."""
    work.activity(count=3, people=120)
    work.activity(place_of_body(work.scene.body("mttq")), count=9, people=None, topic="Hội nghị thôn")
    work.activity(work.ward(1), kind="broadcast", topic="Loa", count=86, people=9_000)
    work.activity(kind="dialogue", topic="Đối thoại", count=1, people=180)
    work.activity(kind="visit", topic="Đến nhà", count=24, people=31)
    work.activity(kind="material", topic="Tờ gấp", count=1_500, people=1_500)
    work.activity(topic="Năm trước", begun_on=date(2023, 12, 31), ended_on=date(2023, 12, 31), count=70)
    work_there.activity(count=500, people=50_000)
    return work


@pytest.mark.parametrize(
    ("key", "dimensions", "value"),
    [
        (SESSIONS, {}, 12),
        ("activities.broadcasts", {}, 86),
        ("activities.dialogues", {}, 1),
        (PEOPLE, {}, 331),
        (PEOPLE, {"kind": "dialogue"}, 180),
        (PEOPLE, {"kind": "broadcast"}, 0),
        (PEOPLE, {"kind": "dialogue", "level": "district"}, 180),
        (PEOPLE, {"field": "economy"}, None),
    ],
)
def test_a_sum_is_of_the_town_and_the_year(year, key, dimensions, value):
    assert record.recorded(scope(year), key, dimensions) == value


def test_a_ward_s_sum_is_its_own(year):
    assert record.recorded(scope(year, year.scene.wards[0]), SESSIONS, {}) == 3
    assert record.recorded(scope(year, year.scene.wards[1]), SESSIONS, {}) == 0


def test_parts_of_a_sum_add_up_to_it(year):
    found = [figure for figure in record.figures_of(scope(year)) if figure.key == PEOPLE]
    assert [(figure.value, dict(figure.dimensions)) for figure in found] == [
        (331, {}),
        (180, {"kind": "dialogue"}),
        (120, {"kind": "session"}),
        (31, {"kind": "visit"}),
    ]


def test_each_row_tells_what_it_adds_where_and_when(year):
    figure = record.definition_of(PEOPLE)
    rows = [figure.describe(row) for row in record.rows_of(figure, scope(year), {})]
    assert sum(row.value for row in rows) == 331
    first = next(row for row in rows if row.title == "Hiến đất mở đường")
    assert (first.value, first.unit, first.note) == (120, "Phường Hòa Mạc", "buổi tuyên truyền, vận động, ngày 06/05/2024")
    assert first.url.startswith("/gso2024-349/hoat-dong/")
    sessions = record.definition_of(SESSIONS)
    told = {row.title: row for row in map(sessions.describe, record.rows_of(sessions, scope(year), {}))}
    assert told["Hội nghị thôn"].unit == year.scene.body("mttq").name
    assert (told["Hội nghị thôn"].value, told["Hội nghị thôn"].note) == (9, "ngày 06/05/2024")


def test_a_period_is_told_with_both_days_and_a_place_by_its_name_then(work):
    UnitVersion.objects.filter(unit=work.scene.wards[0]).update(valid_to=date(2025, 1, 1))
    UnitVersion.objects.create(unit=work.scene.wards[0], name="Phường Tên Mới", type="phường", valid_from=date(2025, 1, 1))
    work.activity(begun_on=date(2024, 5, 1), ended_on=date(2024, 5, 6))
    figure = record.definition_of(SESSIONS)
    (row,) = [figure.describe(one) for one in record.rows_of(figure, scope(work), {})]
    assert (row.note, row.unit) == ("từ 01/05/2024 đến 06/05/2024", "Phường Hòa Mạc")


def test_rows_cost_one_query_however_many(year, django_assert_num_queries):
    for figure in FIGURES:
        with django_assert_num_queries(1):
            assert [figure.describe(row) for row in figure.select(year.scene.locality.pk, 2024, {})]


def test_the_public_page_shows_sum_and_parts(client, year):
    page = client.get("/gso2024-349/so-lieu/activities.people/?nam=2024").content.decode()
    assert "331 lượt người dự tuyên truyền, đối thoại" in page
    assert 'data-label="Số lượt người">120</td>' in page
    narrowed = client.get("/gso2024-349/so-lieu/activities.people/?nam=2024&kind=dialogue").content.decode()
    assert "180 lượt người dự tuyên truyền, đối thoại: cuộc đối thoại, gặp gỡ" in narrowed
    whole = client.get("/gso2024-349/so-lieu/?nam=2024").content.decode()
    assert "<b>12</b> buổi tuyên truyền, vận động" in whole
