"""Tasks on the desk: the owner's own, what was said to be done, what is overdue; and the press that agrees."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kheo.desk.queries.bench import Bench
from kheo.desk.queries.coming import coming
from kheo.desk.queries.items import items_for
from kheo.directives.actions.tasks import TaskOwner, report_task
from kheo.directives.models import Task
from kheo.foundation.models import AuditRow
from kheo.organisation.models import Unit
from tests import factories
from tests.directives.committee_scene import LIST, Work, hold_position
from tests.directives.scene import make_scene

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
KEYS = iter(f"khoa-cua-ban-viec-{number:04d}" for number in range(10_000))


@pytest.fixture
def scene():
    scene = make_scene()
    Unit.objects.filter(pk=scene.locality.unit_id).update(ended_on=scene.today)  # no programme of the year is asked for
    scene.locality.refresh_from_db()
    return scene


def bench(scene, actor):
    return Bench(actor, scene.locality, None, scene.today)


def said(scene, actor):
    return [(item.tag, item.what, item.act) for item in items_for(bench(scene, actor))]


def say_done(scene, task):
    return report_task(scene.staff, task, "Đã lập 05 tổ", scene.today, task.version, says_done=True)


def test_staff_see_their_own_tasks_late_first_then_by_day_and_none_of_others(scene):
    scene.assign(title="Còn lâu", days=31)
    scene.assign(title="Tháng này", days=30)
    scene.assign(title="Quá hạn", days=-2)
    scene.assign(TaskOwner(scene.wards[1]), title="Của phường khác", days=1)
    other = make_scene(factories.KIM_BANG)
    other.assign(title="Của thị xã khác", days=1)
    assert said(scene, scene.staff) == [
        ("Quá hạn 2 ngày", "Quá hạn", "Báo kết quả"),
        ("Còn 30 ngày", "Tháng này", "Báo kết quả"),
    ]
    assert said(scene, scene.front) == []
    assert [one.what for one in coming(bench(scene, scene.staff))] == ["Hạn: Tháng này", "Hạn: Còn lâu"]


def test_the_office_agrees_with_one_press_and_comes_back(client, scene):
    task = scene.task(title="Lập tổ", days=5)
    assert said(scene, scene.office) == []
    say_done(scene, task)
    [item] = items_for(bench(scene, scene.office))
    assert (item.what, item.press.label, item.press.url) == (
        "Lập tổ", "Xác nhận xong", f"/{factories.DUY_TIEN}/ban-lam-viec/nhiem-vu/{task.pk}/",
    )  # fmt: skip
    client.force_login(scene.office_account, backend=BACKEND)
    desk = f"/{factories.DUY_TIEN}/ban-lam-viec/"
    assert f'name="version" value="{item.press.version}"' in client.get(desk).content.decode()
    answer = client.post(item.press.url, {"once": next(KEYS), "version": item.press.version})
    assert (answer.status_code, answer.url) == (302, desk)
    assert Task.objects.get(pk=task.pk).state == "done"
    assert said(scene, scene.office) == []
    assert "Đã xác nhận xong: Lập tổ." in client.get(desk).content.decode()


@pytest.mark.parametrize("version", ["0", "", "x", "9" * 30])
def test_a_press_on_what_somebody_changed_says_so_and_does_nothing(client, scene, version):
    task = scene.task(days=5)
    say_done(scene, task)
    client.force_login(scene.office_account, backend=BACKEND)
    url = f"/{factories.DUY_TIEN}/ban-lam-viec/nhiem-vu/{task.pk}/"
    assert client.post(url, {"once": next(KEYS), "version": version}).url == f"/{factories.DUY_TIEN}/ban-lam-viec/"
    assert "Người khác vừa sửa" in client.get(f"/{factories.DUY_TIEN}/ban-lam-viec/").content.decode()
    assert Task.objects.get(pk=task.pk).state == "reported"
    assert AuditRow.objects.filter(action="task.accept").count() == 0


def test_only_the_office_presses_and_only_on_what_is_its_own_town_s(client, scene):
    task = scene.task(days=5)
    say_done(scene, task)
    other = make_scene(factories.KIM_BANG)
    client.force_login(scene.staff_account, backend=BACKEND)
    assert client.post(f"/{factories.DUY_TIEN}/ban-lam-viec/nhiem-vu/{task.pk}/", {"once": next(KEYS)}).status_code == 403
    client.force_login(other.office_account, backend=BACKEND)
    assert client.post(f"/{factories.KIM_BANG}/ban-lam-viec/nhiem-vu/{task.pk}/", {"once": next(KEYS)}).status_code == 404


def test_overdue_tasks_are_one_thing_for_office_and_leader_with_a_text_to_remind(client, scene):
    scene.assign(TaskOwner(scene.wards[0]), title="Chậm nhất", days=-9)
    scene.assign(
        TaskOwner(scene.wards[0]), TaskOwner(scene.wards[1]), TaskOwner(scene.locality.unit, scene.body("mttq")), days=-2
    )
    leader = factories.make_account("leader", scene.locality, body="ubnd")
    for actor in (scene.office, factories.actor_for(leader)):
        [item] = items_for(bench(scene, actor))
        assert (item.tone, item.what) == ("late", "4 nhiệm vụ quá hạn")
        assert "Lâu nhất: Chậm nhất" in item.why
        assert "Nơi chậm: Phường Hòa Mạc, Phường Đồng Văn, " in item.why
        assert " nơi khác" not in item.why
        assert item.url == f"/{factories.DUY_TIEN}/nhiem-vu/?the=overdue&nam=tat-ca"
    client.force_login(scene.office_account, backend=BACKEND)
    page = client.get(f"/{factories.DUY_TIEN}/ban-lam-viec/").content.decode()
    assert "Chép tin nhắn nhắc" in page
    assert "Một việc đã quá hạn" in page


def test_three_owners_that_are_longest_late_are_named_and_the_others_counted(scene):
    bodies = [TaskOwner(scene.locality.unit, scene.body(code)) for code in ("mttq", "ubnd", "thi-uy")]
    for days, owner in enumerate([TaskOwner(scene.wards[1]), *bodies, TaskOwner(scene.wards[0])], start=-9):
        scene.assign(owner, days=days)
    scene.assign(TaskOwner(scene.wards[1]), title="Việc khác", days=-3)
    [item] = items_for(bench(scene, scene.office))
    named = f"Nơi chậm: Phường Đồng Văn, {scene.body('mttq').name}, {scene.body('ubnd').name} và 2 nơi khác."
    assert (item.what, item.why.endswith(named)) == ("6 nhiệm vụ quá hạn", True)


def test_many_of_one_kind_are_folded_and_cost_no_more(client, scene, django_assert_max_num_queries):
    scene.assign(title="Việc 0", days=3)
    client.force_login(scene.staff_account, backend=BACKEND)
    desk = f"/{factories.DUY_TIEN}/ban-lam-viec/"
    with django_assert_max_num_queries(60) as few:
        client.get(desk)
    for number in range(1, 10):
        scene.assign(title=f"Việc {number}", days=3)
    with django_assert_max_num_queries(len(few)):
        page = client.get(desk).content.decode()
    assert "Hôm nay có mười việc chờ" in page
    assert "và 7 nhiệm vụ của đơn vị nữa" in page


def test_what_comes_next_is_told_where_nothing_waits(client, scene):
    scene.assign(title="Việc sau", days=60)
    client.force_login(scene.staff_account, backend=BACKEND)
    page = client.get(f"/{factories.DUY_TIEN}/ban-lam-viec/").content.decode()
    day = scene.today + timedelta(days=60)
    assert "Hôm nay không có việc nào chờ" in page
    assert f"Ngày gần nhất: {day:%d/%m/%Y}, Hạn: Việc sau." in page


def test_work_of_next_year_is_one_line_of_what_comes_next(client, scene):
    scene.assign(title="Việc năm sau", days=200)
    scene.assign(title="Việc năm sau nữa", days=300)
    client.force_login(scene.staff_account, backend=BACKEND)
    page = client.get(f"/{factories.DUY_TIEN}/ban-lam-viec/").content.decode()
    day = scene.today + timedelta(days=200)
    assert f"Ngày gần nhất: {day:%d/%m/%Y}, 2 nhiệm vụ về sau, hạn sớm nhất." in page


def test_a_committee_with_an_empty_seat_waits_for_the_office():
    scene = make_scene()
    work = Work(scene)
    left = hold_position(scene.body("ubnd"), "Phó Chủ tịch", end=scene.today)
    work.strengthen([replace(LIST[0], position=left), LIST[1]])
    there = Work(make_scene(factories.KIM_BANG))
    there.strengthen([replace(LIST[0], position=hold_position(there.scene.body("ubnd"), "Phó Chủ tịch", end=scene.today))])
    (item,) = (one for one in items_for(bench(scene, scene.office)) if one.tag == "Kiện toàn")
    why = f"{LIST[0].title}: chức vụ này đã thôi từ {scene.today:%d/%m/%Y}: cần kiện toàn."
    assert (item.tag, item.what, item.why) == ("Kiện toàn", work.body.name, why)
    assert item.url == f"/{factories.DUY_TIEN}/ban-chi-dao/{work.committee.pk}/"
    assert said(scene, scene.staff) == []
