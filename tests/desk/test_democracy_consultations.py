"""What consultations and dialogues lay on the desk of the office, a leader and a village head."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.democracy.actions.dialogues import add_question
from kheo.democracy.models import Consultation, Dialogue, Topic
from kheo.desk.queries.bench import Bench
from kheo.desk.queries.democracy_consultations import for_leader, for_office, own_village
from tests.democracy.actions.test_dialogues import held
from tests.democracy.consulting import (
    answered,
    closed,
    day,
    decided,
    fresh,
    hands,
    opened,
    planned,
    say,
    sent,
    time_passes,
)
from tests.democracy.scene import make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db):
    return make_scene()


@pytest.fixture
def there(db):
    return make_scene("gso2025-13330", "Phường Kim Bảng")


def told(scene, who="office", source=for_office, today=None):
    bench = Bench(getattr(scene, who), scene.locality, None, today or day())
    return [(item.tag, item.act) for item in source(bench) if "chưa đối thoại" not in item.what]


def test_each_step_of_a_consultation_is_told_with_its_article(scene, there):
    opened(there)
    assert told(scene) == []
    planned(scene)
    assert told(scene) == [("Chưa gửi kế hoạch", "Ghi ngày gửi")]
    Consultation.objects.filter(locality=scene.locality).delete()
    sent(scene)
    assert told(scene) == [("Hạn hôm nay", "Mở lấy ý kiến")]
    Consultation.objects.filter(locality=scene.locality).delete()
    made = opened(scene)
    assert told(scene) == []
    assert told(scene, today=day(5)) == [("Còn 5 ngày", "Đọc ý kiến")]
    comment = say(made, "Lời")
    assert told(scene) == [("Còn 10 ngày", "Đọc ý kiến")]
    assert told(scene, today=day(11)) == [("Hết hạn góp ý", "Kết thúc")]
    (item,) = [one for one in for_office(Bench(scene.office, scene.locality, None, day(11))) if one.is_late]
    assert item.note == "Điều 28 khoản 2 Luật 10/2022/QH15"
    assert "1 ý kiến chờ đọc" in item.why
    comment.stances.all().delete()
    comment.delete()
    closed(scene, made)
    assert told(scene) == [("Chờ trả lời", "Trả lời")]


def test_what_was_answered_waits_for_its_decision_and_then_for_the_council(scene):
    made = answered(scene)
    assert told(scene) == [("Chờ quyết định", "Ghi quyết định")]
    decided(scene, made)
    assert told(scene) == [("Chưa báo cáo", "Ghi báo cáo")]


def test_a_leader_is_told_of_topics_without_an_answer(scene):
    made = closed(scene)
    assert told(scene, "leader", for_leader) == []
    topic = Topic.objects.create(consultation=made, title="Giờ")
    assert told(scene, "leader", for_leader) == [("Chờ trả lời", "Trả lời")]
    Topic.objects.filter(pk=topic.pk).update(verdict="taken")
    assert told(scene, "leader", for_leader) == []


def test_a_head_is_told_until_the_village_was_heard(scene):
    made = opened(scene)
    assert told(scene, "head", own_village) == [("Còn 10 ngày", "Nhập ý kiến")]
    hands(scene, made)
    assert told(scene, "head", own_village) == []
    assert told(scene, "other_head", own_village) == [("Còn 10 ngày", "Nhập ý kiến")]
    opened(scene, forms=("e",), title="Chỉ trên trang")
    time_passes(fresh(made))
    assert told(scene, "other_head", own_village) == []


def test_a_dialogue_without_its_answers_and_a_year_without_its_dialogue_are_told(scene):
    def whats(today):
        return [item.what for item in for_office(Bench(scene.office, scene.locality, None, today))]

    year = day().year
    assert whats(date(year, 8, 31)) == []
    assert whats(date(year, 9, 1)) == [f"Năm {year} chưa đối thoại với Nhân dân"]
    made = held(scene)
    add_question(scene.office, made, "Hỏi")
    (item,) = [one for one in for_office(Bench(scene.office, scene.locality, None, day())) if one.what == made.title]
    assert item.why == "Còn 1 ý kiến chưa trả lời."
    Dialogue.objects.filter(pk=made.pk).update(state="closed")
    assert made.title not in whats(day())


def test_the_desk_asks_the_database_the_same_however_many_consultations(scene):
    def asked():
        bench = Bench(scene.office, scene.locality, None, day())
        with CaptureQueriesContext(connection) as queries:
            for_office(bench)
        return len(queries)

    opened(scene)
    few = asked()
    for number in range(5):
        say(opened(scene, title=f"Đợt {number}"), "Lời", f"{number:016d}")
    assert asked() == few
