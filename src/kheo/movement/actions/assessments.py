"""Scores of registrations: the sheet is assessment's, the link and the step into assessment are ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from kheo.assessment.actions.sheets import Score, choose_kind, close_assessment, open_assessment, record_scores, reopen_assessment
from kheo.assessment.models import Assessment
from kheo.assessment.queries.sheets import standings
from kheo.assessment.workflow import WITH_UNIT
from kheo.foundation.refusal import RefusedError, require_version
from kheo.movement.actions.registrations import lock_registration
from kheo.movement.actions.steps import move_registration
from kheo.movement.models import Programme, Registration, RegistrationAssessment
from kheo.movement.queries.assessments import assessment_of
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record

NOT_OPENED = 0  # version of a sheet that does not exist yet


def score_registration(actor: Actor, registration: Registration, scores: Mapping[int, Score], version: int) -> Assessment:
    """Record *scores* (criterion's primary key → both scores); the first time opens the sheet under the programme's set.

    *version* is that of the sheet, NOT_OPENED when there was none. A registration that was not yet in assessment enters it.
    """
    locality = registration.programme.locality
    require(actor, "assessment.verify", locality)
    with transaction.atomic():
        locked = lock_registration(registration)
        assessment = assessment_of(locked)
        if assessment is None:
            assessment = _open(actor, locked)
            require_version(version, NOT_OPENED)
            version = assessment.version
        if locked.state in (Registration.State.REGISTERED, Registration.State.RUNNING, Registration.State.REPORTED):
            move_registration(actor, locked, "assess", locked.version)
        elif locked.state != Registration.State.IN_ASSESSMENT:
            raise RefusedError(f"Hồ sơ đang ở bước «{locked.get_state_display()}», không chấm điểm nữa.")
        return record_scores(actor, assessment, scores, version)


def open_sheet(actor: Actor, registration: Registration) -> Assessment:
    """The sheet of a locked registration, opened under the programme's set where there is none."""
    return assessment_of(registration) or _open(actor, registration)


def _open(actor: Actor, registration: Registration) -> Assessment:
    programme = registration.programme
    if programme.criteria_set is None:
        raise RefusedError("Chương trình chưa chọn bộ tiêu chí. Vào «Sửa chương trình» chọn bộ tiêu chí rồi chấm điểm.")
    assessment = open_assessment(actor, programme.criteria_set, programme.locality)
    RegistrationAssessment.objects.create(registration=registration, assessment=assessment)
    return assessment


def choose_unit_kind(actor: Actor, registration: Registration, kind: str, version: int) -> Assessment:
    """Say which kind of unit the registration's sheet is of; the first time opens the sheet. *version* is the sheet's."""
    require(actor, "assessment.verify", registration.programme.locality)
    with transaction.atomic():
        locked = lock_registration(registration)
        assessment = assessment_of(locked)
        if assessment is None:
            assessment = _open(actor, locked)
            require_version(version, NOT_OPENED)
            version = assessment.version
        return choose_kind(actor, assessment, kind, version)


def close_scores(actor: Actor, registration: Registration, day: date, version: int) -> Assessment:
    """Close the registration's sheet on *day*, the day of the minutes; *version* is the sheet's."""
    require(actor, "assessment.close", registration.programme.locality)
    with transaction.atomic():
        locked = lock_registration(registration)
        return close_assessment(actor, _needed(locked), day, version)


def reopen_scores(actor: Actor, registration: Registration, reason: str, version: int) -> Assessment:
    """Open a closed sheet again, as long as nothing was decided on it."""
    require(actor, "assessment.close", registration.programme.locality)
    with transaction.atomic():
        locked = lock_registration(registration)
        if locked.state != Registration.State.IN_ASSESSMENT:
            raise RefusedError(
                f"Hồ sơ đang ở bước «{locked.get_state_display()}»: kết quả thẩm định đã được dùng, không mở lại phiếu điểm được."
            )
        return reopen_assessment(actor, _needed(locked), reason, version)


@dataclass(frozen=True)
class ClosedSheets:
    """What closing all at once came to: sheets closed now, and those left because items have no verified score."""

    closed: int
    left: int


def close_all_scores(actor: Actor, programme: Programme, day: date) -> ClosedSheets:
    """Close every open sheet of *programme* whose items all have their verified score, on one day; none that is with its unit."""
    grant = require(actor, "assessment.close", programme.locality)
    links = RegistrationAssessment.objects.filter(
        registration__programme=programme,
        registration__state=Registration.State.IN_ASSESSMENT,
        assessment__state=Assessment.State.OPEN,
    ).exclude(assessment__self_scoring__phase__in=WITH_UNIT)
    with transaction.atomic():
        sheets = {link.assessment_id: link.assessment for link in links.select_related("assessment")}
        complete = [key for key, standing in standings(sheets).items() if standing.is_complete]
        for key in complete:
            close_assessment(actor, sheets[key], day, sheets[key].version)
        outcome = ClosedSheets(len(complete), len(sheets) - len(complete))
        if not outcome.closed:
            raise RefusedError("Chưa có phiếu nào đủ điểm thẩm định ở mọi mục để chốt.")
        details = {"day": day.isoformat(), "closed": outcome.closed, "left": outcome.left}
        record(actor, grant, "assessment.close_all", programme, programme.locality, details)
    return outcome


def _needed(registration: Registration) -> Assessment:
    assessment = assessment_of(registration)
    if assessment is None:
        raise RefusedError("Hồ sơ này chưa có phiếu điểm. Ghi điểm trước.")
    return assessment
