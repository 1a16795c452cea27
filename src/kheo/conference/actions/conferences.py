"""A conference is created from its programme, edited, given its order of the day, opened on its day."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from kheo.conference.actions.invitations import tell_of_change, when_and_where
from kheo.conference.actions.locks import lock_conference
from kheo.conference.models import AgendaItem, Conference
from kheo.conference.rules.agenda import StepContent, agenda_problems, default_agenda
from kheo.conference.rules.days import FIELD, day_problems, early_problems, moment_problems
from kheo.conference.rules.texts import Typed, text_problems
from kheo.foundation.lengths import longest
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.movement.models import Programme
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Body
from kheo.organisation.trail import record

LABELS = {
    "title": "Tên hội nghị",
    "venue": "Địa điểm",
    "place_name": "Địa danh",
    "chair_title": "Chủ trì",
    "note": "Lưu ý trong giấy mời",
}
HOST = "Cơ quan triệu tập"


@dataclass(frozen=True)
class ConferenceContent:
    """What stands on the invitation. *host* signs it; its layout is the layout of the papers."""

    host: Body
    title: str
    held_on: date
    starts_at: time
    venue: str
    place_name: str
    chair_title: str
    note: str = ""


def create_conference(actor: Actor, programme: Programme, content: ConferenceContent) -> Conference:
    """Create the conference of *programme* with the usual order of the day, ready to be changed."""
    locality = programme.locality
    grant = require(actor, "conference.manage", locality)
    problems = _problems(programme, content)
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        Programme.objects.select_for_update().get(pk=programme.pk)
        _refuse_second(programme, content.held_on)
        conference = Conference.objects.create(
            locality=locality,
            programme=programme,
            host=content.host,
            held_on=content.held_on,
            starts_at=content.starts_at,
            **_tidied(content),
        )
        steps = default_agenda(programme.year, content.host.name[:200], tidy(content.chair_title))
        _write_agenda(conference, steps)
        record(actor, grant, "conference.create", conference, locality, {"host": content.host.code, "on": str(content.held_on)})
    return conference


def edit_conference(actor: Actor, conference: Conference, content: ConferenceContent, version: int) -> Conference:
    """Change what stands on the invitation, until the conference closes; whoever was invited is told of another day or place."""
    grant = require(actor, "conference.manage", conference.locality)
    problems = _problems(conference.programme, content)
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = lock_conference(conference, version=version)
        if content.held_on != locked.held_on:
            _refuse_second(locked.programme, content.held_on)
        before = when_and_where(locked)
        locked.host, locked.held_on, locked.starts_at = content.host, content.held_on, content.starts_at
        for name, text in _tidied(content).items():
            setattr(locked, name, text)
        _bump(locked)
        told = tell_of_change(locked) if when_and_where(locked) != before else 0
        details = {"host": content.host.code, "on": str(content.held_on), "version": locked.version, "notices": told}
        record(actor, grant, "conference.edit", locked, locked.locality, details)
    return locked


def set_agenda(actor: Actor, conference: Conference, items: Sequence[StepContent], version: int) -> Conference:
    """Put *items* in place of the order of the day, in their order."""
    grant = require(actor, "conference.manage", conference.locality)
    steps = [StepContent(item.kind, tidy(item.title), item.minutes, tidy(item.by)) for item in items]
    with transaction.atomic():
        locked = lock_conference(conference, version=version)
        if problems := agenda_problems(locked.starts_at, steps):
            raise RefusedError(*problems)
        AgendaItem.objects.filter(conference=locked).delete()
        _write_agenda(locked, steps)
        _bump(locked)
        details = {"items": len(steps), "version": locked.version}
        record(actor, grant, "conference.agenda", locked, locked.locality, details)
    return locked


def open_conference(actor: Actor, conference: Conference, version: int, at: datetime | None = None) -> Conference:
    """Open it on its day; from now on awards are called and it can be closed.

    *at*: when it was opened, for a conference that was held before it was entered; now when left out.
    """
    grant = require(actor, "conference.manage", conference.locality)
    with transaction.atomic():
        locked = lock_conference(conference, "conference.open", version)
        now = timezone.localtime()
        moment = timezone.localtime(at) if at else now
        problems = early_problems(locked.held_on, now.date())
        problems += moment_problems(moment, locked.held_on, now) if at else []
        if not locked.agenda.exists():
            problems.append(Problem("Chưa có chương trình làm việc; ghi chương trình trước khi khai mạc."))
        if problems:
            raise RefusedError(*problems)
        locked.opened_at = moment
        _bump(locked)
        record(actor, grant, "conference.open", locked, locked.locality, {"version": locked.version})
    return locked


def discard_conference(actor: Actor, conference: Conference, version: int) -> None:
    """Throw away one that was created by mistake: nobody invited, nothing called for or written yet."""
    grant = require(actor, "conference.manage", conference.locality)
    with transaction.atomic():
        locked = lock_conference(conference, "conference.discard", version)
        if locked.guests.exists() or locked.speeches.exists() or locked.award_groups.exists() or locked.points.exists():
            raise RefusedError("Hội nghị đã có khách mời, bài phát biểu, lễ trao hoặc kết luận; bỏ hết rồi mới xoá được.")
        record(actor, grant, "conference.discard", locked, locked.locality, {"on": str(locked.held_on)})
        locked.delete()


def _tidied(content: ConferenceContent) -> dict[str, str]:
    return {field.name: tidy(getattr(content, field.name)) for field in fields(content) if field.name in LABELS}


def _problems(programme: Programme, content: ConferenceContent) -> list[Problem]:
    problems = text_problems(
        Typed(LABELS[name], text, longest(Conference, name), may_be_empty=name == "note")
        for name, text in _tidied(content).items()
    )
    problems += day_problems(content.held_on, programme.year)
    host = content.host
    if host.locality_id != programme.locality_id:
        problems.append(Problem("Cơ quan này của địa phương khác; chọn cơ quan của mình.", HOST))
    elif not Body.objects.on(content.held_on).filter(pk=host.pk).exists():
        problems.append(Problem(f"{host.name} không tồn tại vào ngày {content.held_on:%d/%m/%Y}; chọn cơ quan khác.", HOST))
    return problems


def _refuse_second(programme: Programme, held_on: date) -> None:
    if Conference.objects.filter(programme=programme, held_on=held_on).exists():
        raise RefusedError(Problem(f"Đã có hội nghị của chương trình này vào ngày {held_on:%d/%m/%Y}; sửa hội nghị ấy.", FIELD))


def _write_agenda(conference: Conference, steps: Sequence[StepContent]) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(conference=conference, order=order, kind=step.kind, title=step.title, minutes=step.minutes, by=step.by[:200])
        for order, step in enumerate(steps, 1)
    )


def _bump(conference: Conference) -> None:
    conference.version += 1
    conference.save()
