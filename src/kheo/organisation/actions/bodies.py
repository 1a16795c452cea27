"""Bodies of a locality, and who holds which position in them, from one day until before another."""

import re
from datetime import date

from django.db import transaction
from django.db.models import Q

from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import fold, tidy
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Body, Locality, Person, Position, Role, Unit
from kheo.organisation.queries.bodies import belongs_to, overlapping
from kheo.organisation.trail import record

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


def found_body(  # noqa: PLR0913  the fields of a body
    actor: Actor,
    locality: Locality,
    unit: Unit,
    slug: str,
    *,
    name: str,
    kind: str,
    layout: str,
    short_name: str = "",
    superior: str = "",
    number_suffix: str = "",
    valid_from: date | None = None,
) -> Body:
    """Set up a body of *unit* (the locality's own or one under it) with the code ``<unit>/<slug>``, from *valid_from* on."""
    grant = require(actor, "organisation.manage", locality)
    name, short_name = tidy(name), tidy(short_name) or tidy(name)[:80]
    code = f"{unit.code}/{slug}"
    problems = []
    if not belongs_to(unit, locality):
        problems.append(Problem("Đơn vị này không thuộc địa phương; chọn đơn vị trong danh sách.", "Đơn vị"))
    if not _SLUG.fullmatch(slug):
        problems.append(Problem("Chỉ dùng chữ thường không dấu, số và gạch nối, 1 đến 40 chữ, như hoi-ccb.", "Mã"))
    if not name:
        problems.append(Problem("Chưa có tên tổ chức.", "Tên"))
    with transaction.atomic():
        # One writer for the bodies of a unit: two people setting up the same one wait for each other.
        Unit.objects.select_for_update().get(pk=unit.pk)
        if Body.objects.filter(code=code).exists():
            problems.append(Problem(f"Mã «{code}» đã dùng cho tổ chức khác, kể cả đã kết thúc; đặt mã mới.", "Mã"))
        problems += [
            Problem(f"«{twin.name}» ({twin.code}) đang có trong thời gian này; kết thúc tổ chức đó trước.", "Tên")
            for twin in Body.objects.filter(overlapping(valid_from, None), unit=unit, name__iexact=name)
        ]
        if problems:
            raise RefusedError(*problems)
        body = Body.objects.create(
            locality=locality,
            unit=unit,
            code=code,
            name=name,
            short_name=short_name,
            kind=kind,
            layout=layout,
            superior=tidy(superior),
            number_suffix=tidy(number_suffix),
            valid_from=valid_from,
        )
        record(actor, grant, "body.found", body, locality, {"code": code, "from": _iso(valid_from)})
    return body


def end_body(actor: Actor, body: Body, day: date) -> Body:
    """End *body* so that *day* is the first day without it; refused while somebody still holds a position then."""
    grant = require(actor, "organisation.manage", body.locality)
    with transaction.atomic():
        held = Body.objects.select_for_update().get(pk=body.pk)
        problems = []
        if held.valid_to:
            problems.append(Problem(f"Tổ chức này đã kết thúc từ {held.valid_to:%d/%m/%Y}.", "Ngày kết thúc"))
        if held.valid_from and day <= held.valid_from:
            problems.append(Problem(f"Phải sau ngày lập ({held.valid_from:%d/%m/%Y}).", "Ngày kết thúc"))
        open_positions = (
            Position.objects.filter(body=held).filter(Q(valid_to=None) | Q(valid_to__gt=day)).select_related("person")
        )
        for position in open_positions:
            what = f"{position.person.name} còn giữ chức vụ này ngày {day:%d/%m/%Y}; cho thôi chức vụ trước."
            problems.append(Problem(what, position.title))
        if problems:
            raise RefusedError(*problems)
        held.valid_to = day
        held.save(update_fields=["valid_to"])
        record(actor, grant, "body.end", held, held.locality, {"code": held.code, "day": day.isoformat()})
    return held


def appoint(
    actor: Actor,
    body: Body,
    person: Person | str,
    *,
    title: str,
    role: str,
    valid_from: date,
    valid_to: date | None = None,
) -> Position:
    """Give *person* (a known one, or the name of a new one) a position in *body* from *valid_from* until before *valid_to*.

    One person may hold several positions at once, but not the same title in the same body twice at one time.
    """
    grant = require(actor, "organisation.manage", body.locality)
    title = tidy(title)
    problems = []
    if not title:
        problems.append(Problem("Chưa có tên chức vụ.", "Chức vụ"))
    if role not in Role.values:
        problems.append(Problem("Chọn một vai trong danh sách.", "Vai"))
    if isinstance(person, Person) and person.locality_id != body.locality_id:
        problems.append(Problem("Người này không thuộc địa phương của tổ chức.", "Người"))
    if isinstance(person, str) and not tidy(person):
        problems.append(Problem("Chưa có tên người giữ chức vụ.", "Người"))
    with transaction.atomic():
        body = Body.objects.select_for_update(of=("self",)).select_related("locality").get(pk=body.pk)
        problems += _period_problems(body, valid_from, valid_to)
        if isinstance(person, Person):
            held = Position.objects.filter(overlapping(valid_from, valid_to), body=body, person=person)
            problems += [_held_already(person, other) for other in held if fold(other.title) == fold(title)]
        if problems:
            raise RefusedError(*problems)
        holder = person if isinstance(person, Person) else Person.objects.create(locality=body.locality, name=tidy(person))
        position = Position.objects.create(
            person=holder, body=body, title=title, role=role, valid_from=valid_from, valid_to=valid_to
        )
        details = {"body": body.code, "person": holder.pk, "role": role, "from": _iso(valid_from), "to": _iso(valid_to)}
        record(actor, grant, "position.appoint", position, body.locality, details)
    return position


def relieve(actor: Actor, position: Position, day: date) -> Position:
    """End *position* so that *day* is the first day without it. An end already set may be brought forward, not moved back."""
    grant = require(actor, "organisation.manage", position.body.locality)
    with transaction.atomic():
        held = Position.objects.select_for_update(of=("self",)).select_related("body__locality").get(pk=position.pk)
        problems = []
        if day <= held.valid_from:
            problems.append(Problem(f"Phải sau ngày nhận chức vụ ({held.valid_from:%d/%m/%Y}).", "Thôi từ ngày"))
        if held.valid_to and day >= held.valid_to:
            problems.append(Problem(f"Chức vụ này đã thôi từ {held.valid_to:%d/%m/%Y}.", "Thôi từ ngày"))
        if problems:
            raise RefusedError(*problems)
        held.valid_to = day
        held.save(update_fields=["valid_to"])
        record(actor, grant, "position.relieve", held, held.body.locality, {"body": held.body.code, "day": day.isoformat()})
    return held


def _held_already(person: Person, other: Position) -> Problem:
    until = f"đến trước {other.valid_to:%d/%m/%Y}" if other.valid_to else "chưa thôi"
    what = f"{person.name} đã giữ chức vụ này từ {other.valid_from:%d/%m/%Y}, {until}; hai lần không được trùng thời gian."
    return Problem(what, "Từ ngày")


def _period_problems(body: Body, start: date, end: date | None) -> list[Problem]:
    problems = []
    if end and end <= start:
        problems.append(Problem("Ngày thôi phải sau ngày nhận.", "Đến ngày"))
    if body.valid_from and start < body.valid_from:
        problems.append(Problem(f"Tổ chức này có từ {body.valid_from:%d/%m/%Y}; chức vụ không thể sớm hơn.", "Từ ngày"))
    if body.valid_to and (end is None or end > body.valid_to):
        what = f"Tổ chức này kết thúc {body.valid_to:%d/%m/%Y}; chức vụ phải thôi không muộn hơn ngày đó."
        problems.append(Problem(what, "Đến ngày"))
    return problems


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
