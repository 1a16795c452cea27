"""The demo's sign-ins: names from the demo files, one password made for this installation alone."""

import secrets
import tomllib
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Any

from django.conf import settings

from kheo.organisation.authority import role_label
from kheo.site.environment import kept_secret

FILES = ("to-chuc-2024.toml", "phuong/to-chuc.toml", "tinh.toml", "hoi-dong.toml")
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class DemoAccount:
    """A demo sign-in; *locality* is its code, empty for the operator; *role* in the trade's words."""

    username: str
    password: str
    role: str
    name: str
    locality: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def read_demo(name: str) -> dict[str, Any]:
    """One of the demo's TOML files."""
    return tomllib.loads(files("kheo.site.demo").joinpath(name).read_text(encoding="utf-8"))


def demo_password() -> str:
    """Password of every demo account of this installation: random, made once, kept where only its owner reads it."""

    def random() -> str:
        return "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(3))

    return kept_secret(settings.KHEO_HOME / "demo-password", random)


def demo_accounts() -> list[DemoAccount]:
    password = demo_password()
    found = []
    for name in FILES:
        document = read_demo(name)
        people = {person["slug"]: person for person in document["people"]}
        for account in document["accounts"]:
            if account.get("operator"):
                found.append(DemoAccount(account["username"], password, role_label("operator"), "", ""))
                continue
            person = people[account["person"]]
            roles = dict.fromkeys(role_label(position["role"]) for position in person["positions"])
            code = document["locality"]["code"]
            found.append(DemoAccount(account["username"], password, ", ".join(roles), person["name"], code))
    return found
