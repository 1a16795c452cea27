"""A round in its states: scored, equal, published; and the short words by which tests lead it there."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import timezone

from kheo.assessment.actions.rounds import agree_points, close_round, publish, record_meeting
from tests.assessment.council_scene import PLAIN


def said(refused):
    return [str(problem) for problem in refused.value.problems]


def today():
    return timezone.localdate()


def close(scene, actor=None):
    close_round(actor or scene.office, scene.council, scene.now().version)


def meet(scene, present=None, day=None):
    seats = scene.seats if present is None else [scene.seats[one] for one in present]
    record_meeting(scene.office, scene.council, day or today(), {seat.pk for seat in seats}, scene.now().version)


def put_out(scene, day=None):
    publish(scene.office, scene.council, day or today(), scene.now().version)


@pytest.fixture
def scored(scene):
    """Three members; the first file is agreed on by all, the second one far apart (10, 9 and 5: over the limit of 3)."""
    scene.open()
    for member, points in enumerate(((6, 4), (5.5, 3), (5, 4))):
        scene.give(member, 0, *points)
    for member, points in enumerate(((6, 4), (6, 3), (3, 2))):
        scene.give(member, 1, *points)
    return scene


@pytest.fixture
def equal(make_scene):
    """Two files with the same points before a council whose chair decides."""
    scene = make_scene(settings=replace(PLAIN, tie_rule="chair", with_vote=True))
    scene.open()
    scene.give_all((6, 4), (6, 4), (6, 4))
    close(scene)
    meet(scene)
    return scene


@pytest.fixture
def published(scored):
    close(scored)
    meet(scored)
    agree_points(scored.office, scored.files[1], Decimal(8), "xem lại")
    put_out(scored)
    return scored
