"""The yearly conference of a community: plan, notice, three reports, questions, conclusions (Luật 10/2022/QH15 Điều 33)."""

from django.db import models
from django.db.models import F, Q

from kheo.directives.models import Task
from kheo.organisation.models import Locality, Unit


class CommunityMeeting(models.Model):
    """One a village and year. *households*: on the roll of the day it was held. After the result was sent nothing changes."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="community_meetings")
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="community_meetings")
    year = models.PositiveSmallIntegerField()
    planned_on = models.DateField()
    place = models.CharField(max_length=200)
    content = models.TextField(help_text="nội dung hội nghị")
    plan_sent_on = models.DateField(null=True, blank=True)
    noticed_on = models.DateField(null=True, blank=True)
    noticed_how = models.CharField(max_length=200, blank=True)
    held_on = models.DateField(null=True, blank=True)
    households = models.PositiveIntegerField(null=True, blank=True)
    present = models.PositiveIntegerField(null=True, blank=True)
    guests = models.PositiveIntegerField(default=0)
    result_sent_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-year", "village"]
        constraints = [
            models.UniqueConstraint(fields=["village", "year"], name="community_meeting_once_a_year"),
            models.CheckConstraint(
                condition=Q(present=None) | Q(present__lte=F("households")), name="community_present_on_the_roll"
            ),
        ]

    def __str__(self) -> str:
        return f"Hội nghị định kỳ năm {self.year}"


class CommunityReport(models.Model):
    """What the head, the Front's committee or the board's member says (*by*: a key of the rule ``community.reports``)."""

    meeting = models.ForeignKey(CommunityMeeting, on_delete=models.CASCADE, related_name="reports")
    by = models.CharField(max_length=5)
    text = models.TextField()

    class Meta:
        ordering = ["meeting", "by"]
        constraints = [models.UniqueConstraint(fields=["meeting", "by"], name="community_report_once")]

    def __str__(self) -> str:
        return self.by


class CommunityQuestion(models.Model):
    """What households asked or proposed, without a name, and what was answered."""

    meeting = models.ForeignKey(CommunityMeeting, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(max_length=600)
    answer = models.CharField(max_length=600, blank=True)

    class Meta:
        ordering = ["meeting", "pk"]

    def __str__(self) -> str:
        return self.text


class CommunityConclusion(models.Model):
    """A point of the conclusion; *task*: what the office made of it."""

    meeting = models.ForeignKey(CommunityMeeting, on_delete=models.CASCADE, related_name="conclusions")
    text = models.CharField(max_length=300)
    task = models.OneToOneField(Task, null=True, blank=True, on_delete=models.PROTECT, related_name="community_conclusion")

    class Meta:
        ordering = ["meeting", "pk"]

    def __str__(self) -> str:
        return self.text
