"""Who answers for a task, a target or an activity, and who is visited: a unit, or a body of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from kheo.foundation.refusal import Problem
from kheo.organisation.authority import Actor, Owner, find_grant
from kheo.organisation.models import Body, Locality, Unit
from kheo.organisation.queries.bodies import belongs_to
from kheo.organisation.queries.units import name_on, names_on, units_of, version_on


class Answering(Protocol):
    """Whatever names a unit and perhaps a body of it: a :class:`Place`, the owner of a task."""

    @property
    def unit(self) -> Unit: ...

    @property
    def body(self) -> Body | None: ...


@dataclass(frozen=True)
class Place:
    """A unit (commune, village), or with *body* an agency, union or committee of it."""

    unit: Unit
    body: Body | None = None


def owner_of(place: Answering) -> Owner:
    """Whose record it is, as the authority table asks."""
    return Owner(place.unit.pk, place.body.code if place.body else "")


def place_of_body(body: Body) -> Place:
    return Place(body.unit, body)


def place_name(place: Answering, day: date) -> str:
    return place.body.name if place.body else name_on(place.unit, day)


def place_problems(locality: Locality, place: Answering, day: date, where: str = "Nơi làm") -> list[Problem]:
    """Why nothing can be given to *place* on *day*: another locality's, not there yet, or ended (named, with its day)."""
    body, unit = place.body, place.unit
    if body is not None and (body.locality_id != locality.pk or body.unit_id != unit.pk):
        return [Problem(f"«{body.name}» không thuộc {locality.name}; chọn trong danh sách.", where)]
    if not belongs_to(unit, locality):
        return [Problem(f"Đơn vị này không thuộc {locality.name}; chọn trong danh sách.", where)]
    version = version_on(unit, day)
    name = body.name if body else version.name if version else f"mã {unit.code}"
    ends = (unit.ended_on, version.valid_to if version else None, body.valid_to if body else None)
    ended = [end for end in ends if end is not None and end <= day]
    if ended:
        last = min(ended) - timedelta(days=1)
        return [Problem(f"«{name}» chỉ còn đến hết {last:%d/%m/%Y}; chọn nơi kế tiếp, hoặc xem lại ngày.", where)]
    starts = (unit.founded_on, version.valid_from if version else None, body.valid_from if body else None)
    begun = [start for start in starts if start is not None and start > day]
    if begun:
        return [Problem(f"«{name}» có từ {max(begun):%d/%m/%Y}, sau ngày này; xem lại ngày.", where)]
    return []


def names_of(places: Iterable[tuple[int, Body | None]], day: date) -> dict[tuple[int, int | None], str]:
    """The name of each place by (unit, body) keys: the body's, else the unit's on *day*; one query."""
    rows = list(places)
    units = names_on({unit for unit, body in rows if body is None}, day)
    return {(unit, body.pk if body else None): body.name if body else units.get(unit, f"đơn vị số {unit}") for unit, body in rows}


def places_offered(locality: Locality, day: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Everybody on *day* who may be given something, in groups for a choice: ``u<unit>`` and ``b<body>``.

    Not the people's own bodies (``queries.owners.why_not_given``).
    """
    bodies = Body.objects.on(day).filter(locality=locality).exclude(kind=Body.Kind.COMMUNITY).order_by("unit_id", "name")
    places = [(f"u{locality.unit_id}", f"cả {locality.name}")]
    places += [(f"u{version.unit_id}", version.name) for version in units_of(locality, day)]
    return [
        ("Cơ quan, đoàn thể, ban chỉ đạo", [(f"b{body.pk}", body.name) for body in bodies]),
        ("Địa bàn", places),
    ]


def places_for(actor: Actor, action: str, locality: Locality, day: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Those of :func:`places_offered` for whom *actor* may do *action*: all for the office, a unit's staff their own.

    A union's staff act for their union, not for the whole locality in whose name the union does not speak.
    """
    if find_grant(actor, action, locality, Owner(-1)) is not None:
        return places_offered(locality, day)
    groups = []
    bodies = {body.code: body.unit_id for body in Body.objects.on(day).filter(locality=locality)}
    codes = {f"b{pk}": code for pk, code in Body.objects.filter(code__in=bodies).values_list("pk", "code")}
    for label, choices in places_offered(locality, day):
        kept = [
            (key, name)
            for key, name in choices
            if key != f"u{locality.unit_id}"
            and find_grant(actor, action, locality, Owner(0, codes[key]) if key in codes else Owner(int(key[1:]))) is not None
        ]
        if kept:
            groups.append((label, kept))
    return groups


def find_place(key: str) -> Place:
    """The place behind a key of :func:`places_offered`, which has been checked to be one of the offered."""
    if key.startswith("b"):
        return place_of_body(Body.objects.select_related("unit", "locality").get(pk=key[1:]))
    return Place(Unit.objects.get(pk=key[1:]))
