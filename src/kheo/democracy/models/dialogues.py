"""Dialogues: the commune's yearly one with residents (Điều 32), one with those whom a draft decision binds (Điều 27)."""

from django.db import models

from kheo.democracy.models.consultations import Consultation
from kheo.directives.models import Task
from kheo.organisation.models import Body, Locality, Unit


class Dialogue(models.Model):
    """*told*: how many of those bound were informed, *told_on* when, *told_how* in which way and where the list lies on paper.

    No name of a resident is kept: who came is a number, what was said stands without who said it.
    """

    class Kind(models.TextChoices):
        YEARLY = "yearly", "đối thoại hằng năm với Nhân dân"
        BOUND = "bound", "đối thoại với người phải thi hành quyết định"

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="dialogues")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    consultation = models.ForeignKey(Consultation, null=True, blank=True, on_delete=models.PROTECT, related_name="dialogues")
    title = models.CharField(max_length=200)
    content = models.TextField(help_text="nội dung đối thoại, nội dung dự thảo quyết định")
    planned_on = models.DateField()
    venue = models.CharField(max_length=200)
    told = models.PositiveIntegerField(null=True, blank=True, help_text="số người phải thi hành đã được báo")
    told_on = models.DateField(null=True, blank=True)
    told_how = models.CharField(max_length=300, blank=True, help_text="báo bằng cách nào, danh sách lưu ở đâu")
    invited_on = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    residents = models.PositiveIntegerField(null=True, blank=True, help_text="số người dân dự")
    leaders = models.PositiveIntegerField(default=0, help_text="lãnh đạo Uỷ ban nhân dân")
    front = models.PositiveIntegerField(default=0, help_text="đại diện Mặt trận")
    inspectors = models.PositiveIntegerField(default=0, help_text="đại diện Ban Thanh tra nhân dân")
    answers_sent_on = models.DateField(null=True, blank=True, help_text="ngày gửi nội dung tiếp thu, giải trình")
    reason = models.CharField(max_length=300, blank=True, help_text="vì sao thôi")
    state = models.CharField(max_length=9, default="planned", help_text="bước: xem workflow.DIALOGUE")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-planned_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class DialogueQuestion(models.Model):
    """One thing that was said or asked, without who said it, and the answer; *agency*: a body's view, not a resident's."""

    class Verdict(models.TextChoices):
        TAKEN = "taken", "Tiếp thu"
        EXPLAINED = "explained", "Giải trình"

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="questions")
    agency = models.BooleanField(default=False, help_text="ý kiến của cơ quan, tổ chức liên quan")
    text = models.TextField()
    verdict = models.CharField(max_length=9, choices=Verdict.choices, blank=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["dialogue", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class DialogueConclusion(models.Model):
    """What the chair concluded, who does it by when; closing the dialogue gives the task."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="conclusions")
    text = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    task = models.OneToOneField(Task, null=True, blank=True, on_delete=models.PROTECT, related_name="dialogue_conclusion")

    class Meta:
        ordering = ["dialogue", "pk"]

    def __str__(self) -> str:
        return self.text
