"""The roll of households of a village on a day."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from kheo.democracy.models import Household
from kheo.organisation.models import Unit


def households_on(village: Unit | int, day: date) -> QuerySet[Any]:
    """Households of *village* on *day*, by number; its count is what every threshold of that day is held against."""
    return Household.objects.on(day).filter(village=village).order_by("number")
