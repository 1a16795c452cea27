"""Figures of counted activities: how many sessions, broadcasts, dialogues, and how many people took part."""

from collections.abc import Callable
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from kheo.directives.models import Activity, ActivityKind
from kheo.foundation.figures import FigureDefinition, FigureRow
from kheo.organisation.models import UnitVersion

# People who came, or were come to. Who hears a loudspeaker or reads a leaflet is an estimate, and estimates are not added up.
TAKING_PART = (ActivityKind.SESSION, ActivityKind.DIALOGUE, ActivityKind.VISIT)
# A place keeps its name of the activity's last day, whatever became of it since.
_NAME_THEN = (
    UnitVersion.objects.filter(Q(valid_from=None) | Q(valid_from__lte=OuterRef("ended_on")), unit=OuterRef("unit"))
    .order_by(F("valid_from").desc(nulls_last=True))
    .values("name")[:1]
)


def _of_year(locality_id: int, year: int) -> QuerySet[Activity]:
    """Activities by the year of their last day: a record never runs over the turn of a year (a rule of recording)."""
    counted = Activity.objects.filter(locality=locality_id, ended_on__year=year).order_by("-ended_on", "-pk")
    return counted.select_related("locality", "body").annotate(unit_name=Subquery(_NAME_THEN))


def _of_kind(kind: ActivityKind) -> Callable[[int, int], QuerySet[Any]]:
    def rows(locality_id: int, year: int) -> QuerySet[Activity]:
        return _of_year(locality_id, year).filter(kind=kind)

    return rows


def _with_people(locality_id: int, year: int) -> QuerySet[Activity]:
    return _of_year(locality_id, year).filter(kind__in=TAKING_PART, people__gt=0)


def days(activity: Activity) -> str:
    if activity.begun_on == activity.ended_on:
        return f"ngày {activity.ended_on:%d/%m/%Y}"
    return f"từ {activity.begun_on:%d/%m/%Y} đến {activity.ended_on:%d/%m/%Y}"


def _row(activity: Any, value: int, note: str) -> FigureRow:
    return FigureRow(
        title=activity.topic,
        url=reverse("directives:activity", args=[activity.locality.code, activity.pk]),
        unit=activity.body.name if activity.body else activity.unit_name or "",
        note=note,
        value=value,
    )


def _describe(activity: Any) -> FigureRow:
    """*activity*: an Activity with ``unit_name``, as the rows above carry it."""
    return _row(activity, activity.count, days(activity))


def _describe_people(activity: Any) -> FigureRow:
    return _row(activity, activity.people, f"{activity.get_kind_display()}, {days(activity)}")


FIGURES = (
    FigureDefinition(
        key="activities.sessions",
        label="buổi tuyên truyền, vận động",
        measure="buổi",
        definition="Cộng số buổi của mọi lần ghi hoạt động tuyên truyền, vận động kết thúc trong năm.",
        rows=_of_kind(ActivityKind.SESSION),
        describe=_describe,
        dimensions={},
        unit_lookup="unit",
        body_lookup="body",
        sums="count",
    ),
    FigureDefinition(
        key="activities.broadcasts",
        label="lượt phát thanh",
        measure="lượt",
        definition="Cộng số lượt phát thanh của mọi lần ghi kết thúc trong năm.",
        rows=_of_kind(ActivityKind.BROADCAST),
        describe=_describe,
        dimensions={},
        unit_lookup="unit",
        body_lookup="body",
        sums="count",
    ),
    FigureDefinition(
        key="activities.dialogues",
        label="cuộc đối thoại, gặp gỡ",
        measure="cuộc",
        definition="Cộng số cuộc đối thoại, gặp gỡ của mọi lần ghi kết thúc trong năm.",
        rows=_of_kind(ActivityKind.DIALOGUE),
        describe=_describe,
        dimensions={},
        unit_lookup="unit",
        body_lookup="body",
        sums="count",
    ),
    FigureDefinition(
        key="activities.people",
        label="lượt người dự tuyên truyền, đối thoại",
        measure="lượt người",
        definition=(
            "Cộng số lượt người của các buổi tuyên truyền, cuộc đối thoại và lượt đến từng nhà kết thúc trong năm, chỉ những lần "
            "có đếm. Người nghe phát thanh, nhận tài liệu không cộng vào."
        ),
        rows=_with_people,
        describe=_describe_people,
        dimensions={"kind": "kind"},
        unit_lookup="unit",
        body_lookup="body",
        sums="people",
    ),
)
