"""The province's forms of a locality, what their columns may take, and a period as their lines."""

from datetime import date
from typing import Any

from kheo.movement.models import ColumnMapping, Period, PeriodItem
from kheo.movement.queries.period_totals import NOTHING, values_of
from kheo.movement.queries.periods import items_of, reports_of
from kheo.movement.reading.province_form import filled
from kheo.organisation.models import Locality

PLACE, ORDER = "place", "order"


def find_mapping(locality: Locality, pk: int) -> ColumnMapping | None:
    return ColumnMapping.objects.select_related("file", "locality").filter(locality=locality, pk=pk).first()


def content_of(mapping: ColumnMapping) -> bytes:
    with mapping.file.content.open("rb") as opened:
        data: bytes = opened.read()
    return data


def keys_offered(locality: Locality) -> dict[str, str]:
    """What a column may take: the place, its number in the list, every item that a period of *locality* ever asked for."""
    items = PeriodItem.objects.filter(period__programme__locality=locality).order_by("period__last_day", "order")
    labels = dict(items.values_list("key", "label"))
    return {PLACE: "Tên đơn vị", ORDER: "Số thứ tự", **{key: labels[key] for key in sorted(labels, key=labels.__getitem__)}}


def in_form(mapping: ColumnMapping, period: Period, today: date) -> bytes:
    """The province's form filled in with what was sent in *period*, corrected values for corrected ones.

    UnusableForm where the form cannot be filled in.
    """
    items, values = items_of(period), values_of(period)
    rows: list[dict[str, Any]] = []
    for order, one in enumerate(reports_of(period, today).sent, 1):
        row: dict[str, Any] = {PLACE: one.name, ORDER: order}
        for item in items:
            value = values.get((one.report.pk, item.pk), NOTHING)
            row[item.key] = value.text if item.kind == PeriodItem.Kind.TEXT else value.number
        rows.append(row)
    return filled(content_of(mapping), mapping.sheet, mapping.first_row, mapping.columns, rows)


def left_out(mapping: ColumnMapping, period: Period) -> list[str]:
    """Items that the form takes and this period does not ask for: their columns stay empty."""
    known = {item.key for item in items_of(period)} | {PLACE, ORDER}
    labels = keys_offered(mapping.locality)
    return [labels.get(key, key) for key in mapping.columns.values() if key not in known]
