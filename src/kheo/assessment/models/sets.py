"""Criteria sets as data: groups of items with maxima, classes by threshold."""

from django.db import models
from django.db.models import Q


class CriteriaSet(models.Model):
    """A version of a scoring sheet: groups of items with maxima, classes by threshold, its source.

    *illustrative*: made by Khéo as an example, not taken from a published rule; every page that shows it says so.
    """

    locality = models.CharField(max_length=60, blank=True, help_text="mã địa phương; trống: dùng chung")
    code = models.SlugField(max_length=80)
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    illustrative = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, help_text="SHA-256 của tệp TOML đã nạp")
    loaded_at = models.DateTimeField(auto_now_add=True)
    items: "models.Manager[Criterion]"
    classes: "models.Manager[ClassThreshold]"

    class Meta:
        ordering = ["code", "-version"]
        constraints = [models.UniqueConstraint(fields=["locality", "code", "version"], name="criteria_version_once")]

    def __str__(self) -> str:
        return self.title


class Criterion(models.Model):
    """One item to be scored: at most *maximum* points in steps of *step*."""

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=200)
    code = models.SlugField(max_length=40)
    text = models.CharField(max_length=400)
    maximum = models.DecimalField(max_digits=6, decimal_places=2)
    step = models.DecimalField(max_digits=4, decimal_places=2, default=1)
    evidence = models.CharField(max_length=300, blank=True, help_text="minh chứng cần có")

    class Meta:
        ordering = ["criteria_set", "order"]
        constraints = [
            models.UniqueConstraint(fields=["criteria_set", "code"], name="criterion_code_once"),
            models.CheckConstraint(condition=Q(maximum__gt=0) & Q(step__gt=0), name="criterion_positive"),
        ]

    def __str__(self) -> str:
        return self.text


class ClassThreshold(models.Model):
    """A class of the set, held from *min_total* points upwards; its name belongs to the set."""

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="classes")
    name = models.CharField(max_length=80)
    min_total = models.DecimalField(max_digits=6, decimal_places=2)

    class Meta:
        ordering = ["criteria_set", "-min_total"]
        constraints = [models.UniqueConstraint(fields=["criteria_set", "min_total"], name="class_threshold_once")]

    def __str__(self) -> str:
        return self.name
