from datetime import timedelta

import pytest

from kheo.democracy.actions.postings import draft_posting
from kheo.democracy.actions.publishing_plans import LineContent, add_line, make_plan
from kheo.democracy.models import PlanLine
from kheo.desk.queries.bench import Bench
from kheo.desk.queries.democracy_publishing import own_village, to_prove, to_publish, unproved
from tests.democracy.posting_scene import TODAY, content, make_posting, paper, prove
from tests.democracy.scene import make_scene

DAY = timedelta(days=1)


@pytest.fixture
def scene(db):
    return make_scene()


@pytest.fixture
def there(db):
    return make_scene("gso2025-13330", "Phường Kim Bảng")


def bench(scene, who="office"):
    return Bench(getattr(scene, who), scene.locality, None, TODAY)


def told(items):
    return [(item.tag, item.what) for item in items]


def test_what_is_due_within_a_week_or_overdue_and_what_is_prepared(scene, there):
    plan = make_plan(scene.office, scene.locality, TODAY.year, has_loudspeaker=True)
    PlanLine.objects.all().delete()
    for days, what in ((-3, "Quá hạn"), (0, "Hôm nay"), (7, "Tuần này"), (8, "Sau nữa")):
        due = TODAY + days * DAY
        add_line(scene.office, plan, LineContent(2, what, "", due))
    add_line(scene.office, plan, LineContent(8, "Khi phát sinh"))
    draft_posting(scene.office, scene.locality, content(title="Đang soạn"), paper())
    assert told(to_publish(bench(scene))) == [
        ("Chờ công khai", "Đang soạn"),
        ("Quá hạn 3 ngày", "Công khai: Quá hạn"),
        ("Hạn hôm nay", "Công khai: Hôm nay"),
        ("Còn 7 ngày", "Công khai: Tuần này"),
    ]
    assert to_publish(bench(there)) == []
    late = to_publish(bench(scene))[1]
    line = PlanLine.objects.get(what="Quá hạn")
    assert (late.tone, late.url) == ("late", f"/{scene.locality.code}/dan-chu/quan-ly/cong-khai/chuan-bi/?dong={line.pk}")
    make_posting(scene, TODAY, line=line)
    assert "Công khai: Quá hạn" not in [item.what for item in to_publish(bench(scene))]


def test_missing_proofs_are_one_thing_for_the_office_and_the_inspectors(scene, there):
    assert to_prove(bench(scene)) == []
    make_posting(scene, TODAY, title="Chưa đến hạn", due_on=TODAY)
    assert to_prove(bench(scene)) == []
    make_posting(scene, TODAY - 3 * DAY, title="Dự toán")
    make_posting(scene, TODAY - 2 * DAY, title="Quyết toán")
    found = to_prove(bench(scene))
    assert [(item.what, item.why, item.due) for item in found] == [
        ("6 nơi thiếu minh chứng công khai", "Dự toán và 1 nội dung khác.", TODAY - 3 * DAY)
    ]
    assert unproved(bench(scene, "inspector"))[0].url.endswith("/kiem-tra/")
    assert to_prove(bench(there)) == []


def test_a_head_has_the_own_village_alone(scene):
    made = make_posting(scene, TODAY - DAY, item=8, forms=["portal", "village_board", "head"], due_on=TODAY)
    prove(made, "village_board", TODAY, scene.village)
    assert [(item.tag, item.why) for item in own_village(bench(scene, "head"))] == [
        ("Hạn hôm nay", "Thông báo đến Nhân dân, Tổ dân phố Điệp Sơn.")
    ]
    assert [item.act for item in own_village(bench(scene, "other_head"))] == ["Ghi ảnh", "Ghi đã báo"]
    assert own_village(bench(scene, "office")) == []


@pytest.mark.parametrize("count", [1, 8])
def test_the_same_queries_however_much_was_published(scene, django_assert_max_num_queries, count):
    for number in range(count):
        make_posting(scene, TODAY - DAY, title=f"Nội dung {number}")
    with django_assert_max_num_queries(9):
        to_prove(bench(scene))
        to_publish(bench(scene))
    with django_assert_max_num_queries(8):
        own_village(bench(scene, "head"))
