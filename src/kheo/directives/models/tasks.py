"""Tasks: who does what by when, how it is measured, and what was reported of it with its proof."""

from django.db import models
from django.db.models import Q

from kheo.directives.models.documents import Requirement
from kheo.foundation.append_only import AppendOnly
from kheo.foundation.models import StoredFile
from kheo.organisation.models import Body, Locality, Unit


class Task(models.Model):
    """A task of a year given to a unit (commune, ward) or, with *body*, to an agency, union or committee of it.

    It comes from a requirement, from the conclusion of a conference, from an inspection, or was set by the office alone
    (*origin* says so in words). Overdue is not a state: it is what a task is after *due_on* until its owner says that it is
    done. *done_on* is the owner's day, so that nobody is late because the office looked at the report a week later.
    """

    class State(models.TextChoices):
        ASSIGNED = "assigned", "đang làm"
        REPORTED = "reported", "báo xong, chờ xem"
        DONE = "done", "đã xong"
        CANCELLED = "cancelled", "đã thôi"

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="tasks")
    requirement = models.ForeignKey(Requirement, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    year = models.PositiveSmallIntegerField(help_text="việc của năm")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    title = models.CharField(max_length=300)
    measure = models.CharField(max_length=300, blank=True, help_text="làm đến đâu là xong: con số, văn bản, việc thấy được")
    origin = models.CharField(max_length=200, blank=True, help_text="từ đâu: «Kết luận hội nghị ngày 08/01/2025»")
    assigned_on = models.DateField(help_text="ngày giao, có thể trước ngày ghi vào Khéo")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASSIGNED)
    done_on = models.DateField(null=True, blank=True, help_text="ngày xong theo báo cáo của đơn vị; có từ khi báo xong")
    closing = models.CharField(max_length=300, blank=True, help_text="vì sao thôi, hoặc lời khi trả lại")
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(auto_now_add=True)
    reports: "models.Manager[TaskReport]"
    answers: "models.Manager[TaskAnswer]"

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["reported", "done"], done_on__isnull=False)
                | (~Q(state__in=["reported", "done"]) & Q(done_on=None)),
                name="done_task_has_its_day",
            ),
            models.CheckConstraint(condition=Q(assigned_on__lte=models.F("due_on")), name="task_is_due_after_it_is_given"),
        ]
        indexes = [models.Index(fields=["locality", "year", "state"])]

    def __str__(self) -> str:
        return self.title


class TaskReport(AppendOnly):
    """What the owner told of a task on a day: words, a share of the work, a proof. A newer report is a new row."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="reports")
    on = models.DateField()
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.CharField(max_length=1000)
    proof = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    says_done = models.BooleanField(default=False)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["task", "-added_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(percent=None) | Q(percent__lte=100), name="at_most_the_whole_task"),
        ]

    def __str__(self) -> str:
        return self.text


class TaskAnswer(AppendOnly):
    """What the office answered or changed on a day: accepted, sent back with words, changed, called off with the reason."""

    class Kind(models.TextChoices):
        ACCEPTED = "accepted", "xác nhận đã xong"
        SENT_BACK = "sent_back", "trả lại làm tiếp"
        CHANGED = "changed", "sửa nhiệm vụ"
        CANCELLED = "cancelled", "cho thôi nhiệm vụ"

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    on = models.DateField()
    text = models.CharField(max_length=600, blank=True)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["task", "-added_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"
