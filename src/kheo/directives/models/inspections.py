"""The yearly inspection plan of a committee: teams, visits, findings, and the tasks that follow them up."""

from django.db import models
from django.db.models import Q

from kheo.directives.models.committees import Committee, CommitteeMember
from kheo.directives.models.tasks import Task
from kheo.foundation.models import StoredFile
from kheo.organisation.models import Body, Unit


class InspectionPlan(models.Model):
    """The plan of a committee for a year: its paper, then a visit for each place to be seen."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="inspection_plans")
    year = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=60, blank=True)
    date = models.DateField(null=True, blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    visits: "models.Manager[InspectionVisit]"

    class Meta:
        ordering = ["committee", "-year"]
        constraints = [models.UniqueConstraint(fields=["committee", "year"], name="one_inspection_plan_a_year")]

    def __str__(self) -> str:
        return f"{self.committee} {self.year}"


class InspectionVisit(models.Model):
    """A team's visit to a unit or body: planned for a day, then held or called off."""

    class State(models.TextChoices):
        PLANNED = "planned", "theo kế hoạch"
        HELD = "held", "đã kiểm tra"
        CANCELLED = "cancelled", "đã thôi"

    plan = models.ForeignKey(InspectionPlan, on_delete=models.PROTECT, related_name="visits")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=300, help_text="kiểm tra việc gì")
    planned_on = models.DateField()
    leader = models.ForeignKey(CommitteeMember, on_delete=models.PROTECT, related_name="+")
    members = models.ManyToManyField(CommitteeMember, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    held_on = models.DateField(null=True, blank=True)
    closing = models.CharField(max_length=300, blank=True, help_text="vì sao thôi")
    version = models.PositiveIntegerField(default=1)
    findings: "models.Manager[Finding]"

    class Meta:
        ordering = ["planned_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="held", held_on__isnull=False) | (~Q(state="held") & Q(held_on=None)),
                name="held_visit_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class Finding(models.Model):
    """What a visit found. A limit or a recommendation may be followed up by a task."""

    class Kind(models.TextChoices):
        RESULT = "result", "kết quả"
        LIMIT = "limit", "hạn chế"
        RECOMMENDATION = "recommendation", "kiến nghị"

    visit = models.ForeignKey(InspectionVisit, on_delete=models.PROTECT, related_name="findings")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=14, choices=Kind.choices)
    text = models.CharField(max_length=600)
    task = models.OneToOneField(Task, null=True, blank=True, on_delete=models.PROTECT, related_name="finding")

    class Meta:
        ordering = ["visit", "order"]
        constraints = [models.UniqueConstraint(fields=["visit", "order"], name="finding_order")]

    def __str__(self) -> str:
        return self.text
