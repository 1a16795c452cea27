"""Dialogues by hand, and the public page that says whether this year's was held."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.democracy.actions.dialogues import add_question, answer_question, close_dialogue, plan_dialogue
from kheo.democracy.models import Dialogue, DialogueQuestion
from kheo.democracy.queries.dialogues import year_standing
from kheo.directives.models import Task
from tests.democracy.actions.test_dialogues import content, held, invited
from tests.democracy.consulting import day, fresh
from tests.democracy.views.test_consultations import on, send
from tests.directives.views.sending import sign_in, words

PLACE = "/gso2025-13324/"
STAFF, PUBLIC = f"{PLACE}dan-chu/quan-ly/doi-thoai/", f"{PLACE}dan-chu/doi-thoai/"
PLAN = {"kind": "yearly", "title": "Đối thoại", "content": "Việc của phường.", "venue": "Hội trường", "version": "0"}
CAME = {"residents": "32", "leaders": "2", "front": "1", "inspectors": "1"}


@pytest.fixture
def office(client, scene):
    return sign_in(client, scene.office)


def test_a_yearly_dialogue_by_hand(office, scene):
    assert "chưa đối thoại hằng năm" in words(office.get(STAFF))
    assert send(office, "doi-thoai/lap/", **PLAN, planned_on=on(), consultation="").status_code == 302
    made = Dialogue.objects.get()
    file = f"doi-thoai/{made.pk}/"
    changed = {**PLAN, "venue": "Nhà văn hoá", "version": "1"}
    assert send(office, f"{file}sua/", **changed, planned_on=on(), consultation="").status_code == 302
    assert "Danh sách" not in words(office.get(f"{STAFF}{made.pk}/moi/"))
    assert send(office, f"{file}moi/", invited_on=on(-1), version="2").status_code == 302
    assert send(office, f"{file}hop/", held_on=on(), **CAME, version="3").status_code == 302
    assert send(office, f"{file}y-kien/", text="Bao giờ sửa cống?").status_code == 302
    question = DialogueQuestion.objects.get()
    said = {"verdict": "taken", "answer": "Tháng sau.", "version": "1"}
    assert "Bao giờ sửa cống?" in words(office.get(f"{PLACE}dan-chu/quan-ly/cau-hoi-doi-thoai/{question.pk}/"))
    assert send(office, f"cau-hoi-doi-thoai/{question.pk}/", **said).status_code == 302
    owner = scene.village.code
    assert send(office, f"{file}ket-luan/", text="Sửa cống", owner=owner, due_on=on(20)).status_code == 302
    assert send(office, f"{file}ket-thuc/", answers_sent_on=on(), version="4").status_code == 302
    assert Task.objects.get().unit == scene.village
    page = words(office.get(f"{STAFF}{made.pk}/"))
    assert "Tháng sau." in page
    assert "Nhiệm vụ đã giao" in page
    public = words(office.get(f"{PUBLIC}{made.pk}/"))
    assert "Bao giờ sửa cống?" in public
    assert "Tổ dân phố Điệp Sơn, hạn" in public
    assert "đã đối thoại 1 lần" in words(office.get(PUBLIC))


def test_a_dialogue_with_those_bound_by_hand_is_not_public(office, scene):
    plan = {**PLAN, "kind": "bound", "title": "Thu hồi đất ngõ 3"}
    assert send(office, "doi-thoai/lap/", **plan, planned_on=on(), consultation="").status_code == 302
    made = Dialogue.objects.get()
    answer = send(office, f"doi-thoai/{made.pk}/moi/", invited_on=on(), told="", told_on=on(-2), told_how="", version="1")
    assert answer.status_code == 422
    told = {"told": "40", "told_on": on(-2), "told_how": "giấy mời, hồ sơ số 12"}
    assert send(office, f"doi-thoai/{made.pk}/moi/", invited_on=on(), **told, version="1").status_code == 302
    answer = send(office, f"doi-thoai/{made.pk}/hop/", held_on=on(), **{**CAME, "inspectors": "0"}, version="2")
    assert answer.status_code == 422
    assert "Điều 27 khoản 2" in words(answer)
    assert send(office, f"doi-thoai/{made.pk}/hop/", held_on=on(), **CAME, version="2").status_code == 302
    assert "40 người" in words(office.get(f"{STAFF}{made.pk}/"))
    assert office.get(f"{PUBLIC}{made.pk}/").status_code == 404
    assert "Thu hồi đất" not in words(office.get(PUBLIC))
    assert year_standing(scene.locality, day()).is_owed


def test_it_is_called_off_by_hand(office, scene):
    made = invited(scene)
    assert send(office, f"doi-thoai/{made.pk}/thoi/", reason="Hoãn.", version=str(made.version)).status_code == 302
    assert "Vì sao thôi: Hoãn." in words(office.get(f"{STAFF}{made.pk}/"))
    assert "Đã thôi: Hoãn." in words(office.get(f"{PUBLIC}{made.pk}/"))


@pytest.mark.parametrize(
    ("part", "data", "said"),
    [
        ("sua/", {**PLAN, "planned_on": "01/03/2026", "version": "1"}, "cần ở bước|Người khác"),
        ("moi/", {"invited_on": "01/03/2026", "version": "3"}, "cần ở bước"),
        ("hop/", {"held_on": "01/03/2026", **CAME, "version": "3"}, "cần ở bước"),
        ("y-kien/", {"text": ""}, "Ô này chưa điền"),
        ("ket-luan/", {"text": "Việc", "owner": "", "due_on": "01/03/2099"}, "Chưa chọn"),
        ("ket-thuc/", {"answers_sent_on": "01/03/2099", "version": "3"}, "chưa đến"),
        ("thoi/", {"reason": "Muộn", "version": "3"}, "cần ở bước"),
    ],
)
def test_what_a_step_refuses_is_said_on_its_page(office, scene, part, data, said):
    made = held(scene)
    answer = send(office, f"doi-thoai/{made.pk}/{part}", **data)
    assert answer.status_code == 422
    assert any(one in words(answer) for one in said.split("|"))
    assert fresh(made).version == 3


def test_what_is_not_answered_yet_is_not_public(client, scene):
    made = held(scene)
    question = add_question(scene.office, made, "Hỏi điều chưa trả lời")
    assert "Hỏi điều chưa trả lời" not in words(client.get(f"{PUBLIC}{made.pk}/"))
    answer_question(scene.office, question, "taken", "Được.", 1)
    close_dialogue(scene.office, made, day(), made.version)
    assert "Hỏi điều chưa trả lời" in words(client.get(f"{PUBLIC}{made.pk}/"))


def test_the_year_s_dialogue_is_owed_until_it_is_held(client, scene, there):
    held(there)
    assert "chưa đối thoại" in words(client.get(PUBLIC))
    plan_dialogue(scene.office, scene.locality, content(planned_on=day()))
    assert "Dự kiến ngày" in words(client.get(PUBLIC))


def test_nothing_of_the_ward_next_door_is_found(office, there):
    made = held(there)
    question = add_question(there.office, made, "Hỏi")
    parts = ("", "sua/", "moi/", "hop/", "y-kien/", "ket-luan/", "ket-thuc/", "thoi/")
    addresses = [*(f"{STAFF}{made.pk}/{part}" for part in parts), f"{PUBLIC}{made.pk}/"]
    addresses.append(f"{PLACE}dan-chu/quan-ly/cau-hoi-doi-thoai/{question.pk}/")
    assert {office.get(address).status_code for address in addresses} == {404}
    assert made.title not in words(office.get(STAFF))


def test_lists_ask_the_database_the_same_however_many_rows(office, scene):
    def asked(address):
        with CaptureQueriesContext(connection) as queries:
            assert office.get(address).status_code == 200
        return len(queries)

    held(scene)
    office.get(STAFF)
    few = [asked(address) for address in (STAFF, PUBLIC)]
    for _ in range(6):
        held(scene)
    assert [asked(address) for address in (STAFF, PUBLIC)] == few
