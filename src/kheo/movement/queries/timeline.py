"""The course of a registration, day by day: what was handed in, launched, told, counted, proved, decided."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.foundation.numbers import written
from kheo.movement.models import (
    CheckIn,
    Evidence,
    Launch,
    Lineage,
    Nomination,
    Registration,
    Result,
    SilenceReminder,
    SubmissionVersion,
)
from kheo.movement.moments import Moment, moments_of
from kheo.movement.queries.registrations import NewestResult
from kheo.movement.workflow import REGISTRATION
from kheo.organisation.models import Account
from kheo.organisation.queries.trail import words_of_acts

_STEPS = [f"registration.{step.action}" for step in REGISTRATION.transitions]


@dataclass(frozen=True)
class Told:
    """A moment with the name of whoever wrote it ("" for a reader who need not know), and the check-in it is, if it is one."""

    moment: Moment
    who: str = ""


def timeline(registration: Registration) -> list[Moment]:
    """Everything that happened, the newest first; a constant number of queries."""
    found = [
        Moment(registration.registered_on, f"nhận đăng ký vào chương trình năm {registration.programme.year}", is_public=True),
        *_handed_in(registration),
        *_launch([registration]),
        *_steps(registration),
        *_check_ins(registration),
        *(_result(row) for row in Result.objects.filter(registration=registration, check_in=None).select_related("aim")),
        *(_evidence(row, registration) for row in Evidence.objects.filter(registration=registration).select_related("file")),
        *_reminders(registration),
        *_levels(registration),
        *_learnt(registration),
        *(one for _key, one in moments_of([registration])),
    ]
    return newest_first(found)


def public_timeline(registrations: Collection[Registration]) -> list[Moment]:
    """What everybody may know of an initiative's years: registered, launched, recognised. No words of anybody's, no names."""
    found = [Moment(row.registered_on, f"đăng ký năm {row.programme.year}", is_public=True) for row in registrations]
    found += list(_launch(registrations))
    found += [one for _key, one in moments_of(registrations) if one.is_public]
    return newest_first(found)


def newest_first(moments: Iterable[Moment]) -> list[Moment]:
    return sorted(moments, key=lambda one: one.on, reverse=True)


def with_names(moments: Iterable[Moment]) -> list[Told]:
    """For whoever may know who wrote what: the office, the unit itself; one query."""
    listed = list(moments)
    accounts = Account.objects.filter(pk__in={one.by for one in listed if one.by}).select_related("person")
    names = {account.pk: account.display_name for account in accounts}
    return [Told(one, names.get(one.by, "") if one.by else "") for one in listed]


def papers_of(moments: Iterable[Moment]) -> list[Moment]:
    """Files that are no photographs, decisions, certificates."""
    return [one for one in moments if one.is_paper]


def _handed_in(registration: Registration) -> Iterator[Moment]:
    rows = SubmissionVersion.objects.filter(submission__registration=registration)
    for row in rows:
        again = f" lần {row.number}" if row.number > 1 else ""
        yield Moment(timezone.localdate(row.handed_at), f"nộp phiếu đăng ký{again}", by=row.handed_by)


def _launch(registrations: Collection[Registration]) -> Iterator[Moment]:
    for row in Launch.objects.filter(registration__in=registrations):
        people = f", {written(row.people)} người dự" if row.people else ""
        yield Moment(row.held_on, "ra mắt", f"{row.place}{people}", by=row.added_by, is_public=True)


def _steps(registration: Registration) -> Iterator[Moment]:
    label = Registration._meta.label_lower  # noqa: SLF001  Django's documented name of a table
    words = words_of_acts()
    for row in AuditRow.objects.filter(subject_type=label, subject_id=str(registration.pk), action__in=_STEPS):
        yield Moment(timezone.localdate(row.at), words.get(row.action, row.action), by=row.actor)


def _check_ins(registration: Registration) -> Iterator[Moment]:
    rows = CheckIn.objects.filter(registration=registration).select_related("report__period").prefetch_related("results__aim")
    place = registration.programme.locality.code
    for row in rows:
        counted = "; ".join(_counted(result) for result in row.results.all())
        hard = f"Khó khăn: {row.difficulties}" if row.difficulties else ""
        what = f"báo tin trong «{row.report.period.title}»" if row.report else "báo tin"
        yield Moment(
            row.on,
            f"{what}{' (đã sửa)' if row.version > 1 else ''}",
            "\n".join(part for part in (row.done, counted, hard) if part),
            reverse("movement:check_in_edit", args=[place, registration.pk, row.pk]),
            by=row.added_by,
        )


def _counted(result: Result) -> str:
    one = NewestResult(result, 0)
    return f"{one.label} {written(result.value)} {one.unit}{f' ({result.note})' if result.note else ''}"


def _result(row: Result) -> Moment:
    return Moment(row.as_of, "ghi kết quả", _counted(row), by=row.added_by)


def _evidence(row: Evidence, registration: Registration) -> Moment:
    is_photograph = row.file.media_type.startswith("image/")
    taken = f", chụp ngày {row.taken_on:%d/%m/%Y}" if row.taken_on else ""
    return Moment(
        row.taken_on or timezone.localdate(row.added_at),
        "thêm ảnh" if is_photograph else "thêm tệp",
        f"{row.caption}{f', {row.place}' if row.place else ''}{taken} · {row.file.name}",
        reverse("movement:evidence", args=[registration.programme.locality.code, registration.pk, row.pk]),
        by=row.added_by,
        digest=row.file.sha256,
        is_paper=not is_photograph,
    )


def _reminders(registration: Registration) -> Iterator[Moment]:
    for row in SilenceReminder.objects.filter(registration=registration):
        yield Moment(timezone.localdate(row.sent_at), row.get_step_display(), f"im lặng {row.weeks} tuần", by=row.sent_by)


def _levels(registration: Registration) -> Iterator[Moment]:
    for row in Nomination.objects.filter(registration=registration).select_related("programme__locality"):
        above = row.programme.locality.name
        yield Moment(row.nominated_on, f"đề nghị lên {above}", row.reason, by=row.nominated_by)
        if row.sorted_on is not None:
            yield Moment(row.sorted_on, f"{above} xếp: {row.get_group_display()}", row.sorted_reason)
        if row.withdrawn_on is not None:
            yield Moment(row.withdrawn_on, f"rút đề nghị lên {above}")


def _learnt(registration: Registration) -> Iterator[Moment]:
    for row in Lineage.objects.filter(copy=registration.initiative_id).select_related("origin"):
        yield Moment(row.learnt_on, "học từ mô hình khác", str(row.origin or row.origin_words), by=row.added_by)
