"""Report periods on the desk: a unit's own report, what the office waits for, who is late for the leader."""

from datetime import date

import pytest

from kheo.desk.queries import periods
from kheo.desk.queries.bench import Bench
from kheo.movement.actions.period_reviews import return_report
from tests import factories
from tests.movement.period_scene import Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return Scene()


def said(source, scene, actor, day):
    bench = Bench(actor, scene.place, scene.programme, day)
    return [(item.tag, item.tone, item.what, item.act) for item in source(bench)]


@pytest.mark.parametrize(
    ("day", "tag", "tone"),
    [
        (date(2024, 4, 4), "Còn 1 ngày", "wait"),
        (date(2024, 4, 5), "Hạn hôm nay", "wait"),
        (date(2024, 4, 6), "Quá hạn 1 ngày", "late"),
    ],
)
def test_a_unit_finds_its_report_until_it_is_sent(scene, day, tag, tone):
    period = scene.opened()
    own = periods.own_period_reports
    assert said(own, scene, scene.staff, day) == [(tag, tone, "Báo cáo quý I năm 2024", "Bắt đầu viết")]
    report = scene.sent(period, actor=scene.staff)
    assert said(own, scene, scene.staff, day) == []
    return_report(scene.office, report, {"": "Thiếu"}, report.version)
    assert said(own, scene, scene.staff, day) == [("Cần bổ sung", "wait", "Báo cáo quý I năm 2024", "Viết tiếp")]


def test_the_office_sees_how_many_sent_and_the_leader_only_who_is_late(scene):
    period = scene.opened()
    scene.sent(period)
    what = "Báo cáo quý I năm 2024: 1 trong 3 nơi đã gửi"
    leader = factories.actor_for(scene.leader_account)
    assert said(periods.running, scene, scene.office, date(2024, 4, 5)) == [("Hạn hôm nay", "wait", what, "Xem")]
    assert said(periods.late, scene, leader, date(2024, 4, 5)) == []
    assert said(periods.running, scene, scene.office, date(2024, 4, 6)) == [("Quá hạn 1 ngày", "late", what, "Xem")]
    assert said(periods.late, scene, leader, date(2024, 4, 6)) == [("Quá hạn 1 ngày", "late", what, "Xem nơi chậm")]
    for place in (scene.wards[1], scene.union):
        scene.sent(period, place)
    assert said(periods.running, scene, scene.office, date(2024, 4, 6)) == [
        ("Đủ báo cáo", "wait", "Báo cáo quý I năm 2024: 3 trong 3 nơi đã gửi", "Xem")
    ]
    assert said(periods.late, scene, leader, date(2024, 4, 6)) == []
