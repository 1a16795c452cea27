"""What a unit writes to register: saved as it is typed, handed in, sent back with words on an item, taken or not."""

from django.db import models

from kheo.foundation.append_only import AppendOnly
from kheo.movement.models.initiatives import Initiative
from kheo.movement.models.programmes import Programme
from kheo.movement.models.registrations import Registration
from kheo.organisation.models import Body, Unit


class Submission(models.Model):
    """A registration form (phiếu đăng ký) on its way. Only when the office takes it does it become a registration.

    *content*: what was typed so far, whole or not: ``title``, ``kind``, ``subject``, ``field``, ``holder``, ``novelty``,
    ``leading_kind``, ``leading_body`` and ``items`` (key of the form's item → text). Nothing of it is public.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "đang soạn"
        SUBMITTED = "submitted", "đã nộp, chờ xem"
        RETURNED = "returned", "trả lại để bổ sung"
        ACCEPTED = "accepted", "đã nhận"
        DECLINED = "declined", "không nhận"
        WITHDRAWN = "withdrawn", "đã rút"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="submissions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    reason = models.CharField(max_length=300, blank=True, help_text="lý do không nhận, lý do rút")
    learnt_from = models.ForeignKey(Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    carried_from = models.ForeignKey(Registration, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    registration = models.OneToOneField(Registration, null=True, blank=True, on_delete=models.PROTECT, related_name="submission")
    submitted_on = models.DateField(null=True, blank=True, help_text="ngày nộp lần đầu")
    late_days = models.PositiveSmallIntegerField(default=0, help_text="nộp muộn bao nhiêu ngày, kể từ hạn của chính đơn vị")
    begun_by = models.BigIntegerField(null=True)
    begun_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["programme", "-changed_at"]
        indexes = [models.Index(fields=["programme", "state"])]

    def __str__(self) -> str:
        return self.content.get("title") or f"phiếu {self.pk}"


class SubmissionVersion(AppendOnly):
    """What was handed in, each time: a version that was sent back stays readable beside the next."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    handed_by = models.BigIntegerField(null=True)
    handed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["submission", "number"]
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="submission_version_once")]

    def __str__(self) -> str:
        return f"{self.submission} ({self.number})"


class SubmissionNote(models.Model):
    """A word on one item of the form, or on the whole (*item* empty); an answer names the word it answers."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="notes")
    item = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=600)
    answers = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies")
    is_office = models.BooleanField()
    written_by = models.BigIntegerField(null=True)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["submission", "written_at", "pk"]

    def __str__(self) -> str:
        return self.text
