"""The audit trail: who did what, when, under which authority. Rows hold ids and digests, never personal values."""

from django.db import models


class AuditSeal(models.Model):
    """A batch of audit rows of one locality, chained to the batch before it by its head."""

    locality = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    previous_head = models.CharField(max_length=64)
    head = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["locality", "number"], name="seal_number_once")]
        ordering = ["locality", "number"]

    def __str__(self) -> str:
        return f"{self.locality} #{self.number} {self.head[:12]}"


class AuditRow(models.Model):
    """One action. ``digest`` is the SHA-256 of the details in canonical JSON; ``seal`` is set once, by the worker."""

    locality = models.CharField(max_length=40, db_index=True)
    at = models.DateTimeField()
    actor = models.BigIntegerField(null=True)
    authority = models.CharField(max_length=120)
    action = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    details = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    seal = models.ForeignKey(AuditSeal, null=True, on_delete=models.PROTECT, related_name="sealed_rows")

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"])]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject_type}:{self.subject_id}"
