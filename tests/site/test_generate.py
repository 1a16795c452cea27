import contextlib
import json
from itertools import combinations
from random import Random

import pytest
from click.testing import CliRunner
from django.db import transaction

from kheo.movement.likeness import compare, read, resembles
from kheo.movement.models import Initiative, PeriodReport, Registration, Result, Submission
from kheo.organisation.models import Locality
from kheo.site.commands import kheo
from kheo.site.generate.province import make_province
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
    assert (province["submissions"], Submission.objects.count()) == (2, 2)
    assert (province["reports"], PeriodReport.objects.count()) == (3, 3)
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


def told():
    return (
        list(Registration.objects.order_by("pk").values_list("initiative__title", "initiative__way", "state", "programme__year")),
        list(Result.objects.order_by("pk").values_list("measure", "value", "as_of")),
        list(Submission.objects.order_by("pk").values_list("content", "state", "unit__code")),
    )


def province_of(seed):
    """What a province of *seed* says; nothing of it is left."""
    with contextlib.suppress(_UndoneError), transaction.atomic():
        make_province(1, 12, seed, 2026, lambda _done: None)
        found = told()
        raise _UndoneError
    return found


class _UndoneError(Exception):
    """Takes a province away again."""


def test_the_same_seed_makes_the_same_rows_another_one_others():
    first, second = province_of(5), province_of(5)
    assert Registration.objects.count() == 0
    assert len(first[0]) >= 12
    assert first == second
    assert first != province_of(6)


def test_two_texts_of_one_topic_are_no_look_alikes():
    texts = [tell(dice(number), "thôn 1") for number in range(14)]
    readings = [read(f"{one.summary}\n{one.situation}\n{one.way}\n{one.outcome}\n{one.lesson}") for one in texts]
    assert [1 for one, other in combinations(readings, 2) if resembles(compare(one, other))] == []


def test_not_beside_a_real_locality_unless_it_is_said():
    factories.make_locality()
    refused = run("--initiatives", "3", "--seed", "1")
    assert (refused.exit_code, Initiative.objects.count()) == (2, 0)
    assert run("--initiatives", "3", "--seed", "1", "--beside-real").exit_code == 0
