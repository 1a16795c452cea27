"""The pages of a project: entered, watched, given to by the people, done."""

import secrets

import pytest
from django.test import Client

from kheo.democracy.actions.projects import ProgressContent, finish_project, report_progress
from kheo.democracy.models import (
    Contribution,
    Progress,
    Project,
)
from tests.democracy.board_scene import days, make_work
from tests.democracy.views.sending import sign_in, words

HERE = "/gso2025-13324/dan-chu/"
STAFF = f"{HERE}quan-ly/"


@pytest.fixture
def work(scene):
    return make_work(scene)


def send(client, address, **data):
    return client.post(address, {"once": secrets.token_urlsafe(18), **data})


def day(count):
    return f"{days(count):%d/%m/%Y}"


def test_a_project_is_entered_watched_and_done(client, scene, work):
    front = sign_in(client, scene.front)
    assert "Chưa có công trình nào" in words(front.get(f"{STAFF}cong-trinh/"))
    assert "Chưa có công trình nào" in words(client.get(f"{HERE}cong-trinh/"))
    told = {
        "name": "Đường ngõ 12", "kind": "community", "owner": "Uỷ ban nhân dân phường", "total": "300.000.000", "version": 0,
        "starts_on": day(-90), "ends_on": day(-1), "village": scene.village.pk, "source_1": "Ngân sách phường",
        "amount_1": "200.000.000", "source_2": "Nhân dân đóng góp", "amount_2": "99.000.000",
    }  # fmt: skip
    assert front.get(f"{STAFF}cong-trinh/them/").status_code == 200
    refused = send(front, f"{STAFF}cong-trinh/them/", **told)
    assert "Các nguồn cộng lại 299.000.000 đồng, khác tổng mức 300.000.000 đồng." in words(refused)
    answer = send(front, f"{STAFF}cong-trinh/them/", **{**told, "amount_2": "100.000.000"})
    project = Project.objects.get()
    assert answer.url == f"{STAFF}cong-trinh/{project.pk}/"
    assert 'value="Ngân sách phường"' in front.get(f"{answer.url}sua/").content.decode()
    assert (
        send(front, f"{answer.url}sua/", **{**told, "amount_2": "100.000.000", "where": "ngõ 12", "version": 1}).url == answer.url
    )
    gift = {"gift": "work", "amount": "120", "households": "30", "on": day(-40), "village": scene.village.pk}
    scene.roll(30)
    assert "Sổ hộ hôm nay có 30 hộ ở Tổ dân phố Điệp Sơn; không nhiều hơn." in words(front.get(f"{answer.url}dong-gop/"))
    many = send(front, f"{answer.url}dong-gop/", **{**gift, "households": "31"})
    assert (many.status_code, "có 30 hộ, ở đây ghi 31 hộ" in words(many)) == (422, True)
    assert send(front, f"{answer.url}dong-gop/", **{**gift, "village": "9" * 30}).status_code == 422
    assert send(front, f"{answer.url}dong-gop/", **gift).url == answer.url
    row = Contribution.objects.get()
    fixed = {**gift, "amount": "140", "note": "đếm lại"}
    assert send(front, f"{STAFF}dong-gop/{row.pk}/ghi-lai/", **fixed).url == answer.url
    head, url = sign_in(Client(), scene.head), answer.url
    assert f'href="{url}dong-gop/"' in head.get(url).content.decode()
    assert f'href="{url}tien-do/"' not in head.get(url).content.decode()
    offered = head.get(f"{url}dong-gop/").content.decode()
    assert (f'value="{scene.village.pk}"' in offered, f'value="{scene.villages[1].pk}"' in offered) == (True, False)
    assert send(head, f"{url}dong-gop/", **{**gift, "gift": "money", "amount": "500.000"}).url == url
    assert send(head, f"{url}dong-gop/", **{**gift, "village": ""}).status_code == 422
    last = Contribution.objects.order_by("pk").last()
    assert head.get(f"{STAFF}dong-gop/{last.pk}/ghi-lai/").status_code == 200
    assert sign_in(Client(), scene.other_head).get(f"{STAFF}dong-gop/{last.pk}/ghi-lai/").status_code == 403
    for on, percent in ((-60, 20), (-30, 60)):
        assert send(front, f"{answer.url}tien-do/", on=day(on), percent=percent, spent="50.000.000").url == answer.url
    last = Progress.objects.order_by("pk").last()
    again = {"on": day(-30), "percent": 70, "note": "đo lại"}
    assert send(front, f"{STAFF}tien-do/{last.pk}/ghi-lai/", **again).url == answer.url
    page = client.get(f"{HERE}cong-trinh/{project.pk}/")
    assert "dẫn ở đây theo lời văn năm 2022, chưa đối chiếu" in words(page)
    seen = words(page)
    assert "140 ngày công của 30 lượt hộ" in seen
    assert "Đã làm 70 %" in seen
    assert "chậm 1 ngày" in seen
    assert 'class="curve"' in page.content.decode()
    assert len(page.content) < 100_000
    project.refresh_from_db()
    done = {"done_on": day(-1), "closing": "nghiệm thu đạt", "version": project.version}
    assert send(front, f"{answer.url}hoan-thanh/", **done).url == answer.url
    assert "đã hoàn thành" in words(front.get(answer.url))
    other = work.project(name="Nhà văn hoá")
    assert send(front, f"{STAFF}cong-trinh/{other.pk}/dung/", why="hết vốn", version=1).status_code == 302


def test_a_finished_project_keeps_its_page(client, scene, work):
    project = work.project(village=None)
    report_progress(scene.front, project, ProgressContent(days(-9), 100))
    project.refresh_from_db()
    finish_project(scene.front, project, days(-1), "nghiệm thu đạt", project.version)
    assert "nghiệm thu đạt" in words(client.get(f"{HERE}cong-trinh/{project.pk}/"))
