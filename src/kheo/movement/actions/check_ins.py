"""A unit says how one initiative goes: what was done, its numbers, what is hard, a photograph. Nothing here is heard twice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.foundation.uploads.checks import Checked
from kheo.foundation.uploads.papers import SentFile
from kheo.movement.actions.evidence import EvidenceContent, keep_evidence, look_at_evidence
from kheo.movement.actions.registrations import lock_registration, tidy_lines
from kheo.movement.actions.steps import begin_work
from kheo.movement.actions.values import QuestionedError, odd_values, read_value
from kheo.movement.models import CheckIn, PeriodReport, Registration, Result
from kheo.movement.queries.check_ins import Asking, Key, asking, key_of
from kheo.movement.queries.registrations import owner_of
from kheo.movement.rules.heard import WHY_LENGTH, check_in_problems
from kheo.movement.rules.registrations import result_problems
from kheo.organisation.authority import Actor, Grant, require
from kheo.organisation.trail import record

# A report that was handed in says what it says; only one that is written or was sent back is written on.
_WRITTEN_ON = {PeriodReport.State.AWAITED, PeriodReport.State.DRAFT, PeriodReport.State.RETURNED}


@dataclass(frozen=True)
class Photo:
    """A photograph (or another file) with what it shows; day and place as the person says."""

    file: SentFile
    caption: str
    taken_on: date | None = None
    place: str = ""


@dataclass(frozen=True)
class CheckInContent:
    """*results*: a measure, or the primary key of an own aim → a number, or the text as it was typed («1,5 tỷ»); "" says nothing.

    *started*: work on a registration that was only registered has begun. *sure*, *why*: the answer to odd numbers.
    """

    on: date
    done: str
    difficulties: str = ""
    results: Mapping[Key, Decimal | str] = field(default_factory=dict)
    photos: tuple[Photo, ...] = ()
    started: bool = False
    sure: bool = False
    why: str = ""


@dataclass(frozen=True)
class _Read:
    """What stood the look: values by key, those among them that were asked about, files."""

    values: dict[Key, Decimal]
    odd: frozenset[Key]
    files: list[tuple[Checked, EvidenceContent]]


def check_in(actor: Actor, registration: Registration, content: CheckInContent, *, report: PeriodReport | None = None) -> CheckIn:
    """Take what is said of *registration*, in a unit's *report* or outside any.

    RefusedError with everything that is wrong; QuestionedError where a number is odd and nobody said that it is right.
    """
    grant = require(actor, "registration.edit", registration.programme.locality, owner_of(registration))
    with transaction.atomic():
        locked = lock_registration(registration)
        if locked.state == Registration.State.STOPPED:
            raise RefusedError("Mô hình này đã dừng; cho thực hiện tiếp rồi báo tin.")
        _require_writable(locked, report)
        read = _read(content, asking(locked))
        if content.started and locked.state == Registration.State.REGISTERED:
            begin_work(actor, grant, locked)
        made = CheckIn.objects.create(
            registration=locked,
            report=report,
            on=content.on,
            done=tidy_lines(content.done),
            difficulties=tidy_lines(content.difficulties),
            added_by=actor.account_id,
        )
        _write(actor, grant, made, content, read)
    return made


def edit_check_in(actor: Actor, found: CheckIn, content: CheckInContent, version: int) -> CheckIn:
    """Write a check-in anew: a number said otherwise is a new row, one no longer said goes; photographs are added."""
    registration = found.registration
    grant = require(actor, "registration.edit", registration.programme.locality, owner_of(registration))
    with transaction.atomic():
        registration = lock_registration(registration)
        locked = CheckIn.objects.select_for_update(of=("self",)).select_related("report__period").get(pk=found.pk)
        require_version(version, locked.version)
        locked.registration = registration
        _require_writable(registration, locked.report)
        read = _read(content, asking(registration, without=locked))
        locked.on, locked.done = content.on, tidy_lines(content.done)
        locked.difficulties = tidy_lines(content.difficulties)
        locked.version += 1
        locked.save()
        _write(actor, grant, locked, content, read)
    return locked


def _require_writable(registration: Registration, report: PeriodReport | None) -> None:
    if report is None:
        return
    if report.period.programme_id != registration.programme_id:
        raise RefusedError("Kỳ báo cáo này không thuộc chương trình của mô hình.")
    if report.state not in _WRITTEN_ON or report.period.state != report.period.State.OPEN:
        raise RefusedError("Báo cáo có tin này đã gửi; cơ quan thường trực trả lại thì mới sửa được.")


def _read(content: CheckInContent, asked: Asking) -> _Read:
    today = timezone.localdate()
    problems = list(check_in_problems(content.on, tidy_lines(content.done), tidy_lines(content.difficulties), today))
    values: dict[Key, Decimal] = {}
    for key, typed in content.results.items():
        one = asked.find(key)
        if one is None:
            problems.append(Problem("Mô hình này không có thước đo ấy; tải lại trang rồi ghi.", "Kết quả"))
            continue
        try:
            value = read_value(one, typed)
        except RefusedError as refusal:
            problems += refusal.problems
            continue
        if value is not None:
            values[key] = value
            problems += [Problem(fault.what, one.label) for fault in result_problems(one.measure, value, today, today)]
    files = []
    for photo in content.photos:
        words = EvidenceContent(photo.caption, is_not_secret=photo.file.is_not_secret, taken_on=photo.taken_on, place=photo.place)
        checked, faults = look_at_evidence(photo.file.name, photo.file.data, words)
        problems += faults
        if checked is not None:
            files.append((checked, words))
    why = tidy(content.why)
    if len(why) > WHY_LENGTH:
        problems.append(Problem(f"Dài quá {WHY_LENGTH} ký tự; viết gọn lại.", "Vì sao"))
    if problems:
        raise RefusedError(*problems)
    odd = odd_values(asked, values, content.on)
    if odd and not (content.sure and why):
        raise QuestionedError(*(Problem(question, one.label if one else "Đến ngày") for one, question in odd))
    of_the_day = {key for key in values if any(one is None for one, _question in odd)}
    return _Read(values, frozenset({one.key for one, _question in odd if one} | of_the_day), files)


def _write(actor: Actor, grant: Grant, told: CheckIn, content: CheckInContent, read: _Read) -> None:
    """Put values and files beside what was told, and the row into the trail; what stands already as it was said stays."""
    standing = {key_of(row): row for row in Result.objects.filter(check_in=told)}
    for key, row in standing.items():
        if read.values.get(key) != row.value or row.as_of != told.on:
            row.delete()
    for key, value in read.values.items():
        kept = standing.get(key)
        if kept is not None and kept.pk is not None:
            continue
        Result.objects.create(
            registration=told.registration,
            measure=key if isinstance(key, str) else "",
            aim_id=key if isinstance(key, int) else None,
            value=value,
            as_of=told.on,
            note=tidy(content.why) if key in read.odd else "",
            check_in=told,
            added_by=actor.account_id,
        )
    locality = told.registration.programme.locality
    adding = require(actor, "evidence.add", locality, owner_of(told.registration)) if read.files else grant
    for checked, words in read.files:
        keep_evidence(actor, adding, told.registration, checked, words, told)
    details = {
        "registration": told.registration_id,
        "report": told.report_id,
        "results": sorted(str(key) for key in read.values),
        "odd": sorted(str(key) for key in read.odd),
        "version": told.version,
    }
    record(actor, grant, "check_in.add" if told.version == 1 else "check_in.edit", told, locality, details)
