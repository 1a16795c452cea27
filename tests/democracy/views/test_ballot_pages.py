"""Pages of a ballot to every household, and its papers."""

import io
import re
import secrets
from datetime import timedelta

import pytest
from docx import Document
from pypdf import PdfReader

from kheo.democracy.models import BallotPlan, BallotSheet, Form, Round
from tests.democracy.voting_scene import fresh_plan, open_plan, planned, prepared_plan, today

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def head(client, scene):
    client.force_login(scene.accounts["head"], backend=BACKEND)
    return client


def page_of(scene, asked, end=""):
    return f"/{scene.locality.code}/dan-chu/quan-ly/phat-phieu/{asked.pk}/{end}"


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def post(client, url, **data):
    return client.post(url, {"once": secrets.token_urlsafe(18), **data})


def typed(**changed):
    before = f"{today() - timedelta(days=3):%d/%m/%Y}"
    given = {
        "leader": "Người thứ nhất", "name_2": "Người thứ hai", "part_2": "village", "name_3": "Người thứ ba",
        "part_3": "union", "purpose": "Lấy ý kiến từng hộ", "work": "Tổ đi từng nhà", "asks_other": "on",
        "agreed_on": before, "issued_on": before, "announced_on": before, "announced_how": "niêm yết", "version": "0",
    }  # fmt: skip
    return given | changed


def counted(**changed):
    given = {"votes_for": "30", "votes_against": "6", "other": "3", "spoilt": "1", "counted_on": f"{today():%d/%m/%Y}"}
    return given | changed


def read(answer):
    if answer["Content-Type"] == "application/pdf":
        return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())
    document = Document(io.BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_plan_is_written_and_sent(head, scene):
    asked = planned(scene, Form.BALLOTS)
    assert "Chưa có kế hoạch" in text(head.get(page_of(scene, asked)))
    answer = post(head, page_of(scene, asked, "ke-hoach/"), **typed())
    assert (answer.status_code, answer["Location"]) == (302, page_of(scene, asked))
    plan = BallotPlan.objects.get()
    shown = text(head.get(page_of(scene, asked)))
    assert ("quá hạn gửi" in shown, "chưa gửi" in shown) == (True, True)  # issued three days ago, due within two
    sent = f"{today() - timedelta(days=2):%d/%m/%Y}"
    post(head, page_of(scene, asked, "gui/"), commune_on=sent, front_on=sent, version=plan.version)
    shown = text(head.get(page_of(scene, asked)))
    assert ("quá hạn gửi" in shown, "gửi muộn" in shown) == (False, False)
    future = f"{today() + timedelta(days=2):%d/%m/%Y}"
    wrong = post(head, page_of(scene, asked, "gui/"), commune_on=future, front_on="", version=fresh_plan(plan).version)
    assert wrong.status_code == 422
    assert post(head, page_of(scene, asked, "gui/"), commune_on="x", front_on="", version="").status_code == 422


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(head, scene):
    asked = planned(scene, Form.BALLOTS)
    late = f"{today():%d/%m/%Y}"
    answer = post(head, page_of(scene, asked, "ke-hoach/"), **typed(announced_on=late, part_3="village"))
    shown = text(answer)
    assert answer.status_code == 422
    assert "ít nhất 02 ngày trước ngày phát phiếu" in shown
    assert "còn thiếu tổ chức chính trị - xã hội" in shown
    assert 'value="Người thứ ba"' in shown
    assert not BallotPlan.objects.exists()


def test_opening_fixes_the_households_and_a_second_opening_is_told(head, scene):
    scene.roll(5)
    plan = prepared_plan(scene)
    assert "Danh sách có khi đã mở" in text(head.get(page_of(scene, plan.round, "danh-sach/")))
    answer = head.post(
        page_of(scene, plan.round, "mo/"), {"once": secrets.token_urlsafe(18), "version": plan.round.version}, follow=True
    )
    assert "Đã chốt 5 hộ" in text(answer)
    again = head.post(page_of(scene, plan.round, "mo/"), {"once": secrets.token_urlsafe(18), "version": 1}, follow=True)
    assert 'class="error"' in text(again)


def test_the_opening_is_offered_from_the_day_that_was_told_on(head, scene):
    scene.roll(5)
    plan = prepared_plan(scene)
    button, wait = "Mở, chốt số hộ", "thì mở phát phiếu, chốt số hộ ở đây"
    shown = text(head.get(page_of(scene, plan.round)))
    assert (button in shown, wait in shown) == (True, False)
    Round.objects.update(planned_on=today() + timedelta(days=1), ends_on=today() + timedelta(days=1))
    shown = text(head.get(page_of(scene, plan.round)))
    assert (button in shown, wait in shown) == (False, True)


def test_the_list_is_marked_by_household(head, scene):
    plan = open_plan(scene, 3)
    first, second, third = BallotSheet.objects.all()
    url = page_of(scene, plan.round, "danh-sach/")
    answer = post(head, url, version=plan.version, **{f"phieu-{first.pk}": "collected", f"phieu-{second.pk}": "away"})
    assert answer.status_code == 302
    assert "Đã phát 1, đã thu 1 trong 3 phiếu" in text(head.get(url))
    stale = post(head, url, version=plan.version, **{f"phieu-{first.pk}": "waiting"})
    assert (stale.status_code, 'role="alert"' in text(stale)) == (422, True)
    assert f'name="phieu-{first.pk}" value="waiting" checked' in text(stale)
    page = text(head.get(url))
    assert ("Đã phát hết: 1 hộ còn lại" in page, "Sang kiểm phiếu" in page) == (True, True)
    now = BallotPlan.objects.get(pk=plan.pk).version
    kept = {f"phieu-{first.pk}": "collected", f"phieu-{second.pk}": "away", f"phieu-{third.pk}": "waiting"}
    assert post(head, url, version=now, **kept, **{"con-lai": "1"}).status_code == 302
    assert list(BallotSheet.objects.values_list("state", flat=True)) == ["collected", "away", "handed"]
    assert "hộ còn lại" not in text(head.get(url))


def test_the_count_closes_the_round_and_its_papers_say_it(head, scene):
    plan = open_plan(scene, 51, collected=40)
    url = page_of(scene, plan.round, "kiem-phieu/")
    assert "Đã thu 40 phiếu" in text(head.get(url))
    seen = list(BallotSheet.objects.values_list("household", flat=True)[:2])
    watched = {"first_witness": seen[0], "second_witness": seen[1], "version": plan.version}
    wrong = post(head, url, **counted(spoilt="0"), **watched)
    assert (wrong.status_code, "các loại cộng lại là 39" in text(wrong)) == (422, True)
    assert post(head, url, **counted(), **watched).status_code == 302
    assert Round.objects.get().passed is True
    assert "Được thông qua: 30 trong 51 hộ đồng ý" in text(head.get(page_of(scene, plan.round)))
    shown = text(head.get(url))
    assert ("Được thông qua: 30 trong 51 hộ đồng ý" in shown, "<dd>1 phiếu</dd>" in shown, "Hộ số 1, Đại" in shown) == (True,) * 3
    assert 'name="votes_for"' not in shown
    again = post(head, url, **counted(votes_for="40"), **watched)
    assert (again.status_code, "Chưa ghi gì thêm" in text(again), Round.objects.get().votes_for) == (422, True, 30)
    for ending in ("pdf", "docx"):
        minutes = read(head.get(page_of(scene, plan.round, f"bien-ban.{ending}")))
        for part in ("Đại diện hộ 01", "Phiếu thu về", "40", "Cần 26 hộ đồng ý", "Phiếu không hợp lệ"):
            assert part in minutes, part
        assert "chưa có trong Khéo" not in minutes


def test_plan_list_and_ballots_are_printed(head, scene):
    plan = open_plan(scene, 5)
    for ending in ("pdf", "docx"):
        words = read(head.get(page_of(scene, plan.round, f"ke-hoach.{ending}")))
        for part in ("Lấy ý kiến từng hộ", "Tổ đi từng nhà", "Người thứ nhất", "niêm yết", "Điều 4 khoản 1 điểm c"):
            assert part in words, part
    assert "Đại diện hộ 05" in read(head.get(page_of(scene, plan.round, "danh-sach.pdf")))
    ballots = read(head.get(page_of(scene, plan.round, "phieu.pdf")))
    assert ballots.count("PHIẾU LẤY Ý KIẾN") == 5
    assert "Đại diện hộ" not in ballots  # a ballot is nobody's
    assert head.get(page_of(scene, plan.round, "bien-ban.pdf")).status_code == 404


def test_ballots_before_the_opening_are_told_to_wait(head, scene):
    plan = prepared_plan(scene)
    assert "mở, phát và thu phiếu xong thì ghi" in text(head.get(page_of(scene, plan.round, "kiem-phieu/")))
    answer = head.get(page_of(scene, plan.round, "phieu.pdf"), follow=True)
    assert "Chưa in được: Chưa có hộ nào để in phiếu." in text(answer)


def test_neither_another_head_nor_another_place_opens_it(client, scene, there):
    plan = open_plan(scene, 3)
    client.force_login(scene.accounts["other_head"], backend=BACKEND)
    for end in ("", "danh-sach/", "ke-hoach.pdf", "phieu.pdf"):
        assert client.get(page_of(scene, plan.round, end)).status_code == 403
    client.force_login(there.accounts["office"], backend=BACKEND)
    for end in ("", "ke-hoach/", "danh-sach/", "kiem-phieu/", "ke-hoach.pdf", "phieu.pdf"):
        assert client.get(page_of(there, plan.round, end)).status_code == 404


def test_the_public_reads_who_asks_and_until_when(client, scene):
    asked = planned(scene, Form.BALLOTS)
    url = f"/{scene.locality.code}/dan-chu/bieu-quyet/{asked.pk}/"
    assert client.get(url).status_code == 404  # nothing was announced yet
    Round.objects.all().delete()
    plan = open_plan(scene, 3)
    shown = text(client.get(f"/{scene.locality.code}/dan-chu/bieu-quyet/{plan.round_id}/"))
    for part in ("Người thứ nhất", "Đổ rác từ 18:00 đến 20:00.", "nộp lại phiếu trước hết ngày", "niêm yết ở nhà văn hoá"):
        assert part in shown, part
    assert "Đại diện hộ" not in shown
