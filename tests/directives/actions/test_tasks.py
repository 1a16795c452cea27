from datetime import date, timedelta

import pytest
from django.utils import timezone

from kheo.directives.actions.tasks import TaskContent, TaskOwner, assign_tasks, cancel_task, edit_task
from kheo.directives.models import Task, TaskAnswer
from kheo.directives.queries.owners import owner_groups
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Body, Notice, Unit, UnitVersion
from tests.directives.scene import wrong


def told(task):
    return list(Notice.objects.filter(path=f"/{task.locality.code}/nhiem-vu/{task.pk}/").order_by("pk"))


def test_one_task_is_given_to_each_owner_and_each_is_told(scene):
    requirement = scene.requirement()
    owners = [TaskOwner(scene.wards[0]), TaskOwner(scene.wards[1]), TaskOwner(scene.locality.unit, scene.body("mttq"))]
    made = scene.assign(*owners, requirement=requirement, measure="100 % thôn có tổ", origin=" theo  kế hoạch ")
    assert [(task.unit, task.body) for task in made] == [(owner.unit, owner.body) for owner in owners]
    first = Task.objects.get(pk=made[0].pk)
    assert (first.state, first.version, first.year, first.assigned_on) == ("assigned", 1, scene.year, scene.today)
    assert (first.requirement, first.measure, first.origin) == (requirement, "100 % thôn có tổ", "theo kế hoạch")
    assert [len(told(task)) for task in made] == [1, 0, 1]
    notice = told(made[0])[0]
    assert notice.position.person.account == scene.staff_account
    assert (notice.subject, notice.text) == (
        "Nhiệm vụ mới: Lập tổ dân vận ở mỗi thôn",
        f"Hạn {first.due_on:%d/%m/%Y}. 100 % thôn có tổ",
    )
    assert AuditRow.objects.filter(action="task.assign").count() == 3


def test_only_the_office_of_the_place_gives_tasks(scene, there):
    for actor in (scene.staff, there.office):
        with pytest.raises(NotAllowedError):
            assign_tasks(actor, scene.locality, scene.year, TaskContent("Việc", scene.today), [TaskOwner(scene.wards[0])])
    assert not Task.objects.exists()


def test_a_board_of_the_people_and_a_community_are_given_nothing(scene):
    place = scene.locality
    village = Unit.objects.create(code="gso2024-349/thon-1", level=Unit.Level.VILLAGE)
    for unit, said in ((place.unit, "Điều 39 khoản 1, Điều 44 khoản 1"), (village, "giao cho chính thôn, tổ dân phố ấy")):
        told = {"kind": Body.Kind.COMMUNITY, "locality": place, "unit": unit, "name": "Ban"}
        body = Body.objects.create(code=f"{unit.code}/ban", **told)
        assert body.code not in {one.key for group in owner_groups(place, scene.today) for one in group.choices}
        with pytest.raises(RefusedError, match=said):
            scene.assign(TaskOwner(unit, body))
    assert not Task.objects.exists()


def test_every_problem_of_a_task_is_told_at_once(scene, there):
    content = TaskContent("", date(2020, 1, 1), "x" * 301, there.requirement(), "y" * 201)
    with pytest.raises(RefusedError) as refusal:
        assign_tasks(scene.office, scene.locality, 2024, content, [], scene.today + timedelta(days=1))
    assert [problem.where for problem in refusal.value.problems] == [
        "Việc phải làm",
        "Làm đến đâu là xong",
        "Từ đâu",
        "Hạn",
        "Hạn",
        "Yêu cầu",
        "Ngày giao",
        "Giao cho",
    ]
    with pytest.raises(RefusedError) as refusal:
        assign_tasks(scene.office, scene.locality, 1, TaskContent("Việc", scene.today), [TaskOwner(scene.wards[0])])
    assert wrong(refusal) == ["Năm: Năm phải từ 2000 đến 2100."]


def test_an_owner_that_ended_is_refused_by_name_and_day_and_nobody_gets_the_task(scene):
    ended = scene.wards[1]
    Unit.objects.filter(pk=ended.pk).update(ended_on=date(2025, 7, 1))
    UnitVersion.objects.filter(unit=ended).update(valid_to=date(2025, 7, 1))
    body = scene.body("mttq")
    body.valid_to = date(2025, 6, 1)
    body.save()
    ended.refresh_from_db()
    with pytest.raises(RefusedError) as refusal:
        scene.assign(TaskOwner(scene.wards[0]), TaskOwner(ended), TaskOwner(scene.locality.unit, body))
    today = f"{scene.today:%d/%m/%Y}"
    assert wrong(refusal) == [
        f"Giao cho: Phường Đồng Văn đã kết thúc từ 01/07/2025, ngày {today} không còn để giao việc; chọn đơn vị kế tục.",
        f"Giao cho: {body.name} đã kết thúc từ 01/06/2025, ngày {today} không còn để giao việc; chọn đơn vị kế tục.",
    ]
    assert not Task.objects.exists()
    before = scene.assign(TaskOwner(ended), on=date(2025, 3, 1), due_on=date(2025, 9, 1))
    assert before[0].assigned_on == date(2025, 3, 1)


def test_an_owner_that_is_not_there_yet_or_elsewhere_is_refused(scene, there):
    body = scene.body("mttq")
    body.valid_from = scene.today + timedelta(days=3)
    body.save()
    outside = TaskOwner(there.wards[0])
    foreign = TaskOwner(there.locality.unit, there.body("mttq"))
    crossed = TaskOwner(scene.wards[0], scene.body("ubnd"))
    with pytest.raises(RefusedError) as refusal:
        scene.assign(
            TaskOwner(scene.locality.unit, body), outside, foreign, crossed, TaskOwner(scene.wards[0]), TaskOwner(scene.wards[0])
        )
    said = wrong(refusal)
    today = f"{scene.today:%d/%m/%Y}"
    assert said == [
        f"Giao cho: {body.name} có từ {body.valid_from:%d/%m/%Y}, ngày {today} chưa có để giao việc.",
        f"Giao cho: Phường Hòa Mạc không thuộc địa phương này ngày {today}; chọn trong danh sách.",
        f"Giao cho: {there.body('mttq').name} không phải cơ quan của đơn vị này ở Thị xã Duy Tiên; chọn trong danh sách.",
        f"Giao cho: {scene.body('ubnd').name} không phải cơ quan của đơn vị này ở Thị xã Duy Tiên; chọn trong danh sách.",
        "Giao cho: Phường Hòa Mạc được chọn hai lần; bỏ một lần.",
    ]


def test_the_same_task_is_not_given_twice_unless_it_was_called_off(scene):
    first = scene.task()
    with pytest.raises(RefusedError) as refusal:
        scene.task(title="lập tổ dân vận  ở mỗi THÔN")
    assert wrong(refusal) == [
        (
            f"Giao cho: Phường Hòa Mạc đã được giao đúng việc này trong năm {first.year}, hạn {first.due_on:%d/%m/%Y}; "
            "bỏ đánh dấu đơn vị đó hoặc sửa nhiệm vụ đã có."
        )
    ]
    cancel_task(scene.office, first, "Ghi nhầm", 1)
    assert scene.task().pk != first.pk


def test_an_edit_changes_the_words_and_the_deadline_and_says_so(scene):
    task = scene.task()
    requirement = scene.requirement()
    later = task.due_on + timedelta(days=10)
    edited = edit_task(scene.office, task, TaskContent("Lập tổ dân vận", later, "Đủ 6 tổ", requirement), 1)
    assert (edited.title, edited.due_on, edited.measure, edited.requirement, edited.version) == (
        "Lập tổ dân vận",
        later,
        "Đủ 6 tổ",
        requirement,
        2,
    )
    changes = (
        "sửa lời việc phải làm; sửa mức hoàn thành; "
        f"hạn từ {task.due_on:%d/%m/%Y} thành {later:%d/%m/%Y}; sửa yêu cầu của văn bản"
    )
    answer = TaskAnswer.objects.get(task=task)
    assert (answer.kind, answer.text, answer.on) == ("changed", changes, timezone.localdate())
    assert [notice.text for notice in told(task)][1:] == [changes]


def test_an_edit_that_changes_nothing_tells_nobody(scene):
    task = scene.task()
    edit_task(scene.office, task, TaskContent(task.title, task.due_on), 1)
    assert len(told(task)) == 1


def test_two_people_editing_a_task_do_not_write_over_each_other(scene):
    task = scene.task()
    edit_task(scene.office, task, TaskContent("Một", task.due_on), 1)
    with pytest.raises(RefusedError) as refusal:
        edit_task(scene.office, task, TaskContent("Hai", task.due_on), 1)
    assert wrong(refusal)[0].startswith("Người khác vừa sửa mục này")
    with pytest.raises(RefusedError) as refusal:
        edit_task(scene.office, task, TaskContent("", task.assigned_on - timedelta(days=1)), 2)
    assert [problem.where for problem in refusal.value.problems] == ["Việc phải làm", "Hạn"]
    with pytest.raises(NotAllowedError):
        edit_task(scene.staff, task, TaskContent("Ba", task.due_on), 2)
    assert Task.objects.get().title == "Một"
