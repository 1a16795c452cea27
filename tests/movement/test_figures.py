import pytest

from kheo.movement.figures import FIGURES
from tests import factories

REGISTERED, OPERATING = FIGURES


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
    assert [figure.key for figure in FIGURES] == ["initiatives.registered", "initiatives.operating"]


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
