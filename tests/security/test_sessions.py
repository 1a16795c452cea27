"""Who is signed in, and until when: a session lives no longer than the account, its password and its position."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from kheo.organisation.actions.accounts import close_account, reset_password
from kheo.organisation.models import Account, Position
from tests.factories import DUY_TIEN, PASSWORD, actor_for, make_account, make_locality, make_programme

pytestmark = pytest.mark.django_db
SIGN_IN = "/tai-khoan/dang-nhap/"


@pytest.fixture
def town():
    town = make_locality(DUY_TIEN)
    make_programme(town)
    return town


@pytest.fixture
def manager(town):
    return actor_for(make_account("office", town, "quan-ly"))


@pytest.fixture
def leader(town):
    return make_account("leader", town, "lanh-dao")


def sign_in(client, password=PASSWORD, username="lanh-dao", **extra):
    return client.post(SIGN_IN, {"login": username, "password": password}, **extra)


def desk(client, town):
    return client.get(f"/{town.code}/ban-lam-viec/").status_code


def test_signing_in_changes_the_key_of_the_session(client, town, leader):
    client.get(SIGN_IN)
    session = client.session
    session["left"] = "by somebody else"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted = session.session_key
    assert sign_in(client).status_code == 302
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted
    assert desk(client, town) == 200


@pytest.mark.parametrize("act", [close_account, reset_password])
def test_a_session_ends_when_the_account_is_closed_or_its_password_set_anew(client, town, leader, manager, act):
    sign_in(client)
    assert desk(client, town) == 200
    act(manager, leader)
    assert desk(client, town) == 302
    assert sign_in(client).status_code == 200  # not let in


def test_a_position_that_ended_yesterday_gives_nothing_today(client, town, leader):
    sign_in(client)
    Position.objects.filter(person=leader.person).update(valid_to=timezone.localdate() - timedelta(days=1))
    assert desk(client, town) == 403


def test_a_position_ends_at_the_beginning_of_the_day_it_names(client, town, leader):
    sign_in(client)
    Position.objects.filter(person=leader.person).update(valid_to=timezone.localdate())
    assert desk(client, town) == 403


@pytest.mark.parametrize("forwarded", ["203.0.113.{}", ""])
def test_guessing_is_stopped_whatever_address_the_guesser_claims(client, town, leader, forwarded):
    codes = [
        sign_in(client, "sai-mat-khau", headers={"X-Forwarded-For": forwarded.format(number)}).status_code for number in range(6)
    ]
    assert codes == [200, 200, 200, 200, 429, 429]
    assert sign_in(client).status_code == 429


def test_a_name_nobody_has_is_answered_like_a_wrong_password(client, town, leader):
    known, unknown = sign_in(client, "sai-mat-khau"), sign_in(client, "sai-mat-khau", "khong-ai-ca")
    assert known.status_code == unknown.status_code == 200
    assert [form.errors for form in (known.context["form"], unknown.context["form"])] == [known.context["form"].errors] * 2


@pytest.mark.parametrize(
    "target", ["//evil.example/", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "\r\nX: y"]
)
def test_signing_in_leads_nowhere_else(client, town, leader, target):
    assert (
        client.post(f"{SIGN_IN}?next={target}", {"login": "lanh-dao", "password": PASSWORD, "next": target}).url
        == "/ban-lam-viec/"
    )


def test_a_form_from_elsewhere_is_refused_and_shows_no_password(town, leader):
    client = Client(enforce_csrf_checks=True)
    client.force_login(leader, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/tai-khoan/mat-khau/", {"old": "mat-khau-cu", "new": "mat-khau-moi", "note": "còn lại"})
    page = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"]) == (403, "no-store")
    assert ("mat-khau-cu" in page, "mat-khau-moi" in page, "còn lại" in page) == (False, False, True)


def test_no_page_of_the_office_stays_in_the_browser(client, town, leader):
    sign_in(client)
    for address in (f"/{town.code}/ban-lam-viec/", f"/{town.code}/chuong-trinh/", f"/{town.code}/quyet-dinh/", "/tham-quyen/"):
        assert "no-store" in client.get(address)["Cache-Control"]


def test_no_download_of_the_office_stays_in_the_browser(client, town, manager):
    client.force_login(Account.objects.get(username="quan-ly"), backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(f"/{town.code}/chuong-trinh/{DUY_TIEN}-2024/nhap/mau/")
    assert (answer.status_code, answer["Cache-Control"], answer["X-Content-Type-Options"]) == (200, "no-store", "nosniff")


def test_what_everybody_reads_differs_by_who_reads_it_and_says_so(client, town, leader):
    nobody = client.get(f"/{town.code}/")
    sign_in(client)
    somebody = client.get(f"/{town.code}/", headers={"If-None-Match": nobody["ETag"]})
    assert ("Cookie" in nobody["Vary"], "Cookie" in somebody["Vary"]) == (True, True)
    assert (somebody.status_code == 304) == (somebody.content == nobody.content)
