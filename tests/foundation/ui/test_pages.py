"""The frame of every page, rendered for real."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.factories import PASSWORD, make_account, make_locality

pytestmark = pytest.mark.django_db


def links(page, name):
    nav = re.search(rf'<nav aria-label="{name}">(.*?)</nav>', page, re.DOTALL)
    return re.findall(r'<a href="([^"]*)"(?: aria-current="(\w+)")?>([^<]*)</a>', nav.group(1))


def test_public_page_has_landmarks_skip_link_and_one_stylesheet(client):
    locality = make_locality(illustrative=True)
    page = client.get(f"/{locality.code}/").content.decode()
    assert '<html lang="vi">' in page
    assert page.index('<a class="skip" href="#noi-dung">') < page.index('<header class="top">')
    assert [tag for tag in ("<header", "<main", "<footer", "<h1") if page.count(tag) != 1] == []
    assert re.findall(r'<link rel="stylesheet" href="([^"]+)">', page) == ["/static/kheo/kheo.css"]
    assert len(re.findall(r'<link rel="preload" href="[^"]+woff2" as="font"', page)) == 2
    assert page.count("Dữ liệu minh hoạ:") == 1
    assert re.findall(r"<style|style=|<script(?! src)|onclick=", page) == []
    assert '<meta name="description" content="' in page


def test_a_locality_with_real_data_is_not_called_illustrative(client):
    page = client.get(f"/{make_locality().code}/").content.decode()
    assert "minh hoạ" not in page


def test_current_page_is_marked_and_a_page_below_it_marks_its_section(client):
    code = make_locality().code
    at = {url: links(client.get(url).content.decode(), "Các trang chính") for url in (f"/{code}/", f"/{code}/don-vi/")}
    assert [label for _url, current, label in at[f"/{code}/"] if current] == []
    assert [(current, label) for _url, current, label in at[f"/{code}/don-vi/"] if current] == [("page", "Địa phương")]


def test_door_is_sign_in_for_readers_and_the_desk_for_staff(client):
    code = make_locality().code
    assert '<a class="door" href="/tai-khoan/dang-nhap/">Đăng nhập</a>' in client.get(f"/{code}/").content.decode()
    client.force_login(make_account("office"), backend="django.contrib.auth.backends.ModelBackend")
    assert f'<a class="door" href="/{code}/ban-lam-viec/">Bàn làm việc</a>' in client.get(f"/{code}/").content.decode()


@pytest.mark.parametrize(
    ("role", "absent"),
    [("office", set()), ("unit_staff", {"Quyết định", "Tổ chức", "Tài khoản"}), ("leader", {"Tổ chức", "Tài khoản"})],
)
def test_staff_page_links_only_to_what_the_role_may_open(client, role, absent):
    account = make_account(role)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    code = make_locality().code
    page = client.get(f"/{code}/ban-lam-viec/").content.decode()
    shown = links(page, "Việc")
    assert ("page", "Bàn làm việc") in [(current, label) for _url, current, label in shown]
    assert {label for _url, _current, label in shown} & absent == set()
    assert {client.get(url).status_code for url, _current, _label in shown} == {200}
    assert 'class="band"' not in page
    assert '<meta name="robots" content="noindex">' in page


def test_session_expired_gives_back_every_word_and_no_password():
    make_account("office", username="vanphong")
    client = Client(enforce_csrf_checks=True)
    typed = {"title": "Hai dòng\n<b>đậm</b>", "tags": ["a", "b"], "empty": "", "password": PASSWORD, "once": "k" * 24}
    answer = client.post("/tai-khoan/dang-nhap/", typed)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Hai dòng\n&lt;b&gt;đậm&lt;/b&gt;</textarea>" in page
    assert re.findall(r"readonly[^>]*>([ab])</textarea>", page) == ["a", "b"]
    assert PASSWORD not in page
    assert "k" * 24 not in page
    assert page.count("<textarea") == 3


def test_server_error_page_needs_nothing_but_itself():
    html = render_to_string("500.html")
    assert "Khéo đang gặp trục trặc" in html
    assert re.findall(r"\{[%{]", html) == []
    assert re.findall(r"<style|style=|<script(?! src)", html) == []
    assert "data-keep-drafts" in html
