"""A figure taken apart by whose rows it is made of: the shares add up to it, a body's rows are its own."""

import pytest

from kheo.directives.measures import Share
from kheo.figures.measures import RecordMeasures
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return factories.make_programme(factories.make_locality())


def test_the_shares_of_a_figure_say_unit_body_and_field_and_add_up_to_it(programme):
    place = programme.locality
    front = factories.body_of(place, "mttq")
    ward = factories.make_unit("gso2024-13325", "Phường Hòa Mạc")
    for field in ("economy", "economy", "culture_society"):
        factories.make_registration(programme, unit=ward, field=field)
    factories.make_registration(programme, unit=place.unit, body=front)
    factories.make_registration(factories.make_programme(factories.make_locality(factories.KIM_BANG)))
    measures = RecordMeasures()
    shares = measures.shares(place, 2024, "initiatives.registered")
    assert sorted(shares, key=lambda one: (one.body is not None, one.field)) == [
        Share(ward.pk, None, "culture_society", 1),
        Share(ward.pk, None, "economy", 2),
        Share(place.unit_id, front.pk, "economy", 1),
    ]
    assert sum(one.value for one in shares) == measures.value_of(place, 2024, "initiatives.registered")
    assert measures.shares(place, 2024, "khong-co") is None


def test_a_figure_without_fields_of_work_has_shares_without_one(programme):
    assert RecordMeasures().shares(programme.locality, 2024, "activities.sessions") == []


def test_the_rows_of_a_body_are_listed_alone(client, programme):
    place = programme.locality
    front = factories.body_of(place, "mttq")
    factories.make_registration(programme, "Của Mặt trận", unit=place.unit, body=front)
    factories.make_registration(programme, "Của chính quyền", unit=place.unit, body=factories.body_of(place, "ubnd"))
    url = RecordMeasures().url(place, 2024, "initiatives.registered", place.unit, front)
    answer = client.get(url)
    assert [line.title for line in answer.context["lines"]] == ["Của Mặt trận"]
    assert client.get(url.replace("mttq", "khong-co")).status_code == 404
    neighbour = factories.make_locality(factories.KIM_BANG)
    assert client.get(url.replace(f"/{place.code}/", f"/{neighbour.code}/", 1)).status_code == 404
