"""A registration form on the unit's side: begun, written, handed in, taken back, taken up again.

Writing leaves no row in the audit trail: a form that is saved as it is typed is saved some hundred times, and a trail of
keystrokes would hide what was decided. That it was begun is on record, and every time that it was handed in with the words
of that time (:class:`SubmissionVersion`).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from kheo.foundation.lengths import too_long
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.movement.actions.changes import lock_programme
from kheo.movement.models import Initiative, Programme, Registration, Submission, SubmissionNote, SubmissionVersion
from kheo.movement.queries.registrations import units_in_year
from kheo.movement.queries.submissions import CLOSED, OPEN, owner_of_form, standing_of, what_is_missing, words_of
from kheo.movement.rules.submissions import LONGEST_REASON, LONGEST_WHOLE, SubmissionContent
from kheo.movement.workflow import SUBMISSION
from kheo.organisation.actions.notices import notify
from kheo.organisation.authority import Actor, Owner, require
from kheo.organisation.models import Body, Position, Role, Unit
from kheo.organisation.queries.holders import holders_in, holders_of
from kheo.organisation.trail import record

REASON, RECEIVED = "Lý do", "Ngày nhận phiếu giấy"
TOO_LONG = Problem("Phiếu dài quá mức lưu được; rút gọn, phần còn lại đưa vào minh chứng.", "Phiếu")


class StaleDraftError(RefusedError):
    """The draft was written elsewhere meanwhile; *kept* is what stands now, for both texts to be shown."""

    def __init__(self, kept: Submission) -> None:
        super().__init__(
            "Người khác, hoặc một máy khác của bạn, vừa ghi phiếu này. Chưa ghi đè gì: chữ của bạn ở trong ô, "
            "bản đang lưu ở ngay dưới ô ấy. Chọn, ghép cho đúng rồi lưu."
        )
        self.kept = kept


def begin_submission(
    actor: Actor,
    programme: Programme,
    place: Unit | Body,
    content: SubmissionContent,
    *,
    learnt_from: Initiative | None = None,
    carried_from: Registration | None = None,
) -> Submission:
    """Begin a form for *place* with what is known so far; *carried_from* is the initiative's registration of an earlier year."""
    unit, body = (place.unit, place) if isinstance(place, Body) else (place, None)
    locality = programme.locality
    grant = require(actor, "submission.write", locality, Owner(unit.pk, body.code if body else ""))
    problems = []
    if not (body.locality_id == locality.pk if body else unit.pk in units_in_year(programme)):
        problems.append(Problem(f"Đơn vị này không thuộc {locality.name} trong năm {programme.year}.", "Đơn vị"))
    if content.length > LONGEST_WHOLE:
        problems.append(TOO_LONG)
    if carried_from is not None:
        problems += _carrying_problems(programme, unit, body, carried_from)
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        if lock_programme(programme).state == Programme.State.CLOSED:
            raise RefusedError(CLOSED)
        made = Submission.objects.create(
            programme=programme,
            unit=unit,
            body=body,
            content=content.as_json(),
            learnt_from=learnt_from,
            carried_from=carried_from,
            begun_by=actor.account_id,
        )
        record(actor, grant, "submission.begin", made, locality, {"programme": programme.code})
    return made


def write_submission(actor: Actor, submission: Submission, content: SubmissionContent, version: int) -> Submission:
    """Keep *content*, whole or not. StaleDraftError where another text was written since *version*.

    The same text again, a save whose answer was lost on the way, is no other text, whatever the version.
    """
    require(actor, "submission.write", submission.programme.locality, owner_of_form(submission))
    if content.length > LONGEST_WHOLE:
        raise RefusedError(TOO_LONG)
    with transaction.atomic():
        locked = lock_submission(submission)
        SUBMISSION.target("write", locked.state)
        stored = SubmissionContent.of(locked.content)
        wanted = content.over(stored).as_json()
        if locked.carried_from is not None:  # it is the same initiative: its names stay
            wanted |= {name: locked.content[name] for name in ("title", "kind", "subject", "holder")}
        if wanted == stored.as_json():
            return locked
        if version != locked.version:
            raise StaleDraftError(locked)
        locked.content = wanted
        bump_submission(locked)
    return locked


def submit_submission(actor: Actor, submission: Submission, version: int, received_on: date | None = None) -> Submission:
    """Hand in what the draft holds. Lateness is reckoned on the first day and shown; only under «gated» is it refused.

    *received_on*: the day on which the office got on paper what it typed in; the office's alone.
    """
    locality = submission.programme.locality
    grant = require(actor, "submission.write", locality, owner_of_form(submission))
    if received_on is not None:
        require(actor, "submission.decide", locality)
        if received_on > timezone.localdate():
            raise RefusedError(Problem("Ngày này ở sau hôm nay; ghi ngày đã nhận phiếu giấy.", RECEIVED))
        if received_on.year < submission.programme.year - 1:
            raise RefusedError(Problem("Ngày này cách năm của chương trình quá xa; xem lại năm.", RECEIVED))
    with transaction.atomic():
        locked = lock_submission(submission)
        target = SUBMISSION.target("submit", locked.state)
        require_version(version, locked.version)
        day = received_on or timezone.localdate()
        if problems := list(what_is_missing(locked, day)):
            raise RefusedError(*problems)
        if locked.submitted_on is None:
            locked.late_days = standing_of(locked, day).late_days
            locked.submitted_on = day
        locked.state = target
        _take_replies(actor, locked)
        number = SubmissionVersion.objects.filter(submission=locked).count() + 1
        SubmissionVersion.objects.create(submission=locked, number=number, content=locked.content, handed_by=actor.account_id)
        bump_submission(locked)
        details = {"number": number, "late_days": locked.late_days, "version": locked.version}
        record(actor, grant, "submission.submit", locked, locality, details)
        late = f", nộp muộn {locked.late_days} ngày" if locked.late_days else ""
        tell_office(locked, f"Phiếu đăng ký mới nộp{late}: {locked}")
    return locked


def withdraw_submission(actor: Actor, submission: Submission, version: int, reason: str = "") -> Submission:
    """Take the form back before anybody took it; one that was handed in needs the reason, and the office is told."""
    locality = submission.programme.locality
    grant = require(actor, "submission.write", locality, owner_of_form(submission))
    reason = tidy(reason)
    with transaction.atomic():
        locked = lock_submission(submission)
        target = SUBMISSION.target("withdraw", locked.state)
        require_version(version, locked.version)
        was_handed = locked.submitted_on is not None
        problems = [Problem("Ghi lý do rút, để cơ quan thường trực biết.", REASON)] if was_handed and not reason else []
        problems += too_long(reason, LONGEST_REASON, REASON)
        if problems:
            raise RefusedError(*problems)
        locked.state, locked.reason = target, reason
        bump_submission(locked)
        record(actor, grant, "submission.withdraw", locked, locality, {"version": locked.version})
        if was_handed:
            tell_office(locked, f"Đơn vị rút phiếu đăng ký: {locked}", reason)
    return locked


def take_up_submission(actor: Actor, submission: Submission, version: int) -> Submission:
    """Write on at a form that was taken back or not taken. It is handed in anew: its day and lateness begin again."""
    locality = submission.programme.locality
    grant = require(actor, "submission.write", locality, owner_of_form(submission))
    with transaction.atomic():
        locked = lock_submission(submission)
        target = SUBMISSION.target("take_up", locked.state)
        require_version(version, locked.version)
        if locked.programme.state == Programme.State.CLOSED:
            raise RefusedError(CLOSED)
        locked.state, locked.reason = target, ""
        locked.submitted_on, locked.late_days = None, 0
        bump_submission(locked)
        record(actor, grant, "submission.take_up", locked, locality, {"version": locked.version})
    return locked


def lock_submission(submission: Submission) -> Submission:
    """The row locked for this transaction, with its programme and place."""
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("programme__locality", "unit", "body", "carried_from__initiative", "learnt_from")
        .get(pk=submission.pk)
    )


def bump_submission(submission: Submission) -> None:
    submission.version += 1
    submission.save()


def tell_office(submission: Submission, subject: str, text: str = "") -> None:
    locality = submission.programme.locality
    _tell(submission, holders_in(locality, {Role.OFFICE}, timezone.localdate()), subject, text)


def tell_unit(submission: Submission, subject: str, text: str = "") -> None:
    locality = submission.programme.locality
    holders = holders_of(locality, submission.unit, submission.body, {Role.UNIT_STAFF}, timezone.localdate())
    _tell(submission, holders, subject, text)


def _tell(submission: Submission, holders: QuerySet[Position], subject: str, text: str) -> None:
    locality = submission.programme.locality
    notify(holders, locality, subject, reverse("movement:submission", args=[locality.code, submission.pk]), text)


def _take_replies(actor: Actor, submission: Submission) -> None:
    """Turn the answers that were drafted beside the form into words on record, each under the word it answers."""
    content = SubmissionContent.of(submission.content)
    asked = {str(word.note.pk): word.note for listed in words_of(submission).values() for word in listed}
    for number, text in content.replies.items():
        if tidy(text) and number in asked:
            SubmissionNote.objects.create(
                submission=submission,
                item=asked[number].item,
                text=tidy(text),
                answers=asked[number],
                is_office=False,
                written_by=actor.account_id,
            )
    submission.content = replace(content, replies={}).as_json()


def _carrying_problems(programme: Programme, unit: Unit, body: Body | None, earlier: Registration) -> Iterator[Problem]:
    initiative = earlier.initiative
    if (initiative.locality_id, initiative.unit_id, initiative.body_id) != (
        programme.locality_id,
        unit.pk,
        body.pk if body else None,
    ):
        yield Problem("Mô hình này là của đơn vị khác; chỉ đơn vị ấy đăng ký tiếp tục.", "Đơn vị")
    if earlier.programme.year >= programme.year or initiative.merged_into_id is not None:
        yield Problem("Chỉ tiếp tục một mô hình của năm trước, không phải hồ sơ đã gộp.", "Mô hình năm trước")
    if Registration.objects.filter(programme=programme, initiative=initiative).exists():
        yield Problem("Mô hình này đã có trong chương trình năm nay.", "Mô hình năm trước")
    elif Submission.objects.filter(programme=programme, carried_from__initiative=initiative, state__in=OPEN).exists():
        yield Problem("Mô hình này đang có phiếu tiếp tục; mở phiếu ấy.", "Mô hình năm trước")
