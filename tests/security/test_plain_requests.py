"""Requests that no page answers: a plain refusal on both databases, never a fault of the program."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.test import override_settings
from django.urls import path

from kheo.foundation.models import SentForm
from kheo.foundation.plain_requests import MAX_BODY
from tests.factories import DUY_TIEN, make_account, make_locality, make_programme, make_registration
from tests.security.test_authority import GUARDED, address

pytestmark = pytest.mark.django_db
DIGITS = "9" * 5000
VALUES = (DIGITS, "99999999999999999999", "-1", "0", "1e400", "NaN", "%25_", "\ud800".encode("utf-8", "replace"), "٣")
POLICY = "default-src 'none'"


def broken(_request):
    raise RuntimeError("thử")


def suspicious(_request):
    raise SuspiciousOperation


urlpatterns = [path("hong/", broken), path("la/", suspicious)]


@pytest.fixture
def town():
    town = make_locality(DUY_TIEN)
    make_registration(make_programme(town), unit=town.unit)
    return town


def test_no_question_put_to_any_page_makes_it_fail(client, town):
    """Every page that opens here; one that answers 404 or 405 has read no question."""
    client.force_login(make_account("office", town), backend="django.contrib.auth.backends.ModelBackend")
    names = ("nam", "trang", "sau", "truoc", "don_vi", "kind", "level", "buoc", "q", "ma", "linh_vuc", "next")
    opened = [url for url in (address(route, town.code) for route, _entry in GUARDED) if client.get(url).status_code == 200]
    assert len(opened) > 40
    asked = {(url, value): dict.fromkeys(names, value) for url in opened for value in VALUES}
    said = {key: client.get(key[0], put, headers={"X-Forwarded-For": "1"}).status_code for key, put in asked.items()}
    assert {key: code for key, code in said.items() if code >= 500} == {}


def test_nul_in_a_question_is_refused_plainly(client, town):
    answer = client.get(f"/{town.code}/so-lieu/initiatives.registered/?don_vi=%00")
    assert (answer.status_code, answer["Content-Security-Policy"].count(POLICY)) == (400, 1)
    assert "Khéo chưa ghi gì" in answer.content.decode()


def test_nul_in_an_address_that_takes_no_form_is_answered_on_both_databases(client):
    answer = client.post("/xac-minh/%00", {"once": "khoa-cua-bieu-mau-0001"})
    assert (answer.status_code, SentForm.objects.count()) == (405, 0)


@pytest.mark.parametrize("number", ["99999999999999999999", DIGITS, "1234567890123456789"])
def test_a_number_longer_than_any_key_is_not_found(client, town, number):
    assert client.get(f"/{town.code}/mo-hinh/{number}/").status_code == 404


@pytest.mark.parametrize("length", [str(MAX_BODY + 1), "9" * 40, "-1", "nhiều"])
def test_a_body_too_large_is_refused_before_it_is_read(client, length):
    answer = client.post("/tai-khoan/dang-nhap/", {"login": "a"}, CONTENT_LENGTH=length)
    assert (answer.status_code, "26 MB" in answer.content.decode()) == (413, True)


def test_too_many_fields_are_refused_in_our_words(client):
    answer = client.post("/tai-khoan/dang-nhap/", {f"o{number}": "x" for number in range(3001)})
    assert (answer.status_code, "quá nhiều ô" in answer.content.decode()) == (400, True)


def test_every_error_page_carries_the_policy_and_speaks_vietnamese(client):
    client.raise_request_exception = False
    pages = [client.get("/khong-co/"), client.get("/", headers={"Host": "la.example"})]
    with override_settings(ROOT_URLCONF=__name__):
        pages += [client.get("/hong/"), client.get("/la/")]
    assert [page.status_code for page in pages] == [404, 400, 500, 400]
    assert all(POLICY in page["Content-Security-Policy"] and 'lang="vi"' in page.content.decode() for page in pages)
