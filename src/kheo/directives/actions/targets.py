"""Targets of a year: set, edited, read, taken away while nothing was read. A bound one is read by the record alone."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from kheo.directives.measures import MEASURES
from kheo.directives.models import Requirement, Target, TargetReading
from kheo.directives.queries.owners import why_not_given
from kheo.directives.queries.places import Answering, owner_of, place_problems
from kheo.directives.queries.tasks import ANSWERING
from kheo.directives.rules.targets import reading_problems, target_problems, value_problems
from kheo.foundation.numbers import written
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.organisation.actions.notices import notify
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality
from kheo.organisation.queries.holders import holders_of
from kheo.organisation.trail import record


@dataclass(frozen=True)
class TargetContent:
    """*value* in *measure* to be reached by *due_on*; *figure*: key of the record's figure that it is bound to, if it is."""

    title: str
    value: Decimal
    measure: str
    due_on: date
    direction: str = Target.Direction.AT_LEAST
    figure: str = ""
    requirement: Requirement | None = None


def set_target(actor: Actor, locality: Locality, year: int, content: TargetContent, owner: Answering) -> Target:
    """Set a target of *year* for *owner*, and tell its staff."""
    grant = require(actor, "directive.manage", locality)
    problems = _problems(locality, year, content, owner)
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        made = Target.objects.create(locality=locality, year=year, **_fields(content, owner))
        record(actor, grant, "target.set", made, locality, {"year": year, "owner": _owner_code(owner), "figure": made.figure})
        _tell(made, f"Chỉ tiêu mới: {made.title}")
    return made


def edit_target(actor: Actor, target: Target, content: TargetContent, owner: Answering, version: int) -> Target:
    """Change what a target says; one with typed readings is not bound to a figure, or the two would tell different things."""
    locality = target.locality
    grant = require(actor, "directive.manage", locality)
    problems = _problems(locality, target.year, content, owner, held=target)
    with transaction.atomic():
        held = _lock(target)
        require_version(version, held.version)
        if content.figure and not held.figure and TargetReading.objects.filter(target=held).exists():
            what = "Chỉ tiêu này đã có số ghi tay; lập chỉ tiêu mới nếu từ nay lấy số trong sổ."
            problems.append(Problem(what, "Lấy từ số liệu trong sổ"))
        if problems:
            raise RefusedError(*problems)
        for name, value in _fields(content, owner).items():
            setattr(held, name, value)
        held.version += 1
        held.save()
        record(actor, grant, "target.edit", held, locality, {"version": held.version, "owner": _owner_code(owner)})
        _tell(held, f"Chỉ tiêu đã sửa: {held.title}")
    return held


def read_target(actor: Actor, target: Target, value: Decimal, on: date, source: str) -> TargetReading:
    """Write down the value of a target as of *on* and where it was read; the owner's staff or the office."""
    locality = target.locality
    grant = require(actor, "task.report", locality, owner_of(target))
    with transaction.atomic():
        held = _lock(target)
        problems = [*value_problems(value, "Con số"), *reading_problems(on, held.year, source, timezone.localdate())]
        if held.figure:
            problems = [_bound_problem(held)]
        elif any(one.value == value for one in TargetReading.objects.filter(target=held, on=on)):
            problems.append(Problem(f"Ngày {on:%d/%m/%Y} đã ghi đúng con số này.", "Con số"))
        if problems:
            raise RefusedError(*problems)
        made = TargetReading.objects.create(target=held, on=on, value=value, source=tidy(source), added_by=actor.account_id)
        record(actor, grant, "target.read", held, locality, {"reading": made.pk, "value": str(value), "on": on.isoformat()})
    return made


def remove_target(actor: Actor, target: Target, version: int) -> None:
    """Take away a target that was set by mistake; one that was read, or stands in a conclusion, stays."""
    locality = target.locality
    grant = require(actor, "directive.manage", locality)
    with transaction.atomic():
        held = _lock(target)
        require_version(version, held.version)
        if TargetReading.objects.filter(target=held).exists():
            raise RefusedError("Chỉ tiêu này đã có số đo; giữ lại để còn xem được. Sửa lời hoặc con số nếu ghi sai.")
        record(actor, grant, "target.remove", held, locality, {"year": held.year, "figure": held.figure})
        try:
            with transaction.atomic():
                held.delete()
        except ProtectedError:
            raise RefusedError("Chỉ tiêu này nằm trong kết luận hội nghị; không bỏ được.") from None


def _bound_problem(target: Target) -> Problem:
    label = dict(MEASURES.source.choices()).get(target.figure, target.figure)
    what = f"Chỉ tiêu này lấy số trong sổ («{label}»), không ghi tay. Sổ thiếu thì bổ sung hồ sơ, con số tự đổi theo."
    return Problem(what, "Con số")


def _problems(
    locality: Locality, year: int, content: TargetContent, owner: Answering, held: Target | None = None
) -> list[Problem]:
    problems = list(target_problems(content.title, content.value, content.measure, content.due_on, year))
    if content.direction not in Target.Direction.values:
        problems.append(Problem("Chọn «ít nhất» hoặc «không quá».", "Chiều"))
    # A target that stands keeps its owner, though it ended meanwhile: only a new owner must be there.
    if held is None or owner_of(held) != owner_of(owner):
        problems += place_problems(locality, owner, min(content.due_on, timezone.localdate()), "Nơi chịu trách nhiệm")
        if why := why_not_given(owner.body):
            problems.append(Problem(why, "Nơi chịu trách nhiệm"))
    if content.figure and content.figure not in dict(MEASURES.source.choices()):
        problems.append(Problem("Sổ không có số liệu này; chọn trong danh sách.", "Lấy từ số liệu trong sổ"))
    if content.figure and content.value != content.value.to_integral_value():
        what = "Số liệu trong sổ là số nguyên; ghi chỉ tiêu bằng số nguyên."
        problems.append(Problem(what, "Con số phải đạt"))
    requirement = content.requirement
    if requirement is not None and requirement.directive.locality_id != locality.pk:
        problems.append(Problem("Yêu cầu này thuộc văn bản của địa phương khác.", "Theo yêu cầu"))
    return problems


def _fields(content: TargetContent, owner: Answering) -> dict[str, object]:
    return {
        "title": tidy(content.title),
        "direction": content.direction,
        "value": content.value,
        "measure": tidy(content.measure),
        "figure": content.figure,
        "due_on": content.due_on,
        "requirement": content.requirement,
        "unit": owner.unit,
        "body": owner.body,
    }


def _owner_code(owner: Answering) -> str:
    return owner.body.code if owner.body else owner.unit.code


def _lock(target: Target) -> Target:
    found = Target.objects.select_for_update(of=("self",)).select_related("locality", "unit", "body")
    held = found.filter(pk=target.pk).first()
    if held is None:
        raise RefusedError("Người khác vừa bỏ chỉ tiêu này. Về danh sách chỉ tiêu để xem.")
    return held


def _tell(target: Target, subject: str) -> None:
    holders = holders_of(target.locality, target.unit, target.body, ANSWERING, timezone.localdate())
    path = reverse("directives:target", args=[target.locality.code, target.pk])
    limit = target.get_direction_display()
    notify(
        holders,
        target.locality,
        subject,
        path,
        f"{limit} {written(target.value)} {target.measure}, đến {target.due_on:%d/%m/%Y}.",
    )
