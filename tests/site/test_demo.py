"""The demo through the product's own actions: its public figures are counted and equal the town's report.

``docs/coverage.md`` keeps its word on it: its pages open and say what it quotes, its figures are the record's.
"""

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import override_settings
from django.utils import timezone

from kheo.assessment.queries.sheets import standings
from kheo.conference.models import AwardCall, Conference, Guest, Speech
from kheo.democracy.models import DemocracyRating
from kheo.directives.models import Committee, Directive, InspectionVisit, Target, Task
from kheo.directives.queries.tasks import standing
from kheo.figures.queries.record import Scope, figures_of, recorded
from kheo.foundation.audit.queries import verify_chain
from kheo.movement.models import CheckIn, Lineage, Nomination, Period, PeriodCorrection, Programme, Registration
from kheo.organisation.models import Account, Locality, Notice
from kheo.recognition.models import Certificate, Decision, DecisionKind
from kheo.recognition.queries.fund import fund_of
from kheo.recognition.queries.money import money_of
from kheo.reporting.models import NewsItem, Report
from kheo.reporting.queries.news_figures import figures_told
from kheo.site.demo.accounts import demo_accounts, demo_password
from kheo.site.demo.load import load_demo
from kheo.site.integrity import check_everything
from tests.site.demo_links import (  # noqa: F401  on the demo loaded here
    test_every_link_that_a_role_is_shown_leads_somewhere,
    test_what_the_desk_asks_once_is_the_same_whichever_programme_it_looks_at,
)

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
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, loaded once for this module and taken back after it; the root that it trusts goes with it."""
    from django.db import transaction  # noqa: PLC0415  only here

    trust = override_settings(KHEO_TRUST_FOLDER=tmp_path_factory.mktemp("trust"))
    with trust, django_db_blocker.unblock(), transaction.atomic():
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


def test_money_is_reckoned_where_a_coefficient_was_found_and_the_ward_pays_it_from_its_fund(loaded):
    town = money_of(Decision.objects.get(locality__code=TOWN, kind="commendation"))
    assert (town.missing, len(town.lines), town.is_complete) == (10, 10, False)
    ward = Decision.objects.get(locality__code=WARD, kind="commendation")
    money, book = money_of(ward), fund_of(ward.locality, timezone.localdate().year)
    assert money.is_complete
    assert (book.paid, book.balance) == (money.total, 23_500_000 - money.total)


def test_the_ward_runs_and_has_nothing_of_the_town(loaded):
    ward = Scope(Locality.objects.get(code=WARD), timezone.localdate().year)
    assert recorded(ward, "initiatives.operating", {}) == 8
    assert {figure.value for figure in figures_of(Scope(ward.locality, 2024))} == {0}
    assert Registration.objects.filter(programme__locality=ward.locality, initiative__locality__code=TOWN).count() == 0


def test_the_ward_has_work_in_every_state(loaded):
    registrations = Registration.objects.filter(programme__locality__code=WARD, programme__year=timezone.localdate().year)
    states = Counter(registrations.values_list("state", flat=True))
    assert states == {"registered": 2, "running": 2, "in_assessment": 3, "recognised": 2, "not_recognised": 1, "stopped": 1}
    decisions = Decision.objects.filter(programme__locality__code=WARD).order_by("pk")
    assert list(decisions.values_list("kind", "state")) == [
        ("recognition", "issued"),
        ("outstanding", "draft"),
        ("commendation", "issued"),
    ]


def test_the_ward_s_next_year_registers_while_this_one_is_judged(loaded):
    following = Programme.objects.get(locality__code=WARD, year=timezone.localdate().year + 1)
    forms = following.submissions.values_list("state", flat=True)
    assert Counter(forms) == {"submitted": 2, "draft": 1, "returned": 1, "accepted": 1}
    assert list(following.registrations.values_list("state", flat=True)) == ["registered"]


def test_the_ward_is_heard_of_and_asked_for_reports(loaded):
    periods = Period.objects.filter(programme__locality__code=WARD).order_by("last_day")
    assert [(one.kind, one.state, Counter(one.reports.values_list("state", flat=True))) for one in periods] == [
        ("half_year", "closed", {"accepted": 3}),
        ("quick", "open", {"submitted": 1, "awaited": 2}),
        ("quarter", "open", {"submitted": 1, "awaited": 4}),
    ]
    assert PeriodCorrection.objects.filter(answer__report__period=periods[0]).count() == 1
    titles = CheckIn.objects.order_by("on").values_list("registration__initiative__title", flat=True)
    assert list(titles) == ["Chuông cửa gọi nhau mùa bão", "Loa ngõ đọc tin nhà"]


def test_what_the_town_did_lives_on_in_the_ward_and_what_the_ward_did_goes_up(loaded):
    across = Lineage.objects.filter(origin__locality__code=TOWN, copy__locality__code=WARD)
    assert {one.copy.title for one in across} == {"Loa ngõ đọc tin nhà", "Sáu giờ sáng, ngõ quét xong"}
    groups = Nomination.objects.order_by("group").values_list("group", "programme__locality__code")
    assert list(groups) == [("here", "gso2025-37"), ("waiting", "gso2025-37")]


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


def states(rows):
    return Counter(rows.values_list("state", flat=True))


def test_the_town_s_work_of_2024_is_done_but_for_one_and_one_was_called_off(loaded):
    tasks = Task.objects.filter(locality__code=TOWN, year=2024)
    assert states(tasks) == {"done": 39, "assigned": 1, "cancelled": 1}
    late = [task for task in tasks.filter(state="done") if task.done_on > task.due_on]
    assert sorted(task.done_on for task in late) == [date(2024, 6, 14), date(2024, 11, 12), date(2024, 11, 18)]
    assert not tasks.filter(requirement=None, finding=None).exists()


def test_the_documents_say_whether_their_text_was_read(loaded):
    rows = Directive.objects.filter(locality__code=TOWN).exclude(kind="plan").order_by("issued_on")
    assert [(row.number, row.issuer, row.verified) for row in rows] == [
        ("25-NQ/TW", "Ban Chấp hành Trung ương khoá XI", False),
        ("05-CT/TW", "Bộ Chính trị", False),
        ("43-KL/TW", "Ban Bí thư", False),
        ("10/2022/QH15", "Quốc hội", True),
        ("09-HD/TU", "Tỉnh ủy Hà Nam", False),
    ]
    assert all(row.source for row in rows)


@pytest.mark.parametrize(
    ("code", "members", "visits"),
    [(TOWN, 13, {"held": 4, "cancelled": 1}), (WARD, 8, {"held": 1, "planned": 2})],
)
def test_each_place_has_its_committee_and_its_inspections(loaded, code, members, visits):
    committee = Committee.objects.get(locality__code=code)
    newest = committee.decisions.order_by("-date")[0]
    assert newest.members.count() == members
    assert all(member.position_id for member in newest.members.all())
    assert states(InspectionVisit.objects.filter(plan__committee=committee)) == visits


def test_the_town_s_conference_is_closed_with_every_name_called_once(loaded):
    conference = Conference.objects.get(locality__code=TOWN)
    calls = AwardCall.objects.filter(award__group__conference=conference).select_related("award__group__decision")
    kinds = Counter(call.award.group.decision.kind for call in calls.all())
    assert (conference.held_on, conference.state, conference.host.code) == (date(2025, 1, 8), "closed", f"{TOWN}/thi-uy")
    assert kinds == {DecisionKind.MEDAL: 3, DecisionKind.RECOGNITION: 12, DecisionKind.COMMENDATION: 10}
    assert Counter(call.outcome for call in calls.all()) == {"handed": 24, "stand_in": 1}
    assert (conference.notice.number, conference.notice.date) == ("18-TB/TU", date(2025, 1, 10))
    assert [f"{timezone.localtime(at):%d/%m/%Y %H:%M}" for at in (conference.opened_at, conference.closed_at)] == [
        "08/01/2025 08:00",
        "08/01/2025 10:10",
    ]
    assert conference.record.content
    assert states(Speech.objects.filter(conference=conference)) == {"delivered": 7, "printed": 1}


def test_one_head_may_sit_in_two_capacities(loaded):
    conference = Conference.objects.get(locality__code=TOWN)
    guest = Guest.objects.get(conference=conference, person__name="Người ký minh hoạ")
    assert [capacity.position.body.code for capacity in guest.capacities.all()] == [f"{TOWN}/thi-uy", f"{TOWN}/hdnd"]
    guests = Guest.objects.filter(conference=conference)
    groups = Counter(guests.values_list("group", flat=True))
    assert (groups["superior"], groups["grassroots"], groups["leaders"]) == (1, 15, 6)
    assert Counter(guests.values_list("attendance", flat=True)) == {
        "present": guests.count() - 4,
        "substitute": 2,
        "absent": 2,
    }


def test_the_conclusion_became_the_work_of_2025(loaded):
    tasks = Task.objects.filter(locality__code=TOWN, year=2025)
    assert states(tasks) == {"done": 12, "cancelled": 1}
    assert {task.conclusion_owner.point.conference.held_on for task in tasks} == {date(2025, 1, 8)}
    targets = Target.objects.filter(locality__code=TOWN, year=2025).order_by("due_on")
    assert [(target.value, target.readings.get().value) for target in targets] == [(15, 15), (6, 4)]


def test_the_town_s_news_matches_the_record_in_all_figures(loaded):
    item = NewsItem.objects.get(locality__code=TOWN)
    told = figures_told(item)
    assert (item.state, timezone.localdate(item.published_at), told.questions) == ("published", date(2025, 1, 8), [])
    assert told.matching == 10
    assert [(picture.caption, picture.width) for picture in item.pictures.all()] == [("Ảnh minh hoạ", 1200)]
    report = Report.objects.get(locality__code=TOWN)
    assert (report.state, report.number) == ("issued", "21-BC/TU")


def test_the_ward_has_something_for_everybody(loaded):
    today = timezone.localdate()
    tasks = Task.objects.filter(locality__code=WARD)
    assert all(standing(tasks, one, day=today).exists() for one in ("done", "waiting", "overdue", "open", "cancelled"))
    conference = Conference.objects.get(locality__code=WARD)
    answers = Counter(Guest.objects.filter(conference=conference).values_list("answer", flat=True))
    assert (conference.state, conference.held_on > today) == ("preparing", True)
    assert (answers["yes"], answers["substitute"], answers["no"]) == (3, 1, 1)
    assert answers["none"] > 5
    speeches = Speech.objects.filter(conference=conference)
    assert states(speeches) == {"chosen": 1, "received": 1, "called": 2}
    assert speeches.filter(state="called", due_on__lt=today).count() == 1
    assert NewsItem.objects.get(locality__code=WARD).state == "draft"
    assert Report.objects.get(locality__code=WARD).state == "draft"


def test_who_works_in_the_ward_has_something_to_read_and_nobody_in_the_town_has(loaded):
    waiting = Notice.objects.filter(read_at=None)
    unread = {
        account.username: waiting.filter(position__person=account.person).count()
        for account in Account.objects.exclude(person=None)
    }
    assert {name for name, count in unread.items() if count} >= {"phuong", "phuong-to", "phuong-phunu", "phuong-lanhdao"}
    assert max(unread.values()) <= 5, "nobody comes back to a heap"
    assert all(count == 0 for name, count in unread.items() if not name.startswith(("phuong", "tinh", "dv-")))


def test_the_ward_s_democracy_is_rated_and_a_village_s_half_way(loaded):
    rows = DemocracyRating.objects.select_related("assessment").order_by("pk")
    assert [(one.locality.code, one.unit.code, one.assessment.state) for one in rows] == [
        ("gso2025-13324", "gso2025-13324", "closed"),
        ("gso2025-13324", "gso2025-13324.to-dan-pho-diep-son", "open"),
    ]
    assert [one.verified_total for one in standings([row.assessment_id for row in rows]).values()] == [Decimal(79), Decimal(32)]


def test_what_a_village_in_the_ward_was_told_is_not_the_town_s(loaded):
    ward, town = Locality.objects.get(code=WARD), Locality.objects.get(code=TOWN)
    assert not Notice.objects.filter(locality=ward, position__body__locality=town).exists()
    assert not Task.objects.filter(locality=ward, unit__code__startswith="gso2024").exists()
