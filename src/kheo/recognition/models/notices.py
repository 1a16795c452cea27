"""What became of a decision after it was issued: a line taken back, words put right. The decision itself stays as signed."""

from typing import Any

from django.db import models
from django.db.models import Q

from kheo.foundation.append_only import AppendOnly, WrittenOnce
from kheo.recognition.models.decisions import Decision, DecisionLine


class LineRevocation(AppendOnly):
    """A decision no longer holds for one of its lines, from the day *on*; the list keeps the line and says so."""

    line = models.OneToOneField(DecisionLine, on_delete=models.PROTECT, related_name="revocation")
    reason = models.CharField(max_length=300)
    paper = models.CharField(max_length=120, help_text="văn bản thu hồi: số, ngày, cơ quan")
    on = models.DateField()
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.line_id}: {self.on}"


class DecisionCorrection(models.Model):
    """Words of an issued decision put right by a paper of the same body: a draft until that paper has its number, then fixed.

    *items*: ``[{"place", "printed", "right"}]``, where it stands, what was printed, what is right.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="corrections")
    items = models.JSONField()
    reason = models.CharField(max_length=300)
    signer_authority = models.CharField(max_length=120)
    signer_position = models.CharField(max_length=120, blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=60, blank=True, help_text="số của văn bản đính chính, như in trên văn bản")
    date = models.DateField(null=True, blank=True)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = WrittenOnce.as_manager()

    class Meta:
        ordering = ["decision", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(number="") & Q(date=None)) | (~Q(number="") & Q(date__isnull=False)),
                name="correction_number_with_date",
            ),
            models.UniqueConstraint(fields=["decision"], condition=Q(number=""), name="one_open_correction_a_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._refuse_when_issued()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self._refuse_when_issued()
        return super().delete(*args, **kwargs)

    def _refuse_when_issued(self) -> None:
        if self.pk and type(self).objects.filter(pk=self.pk).exclude(number="").exists():
            raise TypeError("an issued correction is append-only")
