"""The office's side: nothing typed is lost, nothing goes out unexplained."""

import re
import secrets

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from kheo.organisation.models import Account
from kheo.reporting.models import FigureReason, NewsItem, NewsPicture
from kheo.reporting.queries.news import drafts, ready
from tests import factories
from tests.foundation.uploads import samples
from tests.reporting.newsroom import AUTHOR, YEAR, hold, make_newsroom

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
ROOM = f"/{factories.DUY_TIEN}/soan-tin/"
WRONG = "Năm 2024, thị xã Duy Tiên thực hiện 5 mô hình “Dân vận khéo”."


@pytest.fixture
def writer(client, room):
    client.force_login(Account.objects.get(pk=room.broadcaster.account_id), BACKEND)
    return client


def sent(client, path, **data):
    return client.post(f"{ROOM}{path}", {"once": secrets.token_urlsafe(18), **data})


def words_of(item, **changes):
    words = {name: getattr(item, name) for name in ("title", "lead", "text", "author_line", "version")}
    return words | {"publisher": item.publisher_id or ""} | changes


def text_of(answer):
    return answer.content.decode()


def test_the_list_offers_conferences_that_have_begun_and_years(writer, room):
    page = text_of(writer.get(ROOM))
    assert f'value="h{room.conference.pk}"' in page
    assert f'value="n{YEAR}"' in page
    answer = sent(writer, "moi/", about=f"h{room.conference.pk}")
    item = NewsItem.objects.get()
    assert (answer.status_code, answer.url, item.conference) == (302, f"{ROOM}{item.pk}/", room.conference)
    assert item.title in text_of(writer.get(ROOM))
    sent(writer, "moi/", about=f"n{YEAR}")
    assert NewsItem.objects.filter(conference=None).count() == 1


def test_a_year_without_figures_is_answered_on_the_page(writer, room):
    factories.make_programme(room.locality, 2025)
    answer = sent(writer, "moi/", about="n2025")
    assert answer.status_code == 422
    assert "Năm 2025 chưa có số liệu nào để kể." in text_of(answer)
    assert sent(writer, "moi/", about="h9999").status_code == 422


def test_a_town_with_nothing_says_where_to_begin(client):
    town = factories.make_locality(factories.KIM_BANG)
    client.force_login(factories.make_account("broadcaster", town), BACKEND)
    assert "Chưa có gì để đưa tin" in text_of(client.get(f"/{factories.KIM_BANG}/soan-tin/"))


def test_words_are_kept(writer, room):
    item = room.draft()
    answer = sent(writer, f"{item.pk}/", **words_of(item, title="Đầu đề mới", author_line=AUTHOR))
    assert (answer.status_code, NewsItem.objects.get().title) == (302, "Đầu đề mới")


def test_what_is_too_long_is_told_and_kept(writer, room):
    item = room.draft()
    answer = sent(writer, f"{item.pk}/", **words_of(item, title="Dài " * 60, text="Chữ vừa gõ"))
    assert answer.status_code == 422
    assert "Chữ vừa gõ" in text_of(answer)
    assert NewsItem.objects.get().version == 1


def test_a_conflict_keeps_the_text_and_takes_the_second_try(writer, room):
    item = room.draft()
    room.edited(item, title="Của người khác")
    answer = sent(writer, f"{item.pk}/", **words_of(item, text="Chữ tôi vừa gõ", version=1))
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Người khác vừa sửa mục này" in page
    assert "Chữ tôi vừa gõ" in page
    assert 'name="version" value="2"' in page
    assert sent(writer, f"{item.pk}/", **words_of(item, text="Chữ tôi vừa gõ", version=2)).status_code == 302
    assert NewsItem.objects.get().text == "Chữ tôi vừa gõ"


def test_numbers_are_read_while_somebody_types(writer, room):
    item = room.draft()
    answer = writer.post(f"{ROOM}{item.pk}/so-lieu/", words_of(item, text=WRONG), headers={"HX-Request": "true"})
    page = text_of(answer)
    assert (answer.status_code, "<html" in page) == (200, False)
    assert re.search(r"<b>5 mô hình “Dân vận khéo”</b>.*?Nội dung: sổ ghi <a href=\"[^\"]+\">3</a>", page, re.DOTALL)
    assert NewsItem.objects.get().text != WRONG


def test_numbers_are_read_without_scripts_too(writer, room):
    item = room.draft()
    answer = writer.post(f"{ROOM}{item.pk}/so-lieu/", words_of(item, text=WRONG, lead="x" * 700))
    page = text_of(answer)
    assert answer.status_code == 422  # the opening is too long, and says so; nothing typed is lost
    assert WRONG in page
    assert "1 số cần lý do" in page
    assert NewsItem.objects.get().version == 1


def test_publishing_asks_beside_each_number_that_differs(writer, room):
    item = room.edited(text=WRONG)
    page = text_of(writer.get(f"{ROOM}{item.pk}/dang/"))
    (field,) = set(re.findall(r'name="(reason-[0-9a-f]{12})"', page))
    answer = sent(writer, f"{item.pk}/dang/", version=item.version, **{field: ""})
    assert answer.status_code == 422
    assert "Sửa lại con số, hoặc ghi lý do vẫn đăng." in text_of(answer)
    assert NewsItem.objects.get().state == "draft"
    answer = sent(writer, f"{item.pk}/dang/", version=item.version, **{field: "Tính cả đơn vị quân đội."})
    assert (answer.status_code, answer.url) == (302, f"/{factories.DUY_TIEN}/tin/{item.slug}/")
    assert FigureReason.objects.get().reason == "Tính cả đơn vị quân đội."


def test_a_missing_author_is_told_before_publishing(writer, room):
    item = room.draft()
    assert "Chưa ghi tác giả" in text_of(writer.get(f"{ROOM}{item.pk}/dang/"))
    answer = sent(writer, f"{item.pk}/dang/", version=item.version)
    assert answer.status_code == 422
    assert NewsItem.objects.get().state == "draft"


def test_publishing_over_a_newer_text_is_refused(writer, room):
    item = room.edited()
    assert sent(writer, f"{item.pk}/dang/", version=1).status_code == 422
    assert NewsItem.objects.get().state == "draft"


def test_a_published_item_has_its_own_page(writer, room):
    item = room.published()
    page = text_of(writer.get(f"{ROOM}{item.pk}/"))
    assert f"/tin/{item.slug}/" in page
    assert f"{item.title}\n{item.lead}\n{settings.KHEO_PUBLIC_URL}/gso2024-349/tin/{item.slug}/" in page  # to paste into a chat
    for step in ("dang/", "dinh-chinh/", "go/"):
        assert writer.get(f"{ROOM}{item.pk}/{step}").status_code == (302 if step == "dang/" else 200)
    assert sent(writer, f"{item.pk}/", **words_of(item)).status_code == 422


def test_corrections_and_withdrawal_wait_for_publishing(writer, room):
    item = room.draft()
    for step in ("dinh-chinh/", "go/"):
        assert writer.get(f"{ROOM}{item.pk}/{step}").url == f"{ROOM}{item.pk}/"


def test_a_correction_by_the_form(writer, room):
    item = room.published()
    answer = sent(writer, f"{item.pk}/dinh-chinh/", **words_of(item, text=WRONG, note="Sửa số."))
    (field,) = set(re.findall(r'name="(reason-[0-9a-f]{12})"', text_of(answer)))
    assert answer.status_code == 422
    answer = sent(writer, f"{item.pk}/dinh-chinh/", **words_of(item, text=WRONG, note="Sửa số.", **{field: "Đếm thêm."}))
    assert (answer.status_code, NewsItem.objects.get().text) == (302, WRONG)
    assert "Sửa số." in text_of(writer.get(f"{ROOM}{item.pk}/"))


def test_a_withdrawal_by_the_form(writer, room):
    item = room.published()
    assert sent(writer, f"{item.pk}/go/", version=item.version, note="").status_code == 422
    assert sent(writer, f"{item.pk}/go/", version=item.version, note="Đăng nhầm.").status_code == 302
    page = text_of(writer.get(f"{ROOM}{item.pk}/"))
    assert "Tin đã gỡ." in page
    assert "đã gỡ" in text_of(writer.get(ROOM))


def test_a_picture_by_the_form(writer, room):
    item = room.draft()
    file = SimpleUploadedFile("anh.jpg", samples.picture())
    said = {"moi-caption": "Trao giấy", "moi-alternative": "Ba người", "moi-may_show": "on"}
    assert sent(writer, f"{item.pk}/anh/", **said, **{"moi-file": file}).status_code == 302
    picture = NewsPicture.objects.get()
    shown = writer.get(f"{ROOM}{item.pk}/anh/{picture.pk}.jpg")
    assert b"".join(shown.streaming_content)[:2] == b"\xff\xd8"
    assert (shown["Content-Type"], shown["Cache-Control"]) == ("image/jpeg", "private, no-store")
    change = f"{item.pk}/anh/{picture.pk}/"
    named = {f"anh{picture.pk}-caption": "Mới", f"anh{picture.pk}-alternative": ""}
    assert sent(writer, change, act="describe", **named).status_code == 422
    assert sent(writer, change, act="describe", **{**named, f"anh{picture.pk}-alternative": "Tả"}).status_code == 302
    assert sent(writer, change, act="up").status_code == 302
    assert sent(writer, change, act="remove").status_code == 302
    assert NewsPicture.objects.count() == 0
    assert sent(writer, change, act="remove").status_code == 404


@pytest.mark.parametrize("data", [b"khong phai anh", b"<html></html>"])
def test_a_picture_that_is_none_is_refused_with_its_words_kept(writer, room, data):
    item = room.draft()
    said = {"moi-caption": "Trao giấy", "moi-alternative": "Ba người", "moi-may_show": "on"}
    answer = sent(writer, f"{item.pk}/anh/", **said, **{"moi-file": SimpleUploadedFile("anh.jpg", data)})
    assert answer.status_code == 422
    assert 'value="Trao giấy"' in text_of(answer)
    assert sent(writer, f"{item.pk}/anh/", **said).status_code == 422


def test_a_picture_that_a_full_disk_does_not_take_keeps_its_words(writer, room, settings, tmp_path):
    item = room.draft()
    (tmp_path / "full").write_text("no folder can be made here", encoding="utf-8")
    options = {"location": str(tmp_path / "full")}
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options},
    }
    said = {"moi-caption": "Trao giấy", "moi-alternative": "Ba người", "moi-may_show": "on"}
    answer = sent(writer, f"{item.pk}/anh/", **said, **{"moi-file": SimpleUploadedFile("anh.jpg", samples.picture())})
    assert (answer.status_code, NewsPicture.objects.count()) == (422, 0)
    assert 'value="Trao giấy"' in text_of(answer)
    assert "đĩa đã đầy" in text_of(answer)


def test_a_draft_is_thrown_away_after_a_question(writer, room):
    item = room.draft()
    assert "Bỏ bản nháp này?" in text_of(writer.get(f"{ROOM}{item.pk}/bo/"))
    assert sent(writer, f"{item.pk}/bo/", version=9).status_code == 422
    assert sent(writer, f"{item.pk}/bo/", version=1).url == ROOM


def test_another_town_has_its_own_room(writer, room):
    neighbour = make_newsroom(factories.KIM_BANG)
    hold(neighbour)
    theirs = neighbour.draft()
    assert writer.get(f"{ROOM}{theirs.pk}/").status_code == 404
    assert writer.get(f"/{factories.KIM_BANG}/soan-tin/{theirs.pk}/").status_code == 403
    assert theirs.title not in text_of(writer.get(ROOM))


def test_the_desk_is_told_what_waits_and_what_is_ready(room):
    waiting, finished = room.draft(), room.edited(room.draft(with_conference=False))
    neighbour = make_newsroom(factories.KIM_BANG)
    hold(neighbour)
    neighbour.edited()
    assert [item.pk for item in drafts(room.locality)] == [waiting.pk, finished.pk]
    assert [item.pk for item in ready(room.locality)] == [finished.pk]
    room.edited(finished, text=WRONG)
    assert ready(room.locality) == []
