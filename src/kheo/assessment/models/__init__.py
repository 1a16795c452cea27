"""Criteria sets as data, and one sheet of scores for each thing assessed. Knows nothing of what is assessed."""

from kheo.assessment.models.sets import ClassThreshold, CriteriaSet, Criterion
from kheo.assessment.models.sheets import Assessment, ItemScore, Reopening

__all__ = ["Assessment", "ClassThreshold", "CriteriaSet", "Criterion", "ItemScore", "Reopening"]
