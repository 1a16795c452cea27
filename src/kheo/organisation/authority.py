"""Who may do what: the table in ``data/authority.toml``, asked by actions, pages and tests alike. Deny by default."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from kheo.organisation.models import Account, Locality, Position, Role


class NotAllowedError(Exception):
    """The actor may not do this; the message says which role may."""


@dataclass(frozen=True)
class Permission:
    """One row of the table; no role at all: the command line alone.

    *roles*: codes of Role, ``operator``, ``signed_in`` (whoever has an account), ``public``. Those of *own_unit* act for
    their own unit only.
    """

    action: str
    label: str
    roles: frozenset[str]
    own_unit: frozenset[str]


@dataclass(frozen=True)
class Grant:
    """A role that somebody holds today, where, and by which position."""

    role: str
    locality: str
    unit_id: int | None
    body: str
    title: str

    @property
    def authority(self) -> str:
        return f"{self.role}@{self.body}" if self.body else self.role


@dataclass(frozen=True)
class Actor:
    """Somebody who acts, with the roles held on the day."""

    account_id: int | None
    name: str
    grants: tuple[Grant, ...]

    @property
    def is_operator(self) -> bool:
        return any(grant.role == "operator" for grant in self.grants)

    def localities(self) -> list[str]:
        return sorted({grant.locality for grant in self.grants if grant.locality})

    def roles_in(self, locality: str) -> set[str]:
        return {grant.role for grant in self.grants if grant.locality == locality}


NOBODY = Actor(account_id=None, name="", grants=())
COMMAND_LINE = Actor(account_id=None, name="dòng lệnh", grants=(Grant("command-line", "", None, "", "dòng lệnh"),))


@cache
def permissions() -> dict[str, Permission]:
    text = files("kheo.organisation").joinpath("data", "authority.toml").read_text(encoding="utf-8")
    return {
        row["action"]: Permission(row["action"], row["label"], frozenset(row["roles"]), frozenset(row.get("own_unit", [])))
        for row in tomllib.loads(text)["permission"]
    }


def actor_of(account: Account, day: date) -> Actor:
    """The roles of *account* on *day*, from the positions its person holds in bodies that exist that day."""
    grants = [Grant("operator", "", None, "", "người vận hành")] if account.is_operator else []
    if account.person_id is not None:
        held = Position.objects.on(day).filter(person_id=account.person_id).select_related("body__locality")
        grants += [
            Grant(
                position.role,
                position.body.locality.code if position.body.locality else "",
                position.body.unit_id,
                position.body.code,
                position.title,
            )
            for position in held
            if position.body.valid_to is None or day < position.body.valid_to
        ]
    return Actor(account_id=account.pk, name=account.display_name, grants=tuple(grants))


@dataclass(frozen=True)
class Owner:
    """Whose record it is: a body's (agency, union, school), else that of the whole unit (commune, ward)."""

    unit_id: int
    body: str = ""

    def is_held_by(self, grant: Grant) -> bool:
        return grant.body == self.body if self.body else grant.unit_id == self.unit_id


def find_grant(actor: Actor, action: str, locality: Locality | None, owner: Owner | None = None) -> Grant | None:
    """The grant under which *actor* may do *action* there, or None. LookupError for an action the table does not know."""
    permission = permissions().get(action)
    if permission is None:
        raise LookupError(f"Bảng thẩm quyền không có việc «{action}».")
    for grant in actor.grants:
        if grant.role == "command-line":
            return grant
        if grant.role not in permission.roles:
            continue
        if grant.role == "operator":
            return grant
        if locality is None or grant.locality != locality.code:
            continue
        if owner is not None and grant.role in permission.own_unit and not owner.is_held_by(grant):
            continue
        return grant
    if "signed_in" in permission.roles and actor.account_id is not None:
        return Grant("signed_in", locality.code if locality else "", None, "", "người có tài khoản")
    if "public" in permission.roles:
        return Grant("public", locality.code if locality else "", None, "", "người đọc")
    return None


def require(actor: Actor, action: str, locality: Locality | None, owner: Owner | None = None) -> Grant:
    """Return the grant under which *actor* acts; NotAllowedError in plain words otherwise."""
    grant = find_grant(actor, action, locality, owner)
    if grant is None:
        permission = permissions()[action]
        names = ", ".join(sorted(role_label(role) for role in permission.roles)) or "dòng lệnh trên máy chủ"
        where = f" của {locality.name}" if locality else ""
        raise NotAllowedError(f"Việc «{permission.label}»{where} thuộc quyền: {names}. Tài khoản này không giữ vai đó hôm nay.")
    return grant


def role_label(role: str) -> str:
    extra = {
        "operator": "người vận hành",
        "signed_in": "mọi tài khoản",
        "public": "mọi người",
        "command-line": "dòng lệnh",
    }
    return extra.get(role) or str(Role(role).label)
