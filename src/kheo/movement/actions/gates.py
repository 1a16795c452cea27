"""Keeping a programme open for one unit or body past its closing: asked for by the unit, given by the office with a reason."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.movement.actions.changes import lock_programme
from kheo.movement.models import Gate, Programme
from kheo.movement.queries.registrations import units_in_year
from kheo.movement.queries.rounds import gate_asked_on, is_gate_shut
from kheo.movement.rules.rounds import gate_problems, reason_problems
from kheo.organisation.actions.notices import notify
from kheo.organisation.authority import Actor, Owner, require
from kheo.organisation.models import Body, Role, Unit
from kheo.organisation.queries.holders import holders_in, holders_of
from kheo.organisation.trail import record


def open_gate(actor: Actor, programme: Programme, place: Unit | Body, until: date, reason: str) -> Gate:
    """Take registrations of *place* until the end of *until*; whoever answers for it is told. The newest gate counts."""
    unit, body = _apart(place)
    locality = programme.locality
    grant = require(actor, "programme.manage", locality)
    today = timezone.localdate()
    with transaction.atomic():
        locked = lock_programme(programme)
        problems = list(gate_problems(locked.registration_closes, until, reason, locked.year, today))
        problems += _place_problems(locked, unit, body)
        if problems:
            raise RefusedError(*problems)
        made = Gate.objects.create(
            programme=locked, unit=unit, body=body, until=until, reason=tidy(reason), opened_by=actor.account_id
        )
        record(actor, grant, "gate.open", made, locality, {"programme": locked.pk, "unit": unit.pk, "until": until.isoformat()})
        notify(
            holders_of(locality, unit, body, [Role.UNIT_STAFF], today),
            locality,
            f"Được nộp đăng ký đến hết ngày {until:%d/%m/%Y}",
            _page_of(locked),
            f"{locked.title}: {made.reason}",
        )
    return made


def ask_for_gate(actor: Actor, programme: Programme, place: Unit | Body, reason: str) -> int:
    """Ask the office to take registrations of *place* though its day is over; returns how many were told. Once a day."""
    unit, body = _apart(place)
    locality = programme.locality
    grant = require(actor, "submission.write", locality, Owner(unit.pk, body.code if body else ""))
    today = timezone.localdate()
    with transaction.atomic():
        locked = lock_programme(programme)
        problems = list(reason_problems(reason, "Một câu để cơ quan thường trực hiểu vì sao nộp muộn."))
        problems += _place_problems(locked, unit, body)
        if not problems and not is_gate_shut(locked, unit, body, today):
            problems.append(Problem("Chương trình vẫn đang nhận đăng ký của đơn vị này; cứ nộp, không cần xin."))
        path = asking_path(locked, place)
        if not problems and gate_asked_on(locality, path, today):
            problems.append(Problem("Hôm nay đơn vị này đã xin rồi; cơ quan thường trực đã nhận được thông báo."))
        if problems:
            raise RefusedError(*problems)
        told = notify(
            holders_in(locality, [Role.OFFICE], today),
            locality,
            f"Xin mở thêm hạn: {body.name if body else units_in_year(locked)[unit.pk]}",
            path,
            tidy(reason),
        )
        record(actor, grant, "gate.ask", locked, locality, {"unit": unit.pk, "body": body.pk if body else None})
    return told


def asking_path(programme: Programme, place: Unit | Body) -> str:
    """Where the office's notice of an asking leads: the page of gates with that place chosen."""
    return f"{_page_of(programme)}?noi={'b' if isinstance(place, Body) else 'u'}{place.pk}"


def _page_of(programme: Programme) -> str:
    return reverse("movement:gates", args=[programme.locality.code, programme.code])


def _apart(place: Unit | Body) -> tuple[Unit, Body | None]:
    return (place.unit, place) if isinstance(place, Body) else (place, None)


def _place_problems(programme: Programme, unit: Unit, body: Body | None) -> list[Problem]:
    locality, problems = programme.locality, []
    if not (body.locality_id == locality.pk if body else unit.pk in units_in_year(programme)):
        problems.append(Problem(f"Đơn vị này không thuộc {locality.name} trong năm {programme.year}.", "Đơn vị"))
    if programme.state == Programme.State.CLOSED:
        problems.append(Problem("Chương trình đã đóng, không nhận đăng ký nữa."))
    return problems
