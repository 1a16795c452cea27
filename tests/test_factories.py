import pytest

from kheo.organisation.models import Role
from tests import factories

pytestmark = pytest.mark.django_db


def test_two_localities_share_nothing():
    here, there = factories.make_locality(), factories.make_locality(factories.KIM_BANG)
    assert [body.code for body in here.bodies.all()] == [
        f"gso2024-349/{body}" for body in ("bcd-dvk", "hdnd", "mttq", "thi-uy", "ubnd")
    ]
    assert there.bodies.count() == 5
    assert here.unit != there.unit


def test_office_of_one_locality_holds_no_role_in_the_other():
    here, there = factories.make_locality(), factories.make_locality(factories.KIM_BANG)
    actor = factories.actor_for(factories.make_account(Role.OFFICE, here))
    assert actor.roles_in(here.code) == {"office"}
    assert actor.roles_in(there.code) == set()


def test_a_registration_is_assessed_under_the_programmes_set():
    programme = factories.make_programme(criteria_set=factories.make_criteria_set())
    registration = factories.make_registration(programme, field="culture_society")
    assessment = factories.make_assessment(registration, 72.5)
    assert registration.assessment_link.assessment == assessment
    assert registration.field.label == "Văn hoá – xã hội"
    assert [score.verified_score for score in assessment.scores.all()] == [72.5]
