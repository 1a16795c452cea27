"""Figures of democracy inside agencies: what was told to staff, conferences held with enough people."""

from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from kheo.democracy.models import AgencyConference, AgencyPosting
from kheo.foundation.figures import FigureDefinition, FigureRow


def _conferences(locality_id: int, year: int) -> QuerySet[Any]:
    """Conferences on the working year to which two thirds came (Luật 10/2022/QH15 Điều 51 khoản 2 điểm c), by whole numbers."""
    rows = AgencyConference.objects.filter(locality=locality_id, year=year, corrected_by=None)
    enough = rows.alias(thrice=F("present") * 3, twice=F("summoned") * 2).filter(thrice__gte=F("twice"))
    return enough.select_related("body__locality").order_by("held_on", "pk")


def _postings(locality_id: int, year: int) -> QuerySet[Any]:
    rows = AgencyPosting.objects.filter(locality=locality_id, posted_on__year=year, corrected_by=None)
    return rows.select_related("body__locality").order_by("posted_on", "pk")


def _address(row: Any, year: int) -> str:
    return f"{reverse('democracy:agency', args=[row.body.locality.code, row.body_id])}?nam={year}"


def _conference(row: Any) -> FigureRow:
    note = f"ngày {row.held_on:%d/%m/%Y}, có mặt {row.present} trong {row.summoned} người"
    return FigureRow(f"Hội nghị năm {row.year}", _address(row, row.year), row.body.name, note)


def _posting(row: Any) -> FigureRow:
    note = f"công khai ngày {row.posted_on:%d/%m/%Y}, khoản {row.item} Điều 46"
    return FigureRow(row.title, _address(row, row.posted_on.year), row.body.name, note)


FIGURES: tuple[FigureDefinition, ...] = (
    FigureDefinition(
        key="democracy.agency_conferences",
        label="hội nghị cán bộ, công chức, viên chức hợp lệ",
        measure="hội nghị",
        definition="Hội nghị của năm công tác có ít nhất hai phần ba người được triệu tập (Luật 10/2022/QH15 Điều 51).",
        rows=_conferences,
        describe=_conference,
        dimensions={},
        unit_lookup="body__unit",
        body_lookup="body",
        permission="agency.compare",
    ),
    FigureDefinition(
        key="democracy.agency_postings",
        label="nội dung công khai trong cơ quan, đơn vị",
        measure="nội dung",
        definition="Nội dung Điều 46 Luật 10/2022/QH15 đã công khai trong nội bộ trong năm, không tính mục đã được đính chính.",
        rows=_postings,
        describe=_posting,
        dimensions={},
        unit_lookup="body__unit",
        body_lookup="body",
        permission="agency.compare",
    ),
)
