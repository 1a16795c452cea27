from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import timezone

from kheo.assessment.actions.appeals import count_again
from kheo.assessment.actions.rounds import agree_points, decide_tie, record_votes
from kheo.desk.queries.bench import Bench
from kheo.desk.queries.council import open_appeals, own_files, to_lead
from kheo.movement.actions.councils import answer_for, appeal_for
from tests import factories
from tests.movement.council_scene import PLAIN, CouncilScene

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


@pytest.fixture
def led():
    """Two files, the second one far apart, each to be voted on; equal points wait for the chair."""
    return CouncilScene(factories.make_locality(), replace(PLAIN, with_vote=True, tie_rule="chair"))


def waiting(scene):
    """What chair, another member and office find."""
    return [said(to_lead(bench(scene, actor))) for actor in (scene.actors[0], scene.actors[1], scene.office)]


def test_the_chair_and_the_office_are_led_from_the_last_sheet_to_the_publication(led):
    today = timezone.localdate()
    assert waiting(led) == [[], [], []]
    led.open()
    led.give_all((6, 4), (6, 4))
    led.give(2, 0, 6, 4)
    assert waiting(led) == [[], [], []]
    led.give(2, 1, 1, 1)
    close = [("Mọi phiếu đã chấm xong", "Khoá điểm")]
    assert waiting(led) == [close, [], close]
    led.closed()
    meet = [("Điểm đã khoá, chờ họp hội đồng", "Ghi cuộc họp")]
    assert waiting(led) == [meet, [], meet]
    assert to_lead(bench(led, led.actors[0]))[0].why == (
        "Hội đồng thẩm định. 1 hồ sơ chênh lệch lớn, quá 3 điểm, đưa ra họp bàn."
    )
    led.met(today)
    vote = ("2 hồ sơ chưa biểu quyết", "Ghi biểu quyết")
    left = [("1 hồ sơ chênh lệch lớn chờ điểm thống nhất", "Ghi điểm thống nhất"), vote]
    assert waiting(led) == [left, [], left]
    agree_points(led.actors[0], led.file(1), Decimal(10), "Đã xem lại minh chứng.")
    left = [("1 nhóm hồ sơ bằng điểm", "Quyết định thứ tự"), vote]
    assert waiting(led) == [left, [], left]
    keys = [led.file(0).pk, led.file(1).pk]
    decide_tie(led.actors[0], led.now(), keys, "lan toả hơn")
    record_votes(led.actors[0], led.now(), dict.fromkeys(keys, (3, 0)))
    assert waiting(led) == [[], [], [("Kết quả hội đồng chờ công bố", "Công bố kết quả")]]
    led.published(today)
    assert waiting(led) == [[], [], []]
    assert to_lead(Bench(led.office, led.place, None, today)) == []


def test_a_file_that_an_appeal_opened_waits_for_its_members_and_then_for_the_meeting_again():
    today = timezone.localdate()
    scene = CouncilScene(factories.make_locality()).open().give_all((6, 4), (6, 4), (5, 4)).closed().met(today).published(today)
    made = appeal_for(scene.office, scene.registrations[0], "Chưa tính đợt hai.")
    answer_for(scene.office, made, "Chấm lại.", made.version, upheld=True)
    assert waiting(scene) == [[], [], [("0/3 phiếu phúc tra đã xem lại", "Xem")]]
    member = bench(scene, scene.actors[0])
    assert said(own_files(member)) == [("1 hồ sơ phúc tra chờ bạn xem lại", "Xem lại")]
    scene.give(0, 0, 6, 4)
    assert said(own_files(member)) == []
    assert waiting(scene) == [[], [], [("1/3 phiếu phúc tra đã xem lại", "Xem")]]
    for number, pair in enumerate(((6, 4), (6, 4), (1, 1))):
        scene.give(number, 0, *pair)
    assert waiting(scene) == [[], [], [("3/3 phiếu phúc tra đã xem lại", "Khoá điểm")]]
    count_again(scene.office, scene.file())
    left = [("1 hồ sơ chênh lệch lớn chờ điểm thống nhất", "Ghi điểm thống nhất")]
    assert waiting(scene) == [left, [], left]


def test_a_round_without_a_wide_spread_is_only_met_about():
    scene = CouncilScene(factories.make_locality()).open().give_all((6, 4), (6, 4), (5, 4)).closed()
    assert [item.why for item in to_lead(bench(scene, scene.actors[0]))] == [
        "Hội đồng thẩm định. Không hồ sơ nào chênh lệch quá mức."
    ]
