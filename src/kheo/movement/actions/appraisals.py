"""Appraisal teams, their appointments, what they found: whoever is visited is told of each change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.movement.models import (
    AppraisalTeam,
    AppraisalVisit,
    Programme,
    ProgrammeField,
    Registration,
    TeamMember,
    VisitFinding,
)
from kheo.movement.queries.appraisals import is_member, to_look_at
from kheo.movement.rules.appraisals import (
    NAME_LENGTH,
    NOTES_LENGTH,
    PRESENT_LENGTH,
    REASON_LENGTH,
    appointment_problems,
    finding_problem,
    held_problems,
)
from kheo.organisation.actions.notices import notify
from kheo.organisation.authority import Actor, Grant, NotAllowedError, require
from kheo.organisation.models import Body, Locality, Position, Role, Unit
from kheo.organisation.queries.holders import holders_in, holders_of
from kheo.organisation.trail import record

State = AppraisalVisit.State


@dataclass(frozen=True)
class TeamContent:
    """A team: *lead* and *members* by the positions they hold, *fields* of work they look at."""

    name: str
    lead: Position
    members: Sequence[Position]
    fields: Sequence[ProgrammeField]


@dataclass(frozen=True)
class Appointment:
    on: date
    at: time
    where: str


@dataclass(frozen=True)
class Held:
    """What was written down of a visit. *findings*: registration's primary key → (finding, words)."""

    held_on: date
    findings: Mapping[int, tuple[str, str]]
    present: str = ""
    notes: str = ""


def make_team(actor: Actor, programme: Programme, content: TeamContent) -> AppraisalTeam:
    """Make a team of *programme*; its members are told."""
    grant = require(actor, "appraisal.manage", programme.locality)
    return _write_team(actor, grant, AppraisalTeam(programme=programme, version=0), content)


def change_team(actor: Actor, team: AppraisalTeam, content: TeamContent, version: int) -> AppraisalTeam:
    """Change name, members, fields; records of visits that were held keep what they said."""
    grant = require(actor, "appraisal.manage", team.programme.locality)
    with transaction.atomic():
        locked = AppraisalTeam.objects.select_for_update(of=("self",)).select_related("programme__locality").get(pk=team.pk)
        require_version(version, locked.version)
        return _write_team(actor, grant, locked, content)


def _write_team(actor: Actor, grant: Grant, team: AppraisalTeam, content: TeamContent) -> AppraisalTeam:
    programme = team.programme
    positions = {position.person_id: position for position in (*content.members, content.lead)}
    problems = []
    if not 0 < len(tidy(content.name)) <= NAME_LENGTH:
        problems.append(Problem(f"Ghi tên tổ, nhiều nhất {NAME_LENGTH} ký tự.", "Tên tổ"))
    if not content.fields or any(field.programme_id != programme.pk for field in content.fields):
        problems.append(Problem("Chọn ít nhất một lĩnh vực của chương trình này.", "Lĩnh vực"))
    if any(position.body.locality_id != programme.locality_id for position in positions.values()):
        problems.append(Problem("Có người thuộc địa phương khác; chọn người của mình.", "Thành viên"))
    if problems:
        raise RefusedError(*problems)
    is_new = team.pk is None
    try:
        with transaction.atomic():
            team.name, team.version = tidy(content.name), team.version + 1
            team.save()
            team.fields.set(content.fields)
            TeamMember.objects.filter(team=team).delete()
            TeamMember.objects.bulk_create(
                TeamMember(
                    team=team,
                    person_id=person,
                    title=f"{position.title}, {position.body.short_name}"[:200],
                    is_lead=person == content.lead.person_id,
                )
                for person, position in positions.items()
            )
            details = {"members": len(positions), "version": team.version}
            record(actor, grant, "appraisal.team", team, programme.locality, details)
            if is_new:
                path = reverse("movement:appraisals", args=[programme.locality.code, programme.code])
                notify(positions.values(), programme.locality, f"Bạn ở {team.name} thẩm định thực tế", path, programme.title)
    except IntegrityError:
        raise RefusedError(Problem("Chương trình đã có tổ tên này; đặt tên khác.", "Tên tổ")) from None
    return team


def plan_visit(
    actor: Actor, team: AppraisalTeam, place: Unit | Body, appointment: Appointment, registrations: Sequence[Registration]
) -> AppraisalVisit:
    """Make an appointment with *place* to look at *registrations*; the unit and the team are told."""
    programme = team.programme
    grant = require(actor, "appraisal.manage", programme.locality)
    problems = list(appointment_problems(appointment.on, tidy(appointment.where), programme.year, timezone.localdate()))
    offered = set(to_look_at(team, place).values_list("pk", flat=True))
    if not registrations or any(row.pk not in offered for row in registrations):
        problems.append(Problem("Chọn ít nhất một mô hình của đơn vị này, thuộc lĩnh vực của tổ.", "Mô hình"))
    if problems:
        raise RefusedError(*problems)
    body = place if isinstance(place, Body) else None
    with transaction.atomic():
        made = AppraisalVisit.objects.create(
            team=team,
            unit=place.unit if isinstance(place, Body) else place,
            body=body,
            on=appointment.on,
            at=appointment.at,
            where=tidy(appointment.where),
        )
        VisitFinding.objects.bulk_create(VisitFinding(visit=made, registration=row) for row in registrations)
        _done(actor, grant, made, "plan")
        _tell(made, f"{team.name} hẹn thẩm định thực tế", _when(made))
    return made


def move_visit(actor: Actor, visit: AppraisalVisit, appointment: Appointment, version: int) -> AppraisalVisit:
    """Another day, hour or place; the unit and the team are told."""
    programme = visit.team.programme
    grant = require(actor, "appraisal.manage", programme.locality)
    problems = list(appointment_problems(appointment.on, tidy(appointment.where), programme.year, timezone.localdate()))
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = _lock(visit, version, State.PLANNED)
        locked.on, locked.at, locked.where = appointment.on, appointment.at, tidy(appointment.where)
        _done(actor, grant, locked, "move")
        _tell(locked, f"{locked.team.name} đổi lịch thẩm định thực tế", _when(locked))
    return locked


def cancel_appointment(actor: Actor, visit: AppraisalVisit, reason: str, version: int) -> AppraisalVisit:
    """Call the appointment off, with the reason; the unit and the team are told."""
    grant = require(actor, "appraisal.manage", visit.team.programme.locality)
    said = tidy(reason)
    if not 0 < len(said) <= REASON_LENGTH:
        raise RefusedError(Problem(f"Ghi lý do thôi, nhiều nhất {REASON_LENGTH} ký tự.", "Lý do"))
    with transaction.atomic():
        locked = _lock(visit, version, State.PLANNED)
        locked.state, locked.cancelled_reason = State.CANCELLED, said
        _done(actor, grant, locked, "cancel")
        _tell(locked, f"{locked.team.name} thôi lịch thẩm định thực tế", said)
    return locked


def record_visit(actor: Actor, visit: AppraisalVisit, held: Held, version: int) -> AppraisalVisit:
    """Write down what was found of every registration looked at; the team or the office. Written again, it is corrected."""
    programme = visit.team.programme
    grant = require(actor, "appraisal.record", programme.locality)
    if grant.role != Role.OFFICE and not is_member(actor, visit.team):
        raise NotAllowedError(f"Việc này của {visit.team.name} và cơ quan thường trực; tài khoản này không ở tổ ấy.")
    with transaction.atomic():
        locked = _lock(visit, version, State.PLANNED, State.HELD)
        rows = list(VisitFinding.objects.filter(visit=locked).select_related("registration__initiative"))
        problems = list(held_problems(held.held_on, programme.year, timezone.localdate()))
        for label, text, most in (("Bên đơn vị", held.present, PRESENT_LENGTH), ("Ghi chép", held.notes, NOTES_LENGTH)):
            if len(text.strip()) > most:
                problems.append(Problem(f"Dài quá {most} ký tự; viết gọn lại.", label))
        for row in rows:
            row.finding, row.text = held.findings.get(row.registration_id, ("", ""))
            row.text = tidy(row.text)
            if said := finding_problem(row.finding, row.text):
                problems.append(Problem(said, row.registration.initiative.title))
        if problems:
            raise RefusedError(*problems)
        VisitFinding.objects.bulk_update(rows, ["finding", "text"])
        locked.state, locked.held_on = State.HELD, held.held_on
        locked.present, locked.notes = tidy(held.present), held.notes.strip()
        _done(actor, grant, locked, "record")
        office = holders_in(programme.locality, {Role.OFFICE}, timezone.localdate())
        notify(office, programme.locality, f"{locked.team.name} đã ghi kết quả thẩm định thực tế", _page_of(locked))
    return locked


def _lock(visit: AppraisalVisit, version: int, *states: str) -> AppraisalVisit:
    locked = (
        AppraisalVisit.objects.select_for_update(of=("self",))
        .select_related("team__programme__locality", "unit", "body")
        .get(pk=visit.pk)
    )
    require_version(version, locked.version)
    if locked.state not in states:
        raise RefusedError(f"Cuộc làm việc này {locked.get_state_display()}; không ghi như vậy được nữa.")
    return locked


def _done(actor: Actor, grant: Grant, visit: AppraisalVisit, step: str) -> None:
    if step != "plan":
        visit.version += 1
        visit.save()
    details = {"on": visit.on.isoformat(), "state": str(visit.state), "version": visit.version}
    record(actor, grant, f"appraisal.{step}", visit, visit.team.programme.locality, details)


def _when(visit: AppraisalVisit) -> str:
    return f"{visit.at:%H:%M} ngày {visit.on:%d/%m/%Y}, {visit.where}."


def _page_of(visit: AppraisalVisit) -> str:
    programme = visit.team.programme
    return reverse("movement:appraisal", args=[programme.locality.code, programme.code, visit.pk])


def _tell(visit: AppraisalVisit, subject: str, text: str) -> None:
    """The unit on its own sheet, the team on the page of the visit."""
    programme, today = visit.team.programme, timezone.localdate()
    place: Locality = programme.locality
    first = VisitFinding.objects.filter(visit=visit).earliest("pk")  # a visit is made for one initiative at least
    own = reverse("movement:self_scores", args=[place.code, programme.code, first.registration_id])
    notify(holders_of(place, visit.unit, visit.body, {Role.UNIT_STAFF, Role.LEADER}, today), place, subject, own, text)
    notify(_team_positions(visit, today), place, subject, _page_of(visit), text)


def _team_positions(visit: AppraisalVisit, day: date) -> Iterable[Position]:
    people = TeamMember.objects.filter(team=visit.team_id).values("person")
    roles = {Role.OFFICE, Role.COUNCIL, Role.LEADER}
    return holders_in(visit.team.programme.locality, roles, day).filter(person__in=people)
