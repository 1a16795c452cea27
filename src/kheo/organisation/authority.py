"""Who may do what: the table in ``data/authority.toml``, asked by actions, pages and tests alike. Deny by default."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from kheo.organisation.blinds import blind_in
from kheo.organisation.models import Account, Locality, Position, Role


class NotAllowedError(Exception):
    """The actor may not do this; the message says which role may."""


@dataclass(frozen=True)
class Permission:
    """One row of the table; no role at all: the command line alone.

    *roles*: codes of Role, ``operator``, ``signed_in`` (whoever has an account), ``public``. Those of *own_unit* act for
    their own unit only. *blind*: open to whoever judges without names, too: what it shows them is masked, or names nobody.
    """

    action: str
    label: str
    roles: frozenset[str]
    own_unit: frozenset[str]
    blind: bool = False


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
    """Somebody who acts, with the roles held on the day; *blind*: localities whose files are judged without names now."""

    account_id: int | None
    name: str
    grants: tuple[Grant, ...]
    blind: frozenset[str] = frozenset()

    @property
    def is_operator(self) -> bool:
        return any(grant.role == "operator" for grant in self.grants)

    def with_only(self, grants: Iterable[Grant]) -> "Actor":
        """The same somebody, asked as the holder of *grants* alone."""
        return Actor(self.account_id, self.name, tuple(grants), self.blind)

    def localities(self) -> list[str]:
        return sorted({grant.locality for grant in self.grants if grant.locality})

    def roles_in(self, locality: str) -> set[str]:
        return {grant.role for grant in self.grants if grant.locality == locality}


MAY_JUDGE = frozenset({Role.COUNCIL, Role.LEADER, Role.UNIT_STAFF})
NOBODY = Actor(account_id=None, name="", grants=())
COMMAND_LINE = Actor(account_id=None, name="dòng lệnh", grants=(Grant("command-line", "", None, "", "dòng lệnh"),))


@cache
def permissions() -> dict[str, Permission]:
    text = files("kheo.organisation").joinpath("data", "authority.toml").read_text(encoding="utf-8")
    return {
        row["action"]: Permission(
            row["action"],
            row["label"],
            frozenset(row["roles"]),
            frozenset(row.get("own_unit", [])),
            row.get("blind", False),
        )
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
    return Actor(account.pk, account.display_name, tuple(grants), _blind(account.person_id, grants))


def _blind(person: int | None, grants: list[Grant]) -> frozenset[str]:
    """Where the holder judges without names; never where an office is held: somebody has to run the round."""
    councils = {grant.locality for grant in grants if grant.role in MAY_JUDGE}
    if person is None or not councils:
        return frozenset()
    offices = {grant.locality for grant in grants if grant.role == Role.OFFICE}
    return blind_in(person, {grant.locality for grant in grants if grant.role == Role.COUNCIL}) & (councils - offices)


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
        if locality is None or grant.locality != locality.code or _is_closed(actor, permission, grant):
            continue
        if owner is not None and grant.role in permission.own_unit and not owner.is_held_by(grant):
            continue
        return grant
    if "signed_in" in permission.roles and actor.account_id is not None:
        return Grant("signed_in", locality.code if locality else "", None, "", "người có tài khoản")
    if "public" in permission.roles:
        return Grant("public", locality.code if locality else "", None, "", "người đọc")
    return None


def _is_closed(actor: Actor, permission: Permission, grant: Grant) -> bool:
    """Whether the row is closed to somebody who judges without names: all but the masked ones and what is one's own unit's."""
    return grant.locality in actor.blind and not permission.blind and grant.role not in permission.own_unit


def require(actor: Actor, action: str, locality: Locality | None, owner: Owner | None = None) -> Grant:
    """Return the grant under which *actor* acts; NotAllowedError in plain words otherwise."""
    grant = find_grant(actor, action, locality, owner)
    if grant is None:
        permission = permissions()[action]
        if locality is not None and locality.code in actor.blind:
            raise NotAllowedError(
                f"{locality.name} đang trong giai đoạn chấm ẩn danh: thành viên hội đồng chỉ xem hồ sơ đã che tên. "
                f"Việc «{permission.label}» mở lại khi giai đoạn này kết thúc."
            )
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
