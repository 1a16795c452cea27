"""The pages of a look: findings in place with their context masked, decided there, the copy handed out; next door nothing."""

import io
import secrets
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from kheo.democracy.actions.postings import draft_posting
from kheo.democracy.models import Posting, Screening
from tests.democracy.posting_scene import content, paper
from tests.democracy.sensitive.test_files import IDENTITY, PHONE, saved, word
from tests.democracy.sensitive.test_unread import with_pictures

pytestmark = pytest.mark.django_db
key = partial(secrets.token_urlsafe, 18)
TEXT = f"Ông A, CCCD {IDENTITY}, ĐT {PHONE}"


@pytest.fixture
def office(client, scene):
    client.force_login(scene.accounts["office"])
    return client


def address(scene, name="screenings", *args):
    return reverse(f"democracy:{name}", args=[scene.locality.code, *args])


def begin(client, scene, **more):
    sent = {
        "title": "Danh sách hỗ trợ",
        "item": "7",
        "text": TEXT,
        "is_not_secret": "on",
        "once": key(),
    }
    return client.post(address(scene, "screening_new"), sent | more)


def test_an_empty_list_says_what_to_do(office, scene):
    assert "Chưa soát văn bản nào" in office.get(address(scene)).content.decode()


def test_a_text_is_looked_through_decided_and_handed_out_masked(office, scene):
    answer = begin(office, scene)
    made = Screening.objects.get()
    assert answer.url == address(scene, "screening", made.pk)
    shown = office.get(answer.url).content.decode()
    assert (IDENTITY in shown, PHONE in shown) == (False, False)
    assert "xxxxxxxxx234" in shown
    sent = {"version": made.version, "v-1": "mask", "v-2": "keep", "r-2": "", "once": key()}
    refused = office.post(answer.url, sent)
    assert refused.status_code == 422
    assert "Ghi lý do giữ" in refused.content.decode()
    office.post(answer.url, sent | {"r-2": "số trực của phường", "once": key()})
    made.refresh_from_db()
    assert made.decided_at is not None
    copy = office.get(address(scene, "screening_copy", made.pk))
    assert copy.content.decode() == f"Ông A, CCCD xxxxxxxxx234, ĐT {PHONE}"
    assert copy["Cache-Control"] == "private, no-store"
    assert "đã quyết xong" in office.get(address(scene)).content.decode()
    assert "Tải bản đã che" in office.get(answer.url).content.decode()


def test_a_file_is_masked_at_one_press_and_downloaded(office, scene):
    begin(office, scene, text="", file=SimpleUploadedFile("a.docx", saved(word())))
    made = Screening.objects.get()
    office.post(address(scene, "screening", made.pk), {"version": made.version, "rest": "mask", "once": key()})
    copy = office.get(address(scene, "screening_copy", made.pk))
    assert copy["Content-Disposition"] == 'attachment; filename="a-da-che.docx"'
    copy.close()


def test_pictures_and_what_is_hidden_are_told_with_their_place_and_ticked_by_name(office, scene):
    document = Document(io.BytesIO(with_pictures()))
    document.add_comment(document.paragraphs[0].runs, "hỏi lại")
    begin(office, scene, text="", file=SimpleUploadedFile("a.docx", saved(document)))
    page = address(scene, "screening", Screening.objects.get().pk)
    shown = office.get(page).content.decode()
    assert "mở ra xem trước khi đăng. Có 3 ảnh: Văn bản, đoạn 2 (2 ảnh); Đầu trang, đoạn 1." in shown
    assert [shown.count(words) for words in ("Đã mở ra xem", "Ai xem, thấy gì", "Bỏ khỏi bản đăng", "Để lại")] == [1, 1, 1, 1]
    sent = {"version": 1, "v-1": "keep", "r-1": "", "v-2": "mask"}
    assert "Ghi ai đã mở ra xem, thấy gì." in office.post(page, sent | {"once": key()}).content.decode()
    office.post(page, sent | {"r-1": "văn thư đã xem: ảnh lễ phát quà", "once": key()})
    assert "<b>Đã mở ra xem.</b> văn thư đã xem: ảnh lễ phát quà" in office.get(page).content.decode()
    assert Screening.objects.get().masked_file.name == "a-da-che.docx"


def test_nothing_chosen_is_said_and_nothing_typed_is_lost(office, scene):
    begin(office, scene)
    made = Screening.objects.get()
    page = address(scene, "screening", made.pk)
    refused = office.post(page, {"version": made.version, "r-1": "chưa rõ", "once": key()})
    assert refused.status_code == 422
    assert "Chưa chọn chỗ nào; chọn ở từng chỗ rồi ghi." in refused.content.decode()
    assert 'value="chưa rõ"' in refused.content.decode()
    made.refresh_from_db()
    assert made.version == 1


def test_a_paper_kept_as_it_is_leads_back_to_what_is_prepared(office, scene):
    draft = prepared(scene)
    office.post(address(scene, "draft_screen", draft.pk), {"once": key()})
    for look in Screening.objects.all():
        page, back = address(scene, "screening", look.pk), f'{address(scene, "draft", draft.pk)}">Về bản chuẩn bị để công khai'
        assert back not in office.get(page).content.decode()
        office.post(page, {"version": look.version, "v-1": "keep", "r-1": "số trực", "once": key()})
        assert back in office.get(page).content.decode()


def test_all_of_one_kind_are_kept_with_one_reason(office, scene):
    begin(office, scene, text=f"{TEXT}\nĐT 0987654321")
    made = Screening.objects.get()
    sent = {"version": made.version, "rest": "keep", "rest_kind": "telephone", "rest_reason": "số trực", "once": key()}
    office.post(address(scene, "screening", made.pk), sent)
    assert list(made.findings.values_list("kind", "verdict", "reason")) == [
        ("identity", "", ""), ("telephone", "keep", "số trực"), ("telephone", "keep", "số trực"),
    ]  # fmt: skip


def test_what_was_typed_wrongly_stays_on_the_page(office, scene):
    answer = begin(office, scene, title="", text="giữ lại lời này")
    assert answer.status_code == 422
    assert "giữ lại lời này" in answer.content.decode()
    secret = begin(office, scene, text="MẬT\nnội dung")
    assert (secret.status_code, Screening.objects.count()) == (422, 0)


def test_a_pdf_says_that_it_is_not_masked_here(office, scene):
    from tests.democracy.sensitive.papers import pdf_of  # noqa: PLC0415  one test alone makes a PDF

    begin(office, scene, text="", file=SimpleUploadedFile("a.pdf", pdf_of(f"CCCD {IDENTITY}")))
    made = Screening.objects.get()
    shown = office.get(address(scene, "screening", made.pk)).content.decode()
    assert "Tệp loại này không che được ở đây" in shown
    assert "Che mọi chỗ còn lại" not in shown


def test_item_9_is_said_to_be_public_by_law(office, scene):
    """Luật 10/2022/QH15 Điều 11 khoản 9."""
    begin(office, scene, item="9", text="Người số 1, sinh ngày 02/9/2007")
    shown = office.get(address(scene, "screening", Screening.objects.get().pk)).content.decode()
    assert "Công khai theo luật." in shown
    assert "Điều 11 khoản 9 Luật 10/2022/QH15" in shown


def test_thrown_away(office, scene):
    begin(office, scene)
    made = Screening.objects.get()
    office.post(address(scene, "screening_discard", made.pk), {"version": 99, "once": key()})
    assert Screening.objects.count() == 1
    assert office.get(address(scene, "screening_copy", made.pk)).status_code == 404
    office.post(address(scene, "screening_discard", made.pk), {"version": made.version, "once": key()})
    assert Screening.objects.count() == 0


def prepared(scene):
    words = content(title="Danh sách hỗ trợ", summary=f"ĐT {PHONE}")
    return draft_posting(scene.office, scene.locality, words, paper("ds.txt", f"CCCD {IDENTITY}".encode()))


def test_what_is_prepared_takes_its_masked_copies_in_at_one_press(office, scene):
    draft = prepared(scene)
    page, place = address(scene, "draft", draft.pk), address(scene, "draft_mask", draft.pk)
    early = office.post(place, {"version": draft.version, "once": key()}, follow=True).content.decode()
    assert "Chưa thay được: Chưa có bản đã che" in early
    assert office.post(address(scene, "draft_screen", draft.pk), {"once": key()}).url == address(scene, "screenings")
    assert "Thay bản đã che vào" not in office.get(page).content.decode().partition("<aside")[0]
    for look in Screening.objects.all():
        office.post(address(scene, "screening", look.pk), {"version": look.version, "rest": "mask", "once": key()})
    assert "Đã quyết xong: nội dung chính, văn bản." in office.get(page).content.decode()
    look = office.get(address(scene, "screening", Screening.objects.get(file=None, masked_file=None).pk)).content.decode()
    assert "Thay vào bản chuẩn bị" in look
    shown = office.post(place, {"version": draft.version, "once": key()}, follow=True).content.decode()
    assert ("Đã thay bản đã che vào bản chuẩn bị." in shown, "ĐT xxxxxxx678" in shown, PHONE in shown) == (True, True, False)
    assert "Thay vào bản chuẩn bị" not in office.get(look_page(scene)).content.decode()
    original = office.get(address(scene, "draft_original", draft.pk))
    assert b"".join(original.streaming_content).decode() == f"CCCD {IDENTITY}"
    draft.refresh_from_db()
    office.post(address(scene, "draft_publish", draft.pk), {"version": draft.version, "once": key()})
    posted = Posting.objects.get()
    assert "Bản gốc</a> không công khai" in office.get(address(scene, "posting", posted.pk)).content.decode()
    assert "Bản gốc" not in office.get(address(scene, "public_posting", posted.pk)).content.decode()
    assert "Thay vào" not in office.get(look_page(scene)).content.decode()


def look_page(scene):
    return address(scene, "screening", Screening.objects.filter(masked_file=None).get().pk)


def test_the_original_is_the_office_s_alone(client, scene, there):
    draft = prepared(scene)
    client.force_login(scene.accounts["office"])
    assert client.get(address(scene, "draft_original", draft.pk)).status_code == 404
    assert client.get(address(there, "draft_original", draft.pk)).status_code == 403
    for who in ("head", "leader"):
        client.force_login(scene.accounts[who])
        assert client.get(address(scene, "draft_original", draft.pk)).status_code == 403


def test_neither_next_door_nor_without_the_role(client, scene, there):
    client.force_login(there.accounts["office"])
    begin(client, there)
    made = Screening.objects.get()
    client.force_login(scene.accounts["office"])
    for name in ("screening", "screening_copy"):
        assert client.get(address(scene, name, made.pk)).status_code == 404
        assert client.get(address(there, name, made.pk)).status_code == 403
    assert "Danh sách hỗ trợ" not in client.get(address(scene)).content.decode()
    client.force_login(scene.accounts["head"])
    assert client.get(address(scene)).status_code == 403


def test_a_long_list_asks_as_few_questions_as_a_short_one(office, scene, django_assert_num_queries):
    begin(office, scene)
    from django.db import connection  # noqa: PLC0415  to count once and hold the second against it
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as one:
        office.get(address(scene))
    asked = len(one)
    for number in range(5):
        begin(office, scene, title=f"Danh sách {number}", text=f"{TEXT} {number}")
    with django_assert_num_queries(asked):
        office.get(address(scene))
