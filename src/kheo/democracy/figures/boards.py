"""Figures of the people's boards: inspections, recommendations and their answers, works watched, what people gave."""

from collections.abc import Callable
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from kheo.democracy.models import Contribution, Inspection, Project, Recommendation
from kheo.democracy.rules.projects import Gift
from kheo.democracy.workflow import PROJECT, RECOMMENDATION
from kheo.foundation.figures import FigureDefinition, FigureRow
from kheo.foundation.numbers import written


def _inspections(locality_id: int, year: int) -> QuerySet[Any]:
    """Confirmed by the Front: what everybody may read."""
    held = Inspection.objects.filter(board__locality=locality_id, held_on__year=year, state="confirmed")
    return held.select_related("board__locality", "board__body").order_by("-held_on", "-pk")


def _recommendations(locality_id: int, year: int) -> QuerySet[Any]:
    sent = Recommendation.objects.filter(inspection__board__locality=locality_id, received_on__year=year)
    return sent.select_related("inspection__board__locality", "inspection__board__body").order_by("-received_on", "-pk")


def _in_time(locality_id: int, year: int) -> QuerySet[Any]:
    return _recommendations(locality_id, year).filter(replied_on__lte=F("due_on"))


def _overdue(locality_id: int, year: int) -> QuerySet[Any]:
    """Answered after their day, or not yet and the day is over: both were overdue."""
    today = timezone.localdate()
    return _recommendations(locality_id, year).filter(Q(replied_on__gt=F("due_on")) | Q(replied_on=None, due_on__lt=today))


def _watched(locality_id: int, year: int) -> QuerySet[Any]:
    """Works with a supervision board that was at work in the year."""
    at_work = Q(board__dissolved_on=None) | Q(board__dissolved_on__year__gte=year)
    found = Project.objects.filter(at_work, locality=locality_id, board__isnull=False, board__day__year__lte=year)
    return found.select_related("locality", "board").order_by("-starts_on", "-pk")


def _given(gift: Gift) -> Callable[[int, int], QuerySet[Any]]:
    def rows(locality_id: int, year: int) -> QuerySet[Any]:
        stands = Contribution.objects.filter(
            project__locality=locality_id, on__year=year, gift=gift, corrected_by=None, amount__gt=0
        )
        return stands.select_related("project__locality").order_by("-on", "-pk")

    return rows


def _inspection(row: Any) -> FigureRow:
    return FigureRow(
        title=row.subject,
        url=reverse("democracy:supervision", args=[row.board.locality.code]),
        unit=row.board.locality.name,
        note=f"{row.board.body.short_name}, ngày {row.held_on:%d/%m/%Y}",
    )


def _recommendation(row: Any) -> FigureRow:
    locality = row.inspection.board.locality
    due = f", hạn {row.due_on:%d/%m/%Y}" if row.due_on else ""
    return FigureRow(
        title=row.text[:140],
        url=reverse("democracy:recommendation_public", args=[locality.code, row.pk]),
        unit=locality.name,
        note=f"nhận {row.received_on:%d/%m/%Y}{due}, {RECOMMENDATION.public_label(row.state).lower()}",
    )


def _project(row: Any) -> FigureRow:
    return FigureRow(
        title=row.name,
        url=reverse("democracy:project_public", args=[row.locality.code, row.pk]),
        unit=row.locality.name,
        note=PROJECT.label(row.state).lower(),
    )


def _gift(row: Any) -> FigureRow:
    return FigureRow(
        title=row.project.name,
        url=reverse("democracy:project_public", args=[row.project.locality.code, row.project.pk]),
        unit=row.project.locality.name,
        note=f"ngày {row.on:%d/%m/%Y}" + (f", {written(row.households)} hộ" if row.households else ""),
        value=int(row.amount),
    )


def _figure(  # noqa: PLR0913, PLR0917  the fields of a figure
    key: str, label: str, measure: str, definition: str, rows: Callable[[int, int], QuerySet[Any]],
    describe: Callable[[Any], FigureRow], unit_lookup: str, sums: str = "",
) -> FigureDefinition:  # fmt: skip
    return FigureDefinition(
        key=f"democracy.{key}", label=label, measure=measure, definition=definition, rows=rows, describe=describe,
        dimensions={}, unit_lookup=unit_lookup, sums=sums,
    )  # fmt: skip


BOARD, ASKED, WORK = "board__locality__unit", "inspection__board__locality__unit", "project__locality__unit"
FIGURES: tuple[FigureDefinition, ...] = (
    _figure(
        "inspections", "cuộc kiểm tra, giám sát của dân", "cuộc",
        "Cuộc kiểm tra, giám sát, xác minh của Ban Thanh tra nhân dân và các Ban Giám sát đầu tư của cộng đồng "
        "tiến hành trong năm, biên bản đã được Mặt trận xác nhận.",
        _inspections, _inspection, BOARD,
    ),
    _figure(
        "recommendations", "kiến nghị của ban của dân", "kiến nghị",
        "Kiến nghị của hai loại ban mà nơi nhận đã nhận trong năm.", _recommendations, _recommendation, ASKED,
    ),
    _figure(
        "recommendations_in_time", "kiến nghị được trả lời đúng hạn", "kiến nghị",
        "Trong số nhận trong năm: trả lời không sau hạn 15 ngày "
        "(Điều 40 khoản 1 điểm c, Điều 45 khoản 2 điểm c Luật 10/2022/QH15).",
        _in_time, _recommendation, ASKED,
    ),
    _figure(
        "recommendations_overdue", "kiến nghị quá hạn trả lời", "kiến nghị",
        "Trong số nhận trong năm: trả lời sau hạn, hoặc đã quá hạn mà chưa trả lời.", _overdue, _recommendation, ASKED,
    ),
    _figure(
        "projects_watched", "công trình có ban giám sát của dân", "công trình",
        "Chương trình, dự án, công trình có Ban Giám sát đầu tư của cộng đồng hoạt động trong năm.", _watched, _project,
        "locality__unit",
    ),
    _figure(
        "gifts_money", "tiền nhân dân đóng góp cho công trình", "đồng",
        "Cộng số tiền nhân dân đóng góp ghi trong năm cho công trình; dòng đã ghi lại không tính.", _given(Gift.MONEY), _gift,
        WORK, "amount",
    ),
    _figure(
        "gifts_work", "ngày công nhân dân đóng góp cho công trình", "ngày công",
        "Cộng số ngày công ghi trong năm; dòng đã ghi lại không tính.", _given(Gift.WORK), _gift, WORK, "amount",
    ),
    _figure(
        "gifts_land", "đất nhân dân hiến cho công trình", "m²",
        "Cộng số mét vuông đất ghi trong năm; dòng đã ghi lại không tính.", _given(Gift.LAND), _gift, WORK, "amount",
    ),
)  # fmt: skip
