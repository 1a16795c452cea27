"""The award ceremony as a running list: groups in protocol order, each award called once and by one hand."""

from django.db import models

from kheo.conference.models.conferences import Conference
from kheo.foundation.append_only import AppendOnly
from kheo.recognition.models import Certificate, Decision, DecisionLine


class AwardGroup(models.Model):
    """The awards of one decision, handed over together by one hand: medals, then certificates, then commendations."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="award_groups")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300, help_text="lời giới thiệu nhóm")
    presenter = models.CharField(max_length=200, blank=True, help_text="chức vụ người trao")
    awards: "models.Manager[Award]"

    class Meta:
        ordering = ["conference", "order"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "order"], name="award_group_order"),
            models.UniqueConstraint(fields=["conference", "decision"], name="one_group_a_decision"),
        ]

    def __str__(self) -> str:
        return self.title


class Award(models.Model):
    """One name to be called. *receiver*: who comes up for an absent one, by position or as a word («đại diện gia đình»)."""

    group = models.ForeignKey(AwardGroup, on_delete=models.CASCADE, related_name="awards")
    line = models.ForeignKey(DecisionLine, on_delete=models.PROTECT, related_name="awards")
    order = models.PositiveSmallIntegerField()
    receiver = models.CharField(max_length=200, blank=True)
    call: "AwardCall"

    class Meta:
        ordering = ["group", "order"]
        constraints = [
            models.UniqueConstraint(fields=["group", "order"], name="award_order"),
            models.UniqueConstraint(fields=["group", "line"], name="nobody_twice_in_a_group"),
        ]

    def __str__(self) -> str:
        return self.line.recipient


class AwardCall(AppendOnly):
    """That an award was called on stage, and what came of it. One row an award: nobody is called twice."""

    class Outcome(models.TextChoices):
        HANDED = "handed", "đã trao"
        STAND_IN = "stand_in", "người nhận thay"
        LATER = "later", "vắng, trao sau"
        WITHHELD = "withheld", "không trao: giấy đã thu hồi"

    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="call")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    receiver = models.CharField(max_length=200, blank=True)
    certificate = models.ForeignKey(
        Certificate, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="giấy đã trao, hoặc giữ lại"
    )
    called_by = models.BigIntegerField(null=True)
    called_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["called_at", "pk"]

    def __str__(self) -> str:
        return f"{self.award_id}: {self.get_outcome_display()}"
