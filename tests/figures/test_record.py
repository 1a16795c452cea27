"""Figures and their rows: parts add up, a neighbour's rows are never counted, one query a figure."""

import pytest

from kheo.figures.queries.record import FIGURES, Scope, definition_of, figures_of, recorded, rows_of, rows_url
from kheo.movement.models import Registration
from tests.factories import DUY_TIEN, KIM_BANG, make_locality, make_programme, make_registration, make_unit

pytestmark = pytest.mark.django_db
OPERATING = "initiatives.operating"


@pytest.fixture
def town():
    """Three carried out (two economy, one culture; one of an individual), one stopped; the neighbour has two."""
    town = make_locality(DUY_TIEN)
    programme = make_programme(town)
    make_registration(programme, field="economy")
    make_registration(programme, field="economy", subject="individual")
    make_registration(programme, field="culture_society", kind="dien_hinh", unit=make_unit("gso2024-13360", "Xã Yên Nam"))
    make_registration(programme, state=Registration.State.STOPPED)
    neighbour = make_programme(make_locality(KIM_BANG))
    make_registration(neighbour)
    make_registration(neighbour, field="defence_security")
    return town


def values(scope, key):
    return {tuple(figure.dimensions.items()): figure.value for figure in figures_of(scope) if figure.key == key}


def test_a_figure_comes_whole_and_in_parts(town):
    assert values(Scope(town, 2024), OPERATING) == {
        (): 3,
        (("kind", "mo_hinh"),): 2,
        (("kind", "dien_hinh"),): 1,
        (("subject", "collective"),): 2,
        (("subject", "individual"),): 1,
        (("field", "economy"),): 2,
        (("field", "culture_society"),): 1,
    }


def test_every_figure_equals_the_number_of_its_rows(town):
    scope = Scope(town, 2024)
    for figure in figures_of(scope):
        assert rows_of(definition_of(figure.key), scope, figure.dimensions).count() == figure.value


def test_a_unit_inside_the_locality_has_its_own_share(town):
    unit = make_unit("gso2024-13360")
    assert values(Scope(town, 2024, unit), OPERATING)[()] == 1
    assert values(Scope(town, 2024, make_unit("gso2024-13321", "Phường Đồng Văn")), OPERATING) == {(): 0}


def test_another_year_counts_nothing(town):
    assert {figure.value for figure in figures_of(Scope(town, 2023))} == {0}


@pytest.mark.parametrize(
    ("key", "dimensions", "value"),
    [
        (OPERATING, {}, 3),
        (OPERATING, {"kind": "mo_hinh", "field": "economy"}, 2),
        (OPERATING, {"level": "district"}, 3),
        (OPERATING, {"level": "province"}, None),
        (OPERATING, {"colour": "red"}, None),
        ("initiatives.replicated", {}, 0),
        ("initiatives.dreamt", {}, None),
    ],
)
def test_recorded_says_a_number_or_that_the_record_cannot_say(town, key, dimensions, value):
    assert recorded(Scope(town, 2024), key, dimensions) == value


def test_rows_of_another_level_are_none(town):
    assert rows_of(definition_of(OPERATING), Scope(town, 2024), {"level": "grassroots"}).count() == 0


def test_rows_url_leads_to_the_rows(town, client):
    unit = make_unit("gso2024-13360")
    url = rows_url(Scope(town, 2024, unit), OPERATING, {"kind": "dien_hinh"})
    assert url == f"/{DUY_TIEN}/so-lieu/{OPERATING}/?nam=2024&kind=dien_hinh&don_vi=gso2024-13360"
    page = client.get(url)
    assert page.context["total"] == 1


def test_one_query_a_figure_however_many_rows(town, django_assert_num_queries):
    with django_assert_num_queries(len(FIGURES)):
        figures_of(Scope(town, 2024))
    programme = town.programmes.get()
    for _ in range(30):
        make_registration(programme)
    with django_assert_num_queries(len(FIGURES)):
        figures_of(Scope(town, 2024))


def test_a_label_goes_on_after_its_number_and_so_begins_small():
    begun = [figure.label for figure in FIGURES if figure.label[0].isupper() and not figure.label.startswith("“")]
    assert begun == []
