"""Texts to be spoken: called for, written, sent in, chosen or printed, spoken. What their figures say is checked by the pages.

A contribution belongs to the unit that gives it; report, directing speech and conclusion are written by the office.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from kheo.conference.actions.locks import lock_conference, lock_speech
from kheo.conference.models import Conference, Speech
from kheo.conference.queries.guests import is_invited
from kheo.conference.queries.speeches import owner_of
from kheo.conference.rules import speeches as rules
from kheo.foundation.lengths import too_long
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.movement.actions.registrations import tidy_lines
from kheo.organisation.actions.notices import notify
from kheo.organisation.authority import Actor, Grant, require
from kheo.organisation.models import Body, Role, Unit
from kheo.organisation.queries.bodies import belongs_to
from kheo.organisation.queries.holders import holders_in, holders_of
from kheo.organisation.queries.units import name_on
from kheo.organisation.trail import record

SPEAKER = "Đơn vị trình bày"


@dataclass(frozen=True)
class SpeechContent:
    """What is called for: *title* is the theme until the unit gives its own title."""

    kind: str
    unit: Unit
    body: Body | None
    title: str
    speaker_title: str = ""
    minutes: int = 7
    due_on: date | None = None


def call_speech(actor: Actor, conference: Conference, content: SpeechContent) -> Speech:
    """Call for one text. A contribution is called for from a unit (or body) that is invited, and its staff are told."""
    locality = conference.locality
    grant = require(actor, "conference.manage", locality)
    title, speaker = tidy(content.title), tidy(content.speaker_title)
    with transaction.atomic():
        locked = lock_conference(conference)
        problems = rules.call_problems(content.kind, title, speaker, content.minutes, content.due_on, locked.held_on)
        problems += _place_problems(locked, content)
        if problems:
            raise RefusedError(*problems)
        speech = Speech.objects.create(
            conference=locked,
            kind=content.kind,
            unit=content.unit,
            body=content.body,
            title=title,
            speaker_title=speaker,
            minutes=content.minutes,
            due_on=content.due_on,
        )
        record(actor, grant, "speech.call", speech, locality, {"kind": content.kind, "conference": locked.pk})
        if content.kind == Speech.Kind.CONTRIBUTION:
            until = f", hạn {content.due_on:%d/%m/%Y}" if content.due_on else ""
            _tell_unit(speech, f"Đề nghị viết tham luận{until}: {title}")
    return speech


def write_speech(actor: Actor, speech: Speech, title: str, speaker_title: str, text: str, version: int) -> Speech:
    """Keep what was written so far; a text that was received already is changed by the office alone."""
    step = "speech.write" if speech.state == Speech.State.CALLED else "speech.revise"
    grant = _writing(actor, speech, step)
    title, speaker, text = tidy(title), tidy(speaker_title), tidy_lines(text)
    if problems := rules.draft_problems(title, speaker, text):
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = lock_speech(speech, step, version)
        locked.title, locked.speaker_title, locked.text = title, speaker, text
        _bump(locked)
        details = {"characters": len(text), "version": locked.version}
        record(actor, grant, "speech.write", locked, locked.conference.locality, details)
    return locked


def send_speech(actor: Actor, speech: Speech, version: int) -> Speech:
    """Hand the text in. A contribution waits for the office to choose it; the office's own texts are ready to be spoken."""
    grant = _writing(actor, speech, "speech.send")
    with transaction.atomic():
        locked = lock_speech(speech, "speech.send", version)
        if problems := rules.sending_problems(locked.title, locked.speaker_title, locked.text):
            raise RefusedError(*problems)
        if locked.kind != Speech.Kind.CONTRIBUTION:
            locked.state, locked.order = Speech.State.CHOSEN, _chosen(locked).count() + 1
        locked.reply = ""
        _bump(locked)
        record(actor, grant, "speech.send", locked, locked.conference.locality, {"version": locked.version})
        if locked.kind == Speech.Kind.CONTRIBUTION:
            _tell_office(locked, f"Đã nhận tham luận: {locked.title}")
    return locked


def send_back_speech(actor: Actor, speech: Speech, reply: str, version: int) -> Speech:
    """Give the text back to be changed, with words that say what."""
    grant = require(actor, "conference.manage", speech.conference.locality)
    reply = tidy(reply)
    problems = [] if reply else [Problem("Ghi điều cần sửa, để đơn vị biết.", rules.REPLY)]
    problems += too_long(reply, rules.LONGEST_REPLY, rules.REPLY)
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = lock_speech(speech, "speech.send_back", version)
        locked.reply, locked.order = reply, 0
        _bump(locked)
        _renumber(locked)
        record(actor, grant, "speech.send_back", locked, locked.conference.locality, {"version": locked.version})
        if locked.kind == Speech.Kind.CONTRIBUTION:
            _tell_unit(locked, f"Tham luận cần sửa: {locked.title}", reply)
    return locked


def choose_speech(actor: Actor, speech: Speech, order: int, minutes: int, version: int) -> Speech:
    """Put the text at place *order* among those that are spoken; the others move up or down."""
    grant = require(actor, "conference.manage", speech.conference.locality)
    with transaction.atomic():
        locked = lock_speech(speech, "speech.choose", version)
        chosen = list(_chosen(locked).values_list("pk", flat=True))
        problems = rules.minute_problems(minutes)
        problems += rules.order_problems(order, len({*chosen, locked.pk}))
        problems += _invitation_problems(locked.conference, locked.kind, locked.unit, locked.body)
        if problems:
            raise RefusedError(*problems)
        locked.minutes = minutes
        _bump(locked)
        _number(rules.placed(chosen, locked.pk, order))
        locked.refresh_from_db(fields=["order"])
        details = {"order": locked.order, "minutes": minutes, "version": locked.version}
        record(actor, grant, "speech.choose", locked, locked.conference.locality, details)
    return locked


def print_speech(actor: Actor, speech: Speech, version: int) -> Speech:
    """Keep the text for the printed collection alone: it is not spoken."""
    grant = require(actor, "conference.manage", speech.conference.locality)
    with transaction.atomic():
        locked = lock_speech(speech, "speech.print", version)
        locked.order = 0
        _bump(locked)
        _renumber(locked)
        record(actor, grant, "speech.print", locked, locked.conference.locality, {"version": locked.version})
    return locked


def deliver_speech(actor: Actor, speech: Speech, version: int) -> Speech:
    """Say that the text was spoken, while the conference sits."""
    grant = require(actor, "conference.manage", speech.conference.locality)
    with transaction.atomic():
        locked = lock_speech(speech, "speech.deliver", version)
        if locked.conference.state != Conference.State.OPEN:
            raise RefusedError("Hội nghị chưa khai mạc; khai mạc rồi mới ghi bài đã trình bày.")
        _bump(locked)
        record(actor, grant, "speech.deliver", locked, locked.conference.locality, {"version": locked.version})
    return locked


def drop_speech(actor: Actor, speech: Speech, version: int) -> None:
    """Take a call back while nothing was written; what somebody wrote stays."""
    grant = require(actor, "conference.manage", speech.conference.locality)
    with transaction.atomic():
        locked = lock_speech(speech, "speech.drop", version)
        if locked.text:
            raise RefusedError("Bài đã có nội dung; không xoá được. Nhận bài rồi chọn «chỉ in tài liệu» nếu không trình bày.")
        details = {"kind": locked.kind, "conference": locked.conference_id}
        record(actor, grant, "speech.drop", locked, locked.conference.locality, details)
        locked.delete()


def _writing(actor: Actor, speech: Speech, step: str) -> Grant:
    locality, owner = speech.conference.locality, owner_of(speech)
    if owner is None or step == "speech.revise":
        return require(actor, "conference.manage", locality)
    return require(actor, "speech.write", locality, owner)


def _place_problems(conference: Conference, content: SpeechContent) -> list[Problem]:
    locality = conference.locality
    problems = []
    if content.body is not None and content.body.locality_id not in (None, locality.pk):
        problems.append(Problem("Cơ quan này của địa phương khác; chọn cơ quan của mình.", SPEAKER))
    elif content.kind == Speech.Kind.CONTRIBUTION and not belongs_to(content.unit, locality):
        problems.append(Problem("Đơn vị này không thuộc địa phương; chọn đơn vị của mình.", SPEAKER))
    return problems or _invitation_problems(conference, content.kind, content.unit, content.body)


def _invitation_problems(conference: Conference, kind: str, unit: Unit, body: Body | None) -> list[Problem]:
    """A contribution is spoken by somebody who is invited; the answer names the unit and the way to invite it."""
    if kind != Speech.Kind.CONTRIBUTION or is_invited(conference, unit.pk, body.pk if body else None):
        return []
    named = body.name if body else name_on(unit, conference.held_on)
    return [
        Problem(
            f"{named} chưa có ai trong danh sách mời. Mở «Khách mời» của hội nghị, mời một chức vụ của {named} "
            "rồi làm lại bước này.",
            SPEAKER,
        )
    ]


def _chosen(speech: Speech) -> QuerySet[Speech]:
    """Texts of the same kind that are spoken, in their order, *speech* itself not counted as it was before."""
    return Speech.objects.filter(
        conference=speech.conference_id, kind=speech.kind, state__in=[Speech.State.CHOSEN, Speech.State.DELIVERED]
    ).order_by("order", "pk")


def _renumber(speech: Speech) -> None:
    _number(list(_chosen(speech).values_list("pk", flat=True)))


def _number(keys: list[int]) -> None:
    for order, key in enumerate(keys, 1):
        Speech.objects.filter(pk=key).exclude(order=order).update(order=order)


def _tell_unit(speech: Speech, subject: str, text: str = "") -> None:
    conference = speech.conference
    own = speech.unit_id == conference.locality.unit_id
    today = timezone.localdate()
    staff = holders_of(conference.locality, speech.unit, speech.body if own else None, [Role.UNIT_STAFF], today)
    notify(staff, conference.locality, subject, _path(speech), text)


def _tell_office(speech: Speech, subject: str) -> None:
    locality = speech.conference.locality
    notify(holders_in(locality, [Role.OFFICE], timezone.localdate()), locality, subject, _path(speech))


def _path(speech: Speech) -> str:
    return reverse("conference:speech", args=[speech.conference.locality.code, speech.conference_id, speech.pk])


def _bump(speech: Speech) -> None:
    speech.version += 1
    speech.save()
