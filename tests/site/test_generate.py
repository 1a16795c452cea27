import json
from random import Random

import pytest
from click.testing import CliRunner

from kheo.movement.models import Initiative, Registration
from kheo.organisation.models import Locality
from kheo.site.commands import kheo
from kheo.site.generate.texts import tell
from kheo.site.generate.variants import Rewriting, variant
from tests import factories

pytestmark = pytest.mark.django_db


def dice(seed):
    return Random(seed)  # noqa: S311  a sample, no secret


def run(*arguments):
    return CliRunner().invoke(kheo, ["generate", *arguments])


def test_it_makes_what_was_asked_for_visibly_made_up_and_not_twice():
    answer = run("--initiatives", "40", "--seed", "7", "--year", "2026", "--json")
    assert answer.exit_code == 0
    (province,) = json.loads(answer.stdout)["provinces"]
    assert (province["initiatives"], Initiative.objects.count()) == (40, 40)
    assert province["registrations"] == Registration.objects.count()
    assert list(Locality.objects.values_list("name", "illustrative")) == [("Tỉnh Minh Hoạ 1", True)]
    assert set(Registration.objects.values_list("programme__year", flat=True)) == {2025, 2026}
    again = run("--initiatives", "40", "--seed", "7")
    assert (again.exit_code, Initiative.objects.count()) == (2, 40)


def test_the_same_seed_tells_the_same_another_one_something_else():
    assert tell(dice(3), "số 1") == tell(dice(3), "số 1")
    assert tell(dice(3), "số 1") != tell(dice(4), "số 1")
    a, b = "Họp dân 5 buổi. Làm đường.", "Trồng cây. Quét ngõ."
    assert variant(dice(1), a, b, 0.5, Rewriting(0.2)) == variant(dice(1), a, b, 0.5, Rewriting(0.2))


def test_not_beside_a_real_locality_unless_it_is_said():
    factories.make_locality()
    refused = run("--initiatives", "3", "--seed", "1")
    assert (refused.exit_code, Initiative.objects.count()) == (2, 0)
    assert run("--initiatives", "3", "--seed", "1", "--beside-real").exit_code == 0
