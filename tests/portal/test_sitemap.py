"""The list of public pages: absolute, complete, and in parts where one file would be too long."""

import xml.etree.ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.organisation.models import UnitVersion
from kheo.portal.sitemap import LOCALITY_PAGES, PublicPages
from kheo.reporting.actions.news import withdraw_news
from tests import factories
from tests.reporting.newsroom import hold, make_newsroom

pytestmark = pytest.mark.django_db
SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
HOST = "https://kheo.example"


@pytest.fixture(autouse=True)
def public_name(settings):
    settings.KHEO_PUBLIC_URL = HOST


def addresses(client, path="/sitemap.xml"):
    answer = client.get(path)
    assert answer.status_code == 200
    return [one.text for one in ET.fromstring(answer.content).findall(".//s:loc", SPACE)]  # noqa: S314  our own answer


def test_every_listed_page_is_there(client):
    room = make_newsroom()
    hold(room)
    UnitVersion.objects.filter(unit__level="commune").update(parent=room.locality.unit)
    item, draft = room.published(), room.draft(with_conference=False)
    found = addresses(client)
    assert len(found) == len(set(found)) == 1 + len(LOCALITY_PAGES) + 1 + 3 + 1
    assert {one[: len(HOST) + 1] for one in found} == {f"{HOST}/"}
    assert {client.get(one.removeprefix(HOST)).status_code for one in found} == {200}
    assert f"{HOST}/{factories.DUY_TIEN}/tin/{item.slug}/" in found
    assert draft.slug not in " ".join(found)
    withdraw_news(room.broadcaster, item, "Nhầm.", item.version)
    assert set(found) - set(addresses(client)) == {f"{HOST}/{factories.DUY_TIEN}/tin/{item.slug}/"}


def test_a_large_place_has_its_list_in_parts(client, monkeypatch):
    programme = factories.make_programme()
    for _ in range(3):
        factories.make_registration(programme)
    monkeypatch.setattr(PublicPages, "limit", 2)
    parts = addresses(client)
    assert len(parts) == 4 + 1 + 2 + 1
    assert len(addresses(client, "/sitemap-mo-hinh.xml")) == 2
    assert len(addresses(client, "/sitemap-mo-hinh.xml?p=2")) == 1
    assert client.get("/sitemap-khong-co.xml").status_code == 404


def test_more_pages_ask_no_more_of_the_database(client):
    counted = []
    programme = factories.make_programme()
    for _ in range(2):
        for _ in range(4):
            factories.make_registration(programme)
        with CaptureQueriesContext(connection) as queries:
            client.get("/sitemap.xml")
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_robots_are_told_where_the_list_is(client):
    assert client.get("/robots.txt").content.decode().splitlines()[-1] == f"Sitemap: {HOST}/sitemap.xml"
