"""Every address with the numbers of the town next door: not found, nothing written, whoever asks and however."""

import re

import pytest
from django.db.models import Max

from kheo.foundation.models import AuditRow
from kheo.organisation.authority import find_grant
from kheo.organisation.models import Account, Body
from tests.factories import (
    DUY_TIEN,
    KIM_BANG,
    make_account,
    make_body,
)
from tests.recognition.scene import make_scene
from tests.security.test_authority import GUARDED
from tests.security.town_records import numbers_of

# About who may open what, not about databases: what the pages ask for is tested on both in queries and actions.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
BACKEND = "django.contrib.auth.backends.ModelBackend"
# A year is nobody's record: it is the same number next door.
NUMBERED = [
    (route, entry) for route, entry in GUARDED if "<place:place>" in route and "<number:" in route.replace("<number:year>", "")
]


@pytest.fixture
def towns(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    return make_scene(DUY_TIEN), make_scene(KIM_BANG)


def with_numbers(route, numbers, otherwise=None):
    """The route with *numbers* in it: by the part before the number, and first by the chapter's part and that one.

    A number that has no part to itself («ban-3», the second of two) goes by its own name.
    *otherwise*: the number of what *numbers* does not know.
    """
    chapter = route.removeprefix("<place:place>/").split("/")[0]

    def number(part):
        return f"{part[1]}/{numbers.get(f'{chapter}/{part[1]}', numbers.get(part[1], otherwise))}"

    route = re.sub(r"([^/]+)/<number:\w+>", number, route)
    return re.sub(r"<number:(\w+)>", lambda part: str(numbers.get(f"{chapter}/{part[1]}", otherwise)), route)


def address(route, place, programme, numbers):
    route = with_numbers(route, numbers).replace("<place:place>", place).replace("<slug:programme>", programme)
    route = re.sub(r"<(paper:ending|str:ending|slug:ending|str:form)>", "pdf", route)
    route = route.replace("<slug:by>", "head").replace("<slug:name>", "ke-hoach")
    return "/" + route.replace("<slug:slug>", str(numbers["tin"]))


def staff_of(scene):
    """Somebody who works for the unit behind the town's registrations: for what the office may not do in a unit's stead."""
    unit = scene.registrations[0].initiative.unit
    make_body(scene.locality, "mat-tran", "Mặt trận phường", Body.Kind.FRONT, unit=unit)
    return make_account("unit_staff", scene.locality, body="mat-tran")


def askers(scene):
    """Who asks for a page of each action: the office, else the unit's staff."""
    office, staff = Account.objects.get(pk=scene.office.account_id), staff_of(scene)
    return lambda action: office if find_grant(scene.office, action, scene.locality) else staff


def asked_by(client, account):
    """Sign in, if it is not *account* that is signed in already."""
    if client.session.get("_auth_user_id") != str(account.pk):
        client.force_login(account, backend=BACKEND)


def test_the_town_itself_finds_each_of_its_records(client, towns):
    """Without this the test below could pass by asking for what is nowhere."""
    there = towns[1]
    numbers = numbers_of(there)
    asker, said = askers(there), {}
    for route, entry in NUMBERED:
        asked_by(client, asker(entry.callback.authority))
        if not route.endswith(("anh/<number:picture_pk>/", "tai-ve/")):  # no public photograph, no scan
            answer = client.get(address(route, there.locality.code, there.programme.code, numbers))
            said[route] = answer.status_code
            if answer.streaming:  # a file stays open until it was read
                assert b"".join(answer).startswith((b"a,b", b"\xff\xd8"))
    assert said.pop("<place:place>/soan-tin/<number:pk>/dang/") == 302  # it is out already: on to its page
    assert said.pop("<place:place>/bau-cu/<number:pk>/bau-lai/") == 302  # its meeting goes on: back to the page of the election
    unpaid = [route for route in said if route.endswith(("ghi-chi/", "ho-so.zip")) or "chi-thuong." in route]
    assert [said.pop(route) for route in unpaid] == [302] * 5  # no sum, a file with gaps: back to the page that says so
    early = [route for route in said if re.search(r"(doi-thoai|gop-y)/<number:pk>/(tong-hop|bao-cao)\.", route)]
    assert [said.pop(route) for route in early] == [404] * 3  # the paper of what was not said or decided yet
    assert {route: code for route, code in said.items() if code not in {200, 405}} == {}
    assert len(said) > 20


@pytest.mark.parametrize("programme", ["ours", "theirs"])
def test_nobody_here_finds_any_of_them_under_an_address_of_ours(client, towns, programme):
    """Whoever the table lets open the page: the office, else staff of the very unit whose record it is next door."""
    here, there = towns
    numbers, asker = numbers_of(there), askers(here)
    before = AuditRow.objects.aggregate(last=Max("pk"))
    code = (here if programme == "ours" else there).programme.code
    said = {}
    for route, entry in NUMBERED:
        asked_by(client, asker(entry.callback.authority))
        asked = address(route, here.locality.code, code, numbers)
        said[route] = (client.get(asked).status_code, client.post(asked, sent(len(said))).status_code)
    assert {route: codes for route, codes in said.items() if set(codes) - {404, 405}} == {}
    assert AuditRow.objects.aggregate(last=Max("pk")) == before


def test_a_refusal_by_role_says_the_same_of_a_record_here_next_door_and_of_none(client, towns):
    """A page that the office may not open asks for the role before it looks for the record."""
    here, there = towns
    office, code = Account.objects.get(pk=here.office.account_id), here.programme.code
    client.force_login(office, backend=BACKEND)
    closed = [route for route, entry in NUMBERED if not find_grant(here.office, entry.callback.authority, here.locality)]
    said, forms = set(), 0
    for route in closed:
        for number in (here.registrations[0].pk, there.registrations[0].pk, 999_999):
            asked = address(route, here.locality.code, code, {"<slug:programme>": number, "tin": "tin"})
            forms += 1
            answers = client.get(asked), client.post(asked, sent(forms))
            said |= {(answer.status_code, answer.context["reason"]) for answer in answers}
    assert {re.sub(r"<\w+:(\w+)>", r"\1", route) for route in closed} == {
        f"place/tu-cham/programme/pk/{step}" for step in ("", "luu/", "xac-nhan/")
    }
    assert [code for code, _reason in said] == [403]


def sent(number):
    """A form that would do something, with its key of one use."""
    return {"once": f"khoa-cua-bieu-mau-{number:06d}", "version": "1", "act": "remove", "step": "run"}


def test_staff_of_one_unit_write_nothing_into_the_files_of_another(client, towns):
    here, _there = towns
    numbers = numbers_of(here)
    staff = make_account("unit_staff", here.locality, body="mttq")
    client.force_login(staff, backend=BACKEND)
    before = AuditRow.objects.aggregate(last=Max("pk"))
    said = {}
    for route, entry in NUMBERED:
        asked = address(route, here.locality.code, here.programme.code, numbers)
        fields = {"once": f"khoa-cua-bieu-mau-{len(said):04d}", "version": "1", "act": "remove", "step": "run", "caption": "x"}
        fields |= {"measure": "people", "value": "1", "as_of": "01/02/2024", "title": "x", "kind": "mo_hinh"}
        fields |= {"subject": "collective", "field": "economy"}
        answer = client.post(asked, fields)
        if answer.status_code not in {403, 405}:
            said[f"{entry.callback.authority} {route}"] = answer.status_code
    # A form that is not whole is shown again before it is asked whose file it is; it writes nothing.
    # The desk's own list holds nothing of another unit: there it is not found.
    assert set(said.values()) <= {404, 422}
    assert AuditRow.objects.aggregate(last=Max("pk")) == before
