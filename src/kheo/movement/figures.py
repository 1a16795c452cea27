"""The movement's named figures: registered, carried out in the year, and those of them that were copied from elsewhere."""

from dataclasses import replace

from django.db.models import Case, CharField, F, OuterRef, QuerySet, Subquery, Value, When
from django.urls import reverse

from kheo.foundation.figures import FigureDefinition, FigureRow
from kheo.movement.models import Lineage, Registration
from kheo.movement.queries.registrations import place_name, registrations
from kheo.movement.rules.programmes import OTHER_FIELD, USUAL_FIELDS, days_of
from kheo.movement.workflow import CARRIED_OUT, REGISTRATION


def field_of_guideline(path: str = "field__key") -> Case:
    """The field as texts name it: one of the four of the guideline, ``other`` for a field that a programme added."""
    return Case(When(**{f"{path}__in": list(USUAL_FIELDS)}, then=F(path)), default=Value(OTHER_FIELD), output_field=CharField())


DIMENSIONS = {"kind": "initiative__kind", "subject": "initiative__subject", "field": "field_of_guideline"}


def _registered(locality_id: int, year: int) -> QuerySet[Registration]:
    return registrations(locality_id).filter(programme__year=year).annotate(field_of_guideline=field_of_guideline())


def _carried_out(locality_id: int, year: int) -> QuerySet[Registration]:
    return _registered(locality_id, year).filter(state__in=CARRIED_OUT)


def _replicated(locality_id: int, year: int) -> QuerySet[Registration]:
    learnt = Lineage.objects.filter(copy=OuterRef("initiative"), learnt_on__lte=days_of(year)[1]).order_by("learnt_on", "pk")
    origin = Case(When(origin=None, then=F("origin_words")), default=F("origin__title"))
    return (
        _carried_out(locality_id, year).annotate(learnt_from=Subquery(learnt.values(named=origin)[:1])).exclude(learnt_from=None)
    )


def _describe_copy(registration: Registration) -> FigureRow:
    row = _describe(registration)
    return replace(row, note=f"học từ «{registration.learnt_from}»")  # type: ignore[attr-defined]  # annotated above


def _describe(registration: Registration) -> FigureRow:
    initiative = registration.initiative
    return FigureRow(
        title=initiative.title,
        url=reverse("movement:initiative", args=[registration.programme.locality.code, initiative.pk]),
        unit=place_name(registration),
        note=f"{registration.field.label} · {REGISTRATION.label(registration.state)}",
    )


FIGURES: tuple[FigureDefinition, ...] = (
    FigureDefinition(
        key="initiatives.registered",
        label="mô hình, điển hình đăng ký",
        measure="mô hình, điển hình",
        definition="Mọi hồ sơ đăng ký trong chương trình của năm, kể cả hồ sơ sau đó đã dừng.",
        rows=_registered,
        describe=_describe,
        dimensions=DIMENSIONS,
        unit_lookup="initiative__unit",
        body_lookup="initiative__body",
    ),
    FigureDefinition(
        key="initiatives.operating",
        label="mô hình, điển hình được thực hiện",
        measure="mô hình, điển hình",
        definition=(
            "Hồ sơ đăng ký của chương trình năm đã bắt đầu thực hiện: đang thực hiện, đang thẩm định, đã công nhận, "
            "hoặc đã thẩm định mà không công nhận. Không đếm hồ sơ mới đăng ký, chưa bắt đầu, và hồ sơ đã dừng."
        ),
        rows=_carried_out,
        describe=_describe,
        dimensions=DIMENSIONS,
        unit_lookup="initiative__unit",
        body_lookup="initiative__body",
    ),
    FigureDefinition(
        key="initiatives.replicated",
        label="mô hình, điển hình nhân rộng",
        measure="mô hình, điển hình",
        definition=(
            "Hồ sơ đã thực hiện của chương trình năm (như số «được thực hiện») mà mô hình có ghi «học từ» một nơi đầu, trong hay "
            "ngoài hệ thống, học không muộn hơn ngày cuối năm. Học từ nhiều nơi vẫn đếm một; mô hình học năm trước mà năm nay "
            "còn đăng ký thì năm nay cũng đếm. Nơi đầu không được đếm, trừ khi chính nó cũng học từ nơi khác."
        ),
        rows=_replicated,
        describe=_describe_copy,
        dimensions=DIMENSIONS,
        unit_lookup="initiative__unit",
    ),
)
