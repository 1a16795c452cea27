"""A published news item goes to the loudspeaker as a script; a draft, or one with a stamp, does not."""

import secrets

import pytest

from kheo.democracy.models import Bulletin
from kheo.organisation.models import Account
from kheo.reporting.models import NewsItem
from tests import factories

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def writer(client, room):
    client.force_login(Account.objects.get(pk=room.broadcaster.account_id), BACKEND)
    return client


def send(client, item):
    return client.post(f"/{factories.DUY_TIEN}/soan-tin/{item.pk}/doc-loa/", {"once": secrets.token_urlsafe(18)})


def test_a_published_item_becomes_a_script(writer, room):
    item = room.published()
    answer = send(writer, item)
    made = Bulletin.objects.get()
    assert answer.url.endswith(f"/dan-chu/quan-ly/loa/{made.pk}/")
    assert (made.title, made.source.splitlines()[:2]) == (item.title, [f"{item.title}.", item.lead])


def test_what_is_not_published_or_bears_a_stamp_is_not_read_out(writer, room):
    item = room.published()
    NewsItem.objects.filter(pk=item.pk).update(lead="TỐI MẬT")
    send(writer, item)
    NewsItem.objects.filter(pk=item.pk).update(state="draft", published_at=None, lead="Lời dẫn")
    send(writer, item)
    assert Bulletin.objects.count() == 0
