"""Opening the sheet of a unit and year on grassroots democracy; scoring and closing it are assessment's own acts."""

from django.db import transaction
from django.utils import timezone

from kheo.assessment.actions.sheets import open_assessment
from kheo.assessment.models import CriteriaSet
from kheo.democracy.models import DemocracyRating
from kheo.democracy.queries.ratings import units_to_rate
from kheo.foundation.refusal import Problem, RefusedError
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality, Unit
from kheo.organisation.trail import record

FIRST_YEAR = 2023
"""Luật 10/2022/QH15 holds since 01/07/2023."""


def open_rating(actor: Actor, locality: Locality, unit: Unit, year: int, criteria_set: CriteriaSet) -> DemocracyRating:
    """Open the sheet of *unit* for *year* under *criteria_set*: one a year."""
    grant = require(actor, "assessment.verify", locality)
    today = timezone.localdate()
    problems = []
    if not FIRST_YEAR <= year <= today.year:
        problems.append(Problem(f"Năm phải từ {FIRST_YEAR} đến {today.year}.", "Năm"))
    if unit.pk not in {one.pk for one, _name in units_to_rate(locality, today)}:
        problems.append(Problem(f"Chọn {locality.name} hoặc một đơn vị của {locality.name}.", "Đơn vị"))
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        if DemocracyRating.objects.filter(unit=unit, year=year).exists():
            problems.append(Problem(f"Đã có phiếu năm {year} của đơn vị này; mở ra để chấm.", "Đơn vị"))
        if problems:
            raise RefusedError(*problems)
        assessment = open_assessment(actor, criteria_set, locality)
        made = DemocracyRating.objects.create(
            locality=locality, unit=unit, year=year, assessment=assessment, added_by=actor.account_id
        )
        record(actor, grant, "rating.open", made, locality, {"unit": unit.code, "year": year})
    return made
