"""Counted activities of information and persuasion: recorded, edited, taken away by their owner or the office."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.directives.models import Activity, ActivityKind, Requirement
from kheo.directives.queries.places import Answering, owner_of, place_problems
from kheo.directives.rules.activities import activity_problems
from kheo.foundation.models import StoredFile
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import fold, tidy
from kheo.foundation.uploads.keeping import keep_file, release_file
from kheo.foundation.uploads.papers import SentFile, look_at
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality, Unit
from kheo.organisation.trail import record


@dataclass(frozen=True)
class ActivityContent:
    """*count* activities of *kind* about *topic*; *people*: how many they reached, None where nobody could count them."""

    kind: str
    topic: str
    begun_on: date
    ended_on: date
    count: int
    people: int | None = None
    requirement: Requirement | None = None


def record_activity(
    actor: Actor, locality: Locality, owner: Answering, content: ActivityContent, proof: SentFile | None = None
) -> Activity:
    """Record activities of *owner*; the same ones twice are refused, for they would be counted twice."""
    grant = require(actor, "activity.record", locality, owner_of(owner))
    checked, problems = look_at(proof, "evidence")
    problems += _problems(locality, content)
    problems += place_problems(locality, owner, content.ended_on, "Nơi tổ chức")
    with transaction.atomic():
        # One writer for the activities of a unit: a form sent from two phones is counted once.
        Unit.objects.select_for_update().get(pk=owner.unit.pk)
        problems += _twice(content, owner, 0)
        if problems:
            raise RefusedError(*problems)
        made = Activity.objects.create(
            locality=locality,
            unit=owner.unit,
            body=owner.body,
            proof=keep_file(checked, locality.code, actor.account_id) if checked else None,
            added_by=actor.account_id,
            **_fields(content),
        )
        record(actor, grant, "activity.record", made, locality, _details(made))
    return made


def edit_activity(
    actor: Actor, activity: Activity, content: ActivityContent, version: int, proof: SentFile | None = None
) -> Activity:
    """Change a record; a *proof* sent takes the place of the former one."""
    locality = activity.locality
    grant = require(actor, "activity.record", locality, owner_of(activity))
    checked, problems = look_at(proof, "evidence")
    problems += _problems(locality, content)
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=activity.unit_id)
        held = _lock(activity)
        require_version(version, held.version)
        problems += _twice(content, held, held.pk)
        if (held.begun_on, held.ended_on) != (content.begun_on, content.ended_on):
            problems += place_problems(locality, held, content.ended_on, "Nơi tổ chức")
        if problems:
            raise RefusedError(*problems)
        replaced = held.proof if checked else None
        for name, value in _fields(content).items():
            setattr(held, name, value)
        if checked:
            held.proof = keep_file(checked, locality.code, actor.account_id)
        held.version += 1
        held.save()
        if replaced is not None and replaced != held.proof:
            release_file(replaced)
        record(actor, grant, "activity.edit", held, locality, {"version": held.version, **_details(held)})
    return held


def remove_activity(actor: Actor, activity: Activity, version: int) -> None:
    """Take a record away: what it counted is counted no more; the trail keeps what it was."""
    locality = activity.locality
    grant = require(actor, "activity.record", locality, owner_of(activity))
    with transaction.atomic():
        held = _lock(activity)
        require_version(version, held.version)
        record(actor, grant, "activity.remove", held, locality, _details(held))
        proof: StoredFile | None = held.proof
        held.delete()
        if proof is not None:
            release_file(proof)


def _lock(activity: Activity) -> Activity:
    found = Activity.objects.select_for_update(of=("self",)).select_related("locality", "unit", "body", "proof")
    held = found.filter(pk=activity.pk).first()
    if held is None:
        raise RefusedError("Người khác vừa bỏ mục này; con số đã không còn tính nó.")
    return held


def _problems(locality: Locality, content: ActivityContent) -> list[Problem]:
    days = (content.begun_on, content.ended_on)
    problems = list(activity_problems(content.topic, days, content.count, content.people, timezone.localdate()))
    if content.kind not in ActivityKind.values:
        problems.append(Problem("Chọn loại hoạt động trong danh sách.", "Loại"))
    if content.requirement is not None and content.requirement.directive.locality_id != locality.pk:
        problems.append(Problem("Yêu cầu này thuộc văn bản của địa phương khác.", "Theo yêu cầu"))
    return problems


def _twice(content: ActivityContent, owner: Answering, but: int) -> list[Problem]:
    same = Activity.objects.filter(
        unit=owner.unit, body=owner.body, kind=content.kind, begun_on=content.begun_on, ended_on=content.ended_on
    ).exclude(pk=but)
    if any(fold(one.topic) == fold(content.topic) for one in same):
        what = "Nơi này đã ghi đúng hoạt động ấy những ngày ấy. Buổi khác thì ghi rõ ở nội dung; thiếu thì sửa mục đã ghi."
        return [Problem(what, "Nội dung")]
    return []


def _fields(content: ActivityContent) -> dict[str, object]:
    return {
        "kind": content.kind,
        "topic": tidy(content.topic),
        "begun_on": content.begun_on,
        "ended_on": content.ended_on,
        "count": content.count,
        "people": content.people,
        "requirement": content.requirement,
    }


def _details(activity: Activity) -> dict[str, object]:
    return {
        "kind": activity.kind,
        "count": activity.count,
        "people": activity.people,
        "from": activity.begun_on.isoformat(),
        "to": activity.ended_on.isoformat(),
        "proof": activity.proof.sha256 if activity.proof else "",
    }
