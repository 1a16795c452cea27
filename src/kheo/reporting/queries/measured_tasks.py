"""Counted from directives: documents in force, tasks by who carries them out, activities, committees, inspections."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from kheo.directives.models import Activity, ActivityKind, Committee, Directive, Finding, InspectionVisit, Task
from kheo.directives.queries.tasks import standing
from kheo.directives.rules.tasks import DONE, OPEN, OVERDUE, WAITING
from kheo.figures.queries.record import Scope
from kheo.foundation.figures import FigureRow
from kheo.organisation.models import Body
from kheo.reporting.queries.measures import Measured, Part
from kheo.reporting.rules.outline import outline

Kind = Body.Kind
DEMOCRACY = Q(requirement__directive__number__iexact=outline().democracy_law)
# Who carries a task out, as the handbook parts the political system.
BLOCKS = {
    "party": Part("cấp uỷ, cơ quan của Đảng, ban chỉ đạo", Q(body__kind__in=[Kind.PARTY, Kind.COMMITTEE, Kind.CENTRAL])),
    "government": Part(
        "chính quyền, cơ quan, đơn vị",
        Q(body__kind__in=[Kind.GOVERNMENT, Kind.COUNCIL, Kind.AGENCY, Kind.SCHOOL, Kind.FORCE, Kind.MEDIA]),
    ),
    "front": Part("Mặt trận và các đoàn thể", Q(body__kind__in=[Kind.FRONT, Kind.UNION])),
    "units": Part("xã, phường", Q(body=None)),
}
TASK_PARTS = {**BLOCKS, "democracy": Part("theo Luật Thực hiện dân chủ ở cơ sở", DEMOCRACY)}


def _of_unit(rows: "QuerySet[Any]", scope: Scope, path: str = "unit") -> "QuerySet[Any]":
    return rows if scope.unit is None else rows.filter(**{path: scope.unit})


def in_force(scope: Scope, _as_of: date) -> "QuerySet[Directive]":
    """Documents that were in force on some day of the year."""
    first, after = date(scope.year, 1, 1), date(scope.year + 1, 1, 1)
    return Directive.objects.filter(
        Q(valid_from=None, issued_on__lt=after) | Q(valid_from__lt=after),
        Q(valid_to=None) | Q(valid_to__gt=first),
        locality=scope.locality,
    ).select_related("locality")


def tasks(scope: Scope, _as_of: date) -> "QuerySet[Task]":
    """Tasks of the year that were not called off."""
    rows = Task.objects.filter(locality=scope.locality, year=scope.year).exclude(state=Task.State.CANCELLED)
    return _of_unit(rows.select_related("unit", "body", "locality"), scope)


def _done(scope: Scope, as_of: date) -> "QuerySet[Task]":
    return standing(tasks(scope, as_of), DONE, day=as_of)


def _open(scope: Scope, as_of: date) -> "QuerySet[Task]":
    return standing(tasks(scope, as_of), OPEN, WAITING, day=as_of)


def _overdue(scope: Scope, as_of: date) -> "QuerySet[Task]":
    return standing(tasks(scope, as_of), OVERDUE, day=as_of)


def _activities(scope: Scope, _as_of: date) -> "QuerySet[Activity]":
    rows = Activity.objects.filter(locality=scope.locality, ended_on__year=scope.year)
    return _of_unit(rows.select_related("unit", "body"), scope)


def _committees(scope: Scope, as_of: date) -> "QuerySet[Committee]":
    last = min(as_of, date(scope.year, 12, 31))
    bodies = Body.objects.on(last).filter(locality=scope.locality)
    rows = Committee.objects.filter(locality=scope.locality, body__in=bodies).select_related("body")
    return _of_unit(rows, scope, "body__unit")


def _visits(scope: Scope, _as_of: date) -> "QuerySet[InspectionVisit]":
    rows = InspectionVisit.objects.filter(plan__committee__locality=scope.locality, plan__year=scope.year)
    return _of_unit(rows.exclude(state="cancelled").select_related("unit", "body"), scope)


def _held(scope: Scope, as_of: date) -> "QuerySet[InspectionVisit]":
    return _visits(scope, as_of).filter(state="held")


def _findings(scope: Scope, as_of: date) -> "QuerySet[Finding]":
    return Finding.objects.filter(visit__in=_held(scope, as_of)).select_related("visit__unit", "visit__body")


def who(row: Any) -> str:
    """The body that a row is of, else the code of its unit (the page of rows puts the unit's name in its place)."""
    return row.body.name if row.body else ""


def _of_directive(row: Directive) -> FigureRow:
    url = reverse("directives:directive", args=[row.locality.code, row.pk])
    return FigureRow(f"{row.number}: {row.summary}", url, row.issuer, f"ngày {row.issued_on:%d/%m/%Y}")


def _of_task(row: Task) -> FigureRow:
    done = f", xong ngày {row.done_on:%d/%m/%Y}" if row.done_on else ""
    url = reverse("directives:task", args=[row.locality.code, row.pk])
    return FigureRow(row.title, url, who(row), f"{row.get_state_display()}{done} · hạn {row.due_on:%d/%m/%Y}")


def _of_activity(row: Activity) -> FigureRow:
    people = f", {row.people} lượt người" if row.people is not None else ""
    return FigureRow(row.topic, "", who(row), f"{row.count} {row.get_kind_display()}{people} · đến {row.ended_on:%d/%m/%Y}")


def _of_committee(row: Committee) -> FigureRow:
    return FigureRow(row.body.name, "", "", row.get_purpose_display())


def _of_visit(row: InspectionVisit) -> FigureRow:
    held = f"kiểm tra ngày {row.held_on:%d/%m/%Y}" if row.held_on else f"dự kiến {row.planned_on:%d/%m/%Y}"
    return FigureRow(row.subject, "", who(row), held)


def _of_finding(row: Finding) -> FigureRow:
    return FigureRow(row.text, "", who(row.visit), row.get_kind_display())


TASK_MEASURES = (
    Measured(
        "directives.in_force", "văn bản chỉ đạo còn hiệu lực trong năm", "văn bản",
        "Văn bản cấp trên ghi ở mục Chỉ đạo, có hiệu lực ít nhất một ngày trong năm.", in_force, _of_directive,
    ),
    Measured(
        "tasks.assigned", "nhiệm vụ đã giao", "nhiệm vụ",
        "Nhiệm vụ của năm, mỗi nơi được giao một dòng; không tính nhiệm vụ đã cho thôi.", tasks, _of_task, parts=TASK_PARTS,
    ),
    Measured(
        "tasks.done", "nhiệm vụ đã xong", "nhiệm vụ",
        "Nhiệm vụ của năm mà cơ quan thường trực đã xác nhận xong.", _done, _of_task, parts=TASK_PARTS,
    ),
    Measured(
        "tasks.open", "nhiệm vụ đang làm, còn hạn", "nhiệm vụ",
        "Nhiệm vụ của năm vào ngày tính còn trong hạn, hoặc đơn vị đã báo xong mà chưa được xem.",
        _open, _of_task, parts=TASK_PARTS,
    ),
    Measured(
        "tasks.overdue", "nhiệm vụ quá hạn", "nhiệm vụ",
        "Nhiệm vụ của năm vào ngày tính đã qua hạn mà đơn vị chưa báo xong.", _overdue, _of_task, parts=TASK_PARTS,
    ),
    Measured(
        "activities", "hoạt động tuyên truyền, vận động", "buổi, lượt, cuộc",
        "Cộng số buổi, lượt, cuộc, tài liệu của các hoạt động kết thúc trong năm.", _activities, _of_activity, "count",
        {kind.value: Part(str(kind.label), Q(kind=kind)) for kind in ActivityKind} | {"front": BLOCKS["front"]},
    ),
    Measured(
        "activities.people", "lượt người dự, nghe, được gặp", "lượt người",
        "Cộng số lượt người của các hoạt động kết thúc trong năm; hoạt động không đếm được người thì không cộng.",
        _activities, _of_activity, "people",
    ),
    Measured(
        "committees", "ban chỉ đạo đang hoạt động", "ban chỉ đạo",
        "Ban chỉ đạo công tác dân vận, «Dân vận khéo», dân chủ ở cơ sở còn hoạt động vào cuối năm.", _committees, _of_committee,
    ),
    Measured(
        "inspections.planned", "cuộc kiểm tra theo kế hoạch", "cuộc",
        "Cuộc kiểm tra trong kế hoạch năm của các ban chỉ đạo; không tính cuộc đã thôi.", _visits, _of_visit,
    ),
    Measured(
        "inspections.held", "cuộc kiểm tra đã làm", "cuộc",
        "Cuộc kiểm tra trong kế hoạch năm đã ghi kết quả.", _held, _of_visit,
    ),
    Measured(
        "inspections.findings", "phát hiện qua kiểm tra", "điều",
        "Kết quả, hạn chế, kiến nghị ghi ở các cuộc kiểm tra đã làm.", _findings, _of_finding,
        parts={kind.value: Part(str(kind.label), Q(kind=kind)) for kind in Finding.Kind},
    ),
)  # fmt: skip
