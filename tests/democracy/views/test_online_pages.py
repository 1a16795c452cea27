"""Pages of whoever holds an online vote, and of one that is over."""

import hashlib
import io
import re
import secrets
from base64 import b64decode
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pypdf import PdfReader

from kheo.democracy.actions.closing import close_vote
from kheo.democracy.models import Form, Household, OnlineVote, Slip
from kheo.democracy.queries.slips import digest_of
from tests.democracy.voting_scene import begun, cast_all, fresh, planned, prepared_vote, printed, today

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


def signed_in(client, scene, who):
    client.force_login(scene.accounts[who], backend=BACKEND)
    return client


def page_of(scene, asked, end=""):
    return f"/{scene.locality.code}/dan-chu/quan-ly/truc-tuyen/{asked.pk}/{end}"


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def post(client, url, **data):
    return client.post(url, {"once": secrets.token_urlsafe(18), **data})


def typed(**changed):
    before = f"{today() - timedelta(days=3):%d/%m/%Y}"
    given = {
        "leader": "Người thứ nhất", "name_2": "Người thứ hai", "part_2": "village", "name_3": "Người thứ tư",
        "part_3": "household", "agreed_on": before, "commune_on": before, "front_on": before, "chosen_by": "26",
        "has_devices": "on", "announced_on": before, "announced_how": "loa", "version": "0", "is_not_secret": "on",
    }  # fmt: skip
    return given | changed


def over(scene, choices):
    vote, codes = begun(scene, 51)
    cast_all(scene, codes, choices)
    now = timezone.now()
    OnlineVote.objects.filter(pk=vote.pk).update(starts_at=now - timedelta(hours=2), ends_at=now - timedelta(seconds=1))
    close_vote(scene.head, fresh(vote))
    return fresh(vote)


def test_conditions_are_written_down_and_read_back(client, scene):
    scene.roll(51)
    asked = planned(scene, Form.ONLINE)
    signed_in(client, scene, "head")
    assert "Chưa ghi điều kiện" in text(client.get(page_of(scene, asked)))
    page = text(client.get(page_of(scene, asked, "dieu-kien/")))
    assert "cần ít nhất 26 hộ" in page
    assert page.count('class="optional"') == 2  # members four and five: whatever the decree asks for is not called optional
    proof = SimpleUploadedFile("cac-ho.txt", "Các hộ đã chọn: 1, 2".encode())
    answer = post(client, page_of(scene, asked, "dieu-kien/"), file=proof, **typed())
    assert (answer.status_code, answer["Location"]) == (302, page_of(scene, asked))
    shown = text(client.get(page_of(scene, asked)))
    assert ("26 hộ" in shown, "Mở, chốt số hộ" in shown) == (True, True)
    assert b"".join(client.get(page_of(scene, asked, "minh-chung/"))) == "Các hộ đã chọn: 1, 2".encode()
    assert 'value="Người thứ hai"' in text(client.get(page_of(scene, asked, "dieu-kien/")))


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(client, scene):
    scene.roll(51)
    asked = planned(scene, Form.ONLINE)
    signed_in(client, scene, "head")
    answer = post(client, page_of(scene, asked, "dieu-kien/"), **typed(chosen_by="25"))
    assert answer.status_code == 422
    assert "ít nhất 26 trong 51 hộ, mới có 25" in text(answer)
    assert "Gửi ảnh chụp bình chọn" in text(answer)
    assert 'value="Người thứ tư"' in text(answer)
    assert not OnlineVote.objects.exists()


def test_from_opening_to_the_start(client, scene):
    vote = prepared_vote(scene, 3)
    signed_in(client, scene, "head")
    post(client, page_of(scene, vote.round, "mo/"), version=vote.round.version)
    assert "In 3 phiếu mã (PDF)" in text(client.get(page_of(scene, vote.round)))
    slips = client.post(page_of(scene, vote.round, "in-phieu/"), {"version": fresh(vote).version})
    assert (slips["Content-Type"], slips["Cache-Control"], slips.content[:5]) == (
        "application/pdf",
        "private, no-store",
        b"%PDF-",
    )
    wrong = post(
        client, page_of(scene, vote.round, "bat-dau/"), version=fresh(vote).version, end_day="01/01/2020", end_hour="17:00"
    )
    assert (wrong.status_code, "phải ở sau lúc này" in text(wrong)) == (422, True)
    end = f"{today() + timedelta(days=1):%d/%m/%Y}"
    post(client, page_of(scene, vote.round, "bat-dau/"), version=fresh(vote).version, end_day=end, end_hour="17:00")
    assert "Đang nhận biểu quyết đến 17:00" in text(client.get(page_of(scene, vote.round)))


def test_a_refusal_is_told_on_the_page(client, scene):
    vote, _ = printed(scene, 3)
    signed_in(client, scene, "head")
    for end, data in (("mo/", {"version": 99}), ("dong/", {}), ("cap-lai/", {"ho": 1}), ("in-phieu/", {"version": 99})):
        answer = client.post(page_of(scene, vote.round, end), {"once": secrets.token_urlsafe(18), **data}, follow=True)
        assert (answer.status_code, 'class="error"' in text(answer)) == (200, True), end
    assert post(client, page_of(scene, vote.round, "bat-dau/"), version="", end_day="", end_hour="").status_code == 422


def test_a_lost_slip_is_shown_once_with_its_new_code(client, scene):
    vote, codes = begun(scene, 3)
    signed_in(client, scene, "head")
    household = Slip.objects.first().household_id
    answer = client.post(page_of(scene, vote.round, "cap-lai/"), {"ho": household})
    code = re.search(r'class="code-slip">([\w-]+)<', text(answer)).group(1)
    assert Slip.objects.get(household_id=household).digest == digest_of(code.replace("-", ""))
    assert codes[0] not in text(answer)
    assert answer["Cache-Control"] == "no-store"
    printed_one = b64decode(re.search(r'href="data:application/pdf;base64,([^"]+)"', text(answer)).group(1))
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(printed_one)).pages)
    assert (words.count(code), "Hộ số 1: Đại diện hộ 01" in words) == (1, True)
    assert "Đã cấp lại phiếu 1 lần" in text(client.get(page_of(scene, vote.round)))


def test_the_page_shows_who_took_part_and_never_a_sum_before_the_closing(client, scene):
    vote, codes = begun(scene, 3)
    cast_all(scene, codes[:2], ["for", "against"])
    Household.objects.create(
        locality=scene.locality, village=scene.village, number=4, representative="Đại diện hộ 04", valid_from=today()
    )
    shown = text(signed_in(client, scene, "head").get(page_of(scene, vote.round)))
    assert shown.count("đã tham gia</span>") == 2
    assert "Không có phiếu lần này, vì có sau khi chốt 3 hộ: hộ số 4" in shown
    assert "Đồng ý" not in shown
    cast_all(scene, codes[2:], ["for"])
    assert "Đóng, mở hộp phiếu" in text(client.get(page_of(scene, vote.round)))
    post(client, page_of(scene, vote.round, "dong/"))
    assert "Được thông qua: 2 trong 3 hộ đồng ý" in text(client.get(page_of(scene, vote.round)))


def test_the_public_page_tells_the_result_and_the_box_has_the_hash_that_is_told(client, scene):
    vote = over(scene, ["for"] * 26 + ["against"] * 3 + ["other"])
    shown = text(client.get(f"/{scene.locality.code}/dan-chu/bieu-quyet/{vote.round_id}/"))
    assert f'href="/{scene.locality.code}/dan-chu/ban-quyet-dinh/{vote.round.matter_id}/"' in shown
    assert "Được thông qua: 26 trong 51 hộ đồng ý" in shown
    box = client.get(f"/{scene.locality.code}/dan-chu/bieu-quyet/{vote.round_id}/hop-phieu.txt").content
    assert (hashlib.sha256(box).hexdigest() in shown, box.count(b"for\n"), len(box.split())) == (True, 26, 30)
    assert "Đại diện hộ" not in shown


def test_the_public_page_of_an_open_vote_tells_how_many_and_not_what(client, scene):
    vote, codes = begun(scene, 3)
    cast_all(scene, codes[:1], ["against"])
    shown = text(client.get(f"/{scene.locality.code}/dan-chu/bieu-quyet/{vote.round_id}/"))
    assert "1 trong 3 hộ đã tham gia" in shown
    assert "Không đồng ý" not in shown
    assert client.get(f"/{scene.locality.code}/dan-chu/bieu-quyet/{vote.round_id}/hop-phieu.txt").status_code == 404


def test_minutes_are_there_after_the_closing(client, scene):
    vote, _ = begun(scene, 3)
    signed_in(client, scene, "head")
    assert client.get(page_of(scene, vote.round, "bien-ban.pdf")).status_code == 404
    now = timezone.now()
    OnlineVote.objects.update(starts_at=now - timedelta(hours=2), ends_at=now - timedelta(seconds=1))
    post(client, page_of(scene, vote.round, "dong/"))
    assert client.get(page_of(scene, vote.round, "bien-ban.pdf")).content[:5] == b"%PDF-"
    assert client.get(page_of(scene, vote.round, "bien-ban.docx")).content[:2] == b"PK"


def test_neither_another_head_nor_another_place_opens_it(client, scene, there):
    vote, _ = begun(scene, 3)
    signed_in(client, scene, "other_head")
    assert client.get(page_of(scene, vote.round)).status_code == 403
    assert client.post(page_of(scene, vote.round, "in-phieu/"), {"version": vote.version}).status_code == 403
    signed_in(client, there, "office")
    for end in ("", "dieu-kien/", "minh-chung/", "bien-ban.pdf"):
        assert client.get(page_of(there, vote.round, end)).status_code == 404
    assert client.get(f"/{there.locality.code}/dan-chu/bieu-quyet/{vote.round_id}/").status_code == 404


def test_the_list_shows_a_head_the_own_village_alone(client, scene):
    begun(scene, 3)
    begun(scene, 3, scene.villages[1])
    url = f"/{scene.locality.code}/dan-chu/quan-ly/bieu-quyet/"
    assert text(signed_in(client, scene, "head").get(url)).count("<article") == 1
    assert text(signed_in(client, scene, "office").get(url)).count("<article") == 2


def test_the_list_costs_the_same_for_one_and_for_many(client, scene, django_assert_max_num_queries):
    url = f"/{scene.locality.code}/dan-chu/quan-ly/bieu-quyet/"
    signed_in(client, scene, "office")
    assert "Chưa có lần nào" in text(client.get(url))
    prepared_vote(scene, 3)
    with django_assert_max_num_queries(40) as one:
        client.get(url)
    for number in range(5):
        planned(scene, Form.ONLINE, title=f"Việc {number}")
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(url)
