"""The demo through the product's own actions: its public figures are counted and equal the town's report.

``docs/coverage.md`` keeps its word on it: its pages open and say what it quotes, its figures are the record's.
"""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.utils import timezone

from kheo.conference.models import Conference
from kheo.figures.queries.record import Scope, figures_of, recorded
from kheo.foundation.audit.queries import verify_chain
from kheo.movement.models import Programme, Registration
from kheo.organisation.models import Account, Locality
from kheo.recognition.models import Certificate, Decision
from kheo.reporting.models import NewsItem, Report
from kheo.site.demo.accounts import demo_accounts, demo_password
from kheo.site.demo.load import load_demo
from kheo.site.integrity import check_everything

TOWN, WARD = "gso2024-349", "gso2025-13324"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (Path(__file__).parents[2] / "docs/coverage.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| \d+ \|", line)
]
PAGE = re.compile(r"`(/[^`]+)`(?: «([^»]+)»)?")
FIGURE = re.compile(r"`([a-z.]+)\[(\w+)=(\w+)\]=(\d+)`")
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The demo, loaded once for this module and taken back after it."""
    from django.db import transaction  # noqa: PLC0415  only here

    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(tell=lambda _line: None)
        yield
        transaction.set_rollback(True)


def town_scope():
    return Scope(Locality.objects.get(code=TOWN), 2024)


@pytest.mark.parametrize(
    ("key", "dimensions", "value"),
    [
        ("initiatives.operating", {"kind": "mo_hinh"}, 44),
        ("initiatives.recognised", {"kind": "mo_hinh"}, 12),
        ("commendations", {"subject": "collective"}, 10),
        ("medals", {"subject": "individual"}, 3),
        ("initiatives.operating", {"field": "culture_society"}, 17),
        ("initiatives.operating", {"field": "economy"}, 12),
        ("initiatives.operating", {"field": "political_system"}, 9),
        ("initiatives.operating", {"field": "defence_security"}, 6),
    ],
)
def test_the_public_figures_equal_the_report(loaded, key, dimensions, value):
    assert recorded(town_scope(), key, dimensions) == value


def test_the_town_is_closed_and_everything_in_it_was_decided(loaded):
    programme = Programme.objects.get(code="duy-tien-2024")
    states = list(programme.registrations.order_by("state").values_list("state", flat=True))
    assert programme.state == Programme.State.CLOSED
    assert (states.count("recognised"), states.count("not_recognised"), len(states)) == (12, 32, 44)
    certificates = Certificate.objects.filter(register__locality__code=TOWN).order_by("number")
    assert [certificate.number for certificate in certificates] == list(range(1, 13))


def test_the_ward_runs_and_has_nothing_of_the_town(loaded):
    ward = Scope(Locality.objects.get(code=WARD), timezone.localdate().year)
    assert recorded(ward, "initiatives.operating", {}) == 8
    assert {figure.value for figure in figures_of(Scope(ward.locality, 2024))} == {0}
    assert Registration.objects.filter(programme__locality=ward.locality, initiative__locality__code=TOWN).count() == 0


def test_the_ward_has_work_in_every_state(loaded):
    registrations = Registration.objects.filter(programme__locality__code=WARD)
    states = Counter(registrations.values_list("state", flat=True))
    assert states == {"registered": 2, "running": 2, "in_assessment": 3, "recognised": 2, "not_recognised": 1, "stopped": 1}
    decisions = Decision.objects.filter(programme__locality__code=WARD).order_by("pk")
    assert list(decisions.values_list("kind", "state")) == [("recognition", "issued"), ("outstanding", "draft")]


def test_loading_again_changes_nothing(loaded):
    before = (Registration.objects.count(), Certificate.objects.count(), Account.objects.count())
    load_demo(tell=lambda _line: None)
    assert (Registration.objects.count(), Certificate.objects.count(), Account.objects.count()) == before


def test_what_was_loaded_is_whole(loaded):
    assert [check for check in check_everything() if check.faults] == []
    assert verify_chain(TOWN).unsealed > 44


def test_every_demo_account_signs_in_with_the_password_printed(loaded, settings):
    accounts = demo_accounts()
    assert {account.username for account in accounts} == set(Account.objects.values_list("username", flat=True))
    assert all(Account.objects.get(username=account.username).check_password(demo_password()) for account in accounts)
    assert (settings.KHEO_HOME / "demo-password").stat().st_mode & 0o077 == 0


def test_every_sentence_is_there_once_and_has_a_page_or_says_what_is_missing():
    assert [int(row[0]) for row in ROWS] == list(range(1, 17))
    assert all(len(row) == 5 and row[1] and (PAGE.search(row[2]) or row[4]) for row in ROWS)
    assert sum(len(FIGURE.findall(row[3])) for row in ROWS) == 9
    assert all(FIGURE.sub("", row[3]).strip() == "" for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_pages_and_figures_named_are_there(loaded, client, row):
    client.force_login(Account.objects.get(username="thuongtruc"))
    town = {"locality__code": TOWN}
    # «…» stands for the number of the town's conference or report, or for the address of its news.
    numbers = {
        "hoi-nghi": Conference.objects.get(**town).pk,
        "bao-cao": Report.objects.get(**town).pk,
        "tin": NewsItem.objects.get(**town).slug,
    }
    for page, words in PAGE.findall(row[2]):
        path = re.sub(r"/([a-z-]+)/…/", lambda match: f"/{match[1]}/{numbers[match[1]]}/", page)
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert words, path
        assert words in answer.content.decode(), (path, words)
    for key, dimension, value, count in FIGURE.findall(row[3]):
        assert recorded(town_scope(), key, {dimension: value}) == int(count)
