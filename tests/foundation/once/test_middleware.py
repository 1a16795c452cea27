"""The middleware on real views of its own: what is taken once, what may be sent again."""

import threading

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse, HttpResponseRedirect
from django.test import Client
from django.urls import include, path

from kheo.foundation.models import SentForm
from kheo.foundation.once.middleware import without_once
from kheo.organisation.models import Unit

KEY = "abcdefghijklmnop"


def taken(request):
    number = Unit.objects.count()
    Unit.objects.create(code=f"gso2024-{number}", register="gso2024", level="commune")
    return HttpResponseRedirect(f"/made/{number}/")


def refused(request):
    Unit.objects.create(code="gso2024-half", register="gso2024", level="commune")
    return HttpResponse("lỗi", status=422)


@without_once
def harmless(request):
    return HttpResponse("xem")


def collided(request):
    Unit.objects.create(code="gso2024-1", register="gso2024", level="commune")
    return HttpResponseRedirect("/made/1/")


def gave_way(request):
    """As when PostgreSQL ends one of two who wait for each other, or SQLite has waited long enough."""
    Unit.objects.create(code="gso2024-2", register="gso2024", level="commune")
    state = request.POST["state"]
    raise OperationalError(state) from type("Ended", (Exception,), {"sqlstate": state})()


urlpatterns = [
    path("gave-way/", gave_way),
    path("taken/", taken),
    path("refused/", refused),
    path("collided/", collided),
    path("harmless/", harmless),
    path("made/<int:n>/", harmless),
    path("", include("kheo.site.urls")),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.mark.django_db
def test_a_form_sent_twice_is_taken_once_and_led_to_the_same_answer(client):
    first = client.post("/taken/", {"once": KEY})
    second = client.post("/taken/", {"once": KEY})
    assert (first.url, second.url, Unit.objects.count()) == ("/made/0/", "/made/0/", 1)


@pytest.mark.django_db
def test_another_key_is_another_form(client):
    client.post("/taken/", {"once": KEY})
    client.post("/taken/", {"once": KEY + "2"})
    assert Unit.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["40P01", "40001", "database is locked"])
def test_a_form_that_gave_way_to_another_keeps_what_was_typed_and_may_be_sent_again(client, state):
    answer = client.post("/gave-way/", {"once": KEY, "state": state, "title": "Đường hoa"})
    assert (answer.status_code, "Đường hoa" in answer.content.decode()) == (409, True)
    assert (Unit.objects.count(), SentForm.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_database_that_is_gone_is_a_fault_and_no_collision(client):
    with pytest.raises(OperationalError):
        client.post("/gave-way/", {"once": KEY, "state": "connection refused"})


@pytest.mark.django_db
def test_a_form_with_errors_leaves_nothing_and_may_be_sent_again(client):
    assert client.post("/refused/", {"once": KEY}).status_code == 422
    assert client.post("/refused/", {"once": KEY}).status_code == 422
    assert (Unit.objects.count(), SentForm.objects.count()) == (0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "short", "a" * 65, "with blank inside it"])
def test_a_form_without_a_proper_key_is_not_taken(client, key):
    assert client.post("/taken/", {"once": key}).status_code == 400
    assert Unit.objects.count() == 0


@pytest.mark.django_db
def test_what_collides_with_another_record_is_told_plainly_and_keeps_what_was_typed_but_no_password(client):
    Unit.objects.create(code="gso2024-1", register="gso2024", level="commune")
    answer = client.post("/collided/", {"once": KEY, "title": "Đường hoa <b>", "old": "mat-khau-cu"})
    page = answer.content.decode()
    assert (answer.status_code, Unit.objects.count(), SentForm.objects.count()) == (409, 1, 0)
    assert ("Đường hoa &lt;b&gt;" in page, "mat-khau-cu" in page, answer["Cache-Control"]) == (True, False, "no-store")


@pytest.mark.django_db
def test_a_view_marked_harmless_needs_no_key(client):
    assert client.post("/harmless/").content.decode() == "xem"


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_many_times_at_once_is_taken_once():
    answers = []

    def send():
        answers.append(Client().post("/taken/", {"once": KEY}).url)
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (answers, Unit.objects.count()) == (["/made/0/"] * 8, 1)
