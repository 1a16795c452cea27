"""A registration form on the office's side: sent back with words, taken into the programme, not taken."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from kheo.foundation.lengths import too_long
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.movement.actions.changes import lock_programme
from kheo.movement.actions.lineage import note_lineage
from kheo.movement.actions.registering import RegistrationWriter, lock_locality
from kheo.movement.actions.registrations import InitiativeContent, tidy_lines
from kheo.movement.actions.sketching import sketch_initiative
from kheo.movement.actions.submissions import REASON, bump_submission, lock_submission, tell_unit
from kheo.movement.models import Initiative, Programme, Registration, Submission, SubmissionNote
from kheo.movement.queries.rounds import items_of
from kheo.movement.queries.submissions import what_is_missing
from kheo.movement.rules.form_items import TITLE_ITEM
from kheo.movement.rules.submissions import (
    HEAD,
    LONGEST_NOTE,
    LONGEST_REASON,
    SITUATION,
    WAY,
    SubmissionContent,
    label_of,
)
from kheo.movement.workflow import SUBMISSION
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record

WHOLE = "Ý kiến chung"


def return_submission(actor: Actor, submission: Submission, notes: Mapping[str, str], version: int) -> Submission:
    """Send the form back with words on items (key → text; "" for the whole): without a word nobody would know what to mend."""
    locality = submission.programme.locality
    grant = require(actor, "submission.decide", locality)
    labels = {item.key: item.label for item in items_of(submission.programme)} | {"": WHOLE}
    said = {item: tidy(text) for item, text in notes.items() if tidy(text)}
    problems = [] if said else [Problem("Ghi ít nhất một ý kiến: mục nào cần sửa, sửa thế nào.", WHOLE)]
    for item, text in said.items():
        if item not in labels:
            problems.append(Problem("Mục này không có trong phiếu của chương trình; tải lại trang.", WHOLE))
        problems += too_long(text, LONGEST_NOTE, labels.get(item, WHOLE))
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = lock_submission(submission)
        locked.state = SUBMISSION.target("return", locked.state)
        require_version(version, locked.version)
        SubmissionNote.objects.bulk_create(
            SubmissionNote(submission=locked, item=item, text=text, is_office=True, written_by=actor.account_id)
            for item, text in said.items()
        )
        bump_submission(locked)
        record(actor, grant, "submission.return", locked, locality, {"notes": len(said), "version": locked.version})
        told = "; ".join(f"{labels[item]}: {text}" if item else text for item, text in said.items())
        tell_unit(locked, f"Phiếu cần bổ sung: {locked}", told)
    return locked


def accept_submission(actor: Actor, submission: Submission, version: int) -> Registration:
    """Take the form into the programme: the initiative, if it is new, and its registration of this year.

    It counts as registered on the day on which it was first handed in. A form that carries on an initiative registers that
    one again; its story stays, what was blank in it is filled.
    """
    locality = submission.programme.locality
    grant = require(actor, "submission.decide", locality)
    with transaction.atomic():
        lock_locality(locality)
        is_closed = lock_programme(submission.programme).state == Programme.State.CLOSED
        locked = lock_submission(submission)
        locked.state = SUBMISSION.target("accept", locked.state)
        require_version(version, locked.version)
        if is_closed:
            raise RefusedError("Chương trình đã đóng, không nhận đăng ký nữa. Mở lại chương trình rồi nhận.")
        day = locked.submitted_on or timezone.localdate()
        carried = _carried(locked)
        if problems := [*what_is_missing(locked, day), *_already(locked, carried)]:
            raise RefusedError(*problems)
        content = _content(locked)
        made = RegistrationWriter(locked.programme).write(locked.unit_id, locked.body_id, content, day, initiative=carried)
        _tell_story(made.initiative, content)
        sketch_initiative(made.initiative_id)
        if locked.learnt_from is not None:
            note_lineage(made, locked.learnt_from, day, actor.account_id)
        locked.registration = made
        bump_submission(locked)
        details = {"registration": made.pk, "initiative": made.initiative_id, "late_days": locked.late_days}
        record(actor, grant, "submission.accept", locked, locality, details)
        tell_unit(locked, f"Đã nhận đăng ký: {locked}")
    return made


def decline_submission(actor: Actor, submission: Submission, reason: str, version: int) -> Submission:
    """Not take the form, for a reason that the unit reads."""
    locality = submission.programme.locality
    grant = require(actor, "submission.decide", locality)
    reason = tidy(reason)
    problems = [] if reason else [Problem("Ghi lý do không nhận, để đơn vị biết.", REASON)]
    problems += too_long(reason, LONGEST_REASON, REASON)
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = lock_submission(submission)
        locked.state = SUBMISSION.target("decline", locked.state)
        require_version(version, locked.version)
        locked.reason = reason
        bump_submission(locked)
        record(actor, grant, "submission.decline", locked, locality, {"version": locked.version})
        tell_unit(locked, f"Không nhận phiếu đăng ký: {locked}", reason)
    return locked


def _content(submission: Submission) -> InitiativeContent:
    content = SubmissionContent.of(submission.content)
    head = {name: getattr(content, name) for name in HEAD}
    answers = {key: text for key, text in content.items.items() if key != TITLE_ITEM and text.strip()}
    return InitiativeContent(**head, situation=answers.get(SITUATION, ""), way=answers.get(WAY, ""), answers=answers)


def _carried(submission: Submission) -> Initiative | None:
    """The initiative that the form carries on; the one it was merged into, where two were found to be one meanwhile."""
    if submission.carried_from is None:
        return None
    initiative = submission.carried_from.initiative
    return initiative.merged_into or initiative


def _already(submission: Submission, carried: Initiative | None) -> list[Problem]:
    if carried is None or not Registration.objects.filter(programme=submission.programme, initiative=carried).exists():
        return []
    where = label_of("title", items_of(submission.programme))
    return [Problem("Mô hình này đã có trong chương trình năm nay.", where)]


def _tell_story(initiative: Initiative, content: InitiativeContent) -> None:
    """An initiative that was known already, without a story, begins it with what the form tells."""
    blank = [name for name in ("situation", "way") if not getattr(initiative, name) and getattr(content, name)]
    for name in blank:
        setattr(initiative, name, tidy_lines(getattr(content, name)))
    if blank:
        initiative.save(update_fields=blank)
