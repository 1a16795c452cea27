"""Figures of what the people decided: matters with a result, those that carried, conferences held, conventions recognised."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from kheo.democracy.models import CommunityMeeting, ConventionVersion, Matter
from kheo.democracy.workflow import MATTER
from kheo.foundation.figures import FigureDefinition, FigureRow
from kheo.organisation.queries.units import name_on

CARRIED = ("passed", "sent", "in_force", "carried_out", "refused", "amended", "annulled")
"""Steps of a matter that the people carried, whatever became of it afterwards."""


def _decided(locality_id: int, year: int) -> QuerySet[Any]:
    rows = Matter.objects.filter(locality=locality_id, decided_on__year=year)
    return rows.select_related("locality", "village").order_by("decided_on", "pk")


def _carried(locality_id: int, year: int) -> QuerySet[Any]:
    return _decided(locality_id, year).filter(state__in=CARRIED)


def _met(locality_id: int, year: int) -> QuerySet[Any]:
    rows = CommunityMeeting.objects.filter(locality=locality_id, year=year).exclude(held_on=None)
    return rows.select_related("locality", "village").order_by("held_on", "pk")


def _recognised(locality_id: int, year: int) -> QuerySet[Any]:
    """Versions of conventions on which the people decided in *year* and which the commune recognised."""
    rows = ConventionVersion.objects.filter(convention__locality=locality_id, matter__decided_on__year=year)
    held = rows.filter(matter__state__in=("in_force", "carried_out", "amended", "annulled"))
    return held.select_related("convention__locality", "convention__village", "matter").order_by("matter__decided_on", "pk")


def _matter(row: Any) -> FigureRow:
    return FigureRow(
        title=row.title,
        url=reverse("democracy:decided_matter", args=[row.locality.code, row.pk]),
        unit=name_on(row.village, row.decided_on) if row.village else row.locality.name,
        note=f"ngày {row.decided_on:%d/%m/%Y}, {MATTER.public_label(row.state).lower()}",
    )


def _meeting(row: Any) -> FigureRow:
    return FigureRow(
        title=str(row),
        url=reverse("democracy:community_meeting", args=[row.locality.code, row.pk]),
        unit=name_on(row.village, row.held_on),
        note=f"ngày {row.held_on:%d/%m/%Y}, {row.present} trong {row.households} hộ",
    )


def _convention(row: Any) -> FigureRow:
    convention = row.convention
    return FigureRow(
        title=convention.title,
        url=reverse("democracy:convention_version", args=[convention.locality.code, convention.pk, row.number]),
        unit=name_on(convention.village, row.matter.decided_on),
        note=f"quyết định ngày {row.matter.decided_on:%d/%m/%Y}",
    )


FIGURES: tuple[FigureDefinition, ...] = (
    FigureDefinition(
        key="democracy.matters_decided",
        label="việc Nhân dân đã bàn, có kết quả",
        measure="việc",
        definition="Việc ở Điều 15 Luật 10/2022/QH15 có kết quả biểu quyết trong năm, thông qua hay không.",
        rows=_decided,
        describe=_matter,
        dimensions={},
        unit_lookup="village",
    ),
    FigureDefinition(
        key="democracy.matters_carried",
        label="việc Nhân dân đã thông qua",
        measure="việc",
        definition="Trong số việc có kết quả trong năm, việc đạt tỷ lệ của Điều 21 khoản 1 Luật 10/2022/QH15.",
        rows=_carried,
        describe=_matter,
        dimensions={},
        unit_lookup="village",
    ),
    FigureDefinition(
        key="democracy.community_meetings",
        label="thôn, tổ dân phố đã họp hội nghị định kỳ",
        measure="thôn, tổ dân phố",
        definition="Hội nghị định kỳ của cộng đồng dân cư (Điều 33 Luật 10/2022/QH15) của năm, đã họp.",
        rows=_met,
        describe=_meeting,
        dimensions={},
        unit_lookup="village",
        permission="community.read",
    ),
    FigureDefinition(
        key="democracy.conventions",
        label="hương ước, quy ước được công nhận",
        measure="bản",
        definition="Bản hương ước, quy ước Nhân dân thông qua trong năm và được công nhận (Nghị định 61/2023/NĐ-CP).",
        rows=_recognised,
        describe=_convention,
        dimensions={},
        unit_lookup="convention__village",
    ),
)
