import pytest
from django.utils import timezone

from kheo.desk.queries.bench import Bench
from kheo.desk.queries.council import open_appeals, own_files
from kheo.movement.actions.councils import answer_for, appeal_for
from tests import factories
from tests.movement.council_scene import CouncilScene

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def bench(scene, actor):
    return Bench(actor, scene.place, scene.programme, timezone.localdate())


def said(items):
    return [(item.what, item.act) for item in items]


def test_a_member_finds_the_files_that_are_left():
    scene = CouncilScene(factories.make_locality())
    member = bench(scene, scene.actors[0])
    assert said(own_files(member)) == []
    scene.open()
    assert said(own_files(member)) == [("0/2 hồ sơ đã chấm", "Bắt đầu chấm")]
    scene.give(0, 0, 6, 4)
    assert said(own_files(member)) == [("1/2 hồ sơ đã chấm", "Chấm tiếp")]
    scene.give(0, 1, 6, 4)
    assert said(own_files(member)) == []
    assert said(own_files(bench(scene, scene.office))) == []
    assert own_files(Bench(scene.actors[0], scene.place, None, timezone.localdate())) == []


def test_the_office_finds_appeals_until_they_are_answered():
    today = timezone.localdate()
    scene = CouncilScene(factories.make_locality()).open().give_all((6, 4), (6, 4), (5, 4)).closed().met(today).published(today)
    office = bench(scene, scene.office)
    assert (said(open_appeals(office)), said(own_files(bench(scene, scene.actors[0])))) == ([], [])
    made = appeal_for(scene.office, scene.registrations[0], "Chưa tính đợt hai.")
    assert said(open_appeals(office)) == [("1 kiến nghị về điểm", "Trả lời")]
    answer_for(scene.office, made, "Đã tính.", made.version, upheld=False)
    assert open_appeals(office) == []
    assert open_appeals(Bench(scene.office, scene.place, None, today)) == []
