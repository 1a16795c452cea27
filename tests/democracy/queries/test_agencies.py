from datetime import date

from kheo.democracy.actions.agencies import ConferenceContent, record_conference
from kheo.democracy.figures.agencies import FIGURES
from kheo.democracy.queries.agencies import agencies_of, find_agency, standings
from kheo.organisation.models import Body
from tests import factories


def test_agencies_are_those_with_staff_of_their_own_in_the_year(scene, there):
    codes = [body.code.rpartition("/")[2] for body in agencies_of(scene.locality, 2026)]
    assert codes == ["dang-uy", "mttq", "ubnd"]
    Body.objects.filter(code=f"{scene.locality.code}/mttq").update(valid_to=date(2026, 1, 1))
    Body.objects.filter(code=f"{scene.locality.code}/ubnd").update(valid_from=date(2026, 12, 31))
    assert [body.code.rpartition("/")[2] for body in agencies_of(scene.locality, 2026)] == ["dang-uy", "ubnd"]


def test_a_village_s_front_committee_is_no_agency_with_staff(scene):
    factories.make_body(scene.locality, "ctmt-tdp", "Ban công tác Mặt trận tổ dân phố", Body.Kind.FRONT, unit=scene.village)
    assert [body.code.rpartition("/")[2] for body in agencies_of(scene.locality, 2026)] == ["dang-uy", "mttq", "ubnd"]
    assert find_agency(scene.locality, factories.body_of(scene.locality, "ctmt-tdp").pk) is None


def hold(scene, slug, present, **changes):
    usual = {"year": 2025, "held_on": date(2026, 3, 31), "staff": 50, "summoned": 50, "votes_for": 0}
    body = factories.body_of(scene.locality, slug)
    return record_conference(scene.office, body, ConferenceContent(present=present, **(usual | changes)))


def standing(scene, slug, today=date(2026, 6, 1)):
    return standings([factories.body_of(scene.locality, slug)], 2025, today)[0]


def test_article_51_a_conference_is_late_after_the_end_of_march_and_not_wanted_of_seven_people(scene):
    assert not standing(scene, "ubnd", date(2026, 3, 31)).is_conference_late
    assert standing(scene, "ubnd", date(2026, 4, 1)).is_conference_late
    hold(scene, "ubnd", 33)
    assert standing(scene, "ubnd").is_conference_late
    hold(scene, "ubnd", 34, held_on=date(2026, 3, 30))
    assert not standing(scene, "ubnd").is_conference_late
    hold(scene, "dang-uy", 50, held_on=date(2026, 4, 1))
    assert standing(scene, "dang-uy").is_conference_late
    hold(scene, "mttq", 1, staff=7, summoned=7)
    assert not standing(scene, "mttq").is_conference_late


def test_the_figure_counts_conferences_to_which_two_thirds_came(scene, there):
    hold(scene, "ubnd", 33)
    hold(scene, "mttq", 34)
    hold(there, "mttq", 50)
    figure = next(one for one in FIGURES if one.key == "democracy.agency_conferences")
    rows = figure.select(scene.locality.pk, 2025, {})
    assert figure.value_of(rows) == 1
    assert figure.describe(rows.get()).note == "ngày 31/03/2026, có mặt 34 trong 50 người"
    assert figure.value_of(figure.select(scene.locality.pk, 2026, {})) == 0
