"""A village's convention (hương ước, quy ước) through its versions: Nghị định 61/2023/NĐ-CP."""

from django.db import models
from django.db.models import Q

from kheo.democracy.models.matters import Matter
from kheo.foundation.append_only import AppendOnly
from kheo.organisation.models import Locality, Unit


class Convention(models.Model):
    """*name*: a key of the rule ``convention.names``; the text itself stands in its versions."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="conventions")
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="conventions")
    name = models.CharField(max_length=10)
    title = models.CharField(max_length=160)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["village", "title"]
        constraints = [models.UniqueConstraint(fields=["village", "title"], name="convention_title_once_a_village")]

    def __str__(self) -> str:
        return self.title


class ConventionVersion(models.Model):
    """A draft while *posted_on* is empty; from its posting on the text stays as posted.

    *matter*: where the village decides on it (Luật 10/2022/QH15 Điều 15 khoản 3); it holds when that matter is in force.
    """

    convention = models.ForeignKey(Convention, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    note = models.CharField(max_length=400, blank=True, help_text="thay đổi so với bản trước")
    posted_on = models.DateField(null=True, blank=True)
    places = models.CharField(max_length=400, blank=True, help_text="niêm yết ở đâu")
    matter = models.OneToOneField(Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="convention_version")
    version = models.PositiveIntegerField(default=1)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["convention", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["convention", "number"], name="convention_version_number_once"),
            models.CheckConstraint(condition=Q(matter=None) | ~Q(posted_on=None), name="convention_posted_before_vote"),
        ]

    def __str__(self) -> str:
        return f"{self.convention}, bản {self.number}"


class ConventionStop(AppendOnly):
    """The commune stopped a version, wholly or in part (Điều 12), or annulled it (Điều 14); a new version in force ends it."""

    class Kind(models.TextChoices):
        PART = "part", "tạm ngừng một phần"
        WHOLE = "whole", "tạm ngừng toàn bộ"
        ANNULLED = "annulled", "bãi bỏ"

    of = models.ForeignKey(ConventionVersion, on_delete=models.PROTECT, related_name="stops")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    told_on = models.DateField()
    decided_on = models.DateField()
    number = models.CharField(max_length=60)
    reason = models.CharField(max_length=400)
    mend_by = models.DateField(null=True, blank=True)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.number}"
