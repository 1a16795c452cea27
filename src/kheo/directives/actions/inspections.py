"""The yearly inspection plan of a committee: its paper, its visits, what they found, and the tasks that follow."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kheo.directives.models import Committee, CommitteeMember, InspectionPlan, InspectionVisit
from kheo.directives.queries.committees import decision_on, members_of
from kheo.directives.queries.places import Answering, place_problems
from kheo.directives.rules.inspections import plan_problems, visit_problems
from kheo.directives.workflow import VISIT
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import fold, tidy
from kheo.foundation.uploads.keeping import keep_file
from kheo.foundation.uploads.papers import SentFile, look_at
from kheo.organisation.actions.notices import notify
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Role
from kheo.organisation.queries.holders import holders_of
from kheo.organisation.trail import record


@dataclass(frozen=True)
class VisitContent:
    """A visit to *place* about *subject*; *leader* and *members* are rows of the list in force on the day."""

    place: Answering
    subject: str
    planned_on: date
    leader: CommitteeMember
    members: Sequence[CommitteeMember] = field(default_factory=tuple)


def plan_inspections(
    actor: Actor,
    committee: Committee,
    year: int,
    number: str = "",
    date: date | None = None,
    file: SentFile | None = None,
) -> InspectionPlan:
    """Open the plan of *committee* for *year*; number and date may come later, when it is signed."""
    locality = committee.locality
    grant = require(actor, "committee.manage", locality)
    checked, problems = look_at(file, "paper")
    problems += plan_problems(year, number, date, timezone.localdate())
    with transaction.atomic():
        held = Committee.objects.select_for_update(of=("self",)).select_related("body", "locality").get(pk=committee.pk)
        if InspectionPlan.objects.filter(committee=held, year=year).exists():
            problems.append(Problem(f"Ban này đã có kế hoạch kiểm tra năm {year}; thêm cuộc kiểm tra vào đó.", "Năm"))
        if problems:
            raise RefusedError(*problems)
        kept = keep_file(checked, locality.code, actor.account_id) if checked else None
        made = InspectionPlan.objects.create(committee=held, year=year, number=tidy(number), date=date, file=kept)
        record(actor, grant, "inspection.plan", made, locality, {"year": year, "committee": held.pk})
    return made


def number_plan(
    actor: Actor, plan: InspectionPlan, number: str, day: date | None, file: SentFile | None = None
) -> InspectionPlan:
    """Enter number and date of the signed plan, with its scan if one is sent."""
    locality = plan.committee.locality
    grant = require(actor, "committee.manage", locality)
    checked, problems = look_at(file, "paper")
    with transaction.atomic():
        held = _lock_plan(plan)
        problems += plan_problems(held.year, number, day, timezone.localdate())
        if problems:
            raise RefusedError(*problems)
        held.number, held.date = tidy(number), day
        if checked:
            held.file = keep_file(checked, locality.code, actor.account_id)
        held.save(update_fields=["number", "date", "file"])
        details = {"date": day.isoformat() if day else "", "sha256": checked.sha256 if checked else ""}
        record(actor, grant, "inspection.number", held, locality, details)
    return held


def add_visit(actor: Actor, plan: InspectionPlan, content: VisitContent) -> InspectionVisit:
    """Put a visit into the plan, and tell the team and the place."""
    locality = plan.committee.locality
    grant = require(actor, "committee.manage", locality)
    with transaction.atomic():
        held = _lock_plan(plan)
        problems = _visit_problems(held, content, None)
        if problems:
            raise RefusedError(*problems)
        made = InspectionVisit.objects.create(plan=held, **_fields(content))
        made.members.set(_others(content))
        details = {"planned_on": content.planned_on.isoformat(), "members": len(_others(content)) + 1}
        record(actor, grant, "visit.add", made, locality, details)
        _tell(made, f"Kiểm tra ngày {made.planned_on:%d/%m/%Y}: {made.subject}")
    return made


def edit_visit(actor: Actor, visit: InspectionVisit, content: VisitContent, version: int) -> InspectionVisit:
    """Change a planned visit: its day, its place, its team."""
    locality = visit.plan.committee.locality
    grant = require(actor, "committee.manage", locality)
    with transaction.atomic():
        held = lock_visit(visit, version, "visit.edit")
        problems = _visit_problems(held.plan, content, held)
        if problems:
            raise RefusedError(*problems)
        for name, value in _fields(content).items():
            setattr(held, name, value)
        held.version += 1
        held.save()
        held.members.set(_others(content))
        record(actor, grant, "visit.edit", held, locality, {"version": held.version, "planned_on": held.planned_on.isoformat()})
        _tell(held, f"Lịch kiểm tra đã đổi, ngày {held.planned_on:%d/%m/%Y}: {held.subject}")
    return held


def lock_visit(visit: InspectionVisit, version: int, step: str) -> InspectionVisit:
    """The visit held for this act, in the state that *step* of the workflow leads to; RefusedError for a wrong one."""
    found = InspectionVisit.objects.select_for_update(of=("self",)).select_related(
        "plan__committee__body", "plan__committee__locality", "unit", "body", "leader__position", "leader__body"
    )
    held = found.get(pk=visit.pk)
    require_version(version, held.version)
    held.state = VISIT.target(step, held.state)
    return held


def team_problems(committee: Committee, team: Sequence[CommitteeMember], day: date) -> list[Problem]:
    """Who of *team* is not in the list in force on *day*, by the name of the position."""
    decision = decision_on(committee, day)
    if decision is None:
        return [Problem(f"Ngày {day:%d/%m/%Y} ban không có danh sách nào đang dùng; xem lại ngày.", "Ngày kiểm tra")]
    listed = list(members_of(decision))
    rows = {member.pk for member in listed}
    known = {_same(member) for member in listed}
    return [
        Problem(
            f"«{member.title}» không có trong danh sách của ban ngày {day:%d/%m/%Y}; chọn lại đoàn theo danh sách ấy.", "Đoàn"
        )
        for member in team
        if member.pk not in rows and _same(member) not in known
    ]


def _same(member: CommitteeMember) -> tuple[int | None, str, int | None]:
    """Equal for the same seat in two decisions: the same position, else the same words of the same body."""
    return (member.position_id, "", None) if member.position_id else (None, fold(member.title), member.body_id)


def _lock_plan(plan: InspectionPlan) -> InspectionPlan:
    found = InspectionPlan.objects.select_for_update(of=("self",)).select_related("committee__body", "committee__locality")
    return found.get(pk=plan.pk)


def _visit_problems(plan: InspectionPlan, content: VisitContent, held: InspectionVisit | None) -> list[Problem]:
    committee = plan.committee
    problems = list(visit_problems(content.subject, content.planned_on, plan.year))
    problems += place_problems(committee.locality, content.place, content.planned_on, "Nơi được kiểm tra")
    problems += team_problems(committee, [content.leader, *content.members], content.planned_on)
    place = content.place
    twice = InspectionVisit.objects.filter(
        plan=plan, unit=place.unit, body=place.body, planned_on=content.planned_on, state=InspectionVisit.State.PLANNED
    ).exclude(pk=held.pk if held else 0)
    if twice.exists():
        problems.append(Problem("Kế hoạch đã có cuộc kiểm tra nơi này đúng ngày ấy; sửa cuộc đã có.", "Nơi được kiểm tra"))
    return problems


def _fields(content: VisitContent) -> dict[str, object]:
    return {
        "unit": content.place.unit,
        "body": content.place.body,
        "subject": tidy(content.subject),
        "planned_on": content.planned_on,
        "leader": content.leader,
    }


def _others(content: VisitContent) -> list[CommitteeMember]:
    """Members beside the leader, each once."""
    return list({member.pk: member for member in content.members if member.pk != content.leader.pk}.values())


def _tell(visit: InspectionVisit, subject: str) -> None:
    """Tell the team, and the staff of the place that is visited."""
    today, locality = timezone.localdate(), visit.plan.committee.locality
    team = CommitteeMember.objects.filter(pk__in=[visit.leader_id, *visit.members.values_list("pk", flat=True)])
    seated = [member.position for member in team.select_related("position") if member.position]
    held = [position for position in seated if position.valid_to is None or position.valid_to > today]
    staff = holders_of(locality, visit.unit, visit.body, {Role.UNIT_STAFF}, today)
    path = reverse("directives:visit", args=[locality.code, visit.pk])
    notify({position.pk: position for position in [*held, *staff]}.values(), locality, subject, path)
