"""How a sheet came by its self-scores: typed by the unit, confirmed by its head; every step of it stays on record."""

from django.db import models
from django.db.models import Q

from kheo.assessment.models.sheets import Assessment
from kheo.foundation.append_only import AppendOnly


class SelfScoring(models.Model):
    """A sheet that a unit scores by itself. One that has none came on paper: the office typed both scores.

    *confirmed_by* (account), *confirmed_title* (position) and *confirmed_on* belong together; they are empty again when the
    office returns the sheet, and what they held stays in the steps.
    """

    class Phase(models.TextChoices):
        SCORING = "scoring", "đơn vị đang tự chấm"
        CONFIRMING = "confirming", "chờ người đứng đầu xác nhận"
        CONFIRMED = "confirmed", "đã xác nhận, chờ thẩm định"
        RETURNED = "returned", "trả lại đơn vị"
        TAKEN_OVER = "taken_over", "cơ quan thường trực nhập hộ"

    assessment = models.OneToOneField(Assessment, on_delete=models.CASCADE, related_name="self_scoring")
    phase = models.CharField(max_length=10, choices=Phase.choices, default=Phase.SCORING)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.BigIntegerField(null=True, blank=True)
    confirmed_title = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(phase="confirmed", confirmed_on__isnull=False) | (~Q(phase="confirmed") & Q(confirmed_on=None)),
                name="confirmed_self_scores_have_their_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.get_phase_display()}"


class SelfScoringStep(AppendOnly):
    """One step of a sheet between the unit, its head and the office: what, when, by whom, with which words."""

    self_scoring = models.ForeignKey(SelfScoring, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=10)
    on = models.DateField()
    comment = models.CharField(max_length=600, blank=True)
    title = models.CharField(max_length=120, blank=True, help_text="chức vụ của người làm bước này")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["self_scoring", "added_at", "pk"]

    def __str__(self) -> str:
        return f"{self.self_scoring_id}: {self.step}"
