"""Asking for information on the public page, following it by a code, and the office's pages of it."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.democracy.actions.information import RequestContent, enter_request
from kheo.democracy.models import InformationAnswer, InformationRequest
from kheo.democracy.views.public_information import GUESSES, SENDING
from tests.democracy.posting_scene import TODAY, make_posting
from tests.democracy.views.sending import HERE, send, sign_in, words

pytestmark = pytest.mark.django_db
ASK, CODES, OFFICE = "dan-chu/hoi-thong-tin/", "dan-chu/yeu-cau/", "dan-chu/quan-ly/yeu-cau-thong-tin/"


@pytest.fixture(autouse=True)
def nobody_tried():
    cache.clear()


def code_on(answer):
    return re.search(r'name="ma" value="([^"]+)"', answer.content.decode())[1]


def ask(client, query="", **changes):
    page = client.get(f"{HERE}{ASK}{query}")
    usual = {"words": "Dự toán năm nay", "item": "2", "ground": "not_posted", "way": "page", "contact": "", "ma": code_on(page)}
    return client.post(f"{HERE}{ASK}{query}", usual | changes)


def test_asked_without_account_and_followed_by_the_code(client, scene):
    page = client.get(f"{HERE}{ASK}")
    assert page["Cache-Control"] == "no-store"
    assert "chưa đối chiếu văn bản" in words(page)
    sent = ask(client)
    made = InformationRequest.objects.get()
    own = client.get(sent.url)
    assert (own["Cache-Control"], own["X-Robots-Tag"]) == ("no-store", "noindex")
    assert f"Đã nhận, trả lời chậm nhất {made.due_on:%d/%m/%Y}" in words(own)
    assert "2. " in words(own)
    code = sent.url.rstrip("/").rsplit("/", 1)[1]
    assert client.get(f"{HERE}{CODES}?ma={code.lower()}").url == sent.url
    assert client.get(f"{sent.url}tep/").status_code == 404


def test_asked_again_for_what_was_published(client, scene):
    posting = make_posting(scene, TODAY - timedelta(days=40), title="Kế hoạch thu gom rác")
    assert f"?noi-dung={posting.pk}" in client.get(f"{HERE}dan-chu/cong-khai/{posting.pk}/").content.decode()
    page = client.get(f"{HERE}{ASK}?noi-dung={posting.pk}").content.decode()
    assert 'value="over" required id="id_ground_1" checked' in page
    assert ">\nKế hoạch thu gom rác</textarea>" in page
    own = client.get(ask(client, f"?noi-dung={posting.pk}", ground="over").url)
    assert "Kế hoạch thu gom rác" in words(own)
    assert InformationRequest.objects.get().posting == posting
    fresh = make_posting(scene, TODAY)
    assert 'id="id_ground_2" checked' in client.get(f"{HERE}{ASK}?noi-dung={fresh.pk}").content.decode()
    assert client.get(f"{HERE}{ASK}?noi-dung=999").status_code == 404


def test_what_was_typed_wrongly_stays_and_a_lost_code_is_made_anew(client, scene):
    answer = ask(client, way="mail", words="giữ lại lời này")
    assert (answer.status_code, "giữ lại lời này" in words(answer)) == (422, True)
    assert "Ghi nơi gửi trả lời" in words(answer)
    assert ask(client, ground="").status_code == 422
    broken = ask(client, ma="không phải mã")
    assert (broken.status_code, len(code_on(broken))) == (422, 16)
    assert InformationRequest.objects.count() == 0


def test_a_flood_waits_and_keeps_what_was_typed(client, scene):
    for number in range(SENDING.attempts):
        ask(client, words=f"Lời {number}")
    answer = ask(client, words="Một lời nữa")
    assert (answer.status_code, answer["Retry-After"], "Một lời nữa" in words(answer)) == (429, "600", True)
    assert InformationRequest.objects.count() == SENDING.attempts


def test_codes_are_not_guessed(client, scene, there):
    unknown = client.get(f"{HERE}{CODES}0000000000000000/")
    assert (unknown.status_code, "Không có yêu cầu nào mang mã này" in words(unknown)) == (404, True)
    assert client.get(f"{HERE}{CODES}?ma=abc").status_code == 422
    mine = ask(client).url
    assert client.get(mine.replace(scene.locality.code, there.locality.code)).status_code == 404
    for _ in range(GUESSES.attempts):
        client.get(f"{HERE}{CODES}0000000000000000/tep/")
    waits = client.get(mine)
    assert (waits.status_code, waits["Retry-After"]) == (429, "600")
    assert client.get(f"{mine}tep/").status_code == 404


def test_the_office_reads_extends_and_answers_and_the_code_opens_it(client, scene):
    sent = ask(client, way="post", contact="Nhà số 1")
    own, made = sent.url, InformationRequest.objects.get()
    sign_in(client, scene.office)
    assert "Yêu cầu cung cấp thông tin nhận" in words(client.get(f"{HERE}ban-lam-viec/"))
    assert "Dự toán năm nay" in words(client.get(f"{HERE}{OFFICE}"))
    place = f"{OFFICE}{made.pk}/"
    assert "Gửi qua bưu điện: Nhà số 1" in words(client.get(f"{HERE}{place}"))
    late = send(client, place, version=1, gia_han="1", until=f"{made.due_on:%d/%m/%Y}", why="")
    assert late.status_code == 422
    until = made.due_on + timedelta(days=1)
    assert send(client, place, version=1, gia_han="1", until=f"{until:%d/%m/%Y}", why="Phải tập hợp").status_code == 302
    assert "Cần thêm thời gian: Phải tập hợp" in words(client.get(own))
    refused = send(client, place, version=2, outcome="refused", text="Vì", reason="")
    assert (refused.status_code, "Chọn lý do từ chối." in words(refused)) == (422, True)
    old = send(client, place, version=1, outcome="given", text="Có.")
    assert (old.status_code, 'name="version" value="2"' in old.content.decode()) == (422, True)
    file = SimpleUploadedFile("du-toan.txt", b"Du toan")
    done = send(client, place, version=2, outcome="given", text="Kèm tệp.", file=file, is_not_secret="on")
    assert done.status_code == 302
    shown = words(client.get(f"{HERE}{place}"))
    assert ("Đã cung cấp" in shown, "Cần thêm thời gian" in shown) == (True, False)
    assert b"".join(client.get(f"{HERE}{place}tep/").streaming_content) == b"Du toan"
    assert client.get(f"{HERE}{place}tep/?tra-loi=999").status_code == 404
    client.logout()
    assert "Đã được cung cấp" in words(client.get(own))
    assert b"".join(client.get(f"{own}tep/").streaming_content) == b"Du toan"


REFUSED = {"outcome": "refused", "text": "Vì lẽ ấy.", "reason": "twice"}
LED = {"outcome": "transferred", "text": "", "to": "Sở Tài chính"}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (REFUSED, ["Bị từ chối", "đã cung cấp hai lần", "Vì lẽ ấy.", "khiếu nại"]),
        (LED, ["Cơ quan khác có trách nhiệm", "Nơi cung cấp: Sở Tài chính."]),
    ],
)
def test_whoever_asked_reads_why_not_and_where_else(client, scene, fields, said):
    own, made = ask(client).url, InformationRequest.objects.get()
    sign_in(client, scene.office)
    send(client, f"{OFFICE}{made.pk}/", version=1, **fields)
    page = words(client.get(own))
    assert [one for one in said if one not in page] == []
    assert "Trả lời lại" in words(client.get(f"{HERE}{OFFICE}{made.pk}/"))


def test_a_request_on_paper_is_written_down(client, scene):
    sign_in(client, scene.office)
    assert "Chưa có yêu cầu nào" in words(client.get(f"{HERE}{OFFICE}"))
    usual = {"words": "Quy hoạch", "item": "", "ground": "over", "way": "office", "received_on": f"{TODAY:%d/%m/%Y}"}
    assert client.get(f"{HERE}{OFFICE}ghi/").status_code == 200
    assert send(client, f"{OFFICE}ghi/", **(usual | {"received_on": "01/01/2020"})).status_code == 422
    made = send(client, f"{OFFICE}ghi/", **usual)
    assert "Nhận" in words(client.get(made.url))
    assert InformationRequest.objects.get().item is None
    assert client.get(f"{made.url}tep/").status_code == 404


def test_words_that_were_forgotten_are_said_to_be_gone(client, scene):
    own, made = ask(client).url, InformationRequest.objects.get()
    InformationAnswer.objects.create(request=made, outcome="given", text="Có.", on=TODAY)
    InformationRequest.objects.update(words="", answered_on=TODAY)
    assert "đã xoá khi hết thời gian lưu" in words(client.get(own))
    sign_in(client, scene.office)
    assert f"Yêu cầu số {made.pk}" in words(client.get(f"{HERE}{OFFICE}"))


def test_nothing_of_it_is_for_anybody_else(client, scene, there):
    theirs = enter_request(there.office, there.locality, RequestContent("Kín", "over", "office"), TODAY)
    sign_in(client, scene.office)
    assert client.get(f"{HERE}{OFFICE}{theirs.pk}/").status_code == 404
    for who in ("head", "leader", "inspector"):
        sign_in(client, getattr(scene, who))
        assert client.get(f"{HERE}{OFFICE}").status_code == 403
    client.logout()
    for path in ("dan-chu/cong-khai/", ASK):
        assert "Kín" not in words(client.get(f"{HERE}{path}"))


def test_a_long_list_asks_as_few_questions_as_a_short_one(client, scene, django_assert_num_queries):
    sign_in(client, scene.office)

    def came(number):
        for _ in range(number):
            enter_request(scene.office, scene.locality, RequestContent("Lời", "over", "office"), TODAY)

    came(1)
    with CaptureQueriesContext(connection) as one:
        client.get(f"{HERE}{OFFICE}")
    came(6)
    with django_assert_num_queries(len(one)):
        client.get(f"{HERE}{OFFICE}")
