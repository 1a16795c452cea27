"""The anonymous phase: no page, paper or download that a member of the council can open tells whose a file is."""

import io

import pytest
from django.utils import timezone
from pypdf import PdfReader

from kheo.assessment.models import Assessment, Ballot, Council, CouncilFile, Seat
from kheo.foundation.text import fold
from kheo.movement.models import Programme, ProgrammeCouncil, Registration
from kheo.organisation.actions.notices import notify
from kheo.organisation.authority import Owner, actor_of, find_grant, permissions
from kheo.organisation.models import Body, Notice, Position, Role
from tests import factories
from tests.security.test_authority import GUARDED, address
from tests.security.test_neighbours import with_numbers

pytestmark = pytest.mark.django_db
OPEN = {"desk.open", "assessment.read", "criteria.read", "notice.read", "council.score"}
# Numbers of their own: no page is found by the number that a registration happens to have as well.
FILE, BALLOT = 7001, 7002
EVERYBODY = {action for action, row in permissions().items() if row.roles & {"public", "signed_in"}}


@pytest.fixture
def town():
    """A registration of Phường Hòa Mạc whose every text names it, in a programme that is judged without names."""
    place = factories.make_locality()
    programme = factories.make_programme(place, criteria_set=factories.make_criteria_set(), anonymous=True)
    ward = factories.make_unit("gso2024-13324", "Phường Hòa Mạc", parent=place.unit)
    factories.make_body(place, "hoa-mac", "Đảng uỷ phường Hòa Mạc", Body.Kind.PARTY, unit=ward)
    made = factories.make_registration(
        programme, "Hoà Mạc không rác", unit=ward, holder="Tập thể Hòa Mạc", summary="Dân HÒA MẠC góp công"
    )
    Registration.objects.filter(pk=made.pk).update(leading_body="Hội Phụ nữ Hòa Mạc", answers={"x": "ở phường hòa mạc"})
    factories.make_assessment(made, closed_on=None)
    return place


def member(place, role=Role.COUNCIL, body="bcd-dvk"):
    return factories.make_account(role, place, body=body)


def seated(place, account, state=Council.State.SCORING):
    programme = Programme.objects.get(locality=place)
    closed = {"published_on": "2024-12-20"} if state == Council.State.PUBLISHED else {}
    council = Council.objects.create(
        locality=place.code, title="Hội đồng", criteria_set=programme.criteria_set, spread_limit=10, state=state, **closed
    )
    seat = Seat.objects.create(council=council, person=account.person)
    if not ProgrammeCouncil.objects.filter(programme=programme).exists():
        ProgrammeCouncil.objects.create(programme=programme, council=council)
        for assessment in Assessment.objects.filter(locality=place.code):
            file = CouncilFile.objects.create(pk=FILE, council=council, assessment=assessment)
            Ballot.objects.create(pk=BALLOT, file=file, seat=seat)


def read(data):
    """The text of a page, or of a PDF."""
    if data[:4] == b"%PDF":
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return data.decode(errors="replace")


def blind(account):
    return actor_of(account, timezone.localdate()).blind


def opened(account):
    actor, place = actor_of(account, timezone.localdate()), Position.objects.get(person=account.person).body.locality
    return {action for action in permissions() if find_grant(actor, action, place)} - EVERYBODY


@pytest.mark.parametrize("role", [Role.COUNCIL, Role.LEADER])
def test_rows_that_are_not_masked_are_closed_to_who_judges(town, role):
    account = member(town, role)
    seated(town, account)
    own = {action for action, row in permissions().items() if role in row.own_unit}
    assert opened(account) == {action for action in OPEN if role in permissions()[action].roles} | own


def test_only_the_council_of_the_place_is_blind_and_only_while_the_phase_is_on(town):
    elsewhere = factories.make_locality(factories.KIM_BANG)
    factories.make_programme(elsewhere, anonymous=True)
    accounts = {role: member(town, role) for role in (Role.COUNCIL, Role.LEADER, Role.UNIT_STAFF, Role.OFFICE, Role.VIEWER)}
    assert {role: blind(account) for role, account in accounts.items()} == {
        Role.COUNCIL: {town.code}, Role.LEADER: set(), Role.UNIT_STAFF: set(), Role.OFFICE: set(), Role.VIEWER: set(),
    }  # fmt: skip
    for account in accounts.values():
        seated(town, account)
    assert [role for role, account in accounts.items() if blind(account)] == [Role.COUNCIL, Role.LEADER, Role.UNIT_STAFF]
    Programme.objects.filter(locality=town).update(state="closed")
    assert blind(accounts[Role.LEADER]) == set()
    Programme.objects.filter(locality=town).update(state="open", anonymous=False)
    assert blind(accounts[Role.COUNCIL]) == set()


def test_a_council_that_has_published_blinds_nobody(town):
    accounts = [member(town, role) for role in (Role.LEADER, Role.COUNCIL)]
    for account in accounts:
        seated(town, account, Council.State.PUBLISHED)
    assert [blind(account) for account in accounts] == [set(), set()]


def test_whoever_runs_the_office_sees_although_seated(town):
    account = member(town, Role.COUNCIL)
    Position.objects.create(
        person=account.person, body=factories.body_of(town, "mttq"), title="Phó ban", role=Role.OFFICE, valid_from="2020-01-01"
    )
    assert blind(account) == set()
    factories.make_account("operator")
    assert actor_of(factories.make_account("operator"), timezone.localdate()).blind == set()


def test_staff_who_judge_keep_what_is_their_own_units(town):
    account = member(town, Role.UNIT_STAFF, "hoa-mac")
    seated(town, account)
    actor, ward = actor_of(account, timezone.localdate()), factories.make_unit("gso2024-13324")
    assert find_grant(actor, "evidence.read", town, Owner(ward.pk)) is not None
    assert find_grant(actor, "evidence.read", town, Owner(town.unit_id)) is None
    assert find_grant(actor, "programme.read", town) is None


@pytest.mark.sqlite
@pytest.mark.parametrize("role", [Role.COUNCIL, Role.LEADER])
def test_no_staff_page_tells_whose_a_file_is(client, town, role):
    account = member(town, role)
    seated(town, account)
    position = Position.objects.get(person=account.person)
    notify([position], town, "Mời chấm: Hoà Mạc không rác", f"/{town.code}/ban-lam-viec/", "của phường Hòa Mạc")
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    registration = Registration.objects.get()
    numbers = {"hoi-dong/ho-so": FILE, "cham": BALLOT, "bo-tieu-chi": registration.programme.criteria_set_id}
    numbers["thong-bao"] = Notice.objects.get().pk
    told, shown = {}, []
    for route, entry in GUARDED:
        if entry.callback.authority in EVERYBODY or "<place:place>" not in route:
            continue
        url = address(with_numbers(route, numbers, registration.pk), town.code)
        url = url.replace("gso2024-349-2024", registration.programme.code)
        answer = client.get(url)
        if answer.status_code == 200:
            shown.append(route)
            data = b"".join(answer.streaming_content) if answer.streaming else answer.content
            if "hoa mac" in fold(read(data)):
                told[route] = url
    assert told == {}
    assert {route.removeprefix("<place:place>/") for route in shown if "cham-diem" in route or "hoi-dong" in route} == {
        "cham-diem/<slug:programme>/",
        "cham-diem/<slug:programme>/<number:pk>/",
        "hoi-dong/<slug:programme>/",
        "hoi-dong/<slug:programme>/cham/",
        "hoi-dong/<slug:programme>/cham/<number:pk>/",
        "hoi-dong/<slug:programme>/cham/<number:pk>/phieu/<paper:ending>/",
        "hoi-dong/<slug:programme>/ho-so/<number:pk>/",
    }


@pytest.mark.sqlite
def test_the_pages_of_the_council_show_the_masked_file_and_the_office_sees_all(client, town):
    registration = Registration.objects.get()
    scores = f"/{town.code}/cham-diem/{registration.programme.code}/{registration.pk}/"
    client.force_login(member(town), backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(scores).content.decode()
    assert ("[đơn vị] không rác" in page, f"Hồ sơ {registration.pk}" in page, "Giai đoạn chấm ẩn danh" in page) == (
        True,
        True,
        True,
    )
    refused = client.get(f"/{town.code}/ho-so/{registration.pk}/")
    assert refused.status_code in {403, 404}
    minutes = client.get(f"/{town.code}/cham-diem/{registration.programme.code}/bien-ban/pdf/")
    assert (minutes.status_code, "ẩn danh" in minutes.content.decode()) == (403, True)
    client.force_login(member(town, Role.OFFICE), backend="django.contrib.auth.backends.ModelBackend")
    assert "Hoà Mạc không rác" in client.get(scores).content.decode()
