"""What residents see and send: with and without account, in two taps, kept when it is not taken."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.democracy.actions.consultations import extend_consultation, withdraw_consultation
from kheo.democracy.actions.topics import set_aside_comment
from kheo.democracy.models import Comment
from kheo.democracy.views.public_consultations import GUESSES, SENDING
from kheo.foundation.models import AuditRow, SentForm
from kheo.organisation.models import Account
from kheo.recognition.rules.codes import code_of
from tests.democracy.consulting import (
    CODE,
    answered,
    closed,
    day,
    decided,
    decision,
    fresh,
    gathered,
    hands,
    opened,
    planned,
    questions,
    say,
    sent,
    time_passes,
)
from tests.directives.views.sending import BACKEND, words

LIST = "/gso2025-13324/dan-chu/lay-y-kien/"
ONE = "/gso2025-13324/dan-chu/gop-y/"
OWN = "/gso2025-13324/dan-chu/y-kien/"


@pytest.fixture(autouse=True)
def _fresh_cache(db):
    cache.clear()


def code_in(response):
    return re.search(r'name="ma" value="([^"]+)"', response.content.decode())[1]


def send(client, made, **data):
    address = f"{ONE}{made.pk}/"
    return client.post(address, {"ma": code_in(client.get(address)), "village": "", **data})


def test_a_resident_without_account_comments_in_two_taps_and_follows_it(client, scene):
    made = opened(scene)
    assert f'href="{ONE}{made.pk}/#gop-y"' in client.get(LIST).content.decode()
    first, second = questions(made)
    answer = send(
        client, made, text="Cấm từ 5 giờ.", village=scene.village.code, **{f"cau-{first}": "agree", f"cau-{second}": "disagree"}
    )
    kept = Comment.objects.get()
    assert (answer.status_code, kept.text, kept.village, kept.form) == (302, "Cấm từ 5 giờ.", scene.village, "e")
    assert dict(kept.stances.values_list("question", "choice")) == {first: "agree", second: "disagree"}
    page = client.get(answer.url)
    assert "Đã nhận, đang chờ đọc" in words(page)
    assert "Cấm từ 5 giờ." in words(page)
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("no-store", "noindex")


def test_nothing_ties_a_signed_in_resident_to_what_was_said(client, scene):
    made = opened(scene)
    client.force_login(Account.objects.get(pk=scene.head.account_id), BACKEND)
    assert send(client, made, text="Lời của tổ trưởng").status_code == 302
    assert AuditRow.objects.get(action="comment.send").actor is None
    assert SentForm.objects.count() == 0


def test_the_same_page_sent_twice_is_one_comment(client, scene):
    made = opened(scene)
    data = {"ma": code_in(client.get(f"{ONE}{made.pk}/")), "text": "Một lần", "village": ""}
    addresses = {client.post(f"{ONE}{made.pk}/", data).url for _ in range(2)}
    assert (len(addresses), Comment.objects.count()) == (1, 1)


def test_what_is_wrong_is_said_and_everything_typed_is_kept(client, scene):
    made = opened(scene)
    long = "ă" * 5001
    answer = send(client, made, text=long)
    assert answer.status_code == 422
    assert "Dài 5001 ký tự" in words(answer)
    assert long in answer.content.decode()
    answer = client.post(f"{ONE}{made.pk}/", {"ma": "mã sai", "text": "Lời giữ lại", "village": "gso2025-13330.la"})
    assert answer.status_code == 422
    assert "Lời giữ lại" in answer.content.decode()
    assert code_in(answer) != "mã sai"
    assert Comment.objects.count() == 0


def test_a_complaint_is_led_to_its_lawful_channels_and_not_kept(client, scene):
    made = opened(scene)
    answer = send(client, made, text="Tôi tố cáo ông trưởng ban")
    assert answer.status_code == 422
    assert "Luật Khiếu nại, Luật Tố cáo" in words(answer)
    assert Comment.objects.count() == 0
    assert send(client, made, text="Nên ghi cách khiếu nại vào quy chế", is_opinion="on").status_code == 302


def test_hostile_words_are_shown_as_words(client, scene):
    made = opened(scene)
    page = client.get(send(client, made, text="<script>alert(1)</script>").url)
    assert "<script>alert(1)" not in page.content.decode()
    assert "&lt;script&gt;alert(1)" in page.content.decode()


def test_a_flood_from_one_address_is_slowed_and_the_words_stay(client, scene):
    made = opened(scene)
    for _ in range(SENDING.attempts):
        assert send(client, made, text="Lặp").status_code == 302
    answer = send(client, made, text="Lời thứ bốn mươi mốt")
    assert (answer.status_code, answer["Retry-After"]) == (429, "600")
    assert "đợi 10 phút rồi gửi lại" in words(answer)
    assert "Lời thứ bốn mươi mốt" in answer.content.decode()
    assert Comment.objects.count() == SENDING.attempts


def test_guessing_codes_costs_time_and_answers_alike(client, scene, there):
    say(opened(there), "Lời nơi khác", CODE)
    said = {words(client.get(f"{OWN}{code}/")).partition("In ngày")[0] for code in (CODE, code_of(7), "khong-phai")}
    assert len(said) == 1
    assert "Không có ý kiến nào mang mã này" in said.pop()
    for number in range(GUESSES.attempts - 3):
        assert client.get(f"{OWN}{code_of(number)}/").status_code == 404
    assert client.get(f"{OWN}{code_of(1)}/").status_code == 429


def test_a_code_that_was_written_down_is_typed(client, scene):
    made = opened(scene)
    say(made, "Lời", CODE)
    assert client.get(OWN).status_code == 200
    answer = client.get(OWN, {"ma": f"{CODE[:4]}-{CODE[4:]}".lower()})
    assert (answer.status_code, answer.url) == (302, f"{OWN}{CODE}/")
    assert client.get(OWN, {"ma": "x"}).status_code == 422


def test_a_writer_reads_why_the_comment_is_not_shown(client, scene):
    made = opened(scene)
    comment = say(made, "Số của ông ấy là 0912345678", CODE, None, "agree")
    set_aside_comment(scene.office, comment, "personal", 1)
    page = words(client.get(f"{OWN}{CODE}/"))
    assert "Ý kiến này có thông tin riêng của một người." in page
    assert "Lời đã xoá, không ai đọc lại được. Các lựa chọn vẫn được tính." in page
    assert "0912345678" not in page
    assert "0912345678" not in words(client.get(f"{ONE}{made.pk}/cac-y-kien/"))


def test_a_writer_reads_the_answer_once_it_is_published(client, scene):
    made = opened(scene)
    comment = say(made, "Cấm từ 5 giờ", CODE)
    gathered(scene, made, comment)
    assert "Ý kiến đã được nhận" in words(client.get(f"{OWN}{CODE}/"))
    closed(scene, made)
    assert "Trả lời:" not in words(client.get(f"{OWN}{CODE}/"))


def test_results_answers_and_the_decision_stand_side_by_side(client, scene):
    made = answered(scene)
    page = words(client.get(f"{ONE}{made.pk}/"))
    assert "Đổi giờ cấm đỗ thành 5 giờ đến 8 giờ." in page
    assert "Tổ dân phố Điệp Sơn" in page
    assert "Gửi ý kiến" not in page
    from_code = words(client.get(f"{OWN}{CODE}/"))
    assert "Trả lời: Giờ cấm đỗ" in from_code
    decided(scene, made)
    page = words(client.get(f"{ONE}{made.pk}/"))
    assert "45/QĐ-UBND" in page
    assert "như đã hỏi" in page
    assert decision(made).summary in page


def test_the_public_sees_nothing_before_publication_nor_anything_next_door(client, scene, there):
    hidden = [planned(scene), sent(scene)]
    elsewhere = opened(there, title="Đợt của nơi khác")
    for made in (*hidden, elsewhere):
        for part in ("", "cac-y-kien/"):
            assert client.get(f"{ONE}{made.pk}/{part}").status_code == 404
    page = words(client.get(LIST))
    assert "Hôm nay không có dự thảo nào đang lấy ý kiến" in page
    assert "Đợt của nơi khác" not in page


def test_only_words_that_were_taken_are_read_by_all(client, scene):
    made = opened(scene)
    say(made, "Chờ đọc", code_of(1))
    gathered(scene, made, say(made, "Đã nhận", code_of(2)))
    set_aside_comment(scene.office, say(made, "Lạc đề", code_of(3)), "off_topic", 1)
    page = words(client.get(f"{ONE}{made.pk}/cac-y-kien/"))
    assert "Đã nhận" in page
    assert "Chờ đọc" not in page
    assert "Lạc đề" not in page


def test_after_the_last_day_the_words_are_told_and_kept(client, scene):
    made = opened(scene)
    code = code_in(client.get(f"{ONE}{made.pk}/"))
    time_passes(made)
    answer = client.post(f"{ONE}{made.pk}/", {"ma": code, "text": "Gửi muộn", "village": ""})
    assert answer.status_code == 422
    assert "đã hết hạn ngày" in words(answer)
    assert "Gửi muộn" in answer.content.decode()
    assert "đã hết hạn góp ý" in words(client.get(f"{ONE}{made.pk}/"))


def test_the_last_day_and_what_was_called_off_are_told(client, scene):
    made = time_passes(opened(scene), 10)
    assert "hôm nay là ngày cuối" in words(client.get(LIST))
    withdraw_consultation(scene.office, made, "Đề án rút lại.", made.version)
    assert "Lý do: Đề án rút lại." in words(client.get(f"{ONE}{made.pk}/"))
    other = opened(scene, forms=("b",))
    extend_consultation(scene.office, other, day(15), other.version)
    assert "không nhận ý kiến qua trang điện tử" in words(client.get(f"{ONE}{other.pk}/"))


def test_the_page_is_light_and_asks_the_database_the_same_however_many_comments(client, scene):
    made = opened(scene)
    for number in range(3):
        say(made, f"Lời {number}", code_of(number))
    client.get(LIST)

    def asked(address):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.get(address)
        assert len(answer.content) < 60_000
        return len(queries)

    addresses = [LIST, f"{ONE}{made.pk}/", f"{ONE}{made.pk}/cac-y-kien/"]
    for comment in Comment.objects.all():
        gathered(scene, made, comment, f"Nhóm {comment.pk}")
    few = [asked(address) for address in addresses]
    for number in range(3, 15):
        gathered(scene, made, say(made, f"Lời {number}", code_of(number)), f"Nhóm mới {number}")
        opened(scene, title=f"Đợt {number}")
    hands(scene, made)
    assert [asked(address) for address in addresses] == few
    assert fresh(made).state == "open"
