"""What was printed on blanks: each run and each sheet of it, the trial that allowed it, and the file while it is made."""

from django.db import models
from django.db.models import Q

from kheo.foundation.append_only import AppendOnly
from kheo.recognition.models.blanks import BlankVersion, PrinterOffset
from kheo.recognition.models.certificates import Certificate
from kheo.recognition.models.decisions import Decision, DecisionLine


class PrintRun(AppendOnly):
    """One print: on which version of which blank, on which printer as measured; without a blank on white paper."""

    class Purpose(models.TextChoices):
        TRIAL = "trial", "in thử"
        BATCH = "batch", "in"

    class Shape(models.TextChoices):
        PDF = "pdf", "một tệp PDF, mỗi giấy một trang"
        ZIP = "zip", "một tệp nén, mỗi giấy một PDF"

    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="print_runs")
    version = models.ForeignKey(BlankVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="runs")
    offset = models.ForeignKey(PrinterOffset, null=True, blank=True, on_delete=models.PROTECT, related_name="runs")
    purpose = models.CharField(max_length=5, choices=Purpose.choices)
    shape = models.CharField(max_length=3, choices=Shape.choices)
    reason = models.CharField(max_length=300, blank=True, help_text="vì sao in lại")
    made_by = models.BigIntegerField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(version=None, offset=None) | Q(version__isnull=False, offset__isnull=False),
                name="print_on_a_blank_names_its_printer",
            ),
            models.CheckConstraint(
                condition=Q(purpose="trial", decision=None) | Q(purpose="batch", decision__isnull=False),
                name="only_a_trial_has_no_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.pk}"


class PrintLine(AppendOnly):
    """One sheet of a run: whose, and which certificate (none for a merit, which has no register here)."""

    run = models.ForeignKey(PrintRun, on_delete=models.PROTECT, related_name="lines")
    order = models.PositiveIntegerField()
    line = models.ForeignKey(DecisionLine, on_delete=models.PROTECT, related_name="prints")
    certificate = models.ForeignKey(Certificate, null=True, blank=True, on_delete=models.PROTECT, related_name="prints")

    class Meta:
        ordering = ["run", "order"]
        constraints = [
            models.UniqueConstraint(fields=["run", "order"], name="print_line_order"),
            models.UniqueConstraint(fields=["run", "line"], name="a_line_once_in_a_run"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}.{self.order}"


class TrialPass(AppendOnly):
    """Somebody laid the trial over the blank and found every word in its place: batches may follow with these settings."""

    run = models.OneToOneField(PrintRun, on_delete=models.PROTECT, related_name="passed")
    made_by = models.BigIntegerField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.run_id)


class PrintFile(models.Model):
    """The file of a run while it is made and for a day after: how far it is, where it lies. The record is the run, not this."""

    class State(models.TextChoices):
        WAITING = "waiting", "đang chờ"
        MAKING = "making", "đang làm"
        READY = "ready", "đã xong"
        FAILED = "failed", "không làm được"
        GONE = "gone", "đã xoá"

    run = models.OneToOneField(PrintRun, on_delete=models.CASCADE, related_name="file")
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    path = models.CharField(max_length=120, blank=True)
    fault = models.TextField(blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.run_id}: {self.get_state_display()}"
