"""Reads of criteria sets."""

from django.db.models import QuerySet

from kheo.assessment.models import ClassThreshold, CriteriaSet
from kheo.assessment.rules.classes import Threshold


def sets_for(locality: str) -> QuerySet[CriteriaSet]:
    """Sets the locality may choose: its own and the shared ones, newest version of each code first."""
    return CriteriaSet.objects.filter(locality__in=("", locality))


def thresholds(criteria_set_id: int) -> list[Threshold]:
    rows = ClassThreshold.objects.filter(criteria_set_id=criteria_set_id)
    return [Threshold(row.name, row.min_total) for row in rows]
