"""Every address of the site, asked by every role: the answer is what the authority table says, here and in the town next door.

The addresses come from the URL configuration itself, so a page added tomorrow is asked tomorrow.
"""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from kheo.organisation.authority import NOBODY, Actor, actor_of, find_grant, permissions, role_label
from kheo.organisation.models import Locality, Role
from tests.factories import DUY_TIEN, KIM_BANG, make_account, make_locality, make_programme, make_registration

pytestmark = pytest.mark.django_db
WITHOUT_AUTHORITY = {"healthz", "readyz", "tai-khoan/dang-nhap/", "tai-khoan/dang-xuat/", "tai-khoan/da-dong/"}
ROLES = [*Role.values, "operator"]
# What stands for each part of an address: things that exist in the first town, else something that does not exist there
# (then 404 is an answer from behind the door, and 403 or the way to sign in one from before it).
SAMPLES = {
    "unit": DUY_TIEN,
    "old": DUY_TIEN,
    "village": "gso2024-13324.diep-son",
    "code": "gso2024-13325",
    "slug": "ubnd",
    "programme": f"{DUY_TIEN}-2024",
    "key": "initiatives.registered",
    "ending": "pdf",
}
# A unit's staff enter these with a seat in the council alone; tests/movement/views proves who does.
BY_SEAT = {
    "<place:place>/hoi-dong/<slug:programme>/",
    "<place:place>/hoi-dong/<slug:programme>/ho-so/<number:pk>/",
    "<place:place>/hoi-dong/<slug:programme>/giay/<slug:kind>/<paper:ending>/",
}
# Where staff act for their own body alone, the number is that of a body in which every role below is held: the town's fifth.
OWN_BODY = {"<place:place>/dan-chu-co-quan/": "5"}


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        route = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry


ALL = sorted(patterns(get_resolver()), key=lambda pair: pair[0])
GUARDED = [(route, entry) for route, entry in ALL if hasattr(entry.callback, "authority")]


def address(route: str, place: str) -> str:
    number = next((own for start, own in OWN_BODY.items() if route.startswith(start)), "1")

    def part(match: re.Match[str]) -> str:
        converter, name = match["converter"] or "str", match["name"]
        if converter == "place":
            return place
        return number if converter == "number" else SAMPLES.get(name, "khong-co")

    return "/" + re.sub(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>", part, route)


@pytest.fixture
def towns():
    first, second = make_locality(DUY_TIEN), make_locality(KIM_BANG)
    for town in (first, second):
        # of the unit in whose body every role below is held: what «own unit» gives can be asked, too
        make_registration(make_programme(town), unit=town.unit)
    return first, second


def may(actor: Actor, action: str, place: Locality | None) -> bool:
    """What the table says; on a page outside any locality a role held anywhere counts."""
    places = [place] if place else [None, *Locality.objects.filter(code__in=actor.localities())]
    return any(find_grant(actor, action, each) for each in places)


def answer_of(client, url: str) -> str:
    response = client.get(url)
    if response.status_code == 302 and response.url.startswith("/tai-khoan/dang-nhap/"):
        return "đăng nhập"
    assert response.status_code != 500
    return "không thuộc quyền" if response.status_code == 403 else "được"


def test_every_view_names_its_action_in_the_table():
    unnamed = {route for route, entry in ALL if not hasattr(entry.callback, "authority")}
    assert unnamed == WITHOUT_AUTHORITY
    assert {entry.callback.authority for _route, entry in GUARDED} <= set(permissions())
    assert len(GUARDED) > 10


def test_no_two_pages_share_an_address():
    """Of two the first in the list answers, and the other is a page that nobody ever sees."""
    told = [re.sub(r"<(?:(\w+):)?\w+>", r"<\1>", route) for route, _entry in ALL]
    assert sorted({route for route in told if told.count(route) > 1}) == []


def sign_in(client, role: str, town: Locality) -> Actor:
    account = make_account(role, town, f"nguoi-{role.replace('_', '-')}")
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return actor_of(account, timezone.localdate())


# These walks ask some thousands of pages, and what answers them is the same code on either database.
@pytest.mark.sqlite
@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_what_the_table_gives_it(client, towns, role):
    here, _there = towns
    actor = sign_in(client, role, here)
    asked = {route: answer_of(client, address(route, here.code)) for route, _entry in GUARDED}
    said = {
        route: "được" if may(actor, entry.callback.authority, here if "<place:place>" in route else None) else "không thuộc quyền"
        for route, entry in GUARDED
    }
    if role == Role.UNIT_STAFF:
        said |= dict.fromkeys(BY_SEAT, "không thuộc quyền")
    assert asked == said


@pytest.mark.sqlite
@pytest.mark.parametrize("role", Role.values)
def test_a_role_held_next_door_opens_no_staff_page_here(client, towns, role):
    """One page of each action: that a page asks for its action in the place of its address is proved above for every page."""
    here, there = towns
    sign_in(client, role, there)
    staff = {
        entry.callback.authority: route
        for route, entry in GUARDED
        if "<place:place>" in route and "public" not in permissions()[entry.callback.authority].roles
    }
    assert len(staff) > 5
    assert {route: answer_of(client, address(route, here.code)) for route in staff.values()} == dict.fromkeys(
        staff.values(), "không thuộc quyền"
    )


@pytest.mark.sqlite
def test_nobody_opens_public_pages_alone_and_is_led_to_sign_in_elsewhere(client, towns):
    here, _there = towns
    asked = {route: answer_of(client, address(route, here.code)) for route, _entry in GUARDED}
    said = {route: "được" if may(NOBODY, entry.callback.authority, here) else "đăng nhập" for route, entry in GUARDED}
    assert asked == said


@pytest.mark.sqlite
def test_nobody_writes_anything(client, towns):
    """A POST by nobody is refused (403) or led to sign in before any form is read; public forms are the exception."""
    here, _there = towns
    closed = [route for route, entry in GUARDED if not {"public"} & permissions()[entry.callback.authority].roles]
    codes = {route: client.post(address(route, here.code), {"once": "khoa-cua-bieu-mau-0001"}).status_code for route in closed}
    assert {route: code for route, code in codes.items() if code not in {302, 403, 405}} == {}


def test_every_role_of_the_table_is_known_and_named():
    used = {role for permission in permissions().values() for role in permission.roles | permission.own_unit}
    assert used <= {*Role.values, "operator", "public", "signed_in"}
    assert all(role_label(role) for role in used)
    assert all(permission.own_unit <= permission.roles for permission in permissions().values())


@pytest.mark.parametrize("action", ["operator.open", "units.load", "units.apply"])
def test_what_touches_the_whole_installation_is_no_locality_role(towns, action):
    assert permissions()[action].roles.isdisjoint(Role.values)
