"""Telling those who answer for reports: one notice at each position of the unit or body, leading to its own report."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from kheo.movement.models import Period, PeriodReport
from kheo.organisation.actions.notices import notify
from kheo.organisation.models import Position, Role
from kheo.organisation.queries.holders import holders_in


def tell_units(period: Period, reports: Iterable[PeriodReport], subject: str, text: str = "") -> int:
    """Leave *subject* with the staff of each of *reports*; returns how many notices. The staff is read once for all."""
    locality = period.programme.locality
    staff = list(holders_in(locality, [Role.UNIT_STAFF], timezone.localdate()).select_related("body"))
    return sum(
        notify(_answering(staff, report, locality.unit_id), locality, subject, path_of(period, report), text)
        for report in reports
    )


def tell_office(period: Period, report: PeriodReport, subject: str) -> int:
    locality = period.programme.locality
    return notify(holders_in(locality, [Role.OFFICE], timezone.localdate()), locality, subject, path_of(period, report))


def path_of(period: Period, report: PeriodReport) -> str:
    return reverse("movement:period_report", args=[period.programme.locality.code, report.pk])


def _answering(staff: list[Position], report: PeriodReport, own_unit: int) -> list[Position]:
    if report.body_id is not None:
        return [one for one in staff if one.body_id == report.body_id]
    if report.unit_id == own_unit:
        return []  # the office's own to write
    return [one for one in staff if one.body.unit_id == report.unit_id]
