"""The yearly conference of a village's community, from its plan to the tasks that come of it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.democracy.models import CommunityConclusion, CommunityMeeting, CommunityQuestion, CommunityReport
from kheo.democracy.queries.community import village_of
from kheo.democracy.queries.roll import households_on
from kheo.democracy.rules.comments import lines_of
from kheo.democracy.rules.community import (
    TEXT_LENGTH,
    holding_problems,
    notice_problems,
    plan_problems,
    reports,
    sending_problems,
    text_problems,
)
from kheo.democracy.rules.roll import ended_problems
from kheo.directives.actions.tasks import TaskContent, TaskOwner, assign_tasks
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, Grant, Owner, require
from kheo.organisation.models import Locality, Unit
from kheo.organisation.trail import record


@dataclass(frozen=True)
class PlanContent:
    """When and where the community meets, and about what (Nghị định 59/2023/NĐ-CP Điều 10 khoản 2)."""

    planned_on: date
    place: str
    content: str


def plan_meeting(actor: Actor, locality: Locality, village: int, year: int, content: PlanContent) -> CommunityMeeting:
    """Plan the conference of the village with the key *village* for *year*: one a year."""
    grant = require(actor, "community.run", locality, Owner(village))
    problems = list(plan_problems(year, content.planned_on, content.place, content.content))
    unit = village_of(locality, village, content.planned_on)
    if unit is None:
        raise RefusedError(*problems, Problem(f"Chọn thôn, tổ dân phố của {locality.name} còn vào ngày ấy.", "Thôn, tổ dân phố"))
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        if CommunityMeeting.objects.filter(village=unit, year=year).exists():
            problems.append(Problem(f"Đã có kế hoạch hội nghị năm {year} của nơi này; mở ra để sửa.", "Thôn, tổ dân phố"))
        if problems:
            raise RefusedError(*problems)
        made = CommunityMeeting.objects.create(
            locality=locality,
            village=unit,
            year=year,
            planned_on=content.planned_on,
            place=tidy(content.place),
            content=lines_of(content.content),
            added_by=actor.account_id,
        )
        record(actor, grant, "community.plan", made, locality, {"village": unit.code, "planned_on": str(content.planned_on)})
    return made


def edit_plan(actor: Actor, meeting: CommunityMeeting, content: PlanContent, version: int) -> CommunityMeeting:
    """Change the plan; what was already told to the households must be told again."""
    grant = _grant(actor, meeting)
    problems = list(plan_problems(meeting.year, content.planned_on, content.place, content.content))
    with transaction.atomic():
        held = _hold(meeting, version)
        problems += ended_problems(content.planned_on, held.village.ended_on, "Ngày họp")
        if held.held_on is not None:
            problems.append(Problem("Hội nghị đã họp; kế hoạch giữ nguyên."))
        if problems:
            raise RefusedError(*problems)
        if held.planned_on != content.planned_on:
            held.noticed_on, held.noticed_how = None, ""
        held.planned_on, held.place, held.content = content.planned_on, tidy(content.place), lines_of(content.content)
        _keep(held)
        record(actor, grant, "community.edit", held, held.locality, {"planned_on": str(held.planned_on), "version": held.version})
    return held


def send_plan(actor: Actor, meeting: CommunityMeeting, sent_on: date, version: int) -> CommunityMeeting:
    """Record that the plan went to the commune, the Front and the board (Điều 10 khoản 4)."""
    grant = _grant(actor, meeting)
    problems = list(sending_problems(sent_on, meeting.planned_on, timezone.localdate()))
    with transaction.atomic():
        held = _hold(meeting, version)
        if problems:
            raise RefusedError(*problems)
        held.plan_sent_on = sent_on
        _keep(held)
        record(actor, grant, "community.send_plan", held, held.locality, {"sent_on": str(sent_on), "version": held.version})
    return held


def give_notice(actor: Actor, meeting: CommunityMeeting, noticed_on: date, how: str, version: int) -> CommunityMeeting:
    """Record that the notice reached the households, 5 days before at the latest (Điều 11 khoản 1 điểm c)."""
    grant = _grant(actor, meeting)
    problems = list(text_problems(how, "Báo bằng cách nào", 200))
    with transaction.atomic():
        held = _hold(meeting, version)
        problems += notice_problems(held.plan_sent_on, noticed_on, held.planned_on, timezone.localdate())
        if problems:
            raise RefusedError(*problems)
        held.noticed_on, held.noticed_how = noticed_on, tidy(how)
        _keep(held)
        record(actor, grant, "community.notice", held, held.locality, {"on": str(noticed_on), "version": held.version})
    return held


def write_report(actor: Actor, meeting: CommunityMeeting, by: str, text: str) -> CommunityReport:
    """Keep the text of one of the three reports (Luật 10/2022/QH15 Điều 33 khoản 3), until the result was sent."""
    grant = _grant(actor, meeting)
    problems = list(text_problems(text, "Báo cáo", TEXT_LENGTH))
    if by not in reports(meeting.planned_on):
        problems.append(Problem("Chọn một trong ba báo cáo.", "Báo cáo"))
    with transaction.atomic():
        problems += _sent(_hold(meeting))
        if problems:
            raise RefusedError(*problems)
        made, _new = CommunityReport.objects.update_or_create(meeting=meeting, by=by, defaults={"text": lines_of(text)})
        record(actor, grant, "community.report", meeting, meeting.locality, {"by": by})
    return made


def hold_meeting(
    actor: Actor, meeting: CommunityMeeting, held_on: date, present: int, guests: int, version: int
) -> CommunityMeeting:
    """Record that the community met: households present, of all on the roll of that day."""
    grant = _grant(actor, meeting)
    with transaction.atomic():
        held = _hold(meeting, version)
        households = households_on(held.village_id, held_on).count()
        people = (households, present, guests)
        problems = [
            *ended_problems(held_on, held.village.ended_on, "Ngày họp"),
            *holding_problems(held.noticed_on, (held.planned_on, held_on), people, timezone.localdate()),
            *_sent(held),
        ]
        if problems:
            raise RefusedError(*problems)
        held.held_on, held.households, held.present, held.guests = held_on, households, present, guests
        _keep(held)
        details = {"held_on": str(held_on), "present": present, "households": households, "version": held.version}
        record(actor, grant, "community.hold", held, held.locality, details)
    return held


def add_question(actor: Actor, meeting: CommunityMeeting, text: str, answer: str) -> CommunityQuestion:
    """Keep what households asked or proposed and what was answered; nobody's name stands beside it."""
    grant = _grant(actor, meeting)
    problems = list(text_problems(text, "Ý kiến"))
    if answer:
        problems += text_problems(answer, "Trả lời")
    with transaction.atomic():
        problems += _open_after_holding(_hold(meeting))
        if problems:
            raise RefusedError(*problems)
        made = CommunityQuestion.objects.create(meeting=meeting, text=tidy(text), answer=tidy(answer))
        record(actor, grant, "community.question", meeting, meeting.locality)
    return made


def conclude(actor: Actor, meeting: CommunityMeeting, text: str) -> CommunityConclusion:
    """Keep a point of the conclusion."""
    grant = _grant(actor, meeting)
    problems = list(text_problems(text, "Kết luận", 300))
    with transaction.atomic():
        problems += _open_after_holding(_hold(meeting))
        if problems:
            raise RefusedError(*problems)
        made = CommunityConclusion.objects.create(meeting=meeting, text=tidy(text))
        record(actor, grant, "community.conclude", meeting, meeting.locality)
    return made


def give_task(actor: Actor, conclusion: CommunityConclusion, owner: TaskOwner, due_on: date) -> CommunityConclusion:
    """Make a task of a point: the office's act, with the task's own rules and notice."""
    meeting = conclusion.meeting
    grant = require(actor, "directive.manage", meeting.locality)
    today = timezone.localdate()
    with transaction.atomic():
        held = CommunityConclusion.objects.select_for_update().get(pk=conclusion.pk)
        if held.task_id is not None:
            raise RefusedError(Problem("Kết luận này đã thành nhiệm vụ; tải lại trang để xem."))
        origin = f"{meeting}, {meeting.held_on:%d/%m/%Y}"
        [task] = assign_tasks(actor, meeting.locality, today.year, TaskContent(held.text, due_on, origin=origin), [owner])
        held.task = task
        held.save()
        record(actor, grant, "community.give", meeting, meeting.locality, {"task": task.pk})
    return held


def send_result(actor: Actor, meeting: CommunityMeeting, sent_on: date, version: int) -> CommunityMeeting:
    """Record that the result went in writing to the commune and the Front (Điều 11 khoản 2); the record is closed by it."""
    grant = _grant(actor, meeting)
    with transaction.atomic():
        held = _hold(meeting, version)
        problems = _open_after_holding(held)
        if held.held_on is not None and not held.held_on <= sent_on <= timezone.localdate():
            problems.append(Problem(f"Phải từ ngày họp ({held.held_on:%d/%m/%Y}) đến hôm nay.", "Ngày gửi"))
        missing = set(reports(held.planned_on)) - {one.by for one in held.reports.all()}
        if missing:
            problems.append(Problem("Còn thiếu báo cáo trong ba báo cáo (Điều 33 khoản 3 Luật 10/2022/QH15).", "Báo cáo"))
        if problems:
            raise RefusedError(*problems)
        held.result_sent_on = sent_on
        _keep(held)
        record(actor, grant, "community.send_result", held, held.locality, {"sent_on": str(sent_on), "version": held.version})
    return held


def _grant(actor: Actor, meeting: CommunityMeeting) -> Grant:
    return require(actor, "community.run", meeting.locality, Owner(meeting.village_id))


def _hold(meeting: CommunityMeeting, version: int | None = None) -> CommunityMeeting:
    """One writer for a conference, as the actor saw it where *version* says so."""
    rows = CommunityMeeting.objects.select_for_update(of=("self",)).select_related("locality", "village")
    held = rows.get(pk=meeting.pk)
    if version is not None:
        require_version(version, held.version)
    return held


def _keep(held: CommunityMeeting) -> None:
    held.version += 1
    held.save()


def _sent(held: CommunityMeeting) -> list[Problem]:
    return [Problem("Kết quả đã báo cáo; hồ sơ hội nghị giữ nguyên.")] if held.result_sent_on is not None else []


def _open_after_holding(held: CommunityMeeting) -> list[Problem]:
    if held.held_on is None:
        return [Problem("Ghi hội nghị đã họp trước.")]
    return _sent(held)
