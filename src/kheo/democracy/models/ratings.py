"""How a commune or village stands in grassroots democracy in a year: the sheet is assessment's, the link is ours."""

from django.db import models

from kheo.assessment.models import Assessment
from kheo.organisation.models import Locality, Unit


class DemocracyRating(models.Model):
    """One sheet a unit and year."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="democracy_ratings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="democracy_ratings")
    year = models.PositiveSmallIntegerField()
    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="democracy_rating")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-year", "unit"]
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="democracy_rating_once_a_year")]

    def __str__(self) -> str:
        return f"Thực hiện dân chủ năm {self.year}"
