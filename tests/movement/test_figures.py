from datetime import date

import pytest

from kheo.movement.figures import FIGURES
from kheo.movement.models import Lineage
from tests import factories

REGISTERED, OPERATING, REPLICATED = FIGURES


@pytest.fixture
def year(programme, wards):
    """Six registrations of six states; what another year and another locality has must not be counted."""
    programme.fields.create(key="moi-truong", label="Môi trường", order=5)
    rows = [
        {"state": "registered"},
        {"state": "running", "field": "culture_society"},
        {"state": "in_assessment", "subject": "individual", "kind": "dien_hinh"},
        {"state": "recognised", "field": "moi-truong"},
        {"state": "not_recognised"},
        {"state": "stopped"},
    ]
    made = [factories.make_registration(programme, unit=wards["hoa_mac"], **row) for row in rows]
    factories.make_registration(factories.make_programme(programme.locality, 2025))
    factories.make_registration(factories.make_programme(factories.make_locality(factories.KIM_BANG)))
    return made


def count(figure, programme, **dimensions):
    return figure.select(programme.locality_id, 2024, dimensions).count()


def test_no_figure_is_told_that_nothing_can_be_traced_to():
    keys = ["initiatives.registered", "initiatives.operating", "initiatives.replicated"]
    assert [figure.key for figure in FIGURES] == keys


def test_registered_counts_all_and_operating_what_was_carried_out(year, programme):
    assert (count(REGISTERED, programme), count(OPERATING, programme)) == (6, 4)


def test_figures_are_narrowed_by_their_dimensions(year, programme):
    assert count(OPERATING, programme, kind="mo_hinh") == 3
    assert count(OPERATING, programme, kind="dien_hinh", subject="individual") == 1
    assert count(REGISTERED, programme, field="economy") == 4
    assert count(OPERATING, programme, field="culture_society") == 1
    with pytest.raises(LookupError):
        count(OPERATING, programme, level="grassroots")


def test_a_field_that_the_programme_added_is_another_field(year, programme):
    assert count(OPERATING, programme, field="other") == 1
    assert count(OPERATING, programme, field="moi-truong") == 0


def test_every_row_tells_title_unit_of_then_and_page(year, programme, django_assert_num_queries):
    with django_assert_num_queries(1):
        rows = [REGISTERED.describe(row) for row in REGISTERED.rows(programme.locality_id, 2024)]
    first = next(row for row in rows if row.title == year[0].initiative.title)
    assert (first.unit, first.note, first.url) == (
        "Phường Hòa Mạc",
        "Kinh tế · đã nhận đăng ký",
        f"/gso2024-349/mo-hinh/{year[0].initiative_id}/",
    )


def test_replicated_counts_what_was_carried_out_and_learnt_by_the_end_of_the_year(year, programme, django_assert_num_queries):
    """Both sides of the day, each state, two origins counted once, the origin itself never, another year's learning never."""
    registered, running, assessed, recognised, declined, stopped = (row.initiative for row in year)
    learnt = [
        (running, {"origin_words": "Xã Minh Hoạ, 2019"}, date(2024, 12, 31)),
        (running, {"origin": recognised}, date(2024, 3, 1)),
        (assessed, {"origin": recognised}, date(2023, 3, 1)),
        (declined, {"origin_words": "Xã Minh Hoạ"}, date(2025, 1, 1)),
        (registered, {"origin": recognised}, date(2024, 3, 1)),
        (stopped, {"origin": recognised}, date(2024, 3, 1)),
    ]
    for copy, origin, on in learnt:
        Lineage.objects.create(copy=copy, learnt_on=on, **origin)
    with django_assert_num_queries(1):
        rows = [REPLICATED.describe(row) for row in REPLICATED.rows(programme.locality_id, 2024)]
    assert {(row.title, row.note) for row in rows} == {
        (running.title, f"học từ «{recognised.title}»"),
        (assessed.title, f"học từ «{recognised.title}»"),
    }
    assert len(rows) == 2
    assert count(REPLICATED, programme, subject="individual") == 1
    assert count(REPLICATED, programme, field="economy") == 1


def test_a_double_that_was_merged_is_counted_once(year, programme):
    year[1].initiative.merged_into = year[2].initiative
    year[1].initiative.save()
    assert (count(REGISTERED, programme), count(OPERATING, programme)) == (5, 3)
