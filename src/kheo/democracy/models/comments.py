"""What the people said in a consultation. No row says who: neither name, nor account, nor address, nor hour.

A comment that came over the public page is found again by its writer alone, by a code of which only the digest is kept.
"""

from django.db import models

from kheo.democracy.models.consultations import Consultation, ConsultationQuestion
from kheo.foundation.append_only import AppendOnly
from kheo.organisation.models import Unit


class Topic(models.Model):
    """Comments that say the same, gathered by a person, and what the authority answers («tiếp thu», «giải trình»)."""

    class Verdict(models.TextChoices):
        TAKEN = "taken", "Tiếp thu"
        EXPLAINED = "explained", "Giải trình"

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="topics")
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True, help_text="người dân nói gì")
    verdict = models.CharField(max_length=9, choices=Verdict.choices, blank=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["consultation", "pk"]
        constraints = [models.UniqueConstraint(fields=["consultation", "title"], name="topic_title_once")]

    def __str__(self) -> str:
        return self.title


class Comment(models.Model):
    """*form*: letter of Điều 26 khoản 1; *village*: as the writer says, or empty; *code_digest*: of the writer's own code.

    *digest*: of the folded words, to see the same words sent twice. Words that may not be kept are emptied when set aside.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "chờ đọc"
        ACCEPTED = "accepted", "đã nhận"
        SET_ASIDE = "set_aside", "không đưa lên"

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="comments")
    form = models.CharField(max_length=2)
    village = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    received_on = models.DateField()
    code_digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=10, blank=True, help_text="vì sao không đưa lên: xem rules.comments.REASONS")
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="comments")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["consultation", "pk"]
        indexes = [models.Index(fields=["consultation", "state"]), models.Index(fields=["consultation", "digest"])]

    def __str__(self) -> str:
        return f"ý kiến số {self.pk}"


class Stance(models.Model):
    """What a comment chose on one question."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="stances")
    question = models.ForeignKey(ConsultationQuestion, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=8)

    class Meta:
        ordering = ["comment", "question__order"]
        constraints = [models.UniqueConstraint(fields=["comment", "question"], name="stance_once_a_question")]

    def __str__(self) -> str:
        return self.choice


class Tally(AppendOnly):
    """Counted hands of a meeting, or slips that came back: numbers only. A correction is a new row that names the old one."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="tallies")
    form = models.CharField(max_length=2)
    village = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    present = models.PositiveIntegerField(help_text="số người dự, số phiếu thu về")
    corrects = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by")
    added_by = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["consultation", "held_on", "pk"]
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return f"{self.form} {self.held_on}"


class TallyCount(AppendOnly):
    """How many chose each stance on one question."""

    tally = models.ForeignKey(Tally, on_delete=models.PROTECT, related_name="counts")
    question = models.ForeignKey(ConsultationQuestion, on_delete=models.PROTECT, related_name="+")
    agree = models.PositiveIntegerField(default=0)
    disagree = models.PositiveIntegerField(default=0)
    other = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["tally", "question__order"]
        constraints = [models.UniqueConstraint(fields=["tally", "question"], name="tally_once_a_question")]

    def __str__(self) -> str:
        return f"{self.agree}/{self.disagree}/{self.other}"
