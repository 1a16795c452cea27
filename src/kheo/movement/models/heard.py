"""What was heard of a registration between its start and its assessment, and the reminders where nothing was."""

from django.db import models

from kheo.foundation.append_only import AppendOnly
from kheo.movement.models.periods import PeriodReport
from kheo.movement.models.registrations import Registration


class CheckIn(models.Model):
    """What a unit says of one initiative: what was done, what is hard. Its numbers and photographs point here."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="check_ins")
    report = models.ForeignKey(PeriodReport, null=True, blank=True, on_delete=models.PROTECT, related_name="check_ins")
    on = models.DateField(help_text="nói đến ngày nào")
    done = models.TextField()
    difficulties = models.TextField(blank=True)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["registration", "-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "report"], condition=models.Q(report__isnull=False), name="one_check_in_a_report"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration}: {self.on:%d/%m/%Y}"


class SilenceReminder(AppendOnly):
    """That somebody was reminded of an initiative of which nothing was heard: first its unit, then the one above."""

    class Step(models.TextChoices):
        UNIT = "unit", "nhắc đơn vị"
        LEADER = "leader", "báo lãnh đạo"

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="silence_reminders")
    step = models.CharField(max_length=6, choices=Step.choices)
    weeks = models.PositiveSmallIntegerField(help_text="im lặng bao nhiêu tuần khi nhắc")
    sent_by = models.BigIntegerField(null=True)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["registration", "-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.registration}"
