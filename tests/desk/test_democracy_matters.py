from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kheo.democracy.actions.decisions import conclude_matter, publish_result, report_back, send_decision, write_decision
from kheo.democracy.actions.rounds import Tally, cancel_round, close_round, fail_round, open_round, plan_round
from kheo.democracy.models import Matter
from kheo.democracy.rules.decisions import DecisionContent, answer_by, send_by
from kheo.desk.queries.bench import Bench
from kheo.desk.queries.democracy_matters import of_all, of_front, of_leader, own_village
from tests.democracy.meeting_scene import decided, make_matter, open_meeting
from tests.democracy.scene import make_scene

WORDS = DecisionContent("resolution", "Làm đường.", "Cá nhân 01", "Cá nhân 02", "Cá nhân 03", "Cá nhân 04")


@pytest.fixture
def scene(db):
    return make_scene()


@pytest.fixture
def there(db):
    return make_scene("gso2025-13330", "Phường Kim Bảng")


def today():
    return timezone.localdate()


def bench(scene, who, day=None):
    return Bench(getattr(scene, who), scene.locality, None, day or today())


def acts(items):
    return [item.act for item in items]


def test_a_head_is_asked_to_tell_to_run_and_to_send_in_the_own_village_only(scene, there):
    later = today() + timedelta(days=9)
    plan_round(scene.head, make_matter(scene), scene.village, "meeting", later)
    open_meeting(there)
    (item,) = own_village(bench(scene, "head"))
    assert (item.act, item.due) == ("Chuẩn bị, báo dân", later - timedelta(days=2))
    assert item.what == "Tổ dân phố Điệp Sơn: Làm đường ngõ"
    assert own_village(bench(scene, "other_head")) == []
    open_meeting(scene)
    assert acts(own_village(bench(scene, "head"))) == ["Mở cuộc họp", "Chuẩn bị, báo dân"]
    assert acts(of_all(bench(scene, "office"))) == ["Mở cuộc họp", "Chuẩn bị, báo dân"]


def test_a_decision_is_to_be_sent_within_five_working_days_and_late_is_late(scene):
    closed = decided(scene)
    item, untold = own_village(bench(scene, "head"))
    assert (item.act, item.due, item.is_late) == ("Lập, gửi", send_by(today()), False)
    assert (untold.due, "theo thông lệ" in untold.why) == (send_by(today()), True)
    assert (untold.act, untold.url.split("#")[1]) == ("Ghi đã công khai", "cong-khai")
    assert own_village(bench(scene, "head", send_by(today()) + timedelta(days=1)))[0].is_late
    send_decision(scene.head, write_decision(scene.head, closed, WORDS, 0), today(), 1)
    assert acts(own_village(bench(scene, "head"))) == ["Ghi đã công khai", "Báo cáo lại"]
    matter = Matter.objects.get()
    publish_result(scene.head, matter, today(), matter.version)
    assert acts(own_village(bench(scene, "head"))) == ["Báo cáo lại"]


def test_a_head_is_asked_to_report_on_what_is_in_force_until_it_was_reported(scene, there):
    for one in (scene, there):
        make_matter(one, title="Làm đường", state="in_force", effective_on=date(2026, 3, 1), published_on=date(2026, 3, 1))
        make_matter(one, title="Bầu tổ trưởng", kind=4, state="in_force", effective_on=date(2026, 3, 1))
        make_matter(one, title="Không công nhận", state="refused", decided_on=date(2026, 3, 1), published_on=date(2026, 3, 2))
        make_matter(one, title="Đã bãi bỏ", state="annulled", effective_on=date(2026, 3, 1))
    (item,) = own_village(bench(scene, "head", date(2026, 6, 1)))
    assert (item.what, item.act, item.due, item.is_late) == ("Làm đường", "Báo cáo lại", date(2026, 12, 31), False)
    assert (item.note, item.url.split("#")[1]) == ("Điều 23 khoản 2, Điều 33 khoản 3 Luật 10/2022/QH15", "bao-cao")
    tags = [own_village(bench(scene, "head", day))[0].tag for day in (date(2026, 10, 31), date(2026, 11, 1), date(2027, 1, 1))]
    assert tags == ["Chưa báo cáo", "Còn 60 ngày", "Quá hạn 1 ngày"]
    assert own_village(bench(scene, "other_head", date(2026, 6, 1))) == []
    matter = Matter.objects.get(title="Làm đường", locality=scene.locality)
    report_back(scene.head, matter, today(), "Xong 320 m.", matter.version)
    assert own_village(bench(scene, "head", date(2026, 6, 1))) == []


def test_a_head_is_reminded_of_a_matter_until_a_day_is_set_and_again_once_its_meeting_failed(scene, there):
    matter = make_matter(scene)
    make_matter(there)
    (item,) = own_village(bench(scene, "head"))
    assert (item.tag, item.act, item.what) == ("Chưa định ngày", "Định ngày", "Làm đường ngõ")
    assert own_village(bench(scene, "other_head")) == []
    planned = plan_round(scene.head, matter, scene.village, "meeting", today())
    assert acts(own_village(bench(scene, "head"))) == ["Chuẩn bị, báo dân"]
    cancel_round(scene.head, planned, "Trùng việc làng", planned.version)
    assert acts(own_village(bench(scene, "head"))) == ["Định ngày"]
    scene.roll(9)
    opened = open_round(scene.head, plan_round(scene.head, matter, scene.village, "meeting", today()), 1)
    fail_round(scene.head, opened, 2, opened.version)
    (item,) = own_village(bench(scene, "head"))
    assert (item.tag, item.note) == ("Không đủ hộ", "Điều 19 khoản 1 điểm b Luật 10/2022/QH15")
    plan_round(scene.head, matter, scene.village, "ballots", today())
    assert own_village(bench(scene, "head")) == []


@pytest.mark.parametrize(("kind", "leaders", "fronts"), [(4, 1, 0), (5, 0, 1), (1, 0, 0)])
def test_recognition_waits_for_whoever_recognises(scene, there, kind, leaders, fronts):
    for one in (scene, there):
        closed = decided(one, kind=kind, dismisses=kind == 4)
        send_decision(one.head, write_decision(one.head, closed, WORDS, 0), today(), 1)
    assert [len(of_leader(bench(scene, "leader"))), len(of_front(bench(scene, "front")))] == [leaders, fronts]
    for item in (*of_leader(bench(scene, "leader")), *of_front(bench(scene, "front"))):
        assert (item.what, item.due) == ("Công nhận: Làm đường ngõ", answer_by(today()))
    assert len(of_all(bench(scene, "office"))) == leaders + fronts
    assert of_front(bench(scene, "leader")) == []


def test_results_of_all_villages_are_added_up_and_dated(scene):
    matter = make_matter(scene, scope="commune")
    for village in scene.villages:
        scene.roll(3, village)
        opened = open_round(scene.office, plan_round(scene.office, matter, village, "ballots", today()), 1)
        assert of_leader(bench(scene, "leader")) == []
        close_round(scene.office, opened, Tally(3, 0, 0), 2)
    assert acts(of_leader(bench(scene, "leader"))) == ["Tổng hợp"]
    matter.refresh_from_db()
    conclude_matter(scene.leader, matter, matter.version)
    assert acts(of_leader(bench(scene, "leader"))) == ["Ghi ngày hiệu lực"]


def test_the_desk_costs_the_same_with_one_meeting_and_with_many(scene):
    costs = []
    for count in (1, 7):
        for _ in range(count):
            plan_round(scene.head, make_matter(scene), scene.village, "meeting", today())
            make_matter(scene)
            decided(scene)
        with CaptureQueriesContext(connection) as asked:
            of_all(bench(scene, "office"))
            own_village(bench(scene, "head"))
        costs.append(len(asked))
    assert costs[0] == costs[1]
