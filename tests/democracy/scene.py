"""A ward with two residential groups, their heads, the office, the leader and the Front: what grassroots democracy needs."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kheo.democracy.models import Household
from kheo.organisation.actions.villages import add_village
from kheo.organisation.authority import COMMAND_LINE, Actor
from kheo.organisation.models import Account, Body, Locality, Person, Position, Role, Unit
from tests import factories

VILLAGES = ("Tổ dân phố Điệp Sơn", "Tổ dân phố Quan Phố")


@dataclass
class Scene:
    """*head* leads the first village, *other_head* the second; *front* works for the ward's Front, *inspector* for its board."""

    locality: Locality
    villages: list[Unit]
    office: Actor
    leader: Actor
    front: Actor
    head: Actor
    other_head: Actor
    inspector: Actor
    accounts: dict[str, Account]

    @property
    def village(self) -> Unit:
        return self.villages[0]

    def roll(self, count: int = 50, village: Unit | None = None) -> list[Household]:
        """*count* households on the roll of *village* (the first one), numbered from 1."""
        where = village or self.village
        return Household.objects.bulk_create(
            Household(locality=self.locality, village=where, number=number, representative=f"Đại diện hộ {number:02d}")
            for number in range(1, count + 1)
        )


def make_scene(code: str = factories.WARD, name: str = "") -> Scene:
    locality = factories.make_locality(code, name)
    villages = [add_village(COMMAND_LINE, locality, locality.unit, name) for name in VILLAGES]
    accounts = {
        "office": factories.make_account(Role.OFFICE, locality),
        "leader": factories.make_account(Role.LEADER, locality, body="ubnd"),
        "front": factories.make_account(Role.UNIT_STAFF, locality, body="mttq"),
    }
    for who, village in zip(("head", "other_head"), villages, strict=True):
        body = community(locality, village, "thon", f"Cộng đồng dân cư {village.code.rsplit('.', 1)[1]}")
        accounts[who] = hold(body, who, Role.VILLAGE_HEAD, "Tổ trưởng tổ dân phố")
    board = community(locality, locality.unit, "ban-thanh-tra-nhan-dan", "Ban Thanh tra nhân dân")
    accounts["inspector"] = hold(board, "inspector", Role.INSPECTOR, "Uỷ viên")
    actors: dict[str, Any] = {name: factories.actor_for(account) for name, account in accounts.items()}
    return Scene(locality=locality, villages=villages, accounts=accounts, **actors)


def community(locality: Locality, unit: Unit, slug: str, name: str) -> Body:
    """A body of the community itself: a village, a board."""
    return Body.objects.create(
        locality=locality,
        unit=unit,
        code=f"{unit.code}/{slug}",
        name=name,
        short_name=name[:80],
        kind=Body.Kind.COMMUNITY,
        layout=Body.Layout.ADMINISTRATIVE,
    )


def hold(body: Body, username: str, role: str, title: str) -> Account:
    """An account whose person holds *role* in *body* since 2020."""
    person = Person.objects.create(locality=body.locality, name=f"Người dùng {username}")
    Position.objects.create(person=person, body=body, title=title, role=role, valid_from=date(2020, 1, 1))
    name = f"{username.replace('_', '-')}-{body.locality.code[-3:] if body.locality else ''}"
    return Account.objects.create_user(name, factories.PASSWORD, person=person)


def wrong(refusal: Any) -> list[str]:
    """What a refusal said, problem by problem."""
    return [str(problem) for problem in refusal.value.problems]
