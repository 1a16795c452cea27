"""A registration's unit scores itself and its head confirms; whoever has to act next is told."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kheo.assessment.actions.self_scoring import (
    SelfScore,
    begin_self_scoring,
    confirm_self_scores,
    hand_to_head,
    open_self_scoring,
    record_self_scores,
    return_self_scores,
    send_back_self_scores,
    take_over_self_scores,
)
from kheo.assessment.models import Assessment
from kheo.foundation.refusal import RefusedError, require_version
from kheo.movement.actions.assessments import NOT_OPENED
from kheo.movement.actions.registrations import lock_registration
from kheo.movement.models import Registration, RegistrationAssessment
from kheo.movement.queries.assessments import assessment_of
from kheo.movement.queries.registrations import owner_of
from kheo.organisation.actions.notices import notify, settle_notices
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Position, Role
from kheo.organisation.queries.holders import holders_in, holders_of
from kheo.organisation.rules.heads import is_head

STILL_SCORED = frozenset(
    {
        Registration.State.REGISTERED,
        Registration.State.RUNNING,
        Registration.State.REPORTED,
        Registration.State.IN_ASSESSMENT,
    }
)
UNIT_ROLES = {Role.UNIT_STAFF, Role.LEADER}
ASKED, SENT_BACK, RETURNED = (
    "Chờ bạn xác nhận điểm tự chấm",
    "Người đứng đầu trả lại điểm tự chấm",
    "Trả lại phiếu tự chấm để bổ sung",
)


def self_score_registration(
    actor: Actor, registration: Registration, scores: Mapping[int, SelfScore], version: int
) -> Assessment:
    """Record what the unit gives itself (criterion's primary key → self-score); the first time opens the sheet.

    *version* is that of the sheet, NOT_OPENED when there was none.
    """
    owner = owner_of(registration)
    require(actor, "assessment.self", registration.programme.locality, owner)
    with transaction.atomic():
        locked = lock_registration(registration)
        if locked.state not in STILL_SCORED:
            raise RefusedError(f"Hồ sơ đang ở bước «{locked.get_state_display()}», không tự chấm nữa.")
        assessment = assessment_of(locked)
        if assessment is None:
            programme = locked.programme
            if programme.criteria_set is None:
                raise RefusedError("Chương trình chưa chọn bộ tiêu chí; chờ cơ quan thường trực chọn rồi tự chấm.")
            require_version(version, NOT_OPENED)
            assessment = open_self_scoring(actor, programme.criteria_set, programme.locality, owner)
            RegistrationAssessment.objects.create(registration=locked, assessment=assessment)
            version = assessment.version
        else:
            assessment = begin_self_scoring(actor, assessment, owner)
        return record_self_scores(actor, assessment, owner, scores, version)


def hand_scores(actor: Actor, registration: Registration, version: int) -> Assessment:
    """Hand the sheet to the unit's head, who is told; where nobody of the unit is its head by title, its leaders are."""
    with transaction.atomic():
        locked = lock_registration(registration)
        handed = hand_to_head(actor, needed_sheet(locked), owner_of(locked), version)
        _settle(locked, SENT_BACK, RETURNED)
        _tell(heads_of(locked), locked, ASKED, "Xem từng mục rồi xác nhận, hoặc trả lại để sửa.")
    return handed


def confirm_scores(actor: Actor, registration: Registration, version: int) -> Assessment:
    """The head confirms; the office is told that the sheet may be verified."""
    with transaction.atomic():
        locked = lock_registration(registration)
        confirmed = confirm_self_scores(actor, needed_sheet(locked), owner_of(locked), version)
        _settle(locked, ASKED)
        office = holders_in(locked.programme.locality, {Role.OFFICE}, timezone.localdate())
        _tell(office, locked, "Đơn vị đã xác nhận điểm tự chấm", "Thẩm định từng mục.", page="movement:scores")
    return confirmed


def send_back_scores(actor: Actor, registration: Registration, comment: str, version: int) -> Assessment:
    """The head sends the sheet back to whoever scored, with what is to be changed."""
    with transaction.atomic():
        locked = lock_registration(registration)
        sent = send_back_self_scores(actor, needed_sheet(locked), owner_of(locked), comment, version)
        _settle(locked, ASKED)
        _tell(_staff_of(locked), locked, SENT_BACK, comment)
    return sent


def return_scores(actor: Actor, registration: Registration, comment: str, version: int) -> Assessment:
    """The office returns the sheet to the unit with what is to be completed."""
    with transaction.atomic():
        locked = lock_registration(registration)
        returned = return_self_scores(actor, needed_sheet(locked), comment, version)
        _tell(_staff_of(locked), locked, RETURNED, comment)
    return returned


def take_over_scores(actor: Actor, registration: Registration, reason: str, version: int) -> Assessment:
    """The office types the self-scores for a unit that came on paper; the unit is told."""
    with transaction.atomic():
        locked = lock_registration(registration)
        taken = take_over_self_scores(actor, needed_sheet(locked), reason, version)
        _settle(locked, ASKED, SENT_BACK, RETURNED)
        _tell(_staff_of(locked), locked, "Cơ quan thường trực nhập hộ điểm tự chấm", reason)
    return taken


def heads_of(registration: Registration) -> list[Position]:
    """Whoever may confirm by title; without one, everybody of the unit who may open the sheet."""
    held = list(_staff_of(registration))
    return [position for position in held if is_head(position.title)] or held


def _staff_of(registration: Registration) -> Iterable[Position]:
    initiative = registration.initiative
    place = registration.programme.locality
    return holders_of(place, initiative.unit, initiative.body, UNIT_ROLES, timezone.localdate())


def needed_sheet(registration: Registration) -> Assessment:
    """The sheet of a registration that must have one by now."""
    assessment = assessment_of(registration)
    if assessment is None:
        raise RefusedError("Hồ sơ này chưa có phiếu điểm. Ghi điểm trước.")
    return assessment


def _tell(
    positions: Iterable[Position], registration: Registration, what: str, text: str, page: str = "movement:self_scores"
) -> None:
    notify(positions, registration.programme.locality, _subject(registration, what), _path(registration, page), text)


def _settle(registration: Registration, *asked: str) -> None:
    """What the sheet was waiting for is done: whoever was asked for it has nothing left to read."""
    for what in asked:
        settle_notices(registration.programme.locality, _subject(registration, what), _path(registration, "movement:self_scores"))


def _subject(registration: Registration, what: str) -> str:
    return f"{what}: {registration.initiative.title}"


def _path(registration: Registration, page: str) -> str:
    programme = registration.programme
    return reverse(page, args=[programme.locality.code, programme.code, registration.pk])
