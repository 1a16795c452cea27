"""Counted from the movement's results, the targets of a year and the conference."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from kheo.conference.models import Conference, Guest, Speech
from kheo.directives.models import Target, TargetReading
from kheo.figures.queries.record import Scope
from kheo.foundation.figures import FigureRow
from kheo.foundation.numbers import written
from kheo.foundation.text import fold
from kheo.movement.models import Measure, Result
from kheo.movement.workflow import CARRIED_OUT
from kheo.reporting.queries.measured_tasks import who
from kheo.reporting.queries.measures import Measured

RESULT_LABELS = {
    Measure.HOUSEHOLDS: "hộ hưởng lợi",
    Measure.PEOPLE: "người hưởng lợi",
    Measure.DONG: "tiền huy động được",
    Measure.WORKING_DAYS: "ngày công đóng góp",
    Measure.LAND_M2: "đất hiến",
}


def _results(measure: str) -> Callable[[Scope, date], "QuerySet[Result]"]:
    def rows(scope: Scope, _as_of: date) -> "QuerySet[Result]":
        newest = Result.objects.filter(registration=OuterRef("registration"), measure=measure).order_by("-as_of", "-pk")
        found = Result.objects.filter(
            pk=Subquery(newest.values("pk")[:1]),
            registration__programme__locality=scope.locality,
            registration__programme__year=scope.year,
            registration__state__in=CARRIED_OUT,
        )
        if scope.unit is not None:
            found = found.filter(registration__initiative__unit=scope.unit)
        return found.select_related("registration__initiative__body", "registration__programme__locality")

    return rows


def _of_result(row: Result) -> FigureRow:
    initiative, place = row.registration.initiative, row.registration.programme.locality.code
    url = reverse("movement:initiative", args=[place, initiative.pk])
    note = f"{written(row.value)} {row.get_measure_display()} · đến {row.as_of:%d/%m/%Y}"
    return FigureRow(initiative.title, url, initiative.body.name if initiative.body else "", note)


def targets(scope: Scope, _as_of: date) -> "QuerySet[Target]":
    """The year's targets, soonest first."""
    rows = Target.objects.filter(locality=scope.locality, year=scope.year).select_related("unit", "body")
    return rows if scope.unit is None else rows.filter(unit=scope.unit)


def _readings(scope: Scope, as_of: date) -> "QuerySet[TargetReading]":
    """The newest reading of each target by *as_of*."""
    newest = TargetReading.objects.filter(target=OuterRef("target"), on__lte=as_of).order_by("-on", "-pk")
    return TargetReading.objects.filter(pk=Subquery(newest.values("pk")[:1]), target__in=targets(scope, as_of)).select_related(
        "target__body"
    )


def _of_target(row: Target) -> FigureRow:
    note = f"{row.get_direction_display()} {written(row.value)} {row.measure} · hạn {row.due_on:%d/%m/%Y}"
    return FigureRow(row.title, "", who(row), note)


def _of_reading(row: TargetReading) -> FigureRow:
    note = f"{written(row.value)} {row.target.measure} ngày {row.on:%d/%m/%Y}: {row.source}"
    return FigureRow(row.target.title, "", who(row.target), note)


def conferences(scope: Scope) -> "QuerySet[Conference]":
    """Conferences on the year that were opened."""
    return Conference.objects.filter(locality=scope.locality, programme__year=scope.year).exclude(
        state=Conference.State.PREPARING
    )


def _guests(scope: Scope, _as_of: date) -> "QuerySet[Guest]":
    came = [Guest.Attendance.PRESENT, Guest.Attendance.SUBSTITUTE]
    return Guest.objects.filter(conference__in=conferences(scope), attendance__in=came).select_related("body", "unit")


def _speeches(scope: Scope, _as_of: date) -> "QuerySet[Speech]":
    read = [Speech.State.CHOSEN, Speech.State.PRINTED, Speech.State.DELIVERED]
    rows = Speech.objects.filter(conference__in=conferences(scope), kind=Speech.Kind.CONTRIBUTION, state__in=read)
    return rows.select_related("unit", "body")


def speeches_on_democracy(scope: Scope, as_of: date) -> "QuerySet[Speech]":
    """Contributions whose title speaks of democracy, however it is spelled."""
    rows = _speeches(scope, as_of)
    return rows.filter(pk__in=[pk for pk, title in rows.values_list("pk", "title") if "dan chu" in fold(title)])


def _of_guest(row: Guest) -> FigureRow:
    """By group and body alone: whoever came is on the conference's own page, for those who may open it."""
    return FigureRow(str(row.get_group_display()), "", who(row), str(row.get_attendance_display()))


def _of_speech(row: Any) -> FigureRow:
    return FigureRow(row.title, "", who(row), row.get_state_display())


RESULT_MEASURES = tuple(
    Measured(
        f"results.{measure.value}", RESULT_LABELS[measure], str(measure.label),
        "Cộng số mới nhất của từng mô hình, điển hình được thực hiện trong năm, do nơi thực hiện báo.",
        _results(measure), _of_result, "value",
    )
    for measure in Measure
)  # fmt: skip
TARGET_MEASURES = (
    Measured(
        "targets.set", "mức phải đạt của chỉ tiêu", "", "Con số ghi ở chỉ tiêu của năm.", targets, _of_target, "value",
    ),
    Measured(
        "targets.count", "chỉ tiêu của năm", "chỉ tiêu", "Chỉ tiêu ghi ở mục Chỉ đạo cho năm ấy.", targets, _of_target,
    ),
    Measured(
        "targets.read", "mức đạt được của chỉ tiêu", "", "Số đo mới nhất của chỉ tiêu đến ngày tính, có ghi nguồn.",
        _readings, _of_reading, "value",
    ),
)  # fmt: skip
CONFERENCE_MEASURES = (
    Measured(
        "conference.guests", "đại biểu có mặt tại hội nghị tổng kết", "đại biểu",
        "Người được mời có mặt, kể cả người dự thay; một người giữ nhiều chức vụ tính một.", _guests, _of_guest,
    ),
    Measured(
        "conference.speeches", "tham luận tại hội nghị tổng kết", "tham luận",
        "Tham luận được chọn trình bày hoặc in trong tập tài liệu.", _speeches, _of_speech,
    ),
    Measured(
        "conference.democracy", "tham luận về dân chủ ở cơ sở", "tham luận",
        "Tham luận có tên nói đến dân chủ, trong số được trình bày hoặc in.", speeches_on_democracy, _of_speech,
    ),
)  # fmt: skip
