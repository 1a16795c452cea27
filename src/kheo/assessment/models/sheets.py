"""One sheet of scores for each thing assessed. Knows nothing of what is assessed."""

from django.db import models
from django.db.models import Q

from kheo.assessment.models.sets import CriteriaSet, Criterion


class Assessment(models.Model):
    """One thing's sheet under one set: open until the office closes it with the minutes of the appraisal."""

    class State(models.TextChoices):
        OPEN = "open", "đang thẩm định"
        CLOSED = "closed", "đã chốt điểm"

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="assessments")
    locality = models.CharField(max_length=60, db_index=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    assessed_on = models.DateField(null=True, blank=True, help_text="ngày chốt điểm, ghi trên biên bản")
    unit_kind = models.SlugField(max_length=40, blank=True, help_text="loại đơn vị, nếu bộ tiêu chí phân loại")
    version = models.PositiveIntegerField(default=1, help_text="tăng mỗi lần ghi; hai người cùng sửa thì người sau được báo")
    scores: "models.Manager[ItemScore]"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", assessed_on=None) | Q(state="closed", assessed_on__isnull=False),
                name="closed_assessment_has_its_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.criteria_set_id}/{self.pk}"

    @property
    def kind_label(self) -> str:
        """The kind of unit in words; "" while it is not chosen."""
        return next((str(kind["label"]) for kind in self.criteria_set.kinds if kind["code"] == self.unit_kind), "")


class ItemScore(models.Model):
    """The two scores of one item, kept side by side, with the reason of a difference."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT)
    self_score = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    verified_score = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    proof = models.CharField(max_length=300, blank=True, help_text="minh chứng mà đơn vị nêu cho mục này")
    typed_for_unit = models.BooleanField(default=False, help_text="điểm tự chấm do cơ quan thường trực nhập hộ")

    class Meta:
        ordering = ["criterion__order"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="item_scored_once"),
            models.CheckConstraint(
                condition=(Q(self_score=None) | Q(self_score__gte=0)) & (Q(verified_score=None) | Q(verified_score__gte=0)),
                name="scores_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.self_score} → {self.verified_score}"


class Reopening(models.Model):
    """A closed sheet that was opened again: the day it had been closed on, and why. Never edited."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="reopenings")
    closed_on = models.DateField()
    reason = models.CharField(max_length=300)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["assessment", "added_at"]

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.reason}"
