"""Opening a locality: from that day its unit keeps its own year here."""

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from django.db import transaction

from kheo.foundation.refusal import Problem, RefusedError
from kheo.organisation.actions.accounts import OpenedAccount, open_account
from kheo.organisation.actions.bodies import appoint, found_body
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Body, Locality, Role, Unit
from kheo.organisation.queries.units import ancestors, name_on
from kheo.organisation.trail import record


def open_locality(actor: Actor, unit: Unit, day: date, *, illustrative: bool = False) -> Locality:
    """Open *unit* as a locality under the names it and its province had on *day*; *illustrative* marks all its pages."""
    grant = require(actor, "locality.open", None)
    if unit.level not in {Unit.Level.PROVINCE, Unit.Level.DISTRICT, Unit.Level.COMMUNE}:
        raise RefusedError(Problem("Chỉ mở địa phương cho tỉnh, huyện cũ, xã, phường, đặc khu.", unit.code))
    name = name_on(unit, day)
    if not name:
        raise RefusedError(Problem(f"Ngày {day:%d/%m/%Y} không có đơn vị này.", unit.code))
    above = [version for version in ancestors(unit, day) if version.unit.level == Unit.Level.PROVINCE]
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        if Locality.objects.filter(unit=unit).exists():
            raise RefusedError(Problem("Địa phương này đã mở.", unit.code))
        opened = Locality.objects.create(
            code=unit.code,
            unit=unit,
            name=name,
            wider_name=above[0].name[:1].lower() + above[0].name[1:] if above else "",
            illustrative=illustrative,
        )
        record(actor, grant, "locality.open", opened, opened, {"code": opened.code})
    return opened


@dataclass(frozen=True)
class FirstDay:
    """What a new locality starts with: itself, its usual bodies, and the account of its office."""

    locality: Locality
    bodies: list[Body]
    office: OpenedAccount


def open_with_office(actor: Actor, unit: Unit, day: date, office: str, username: str) -> FirstDay:
    """Open *unit* with its usual bodies and one account for somebody named *office* in its steering committee; all or nothing."""
    with transaction.atomic():
        locality = open_locality(actor, unit, day)
        bodies = [_found_usual(actor, locality, row, day) for row in usual_bodies() if unit.level in row["levels"]]
        committee = next(body for body in bodies if body.kind == Body.Kind.COMMITTEE)
        position = appoint(actor, committee, office, title="Cán bộ cơ quan thường trực", role=Role.OFFICE, valid_from=day)
        opened = open_account(actor, locality, position.person, username)
    return FirstDay(locality, bodies, opened)


def usual_bodies() -> list[dict[str, str]]:
    text = files("kheo.organisation").joinpath("data", "usual_bodies.toml").read_text(encoding="utf-8")
    rows: list[dict[str, str]] = tomllib.loads(text)["body"]
    return rows


def _found_usual(actor: Actor, locality: Locality, row: dict[str, str], day: date) -> Body:
    place = locality.name[:1].lower() + locality.name[1:]
    return found_body(
        actor, locality, locality.unit, row["slug"],
        name=row["name"].format(place=place), kind=row["kind"], layout=row["layout"],
        number_suffix=row["number_suffix"], valid_from=day,
    )  # fmt: skip
