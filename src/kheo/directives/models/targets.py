"""Directions of the year that can be measured: a value to reach by a day, and the values read on the way."""

from django.db import models
from django.db.models import Q

from kheo.directives.models.documents import Requirement
from kheo.foundation.append_only import AppendOnly
from kheo.organisation.models import Body, Locality, Unit


class Target(models.Model):
    """*value* to be reached by *due_on*. With *figure* its value is the record's own and nobody types it."""

    class Direction(models.TextChoices):
        AT_LEAST = "at_least", "ít nhất"
        AT_MOST = "at_most", "không quá"

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="targets")
    requirement = models.ForeignKey(Requirement, null=True, blank=True, on_delete=models.PROTECT, related_name="targets")
    year = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="targets")
    title = models.CharField(max_length=300)
    direction = models.CharField(max_length=8, choices=Direction.choices, default=Direction.AT_LEAST)
    value = models.DecimalField(max_digits=16, decimal_places=2)
    measure = models.CharField(max_length=60, help_text="đơn vị tính: «mô hình», «%», «hộ»")
    figure = models.CharField(max_length=60, blank=True, help_text="khoá của số liệu trong sổ; trống: ghi tay từng lần")
    due_on = models.DateField()
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(auto_now_add=True)
    readings: "models.Manager[TargetReading]"

    class Meta:
        ordering = ["year", "due_on", "pk"]
        constraints = [models.CheckConstraint(condition=Q(value__gte=0), name="target_not_negative")]

    def __str__(self) -> str:
        return self.title


class TargetReading(AppendOnly):
    """The value of a target as read on a day, and where it was read. The newest day counts, of one day the newest row."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="readings")
    on = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=2)
    source = models.CharField(max_length=300, help_text="con số lấy từ đâu")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["target", "-on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(value__gte=0), name="target_reading_not_negative")]

    def __str__(self) -> str:
        return f"{self.value} ({self.on})"
