"""Opening a locality: from that day its unit keeps its own year here."""

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from django.db import transaction

from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import begin_small
from kheo.organisation.actions.accounts import OpenedAccount, open_account
from kheo.organisation.actions.bodies import appoint, found_body
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Body, Locality, Role, Unit
from kheo.organisation.queries.units import ancestors, version_on
from kheo.organisation.trail import record


def open_locality(actor: Actor, unit: Unit, day: date, *, illustrative: bool = False) -> Locality:
    """Open *unit* as a locality under the names it and its province had on *day*; *illustrative* marks all its pages."""
    grant = require(actor, "locality.open", None)
    if unit.level not in {Unit.Level.PROVINCE, Unit.Level.DISTRICT, Unit.Level.COMMUNE}:
        raise RefusedError(Problem("Chỉ mở địa phương cho tỉnh, huyện cũ, xã, phường, đặc khu.", unit.code))
    version = version_on(unit, day)
    if version is None:
        raise RefusedError(Problem("Không danh mục nào cho tên đơn vị này; mở địa phương cho đơn vị kế thừa nó.", unit.code))
    above = [version for version in ancestors(unit, day) if version.unit.level == Unit.Level.PROVINCE]
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        if Locality.objects.filter(unit=unit).exists():
            raise RefusedError(Problem("Địa phương này đã mở.", unit.code))
        opened = Locality.objects.create(
            code=unit.code,
            unit=unit,
            name=version.name,
            wider_name=begin_small(above[0].name) if above else "",
            illustrative=illustrative,
        )
        _found_central_bodies()
        record(actor, grant, "locality.open", opened, opened, {"code": opened.code})
    return opened


@dataclass(frozen=True)
class FirstDay:
    """What a new locality starts with: itself, its usual bodies, and the account of its office."""

    locality: Locality
    bodies: list[Body]
    office: OpenedAccount


def open_with_office(actor: Actor, unit: Unit, day: date, office: str, username: str) -> FirstDay:
    """Open *unit* with its usual bodies and one account for somebody named *office* in its steering committee; all or nothing.

    The bodies are as old as the unit: a paper signed before Khéo was installed is a paper of the same body.
    """
    with transaction.atomic():
        locality = open_locality(actor, unit, day)
        bodies = [_found_usual(actor, locality, row) for row in usual_bodies() if unit.level in row["levels"]]
        committee = next(body for body in bodies if body.kind == Body.Kind.COMMITTEE)
        position = appoint(actor, committee, office, title="Cán bộ cơ quan thường trực", role=Role.OFFICE, valid_from=day)
        opened = open_account(actor, locality, position.person, username)
    return FirstDay(locality, bodies, opened)


def usual_bodies() -> list[dict[str, str]]:
    return _rows("usual_bodies.toml")


def _rows(name: str) -> list[dict[str, Any]]:
    text = files("kheo.organisation").joinpath("data", name).read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["body"]
    return rows


def _found_central_bodies() -> None:
    """The central bodies stand outside every locality; the first one opened brings them, the others find them there."""
    country = Unit.objects.filter(level=Unit.Level.COUNTRY).first()
    if country is None:
        return
    for row in _rows("central_bodies.toml"):
        words = {name: row[name] for name in ("name", "short_name", "number_suffix")}
        days = {"valid_from": row.get("valid_from"), "valid_to": row.get("valid_to")}
        kind = {"kind": Body.Kind.CENTRAL, "layout": Body.Layout.PARTY, "superior": "BAN CHẤP HÀNH TRUNG ƯƠNG"}
        Body.objects.get_or_create(code=row["code"], defaults={"unit": country, **words, **days, **kind})


def _found_usual(actor: Actor, locality: Locality, row: dict[str, str]) -> Body:
    place = begin_small(locality.name)
    return found_body(
        actor, locality, locality.unit, row["slug"],
        name=row["name"].format(place=place), short_name=row["short_name"], kind=row["kind"], layout=row["layout"],
        number_suffix=row["number_suffix"], valid_from=locality.unit.founded_on,
    )  # fmt: skip
