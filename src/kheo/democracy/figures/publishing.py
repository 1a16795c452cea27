"""Figures of publishing: postings of the year, in time and late, and lines of the plan that were not done."""

from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone

from kheo.democracy.models import InformationRequest, PlanLine, Posting
from kheo.democracy.rules.publishing import item_on
from kheo.foundation.figures import FigureDefinition, FigureRow


def _postings(locality_id: int, year: int) -> QuerySet[Any]:
    found = Posting.objects.filter(locality=locality_id, published_on__year=year)
    return found.select_related("locality").order_by("-published_on", "-pk")


def _on_time(locality_id: int, year: int) -> QuerySet[Any]:
    return _postings(locality_id, year).filter(published_on__lte=F("due_on"))


def _late(locality_id: int, year: int) -> QuerySet[Any]:
    return _postings(locality_id, year).filter(published_on__gt=F("due_on"))


def _not_done(locality_id: int, year: int) -> QuerySet[Any]:
    """Lines of the year's plan whose day is over and under which nothing was published."""
    found = PlanLine.objects.filter(plan__locality=locality_id, plan__year=year, due_on__lt=timezone.localdate(), postings=None)
    return found.select_related("plan__locality").order_by("due_on", "pk")


def _posting(row: Any) -> FigureRow:
    return FigureRow(
        title=row.title,
        url=reverse("democracy:public_posting", args=[row.locality.code, row.pk]),
        unit=row.locality.name,
        note=f"công khai {row.published_on:%d/%m/%Y}, hạn {row.due_on:%d/%m/%Y}",
    )


def _line(row: Any) -> FigureRow:
    locality = row.plan.locality
    return FigureRow(
        title=f"{row.what}, {row.period}" if row.period else row.what,
        url=reverse("democracy:publishing_plan", args=[locality.code, row.plan.year]),
        unit=locality.name,
        note=f"{item_on(row.item, row.due_on).label}, hạn {row.due_on:%d/%m/%Y}",
    )


def _requests(locality_id: int, year: int) -> QuerySet[Any]:
    found = InformationRequest.objects.filter(locality=locality_id, received_on__year=year)
    return found.select_related("locality").order_by("-received_on", "-pk")


def _answered_on_time(locality_id: int, year: int) -> QuerySet[Any]:
    return _requests(locality_id, year).filter(answered_on__lte=F("due_on"))


def _request(row: Any) -> FigureRow:
    """Neither who asks nor what was written: the row is counted, the office opens it."""
    told = f"trả lời {row.answered_on:%d/%m/%Y}" if row.answered_on else "chưa trả lời"
    return FigureRow(
        title=f"Yêu cầu nhận {row.received_on:%d/%m/%Y}, {row.get_ground_display().lower()}",
        url=reverse("democracy:information_request", args=[row.locality.code, row.pk]),
        unit=row.locality.name,
        note=f"{told}, hạn {row.due_on:%d/%m/%Y}",
    )


FIGURES: tuple[FigureDefinition, ...] = (
    FigureDefinition(
        key="democracy.postings",
        label="nội dung chính quyền đã công khai",
        measure="nội dung",
        definition="Nội dung Điều 11 Luật 10/2022/QH15 đăng công khai trong năm, kể cả bản thay đổi và danh mục quý.",
        rows=_postings,
        describe=_posting,
        dimensions={},
        unit_lookup="locality__unit",
    ),
    FigureDefinition(
        key="democracy.postings_on_time",
        label="nội dung công khai đúng hạn",
        measure="nội dung",
        definition="Nội dung đăng không sau hạn: 5 ngày làm việc kể từ ngày văn bản, hoặc ngày luật của lĩnh vực định (Điều 12).",
        rows=_on_time,
        describe=_posting,
        dimensions={},
        unit_lookup="locality__unit",
    ),
    FigureDefinition(
        key="democracy.postings_late",
        label="nội dung công khai chậm",
        measure="nội dung",
        definition="Nội dung đăng sau hạn của Điều 12 khoản 3 Luật 10/2022/QH15.",
        rows=_late,
        describe=_posting,
        dimensions={},
        unit_lookup="locality__unit",
    ),
    FigureDefinition(
        key="democracy.postings_not_done",
        label="dòng kế hoạch quá hạn chưa công khai",
        measure="dòng",
        definition="Dòng của kế hoạch công khai năm đã quá hạn mà chưa có nội dung nào đăng theo dòng ấy (Điều 14 khoản 1).",
        rows=_not_done,
        describe=_line,
        dimensions={},
        unit_lookup="plan__locality__unit",
        permission="publishing.read",
    ),
    FigureDefinition(
        key="democracy.information_requests",
        label="yêu cầu cung cấp thông tin đã nhận",
        measure="yêu cầu",
        definition="Yêu cầu cung cấp thông tin phải công khai, nhận trong năm qua trang hoặc tại trụ sở (Điều 14 khoản 2).",
        rows=_requests,
        describe=_request,
        dimensions={},
        unit_lookup="locality__unit",
        permission="information.manage",
    ),
    FigureDefinition(
        key="democracy.information_answered_on_time",
        label="yêu cầu cung cấp thông tin trả lời đúng hạn",
        measure="yêu cầu",
        definition="Yêu cầu nhận trong năm, trả lời lần đầu không sau hạn của Luật Tiếp cận thông tin (chưa đối chiếu văn bản).",
        rows=_answered_on_time,
        describe=_request,
        dimensions={},
        unit_lookup="locality__unit",
        permission="information.manage",
    ),
)
