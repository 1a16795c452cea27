"""The pages of the loudspeaker: from a text to a reading in the log; next door nothing."""

import io
import secrets
from datetime import timedelta
from functools import partial

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from kheo.democracy.models import Bulletin, PostingForm, Reading
from kheo.organisation.models import Role
from tests import factories
from tests.democracy.posting_scene import make_posting

pytestmark = pytest.mark.django_db
key = partial(secrets.token_urlsafe, 18)
SOURCE = "UBND mời 45/50 hộ họp lúc 7h30."


@pytest.fixture
def reader(client, scene):
    client.force_login(factories.make_account(Role.BROADCASTER, scene.locality, body="ubnd"))
    return client


def address(scene, name="bulletins", *args):
    return reverse(f"democracy:{name}", args=[scene.locality.code, *args])


def begin(client, scene, source=SOURCE, **asked):
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return client.post(f"{address(scene, 'bulletin_new')}?{query}", {"title": "Mời họp", "source": source, "once": key()})


def plan(client, scene, made, **changed):
    tomorrow = timezone.localdate() + timedelta(days=1)
    sent = {"first": f"{tomorrow:%d/%m/%Y}", "at": "17h00", "days": "3", "once": key()}
    return client.post(address(scene, "bulletin_plan", made.pk), sent | changed)


def test_an_empty_page_says_what_to_do(reader, scene):
    assert "Chưa có bài nào" in reader.get(address(scene)).content.decode()
    assert "Chưa ghi lượt đọc nào" in reader.get(address(scene, "reading_log")).content.decode()


def test_from_a_text_to_a_planned_script(reader, scene):
    answer = begin(reader, scene)
    made = Bulletin.objects.get()
    assert answer.url == address(scene, "bulletin", made.pk)
    assert "bốn mươi lăm trên năm mươi hộ" in reader.get(answer.url).content.decode()
    plan(reader, scene, made)
    assert Reading.objects.count() == 3
    assert "Bảy ngày tới" in reader.get(address(scene)).content.decode()
    assert "17:00" in reader.get(answer.url).content.decode()
    reader.post(address(scene, "reading_unplan", Reading.objects.first().pk), {"once": key()})
    assert Reading.objects.count() == 2


def test_a_plan_that_is_refused_keeps_what_was_typed(reader, scene):
    begin(reader, scene)
    answer = plan(reader, scene, Bulletin.objects.get(), first="01/01/2020")
    assert answer.status_code == 422
    assert "Giờ đọc đã qua" in answer.content.decode()
    assert "01/01/2020" in answer.content.decode()
    assert plan(reader, scene, Bulletin.objects.get(), at="mai").status_code == 422


def test_a_script_that_cannot_be_made_keeps_what_was_typed(reader, scene):
    answer = begin(reader, scene, "MẬT\ngiữ lại lời này")
    assert (answer.status_code, Bulletin.objects.count()) == (422, 0)
    assert "giữ lại lời này" in answer.content.decode()


def test_unknown_short_forms_are_shown_and_mended(reader, scene):
    begin(reader, scene, "Mời XYZQ họp.")
    made = Bulletin.objects.get()
    shown = reader.get(address(scene, "bulletin", made.pk)).content.decode()
    assert "chưa thành lời" in shown
    sent = {"title": "Mời họp", "text": "Mời XYZQ họp.", "spoken": "XYZQ", "version": made.version, "once": key()}
    reader.post(address(scene, "bulletin_edit", made.pk), sent)
    assert "chưa thành lời" not in reader.get(address(scene, "bulletin", made.pk)).content.decode()
    late = reader.post(address(scene, "bulletin_edit", made.pk), sent | {"once": key(), "text": "Lời khác."})
    assert late.status_code == 422
    assert "Lời khác." in late.content.decode()


def test_personal_data_lead_the_office_to_a_look(client, scene):
    client.force_login(scene.accounts["office"])
    begin(client, scene, "Liên hệ 0912345678.")
    made = Bulletin.objects.get()
    assert "Soát thông tin cá nhân" in client.get(address(scene, "bulletin", made.pk)).content.decode()
    answer = client.post(address(scene, "bulletin_screen", made.pk), {"once": key()})
    assert client.get(answer.url).status_code == 200
    secret = Bulletin.objects.create(locality=scene.locality, title="a (mật)", source="b", text="b")
    again = client.post(address(scene, "bulletin_screen", secret.pk), {"once": key()})
    assert again.url == address(scene, "bulletin", secret.pk)


def test_the_words_of_a_posting_begin_a_script_and_its_days_are_counted(client, scene):
    client.force_login(scene.accounts["office"])
    posting = make_posting(scene, timezone.localdate(), item=7, forms=[PostingForm.LOUDSPEAKER], title="Mức hỗ trợ 2026")
    assert "Phải phát mà chưa có bài" in client.get(address(scene)).content.decode()
    form = client.get(f"{address(scene, 'bulletin_new')}?cong-khai={posting.pk}").content.decode()
    assert "Mức hỗ trợ 2026" in form
    begin(client, scene, **{"cong-khai": posting.pk})
    shown = client.get(address(scene, "bulletin", Bulletin.objects.get().pk)).content.decode()
    assert "còn thiếu 3" in shown
    assert "Điều 13 khoản 3 Luật 10/2022/QH15" in shown


def test_read_written_down_and_taken_back(reader, scene):
    begin(reader, scene)
    made = Bulletin.objects.get()
    reading = Reading.objects.create(bulletin=made, on=timezone.localdate() - timedelta(days=1), at="17:00")
    assert "Chờ đọc, chờ ghi sổ" in reader.get(address(scene)).content.decode()
    done = address(scene, "reading_done", reading.pk)
    assert reader.post(done, {"read_by": "", "once": key()}).status_code == 422
    reader.post(done, {"read_by": "Người đọc minh hoạ", "note": "", "once": key()})
    assert "Người đọc minh hoạ" in reader.get(address(scene, "reading_log")).content.decode()
    assert reader.post(address(scene, "reading_unplan", reading.pk), {"once": key()}).status_code == 302
    assert "Lượt này ghi nhầm?" in reader.get(done).content.decode()
    reader.post(done, {"reason": "mất điện", "once": key()})
    assert "mất điện" in reader.get(address(scene, "bulletin", made.pk)).content.decode()
    assert reader.post(done, {"reason": "lần nữa", "once": key()}).status_code == 422


def test_large_print_and_papers_hold_the_script(reader, scene):
    begin(reader, scene)
    made = Bulletin.objects.get()
    assert "bảy giờ ba mươi" in reader.get(address(scene, "bulletin_large", made.pk)).content.decode()
    word = docx.Document(io.BytesIO(reader.get(address(scene, "bulletin_paper", made.pk, "docx")).content))
    pages = PdfReader(io.BytesIO(reader.get(address(scene, "bulletin_paper", made.pk, "pdf")).content)).pages
    for text in ("\n".join(one.text for one in word.paragraphs), "\n".join(page.extract_text() for page in pages)):
        assert "bốn mươi lăm trên năm mươi hộ" in " ".join(text.split())


def test_put_away(reader, scene):
    begin(reader, scene)
    made = Bulletin.objects.get()
    reader.post(address(scene, "bulletin_withdraw", made.pk), {"version": 9, "once": key()})
    reader.post(address(scene, "bulletin_withdraw", made.pk), {"version": made.version, "once": key()})
    assert "đã bỏ" in reader.get(address(scene, "bulletin", made.pk)).content.decode()
    assert "Mời họp" not in reader.get(address(scene)).content.decode().split("main", 1)[1].split("messages")[-1][-4000:]


def test_neither_next_door_nor_without_the_role(client, scene, there):
    client.force_login(there.accounts["office"])
    begin(client, there)
    made = Bulletin.objects.get()
    reading = Reading.objects.create(bulletin=made, on=timezone.localdate(), at="17:00")
    client.force_login(scene.accounts["office"])
    for name, number in (
        ("bulletin", made.pk),
        ("bulletin_edit", made.pk),
        ("bulletin_large", made.pk),
        ("reading_done", reading.pk),
    ):
        assert client.get(address(scene, name, number)).status_code == 404
        assert client.get(address(there, name, number)).status_code == 403
    assert "Mời họp" not in client.get(address(scene)).content.decode()
    client.force_login(scene.accounts["head"])
    assert client.get(address(scene)).status_code == 403


def test_many_scripts_ask_as_few_questions_as_one(reader, scene, django_assert_num_queries):
    def script(number):
        made = Bulletin.objects.create(locality=scene.locality, title=f"Bài {number}", source="a", text="a")
        Reading.objects.create(bulletin=made, on=timezone.localdate(), at="17:00")

    script(0)
    with CaptureQueriesContext(connection) as one:
        reader.get(address(scene))
    asked = len(one)
    for number in range(1, 6):
        script(number)
    with django_assert_num_queries(asked):
        reader.get(address(scene))
