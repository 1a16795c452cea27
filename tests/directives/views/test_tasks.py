import re
import secrets
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.directives.actions.tasks import TaskOwner, report_task
from kheo.directives.models import Task, TaskReport
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.models import Account, Role, Unit, UnitVersion
from tests import factories
from tests.directives.scene import PDF

BACKEND = "django.contrib.auth.backends.ModelBackend"
HERE = "/gso2024-349/nhiem-vu/"


def sign_in(client, actor):
    client.force_login(Account.objects.get(pk=actor.account_id), BACKEND)
    return client


def sent(client, url, **data):
    return client.post(url, {"once": secrets.token_urlsafe(18), **data})


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def day(scene, days=0):
    return f"{scene.today + timedelta(days=days):%d/%m/%Y}"


def words(scene, **changes):
    usual = {
        "title": "Lập tổ dân vận",
        "year": scene.today.year,
        "assigned_on": day(scene),
        "due_on": day(scene, 5),
        "version": 0,
    }
    return usual | changes


def test_a_task_goes_its_whole_way_by_hand(client, scene):
    requirement = scene.requirement()
    office = sign_in(client, scene.office)
    url = f"{HERE}giao/?yeu-cau={requirement.pk}"
    page = text_of(office.get(url))
    assert 'value="Mỗi thôn có một tổ dân vận"' in page
    assert f'<option value="{requirement.pk}" selected>43-KL/TW, mục II, điểm 3' in page
    answer = sent(
        office, url, **words(scene, requirement=requirement.pk, owner_groups=["don-vi"], owners=[scene.body("mttq").code])
    )
    assert (answer.status_code, answer.url) == (302, f"{HERE}?nam={scene.today.year}")
    assert [(task.unit, task.body) for task in Task.objects.order_by("pk")] == [
        (scene.wards[1], None),
        (scene.wards[0], None),
        (scene.locality.unit, scene.body("mttq")),
    ]
    task = Task.objects.get(unit=scene.wards[0])
    own = f"{HERE}{task.pk}/"

    staff = sign_in(client, scene.staff)
    page = text_of(staff.get(own))
    assert "Báo tiến độ" in page
    assert "Cho thôi" not in page
    proof = SimpleUploadedFile("bien-ban.pdf", PDF, "application/pdf")
    answer = sent(
        staff, f"{own}bao/", text="Đã lập 4 trong 6 tổ", percent=60, on=day(scene), file=proof, is_not_secret="on", version=1
    )
    assert (answer.status_code, answer.url) == (302, own)
    assert "đã làm 60 %" in text_of(staff.get(own))
    sent(staff, f"{own}bao/", text="Đủ 6 tổ", on=day(scene), says_done="on", version=2)

    office = sign_in(client, scene.office)
    page = text_of(office.get(own))
    assert "Đơn vị báo đã xong. Xem rồi trả lời" in page
    assert "«Đủ 6 tổ» Không kèm tệp minh chứng." in page
    assert sent(office, f"{own}tra-lai/", text="Thiếu quyết định của thôn Đông", version=3).url == own
    assert "Thiếu quyết định của thôn Đông" in text_of(office.get(own))
    report_task(scene.staff, task, "Đã bổ sung", scene.today, 4, says_done=True)
    assert sent(office, f"{own}xac-nhan/", text="", version=5).url == own
    task.refresh_from_db()
    assert (task.state, task.done_on) == ("done", scene.today)
    page = text_of(office.get(own))
    assert page.count('<article class="row">') == 5
    assert "Báo tiến độ, " in page
    assert "Xác nhận đã xong" not in re.sub(r"Xác nhận đã xong, \d", "", page)


def test_a_refused_report_keeps_what_was_typed(client, scene):
    task = scene.task()
    staff = sign_in(client, scene.staff)
    answer = sent(staff, f"{HERE}{task.pk}/bao/", text="Đã lập 4 tổ", percent=40, on="31/02/2026", says_done="on", version=1)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Đã lập 4 tổ</textarea>" in page
    assert "Không đọc được ngày này" in page
    answer = sent(staff, f"{HERE}{task.pk}/bao/", text="Đã lập 4 tổ", percent=40, on=day(scene), says_done="on", version=1)
    assert answer.status_code == 422
    assert "Đã xong thì là 100 %" in text_of(answer)
    assert not TaskReport.objects.exists()


def test_an_answer_that_comes_too_late_is_told_although_its_form_is_gone(client, scene):
    task = scene.task()
    office = sign_in(client, scene.office)
    answer = sent(office, f"{HERE}{task.pk}/xac-nhan/", text="", version=1)
    assert answer.status_code == 422
    assert "Không thể xác nhận đã xong" in text_of(answer)
    answer = sent(office, f"{HERE}{task.pk}/thoi/", text="", version=1)
    assert answer.status_code == 422
    assert '<details class="no-print" open>' in text_of(answer)
    assert sent(office, f"{HERE}{task.pk}/thoi/", text="Ghi nhầm", version=1).status_code == 302
    assert "Đã thôi: Ghi nhầm" in text_of(office.get(f"{HERE}{task.pk}/"))


def test_the_proof_is_opened_by_its_own_unit_the_office_leaders_and_those_above(client, scene, there):
    task = scene.task()
    told = report_task(scene.staff, task, "Đã lập", scene.today, 1, proof=SentFile("bien-ban.pdf", PDF, is_not_secret=True))
    url = f"{HERE}{task.pk}/minh-chung/{told.pk}/"
    people = {role: factories.actor_for(factories.make_account(role, scene.locality)) for role in Role.values}
    people |= {"own": scene.staff, "other unit": scene.front, "neighbour": there.office}

    def opened(actor):
        answer = sign_in(client, actor).get(url)
        if answer.status_code == 200:
            assert b"".join(answer.streaming_content) == PDF
        return answer.status_code

    codes = {name: opened(actor) for name, actor in people.items()}
    assert codes == {
        "office": 200,
        "unit_staff": 403,
        "council": 403,
        "leader": 200,
        "broadcaster": 403,
        "viewer": 200,
        "village_head": 403,
        "inspector": 403,
        "own": 200,
        "other unit": 403,
        "neighbour": 403,
    }
    answer = sign_in(client, scene.office).get(url)
    assert answer["Content-Disposition"] == 'attachment; filename="bien-ban.pdf"'
    assert b"".join(answer.streaming_content) == PDF
    page = text_of(sign_in(client, scene.front).get(f"{HERE}{task.pk}/"))
    assert "Có tệp minh chứng" in page
    assert "Báo tiến độ</h2>" not in page
    other = scene.task(title="Việc khác")
    assert sign_in(client, scene.office).get(f"{HERE}{other.pk}/minh-chung/{told.pk}/").status_code == 404


def test_staff_do_not_report_for_others(client, scene):
    task = scene.task()
    staff = sign_in(client, scene.front)
    assert sent(staff, f"{HERE}{task.pk}/bao/", text="Xong", on=day(scene), version=1).status_code == 403
    assert sent(staff, f"{HERE}{task.pk}/thoi/", text="Thôi", version=1).status_code == 403
    assert Task.objects.get().version == 1


def test_the_office_changes_the_deadline_and_reads_of_anothers_change(client, scene):
    task = scene.task()
    office = sign_in(client, scene.office)
    url = f"{HERE}{task.pk}/sua/"
    assert f'value="{task.due_on:%d/%m/%Y}"' in text_of(office.get(url))
    later = day(scene, 40)
    assert sent(office, url, title=task.title, due_on=later, version=1).status_code == 302
    answer = sent(office, url, title="Của tôi", due_on=later, version=1)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Người khác vừa sửa mục này" in page
    assert 'value="Của tôi"' in page
    assert 'name="version" value="2"' in page
    task.refresh_from_db()
    assert f"{task.due_on:%d/%m/%Y}" == later


def test_an_owner_that_ended_meanwhile_is_refused_by_name(client, scene):
    office = sign_in(client, scene.office)
    ended = scene.wards[1]
    Unit.objects.filter(pk=ended.pk).update(ended_on=scene.today)
    UnitVersion.objects.filter(unit=ended).update(valid_to=scene.today)
    answer = sent(office, f"{HERE}giao/", **words(scene, owners=[scene.wards[0].code, ended.code]))
    page = text_of(answer)
    assert answer.status_code == 422
    assert f"Phường Đồng Văn đã kết thúc từ {day(scene)}" in page
    assert f'value="{scene.wards[0].code}" id="noi-don-vi-1" checked' in page
    assert not Task.objects.exists()


def test_a_task_needs_an_owner_and_a_real_one(client, scene, there):
    office = sign_in(client, scene.office)
    answer = sent(office, f"{HERE}giao/", **words(scene))
    assert answer.status_code == 422
    assert "Chọn ít nhất một đơn vị hoặc cơ quan." in text_of(answer)
    answer = sent(office, f"{HERE}giao/", **words(scene, owners=[there.wards[0].code]))
    assert answer.status_code == 422
    assert "Có nơi không còn trong danh sách" in text_of(answer)
    assert not Task.objects.exists()


def test_one_owner_leads_to_its_task_and_an_old_day_to_the_owners_of_then(client, scene):
    office = sign_in(client, scene.office)
    UnitVersion.objects.filter(unit=scene.wards[1]).update(valid_to=scene.today)
    assert "Phường Đồng Văn" not in text_of(office.get(f"{HERE}giao/"))
    yesterday = day(scene, -1)
    assert "Phường Đồng Văn" in text_of(office.get(f"{HERE}giao/?ngay={yesterday}"))
    assert "Phường Đồng Văn" not in text_of(office.get(f"{HERE}giao/?ngay={day(scene, 3)}"))
    assert "Phường Đồng Văn" not in text_of(office.get(f"{HERE}giao/?ngay=hom-qua"))
    due = day(scene, 1)
    year = (scene.today - timedelta(days=1)).year
    answer = sent(
        office, f"{HERE}giao/", **words(scene, assigned_on=yesterday, due_on=due, year=year, owners=[scene.wards[1].code])
    )
    task = Task.objects.get()
    assert (answer.status_code, answer.url, task.assigned_on) == (302, f"{HERE}{task.pk}/", scene.today - timedelta(days=1))


@pytest.mark.parametrize("text", ["0", "x", "9" * 30, "-1"])
def test_a_requirement_that_is_none_is_not_found(client, scene, text):
    office = sign_in(client, scene.office)
    assert office.get(f"{HERE}giao/?yeu-cau={text}").status_code == 404
    assert office.get(f"{HERE}?yeu-cau={text}").status_code == 404


def test_the_list_shows_ones_own_first_and_others_when_asked(client, scene):
    scene.task(title="Việc của phường")
    scene.assign(TaskOwner(scene.locality.unit, scene.body("mttq")), title="Việc của Mặt trận", days=-2)
    staff = sign_in(client, scene.staff)
    page = text_of(staff.get(HERE))
    assert "Việc của phường" in page
    assert "Việc của Mặt trận" not in page
    page = text_of(staff.get(f"{HERE}?cua=tat-ca&the=overdue"))
    assert "Việc của Mặt trận" in page
    assert "quá hạn 2 ngày" in page
    assert "Việc của phường</a>" not in page
    office = sign_in(client, scene.office)
    assert text_of(office.get(f"{HERE}?nam=tat-ca")).count("<tr>") == 3
    assert "Không có nhiệm vụ nào như thế" in text_of(office.get(f"{HERE}?van-ban=99"))
    assert "Không có việc nào quá hạn" in text_of(office.get(f"{HERE}?the=overdue&van-ban=99"))


def test_an_empty_list_says_what_to_do(client, scene):
    assert "Chưa giao nhiệm vụ nào" in text_of(sign_in(client, scene.office).get(HERE))
    assert "Đơn vị chưa được giao việc nào" in text_of(sign_in(client, scene.staff).get(HERE))


@pytest.mark.parametrize("path", ["nhiem-vu/", "chi-dao/ma-tran/", "chi-dao/"])
def test_a_list_costs_the_same_with_one_and_with_many(client, scene, path):
    office = sign_in(client, scene.office)
    scene.task(requirement=scene.requirement())
    scene.task(title="Không theo văn bản")
    url = f"/gso2024-349/{path}"
    office.get(url)
    with CaptureQueriesContext(connection) as few:
        office.get(url)
    for number in range(4):
        requirement = scene.requirement(scene.directive(number=f"{number + 60}-KL/TW"))
        scene.assign(*[TaskOwner(ward) for ward in scene.wards], title=f"Việc {number}", requirement=requirement)
    with CaptureQueriesContext(connection) as many:
        office.get(url)
    assert len(many) == len(few)


def test_the_matrix_says_each_cell_in_words(client, scene):
    scene.task(requirement=scene.requirement(), days=-2)
    page = text_of(sign_in(client, scene.front).get("/gso2024-349/chi-dao/ma-tran/"))
    assert '<i class="mark-of overdue" aria-hidden="true">!</i>' in page
    assert '<span class="in-words">1 nhiệm vụ: 1 quá hạn</span>' in page


def test_a_matrix_without_tasks_says_what_to_do(client, scene):
    page = text_of(sign_in(client, scene.office).get("/gso2024-349/chi-dao/ma-tran/"))
    assert f"Năm {scene.today.year} chưa giao nhiệm vụ nào" in page
    assert "Giao nhiệm vụ đầu tiên" in page


def test_pages_of_the_neighbour_are_not_found(client, scene, there):
    task = there.task()
    office = sign_in(client, scene.office)
    for path in ("", "sua/", "minh-chung/1/"):
        assert office.get(f"{HERE}{task.pk}/{path}").status_code == 404
    for path in ("bao/", "xac-nhan/", "tra-lai/", "thoi/"):
        assert sent(office, f"{HERE}{task.pk}/{path}", text="x", version=1).status_code == 404
