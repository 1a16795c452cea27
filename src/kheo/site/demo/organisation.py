"""The demo's localities: units, bodies, people with their positions, and accounts, through the product's own actions."""

from dataclasses import dataclass
from typing import Any
from unittest import mock

from django.contrib.auth.hashers import make_password
from django.db import transaction

from kheo.organisation.actions.accounts import open_account, open_operator
from kheo.organisation.actions.bodies import appoint, found_body
from kheo.organisation.actions.localities import open_locality
from kheo.organisation.actions.villages import add_village
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Account, Body, Locality, Person, Unit
from kheo.site.demo.accounts import demo_password


@dataclass(frozen=True)
class Place:
    """A locality set up: its bodies, people and villages by the short names of the demo file."""

    locality: Locality
    bodies: dict[str, Body]
    people: dict[str, Person]
    villages: dict[str, Unit]

    def unit(self, code: str) -> Unit:
        return self.villages.get(code) or Unit.objects.get(code=code)


@transaction.atomic
def set_up_place(document: dict[str, Any]) -> Place:
    told = document["locality"]
    unit = Unit.objects.get(code=told["code"])
    locality = open_locality(COMMAND_LINE, unit, told["opens_on"], illustrative=True)
    villages = {
        row["code"]: add_village(COMMAND_LINE, locality, unit, row["name"], source="dữ liệu minh hoạ")
        for row in document.get("villages", [])
    }
    bodies = {row["slug"]: _body(locality, row, villages) for row in document["bodies"]}
    bodies |= {body.code: body for body in Body.objects.filter(locality=None)}
    people = {row["slug"]: _person(bodies, row) for row in document["people"]}
    # One password for all of them, hashed once in place of those that opening an account makes up (a tenth of a second each).
    hashed = make_password(demo_password())
    with mock.patch.object(Account, "set_password", lambda account, _made_up: setattr(account, "password", hashed)):
        for row in document["accounts"]:
            _account(locality, people, row)
    return Place(locality, bodies, people, villages)


def _body(locality: Locality, row: dict[str, Any], villages: dict[str, Unit]) -> Body:
    code = row.get("unit") or locality.code
    unit = villages.get(code) or Unit.objects.get(code=code)
    return found_body(
        COMMAND_LINE, locality, unit, row["slug"],
        name=row["name"], short_name=row["short_name"], kind=row["kind"], layout=row["layout"],
        superior=row["superior"], number_suffix=row["number_suffix"], valid_from=row["valid_from"],
    )  # fmt: skip


def _person(bodies: dict[str, Body], row: dict[str, Any]) -> Person:
    person: Person | str = row["name"]
    for told in row["positions"]:
        position = appoint(
            COMMAND_LINE, bodies[told["body"]], person,
            title=told["title"], role=told["role"], valid_from=told["valid_from"], valid_to=told.get("valid_to"),
        )  # fmt: skip
        person = position.person
    assert isinstance(person, Person)  # noqa: S101  each demo person holds a position
    return person


def _account(locality: Locality, people: dict[str, Person], row: dict[str, Any]) -> None:
    if row.get("operator"):
        opened = open_operator(COMMAND_LINE, row["username"])
    else:
        opened = open_account(COMMAND_LINE, locality, people[row["person"]], row["username"])
    # The demo's password is printed at every start, so nobody has to change it at the first sign-in.
    account: Account = opened.account
    account.must_change_password = False
    account.save(update_fields=["must_change_password"])
