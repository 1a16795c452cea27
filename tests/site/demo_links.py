"""Whoever follows a link of the demo arrives: no page breaks on the demo's records, none is offered that is refused then.

What the desk asks once for all programmes is the same of each. ``test_demo.py`` takes these tests among its own, so that the
demo is loaded once for all.
"""

import re
from html import unescape

import pytest
from django.urls import resolve
from django.utils import timezone

from kheo.desk.queries.bench import Bench
from kheo.desk.queries.items import OF_PROGRAMME, SOURCES
from kheo.movement.queries.programmes import current_programmes
from kheo.organisation.models import Account, Locality
from tests.factories import actor_for

LINK = re.compile(r'<a\b[^>]*?href="(/[^"#]*)')
DESKS = {
    "phuong": "gso2025-13324",
    "phuong-phunu": "gso2025-13324",
    "phuong-lanhdao": "gso2025-13324",
    "phuong-loa": "gso2025-13324",
    "phuong-totruong": "gso2025-13324",
    "phuong-thanhtra": "gso2025-13324",
    "tinh": "gso2025-37",
}
# Of pages made for each record, so many are opened: enough for records that differ, and soon done.
EACH = 3
# Papers are written and read back by the tests of their chapters.
PAPER = re.compile(r"\.[a-z]+(\?|$)")


# About pages, not databases: what they ask for is tested on both in queries.
@pytest.mark.sqlite
@pytest.mark.parametrize("username", DESKS)
def test_every_link_that_a_role_is_shown_leads_somewhere(loaded, client, username):
    client.force_login(Account.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
    waiting = [(f"/{DESKS[username]}/ban-lam-viec/", "sign-in")]
    opened: dict[str, int] = {}
    seen, broken = {waiting[0][0]}, {}
    while waiting:
        path, shown_on = waiting.pop()
        if path.startswith("/static/") or PAPER.search(path):
            continue
        route = resolve(path.partition("?")[0]).route
        opened[route] = opened.get(route, 0) + 1
        if opened[route] > EACH:
            continue
        answer = client.get(path, follow=True)
        if answer.streaming:  # a kept file: it stays open until it was read
            assert b"".join(answer)
        if answer.status_code != 200:
            broken[path] = (answer.status_code, shown_on)
        elif answer["Content-Type"].startswith("text/html"):
            found = {unescape(one) for one in LINK.findall(answer.content.decode())} - seen
            seen |= found
            waiting += [(one, path) for one in sorted(found)]
    assert broken == {}
    assert len(opened) > 15


@pytest.mark.sqlite
@pytest.mark.parametrize("username", DESKS)
def test_what_the_desk_asks_once_is_the_same_whichever_programme_it_looks_at(loaded, username):
    actor, today = actor_for(Account.objects.get(username=username)), timezone.localdate()
    here = Locality.objects.get(code=DESKS[username])
    programmes = current_programmes(here, today)
    for source in {one for asked in SOURCES.values() for one in asked} - OF_PROGRAMME:
        first, *others = [source(Bench(actor, here, one, today)) for one in (None, *programmes)]
        assert others == [first] * len(programmes), source
