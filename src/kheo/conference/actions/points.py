"""Points of the conclusion: typed or taken from the chair's speech, then looked at one by one by the office."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from kheo.conference.actions.locks import lock_conference
from kheo.conference.models import ConclusionOwner, ConclusionPoint, Conference
from kheo.conference.queries.closing import existence_of, points_of
from kheo.conference.rules.owners import ended_by
from kheo.directives.actions.tasks import TaskOwner
from kheo.directives.models import Requirement
from kheo.directives.queries.owners import why_not_given
from kheo.figures.queries.record import definition_of
from kheo.foundation.lengths import too_long
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, require
from kheo.organisation.queries.bodies import belongs_to
from kheo.organisation.trail import record

LONGEST = {"text": 600, "measure": 300, "value_measure": 60}
LABELS = {
    "text": "Nội dung",
    "owners": "Nơi thực hiện",
    "due_on": "Hạn",
    "measure": "Làm đến đâu là xong",
    "value": "Con số phải đạt",
    "value_measure": "Đơn vị tính",
    "figure": "Số liệu trong sổ",
    "requirement": "Thực hiện yêu cầu",
}
MOST_POINTS = 60
_MOST_VALUE = Decimal(10) ** 14


@dataclass(frozen=True)
class PointContent:
    """One point. With *value* it becomes a target for each owner (*figure*: read from the record), else a task."""

    text: str
    owners: Sequence[TaskOwner] = ()
    due_on: date | None = None
    measure: str = ""
    requirement: Requirement | None = None
    value: Decimal | None = None
    value_measure: str = ""
    figure: str = ""


def set_points(actor: Actor, conference: Conference, points: Sequence[PointContent], version: int) -> list[ConclusionPoint]:
    """Put *points* in place of those that are there, in their order. One that says the same as before stays looked at."""
    grant = require(actor, "conference.manage", conference.locality)
    problems = [] if len(points) <= MOST_POINTS else [Problem(f"Nhiều nhất {MOST_POINTS} điểm; gộp các điểm gần nhau.")]
    seen: dict[str, int] = {}
    for order, content in enumerate(points, 1):
        problems += [Problem(one.what, f"Điểm {order}, {one.where}") for one in point_problems(conference, content)]
        if (first := seen.setdefault(tidy(content.text), order)) != order and tidy(content.text):
            problems.append(Problem(f"Trùng với điểm {first}; bỏ một điểm.", f"Điểm {order}"))
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = lock_conference(conference, "conclusion.edit", version)
        looked = {content_of(point) for point in points_of(locked) if point.looked_at}
        ConclusionPoint.objects.filter(conference=locked).delete()
        made = [_write(locked, order, content, looked=_tidied(content) in looked) for order, content in enumerate(points, 1)]
        locked.version += 1
        locked.save(update_fields=["version"])
        details = {"points": len(made), "version": locked.version}
        record(actor, grant, "conclusion.points", locked, locked.locality, details)
    return made


def look_at_point(actor: Actor, point: ConclusionPoint, content: PointContent, version: int) -> ConclusionPoint:
    """The office's look: who carries the point out, by when, how it is measured. Then it is ready for the closing."""
    conference = point.conference
    grant = require(actor, "conference.manage", conference.locality)
    if problems := [*point_problems(conference, content), *_unfinished(content)]:
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = lock_conference(conference, "conclusion.edit")
        fresh = ConclusionPoint.objects.select_for_update(of=("self",)).filter(pk=point.pk).first()
        if fresh is None:
            raise RefusedError("Điểm này vừa được bỏ hoặc viết lại. Về trang kết luận để xem các điểm mới.")
        require_version(version, fresh.version)
        tidied = _tidied(content)
        if ConclusionPoint.objects.filter(conference=locked, text=tidied.text).exclude(pk=fresh.pk).exists():
            raise RefusedError(Problem("Điểm khác của kết luận đã ghi đúng lời này; sửa lời hoặc bỏ một điểm.", LABELS["text"]))
        for name in ("text", "due_on", "measure", "requirement", "value", "value_measure", "figure"):
            setattr(fresh, name, getattr(tidied, name))
        fresh.looked_at, fresh.version = True, fresh.version + 1
        fresh.save()
        ConclusionOwner.objects.filter(point=fresh).delete()
        _write_owners(fresh, tidied.owners)
        record(actor, grant, "conclusion.look", fresh, locked.locality, {"point": fresh.order, "owners": len(tidied.owners)})
    return fresh


def content_of(point: ConclusionPoint) -> PointContent:
    """What a point says, as an action takes it; needs ``owners``."""
    return PointContent(
        text=point.text,
        owners=tuple(TaskOwner(owner.unit, owner.body) for owner in point.owners.all()),
        due_on=point.due_on,
        measure=point.measure,
        requirement=point.requirement,
        value=point.value,
        value_measure=point.value_measure,
        figure=point.figure,
    )


def point_problems(conference: Conference, content: PointContent) -> list[Problem]:
    """What is wrong with what was given; what is not there yet is told by :func:`look_at_point`."""
    return [
        *_text_problems(content),
        *_value_problems(content),
        *_owner_problems(conference, content),
        *_due_problems(conference, content),
    ]


def _text_problems(content: PointContent) -> list[Problem]:
    problems = []
    for name, most in LONGEST.items():
        text = tidy(getattr(content, name))
        if name == "text" and not text:
            problems.append(Problem("Chưa ghi nội dung của điểm này.", LABELS[name]))
        problems += too_long(text, most, LABELS[name])
    return problems


def _value_problems(content: PointContent) -> list[Problem]:
    problems = []
    if content.value is not None and not 0 <= content.value < _MOST_VALUE:
        problems.append(Problem("Con số phải từ 0 trở lên, nhiều nhất mười bốn chữ số.", LABELS["value"]))
    if content.value is not None and not tidy(content.value_measure):
        problems.append(Problem("Có con số thì ghi đơn vị tính: «mô hình», «%», «hộ».", LABELS["value_measure"]))
    if content.figure and content.value is None:
        problems.append(Problem("Chọn số liệu thì ghi con số phải đạt.", LABELS["value"]))
    if content.figure and content.value is not None and content.value != content.value.to_integral_value():
        problems.append(Problem("Số liệu trong sổ là số nguyên; ghi con số bằng số nguyên.", LABELS["value"]))
    if content.figure and definition_of(content.figure) is None:
        problems.append(Problem("Sổ số liệu không có mục này; chọn trong danh sách.", LABELS["figure"]))
    return problems


def _owner_problems(conference: Conference, content: PointContent) -> list[Problem]:
    problems, seen = [], set()
    for owner in content.owners:
        unit, body = owner.unit, owner.body
        existence = existence_of(unit, body, conference.held_on)
        foreign = body.locality_id != conference.locality_id if body else not belongs_to(unit, conference.locality)
        if foreign:
            problems.append(Problem(f"{existence.name} không thuộc {conference.locality.name}.", LABELS["owners"]))
        elif why := why_not_given(body):
            problems.append(Problem(why, LABELS["owners"]))
        elif (unit.pk, body and body.pk) in seen:
            problems.append(Problem(f"{existence.name} có hai lần; bỏ một.", LABELS["owners"]))
        elif content.due_on is not None and (why := ended_by(existence, content.due_on)):
            problems.append(Problem(why, LABELS["owners"]))
        seen.add((unit.pk, body and body.pk))
    return problems


def _due_problems(conference: Conference, content: PointContent) -> list[Problem]:
    problems = []
    if content.due_on is not None and content.due_on < conference.held_on:
        what = f"Hạn {content.due_on:%d/%m/%Y} ở trước ngày hội nghị {conference.held_on:%d/%m/%Y}; xem lại năm."
        problems.append(Problem(what, LABELS["due_on"]))
    requirement = content.requirement
    if requirement is not None and requirement.directive.locality_id != conference.locality_id:
        problems.append(Problem("Yêu cầu này của địa phương khác; chọn trong danh sách.", LABELS["requirement"]))
    return problems


def _unfinished(content: PointContent) -> list[Problem]:
    problems = []
    if not content.owners:
        problems.append(Problem("Chưa chọn cơ quan, đơn vị nào; điểm nào cũng phải có nơi làm.", LABELS["owners"]))
    if content.due_on is None:
        problems.append(Problem("Chưa ghi hạn; ghi ngày phải xong.", LABELS["due_on"]))
    return problems


def _tidied(content: PointContent) -> PointContent:
    """As it is kept: texts tidied, and nothing of a number where there is no number."""
    has_value = content.value is not None
    return PointContent(
        text=tidy(content.text),
        owners=tuple(content.owners),
        due_on=content.due_on,
        measure=tidy(content.measure),
        requirement=content.requirement,
        value=content.value,
        value_measure=tidy(content.value_measure) if has_value else "",
        figure=content.figure if has_value else "",
    )


def _write(conference: Conference, order: int, content: PointContent, *, looked: bool) -> ConclusionPoint:
    tidied = _tidied(content)
    point = ConclusionPoint.objects.create(
        conference=conference,
        order=order,
        text=tidied.text,
        requirement=tidied.requirement,
        due_on=tidied.due_on,
        measure=tidied.measure,
        value=tidied.value,
        value_measure=tidied.value_measure,
        figure=tidied.figure,
        looked_at=looked,
    )
    _write_owners(point, tidied.owners)
    return point


def _write_owners(point: ConclusionPoint, owners: Sequence[TaskOwner]) -> None:
    ConclusionOwner.objects.bulk_create(ConclusionOwner(point=point, unit=owner.unit, body=owner.body) for owner in owners)
