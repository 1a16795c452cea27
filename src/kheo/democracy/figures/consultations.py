"""Figures of consultations and dialogues, by the day on which the content was published, on which people met."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from kheo.democracy.models import Comment, Consultation, Dialogue, Tally
from kheo.democracy.queries.consultations import RESULT_STATES, counted_comments
from kheo.democracy.queries.dialogues import HELD_STATES
from kheo.democracy.workflow import CONSULTATION
from kheo.foundation.figures import FigureDefinition, FigureRow


def _asked(locality_id: int, year: int) -> QuerySet[Consultation]:
    """Published in *year*; what was called off counts nowhere. With ``heard``: comments and counted people together."""
    said = Comment.objects.filter(counted_comments(), consultation=OuterRef("pk")).order_by().values("consultation")
    hands = Tally.objects.filter(consultation=OuterRef("pk"), corrected_by=None).order_by().values("consultation")
    number = IntegerField()
    comments = Coalesce(Subquery(said.annotate(number=Count("pk")).values("number"), output_field=number), Value(0))
    present = Coalesce(Subquery(hands.annotate(number=Sum("present")).values("number"), output_field=number), Value(0))
    rows = Consultation.objects.filter(locality=locality_id, opened_on__year=year).exclude(state="withdrawn")
    return rows.annotate(heard=comments + present).order_by("opened_on", "pk")


def _answered(locality_id: int, year: int) -> QuerySet[Consultation]:
    return _asked(locality_id, year).filter(state__in=RESULT_STATES)


def _held(locality_id: int, year: int) -> QuerySet[Dialogue]:
    rows = Dialogue.objects.filter(locality=locality_id, kind=Dialogue.Kind.YEARLY, state__in=HELD_STATES)
    return rows.filter(held_on__year=year).order_by("held_on", "pk")


def _consultation(row: Any) -> FigureRow:
    """*row*: a Consultation with ``place`` (code of the locality)."""
    note = f"{CONSULTATION.public_label(row.state).lower()}, từ {row.opened_on:%d/%m/%Y} đến {row.ends_on:%d/%m/%Y}"
    return FigureRow(
        title=row.title,
        url=reverse("democracy:consultation", args=[row.locality.code, row.pk]),
        unit=row.locality.name,
        note=note,
    )


def _heard(row: Any) -> FigureRow:
    told = _consultation(row)
    return FigureRow(told.title, told.url, told.unit, told.note, row.heard)


def _dialogue(row: Any) -> FigureRow:
    return FigureRow(
        title=row.title,
        url=reverse("democracy:dialogue", args=[row.locality.code, row.pk]),
        unit=row.locality.name,
        note=f"ngày {row.held_on:%d/%m/%Y}, {row.residents} người dân dự",
    )


def _with_place(rows: Any) -> Any:
    return lambda locality_id, year: rows(locality_id, year).select_related("locality")


_UNIT = "locality__unit"
FIGURES = (
    FigureDefinition(
        key="consultations.opened",
        label="đợt lấy ý kiến Nhân dân",
        measure="đợt",
        definition=(
            "Số đợt lấy ý kiến Nhân dân có nội dung được công khai trong năm (Điều 25–28 Luật 10/2022/QH15). "
            "Đợt đã thôi không tính."
        ),
        rows=_with_place(_asked),
        describe=_consultation,
        dimensions={},
        unit_lookup=_UNIT,
    ),
    FigureDefinition(
        key="consultations.answered",
        label="đợt lấy ý kiến đã công khai kết quả, trả lời",
        measure="đợt",
        definition=(
            "Số đợt công khai trong năm mà kết quả tổng hợp và lời tiếp thu, giải trình đã được công khai "
            "(Điều 28 khoản 3 Luật 10/2022/QH15)."
        ),
        rows=_with_place(_answered),
        describe=_consultation,
        dimensions={},
        unit_lookup=_UNIT,
    ),
    FigureDefinition(
        key="consultations.heard",
        label="lượt ý kiến Nhân dân trong các đợt lấy ý kiến",
        measure="lượt",
        definition=(
            "Số ý kiến gửi hoặc nhập trên giấy, cộng số người dự họp, số phiếu thu về của các đợt công khai trong năm. "
            "Ý kiến gửi lặp và đơn khiếu nại, tố cáo không tính."
        ),
        rows=_with_place(_asked),
        describe=_heard,
        dimensions={},
        unit_lookup=_UNIT,
        sums="heard",
    ),
    FigureDefinition(
        key="dialogues.held",
        label="hội nghị đối thoại với Nhân dân",
        measure="hội nghị",
        definition="Số hội nghị trao đổi, đối thoại giữa Uỷ ban nhân dân với Nhân dân đã họp trong năm (Điều 32: ít nhất một).",
        rows=_with_place(_held),
        describe=_dialogue,
        dimensions={},
        unit_lookup=_UNIT,
    ),
)
