"""Counted activities of information and persuasion: sessions held, people reached, broadcasts."""

from django.db import models
from django.db.models import Q

from kheo.directives.models.documents import Requirement
from kheo.foundation.models import StoredFile
from kheo.organisation.models import Body, Locality, Unit


class ActivityKind(models.TextChoices):
    SESSION = "session", "buổi tuyên truyền, vận động"
    BROADCAST = "broadcast", "lượt phát thanh"
    DIALOGUE = "dialogue", "cuộc đối thoại, gặp gỡ"
    VISIT = "visit", "lượt đến từng nhà"
    MATERIAL = "material", "tài liệu phát ra"


class Activity(models.Model):
    """So many activities of one kind in a period (a day, when both days are the same), and how many people they reached."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="activities")
    requirement = models.ForeignKey(Requirement, null=True, blank=True, on_delete=models.PROTECT, related_name="activities")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="activities")
    kind = models.CharField(max_length=10, choices=ActivityKind.choices)
    topic = models.CharField(max_length=300)
    begun_on = models.DateField()
    ended_on = models.DateField()
    count = models.PositiveIntegerField(help_text="số buổi, lượt, cuộc, tờ")
    people = models.PositiveIntegerField(null=True, blank=True, help_text="số lượt người dự, người nghe; trống: không đếm được")
    proof = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-ended_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(begun_on__lte=models.F("ended_on")), name="activity_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(count__gt=0), name="activity_counts_something"),
        ]
        indexes = [models.Index(fields=["locality", "ended_on"])]

    def __str__(self) -> str:
        return self.topic
