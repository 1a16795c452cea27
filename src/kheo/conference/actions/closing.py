"""The end of a conference in one act: nothing is left open, the day is frozen, the conclusion becomes next year's work."""

from dataclasses import dataclass
from datetime import date, datetime
from textwrap import shorten

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kheo.conference.actions.locks import lock_conference
from kheo.conference.actions.points import PointContent, look_at_point, set_points
from kheo.conference.models import ConclusionNotice, ConclusionOwner, ConclusionPoint, Conference, DayRecord
from kheo.conference.queries.closing import attendance_taken, existence_of, points_of
from kheo.conference.queries.day import day_content
from kheo.conference.queries.notices import number_check
from kheo.conference.queries.stage import stage_of
from kheo.conference.rules.days import moment_problems
from kheo.conference.rules.owners import ended_by
from kheo.conference.rules.record import digest
from kheo.directives.actions.targets import TargetContent, set_target
from kheo.directives.actions.tasks import TaskContent, TaskOwner, assign_tasks
from kheo.foundation.lengths import too_long
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.foundation.uploads.keeping import keep_file
from kheo.foundation.uploads.papers import signed_scan
from kheo.organisation.actions.notices import notify
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Position, Role
from kheo.organisation.queries.holders import holders_of
from kheo.organisation.trail import record
from kheo.recognition.rules.numbers import read_number

__all__ = [
    "NoticeSigner",
    "PointContent",
    "attach_signed_notice",
    "close_conference",
    "issue_notice",
    "look_at_point",
    "set_points",
]
TITLE_LONGEST = 300
LABELS = {"authority": "Quyền hạn ký", "position": "Chức vụ người ký", "name": "Người ký", "number": "Số", "date": "Ngày"}
_LONGEST_SIGNER = 120


@dataclass(frozen=True)
class NoticeSigner:
    """Who signs the notice: *authority* («T/M BAN CHỈ ĐẠO»), *position* under it, *name* once it is known."""

    authority: str
    position: str = ""
    name: str = ""


def close_conference(
    actor: Actor, conference: Conference, signer: NoticeSigner, version: int, at: datetime | None = None
) -> Conference:
    """Close the conference: the notice in draft, a task or target of next year for each owner, the day frozen. All or nothing.

    Refused, with everything that is missing, while names are uncalled, points are not looked at or nobody's attendance was
    taken. Nothing of the conference changes afterwards. *at*: when it was closed, for one that was held before it was entered.
    """
    grant = require(actor, "conference.close", conference.locality)
    with transaction.atomic():
        locked = lock_conference(conference, "conference.close", version)
        points = list(points_of(locked))
        now = timezone.localtime()
        moment = timezone.localtime(at) if at else now
        late = moment_problems(moment, locked.held_on, now) if at else []
        if problems := [*_signer_problems(signer), *late, *closing_problems(locked, points)]:
            raise RefusedError(*problems)
        notice = ConclusionNotice.objects.create(
            conference=locked,
            body=locked.host,
            signer_authority=tidy(signer.authority),
            signer_position=tidy(signer.position),
            signer_name=tidy(signer.name),
        )
        if problems := _hand_out_all(actor, locked, points):
            raise RefusedError(*problems)
        locked.closed_at, locked.version, locked.stage_covered = moment, locked.version + 1, True
        content = day_content(locked)
        frozen = DayRecord.objects.create(conference=locked, content=content, sha256=digest(content), closed_by=actor.account_id)
        locked.save(update_fields=["state", "closed_at", "version", "stage_covered"])
        details = {"notice": notice.pk, "points": len(points), "record": frozen.sha256}
        record(actor, grant, "conference.close", locked, locked.locality, details)
    return locked


def closing_problems(conference: Conference, points: list[ConclusionPoint]) -> list[Problem]:
    """Everything that keeps *conference* from being closed, for the page as well as for the act."""
    problems = []
    if uncalled := stage_of(conference).uncalled:
        problems.append(Problem(f"Còn {uncalled} tên chưa gọi; gọi hết, ai vắng thì ghi «trao sau».", "Lễ trao tặng"))
    if not points:
        problems.append(Problem("Chưa có điểm kết luận nào; ghi các điểm rồi xem từng điểm.", "Kết luận"))
    if unseen := sum(not point.looked_at for point in points):
        problems.append(Problem(f"Còn {unseen} điểm chưa xem; ghi nơi thực hiện, hạn cho từng điểm.", "Kết luận"))
    problems += [
        Problem(why, f"Kết luận, điểm {point.order}")
        for point in points
        for owner in point.owners.all()
        if point.due_on and (why := ended_by(existence_of(owner.unit, owner.body, conference.held_on), point.due_on))
    ]
    if not attendance_taken(conference):
        problems.append(Problem("Chưa điểm danh khách nào; điểm danh rồi mới bế mạc.", "Điểm danh"))
    return problems


def issue_notice(actor: Actor, notice: ConclusionNotice, number: str, day: date, version: int) -> ConclusionNotice:
    """Enter *number* and *day* of the signed notice: once; neither is changed afterwards."""
    locality = notice.conference.locality
    grant = require(actor, "conference.close", locality)
    with transaction.atomic():
        lock_conference(notice.conference, "notice.issue")
        locked = _locked_notice(notice, version)
        if locked.number:
            what = f"Thông báo đã ghi số {locked.number} ngày {locked.date:%d/%m/%Y}; số đã ghi thì không sửa."
            raise RefusedError(what)
        check = number_check(locked, number, day)
        read = read_number(number)
        problems = [*check.problems, *_day_problems(locked, day)]
        if problems or read is None:
            raise RefusedError(*problems)
        locked.number, locked.number_order, locked.number_key, locked.number_year = read.text, read.order, read.key, day.year
        locked.date = day
        _bump(locked)
        details = {"number_order": read.order, "date": day.isoformat(), "version": locked.version}
        record(actor, grant, "notice.issue", locked, locality, details)
        _tell_owners(locked)
    return locked


def attach_signed_notice(actor: Actor, notice: ConclusionNotice, name: str, content: bytes, version: int) -> ConclusionNotice:
    """Keep the scan of the signed notice beside it; its words, number and date stay as they are."""
    locality = notice.conference.locality
    grant = require(actor, "conference.close", locality)
    checked = signed_scan(name, content)
    with transaction.atomic():
        lock_conference(notice.conference, "notice.issue")
        locked = _locked_notice(notice, version)
        if not locked.number:
            raise RefusedError("Chưa ghi số, ngày của thông báo; ghi số rồi lưu bản đã ký.")
        locked.signed_file = keep_file(checked, locality.code, actor.account_id)
        _bump(locked)
        record(actor, grant, "notice.attach", locked, locality, {"sha256": checked.sha256, "version": locked.version})
    return locked


def _hand_out_all(actor: Actor, conference: Conference, points: list[ConclusionPoint]) -> list[Problem]:
    """Give every point to its owners; what the tasks and targets refuse is told with the point it comes from."""
    problems = []
    for point in points:
        try:
            _hand_out(actor, conference, point)
        except RefusedError as refusal:
            where = f"Kết luận, điểm {point.order}"
            problems += [Problem(str(problem), where) for problem in refusal.problems]
    return problems


def _hand_out(actor: Actor, conference: Conference, point: ConclusionPoint) -> None:
    """Give each owner of *point* its task, or its target where the point has a number, of the year after the programme's."""
    locality, year = conference.locality, conference.programme.year + 1
    title = shorten(point.text, TITLE_LONGEST, placeholder=" …")
    owners = list(point.owners.all())
    due_on = point.due_on or conference.held_on  # a point that was looked at has its own
    if point.value is not None:
        target = TargetContent(
            title=title,
            value=point.value,
            measure=point.value_measure,
            due_on=due_on,
            figure=point.figure,
            requirement=point.requirement,
        )
        for owner in owners:
            owner.target = set_target(actor, locality, year, target, TaskOwner(owner.unit, owner.body))
    else:
        content = TaskContent(
            title=title,
            due_on=due_on,
            measure=point.measure,
            requirement=point.requirement,
            origin=f"Kết luận hội nghị ngày {conference.held_on:%d/%m/%Y}, điểm {point.order}",
        )
        to = [TaskOwner(owner.unit, owner.body) for owner in owners]
        for owner, task in zip(owners, assign_tasks(actor, locality, year, content, to, conference.held_on), strict=True):
            owner.task = task
    ConclusionOwner.objects.bulk_update(owners, ["task", "target"])


def _locked_notice(notice: ConclusionNotice, version: int) -> ConclusionNotice:
    locked = (
        ConclusionNotice.objects.select_for_update(of=("self",)).select_related("conference__locality", "body").get(pk=notice.pk)
    )
    require_version(version, locked.version)
    return locked


def _bump(notice: ConclusionNotice) -> None:
    notice.version += 1
    notice.save()


def _signer_problems(signer: NoticeSigner) -> list[Problem]:
    problems = []
    for name in ("authority", "position", "name"):
        text = tidy(getattr(signer, name))
        if name == "authority" and not text:
            problems.append(Problem("Chưa ghi dòng trên chữ ký: «T/M BAN CHỈ ĐẠO», «CHỦ TỊCH».", LABELS[name]))
        problems += too_long(text, _LONGEST_SIGNER, LABELS[name])
    return problems


def _day_problems(notice: ConclusionNotice, day: date) -> list[Problem]:
    held_on, today = notice.conference.held_on, timezone.localdate()
    if day < held_on:
        what = f"Ngày {day:%d/%m/%Y} ở trước ngày hội nghị {held_on:%d/%m/%Y}; ghi ngày trên bản đã ký."
        return [Problem(what, LABELS["date"])]
    if day > today:
        return [Problem("Ngày ở sau hôm nay; ghi số khi văn bản đã ký.", LABELS["date"])]
    return []


def _tell_owners(notice: ConclusionNotice) -> None:
    """The holders who answer for an owner of any point hear of the notice once."""
    conference = notice.conference
    locality, today = conference.locality, timezone.localdate()
    told: dict[int, Position] = {}
    for owner in ConclusionOwner.objects.filter(point__conference=conference).select_related("unit", "body"):
        for position in holders_of(locality, owner.unit, owner.body, [Role.UNIT_STAFF], today):
            told[position.pk] = position
    path = reverse("conference:conclusion_notice", args=[locality.code, conference.pk])
    subject = f"Thông báo kết luận số {notice.number} ngày {notice.date:%d/%m/%Y}"
    notify(told.values(), locality, subject, path, conference.title)
