"""Look-alikes: the marks of each initiative's text, and what the office decided of two that resemble each other."""

from django.db import models
from django.db.models import Q

from kheo.movement.likeness import LABELS
from kheo.movement.models.initiatives import Initiative
from kheo.movement.models.submissions import Submission


class Sketch(models.Model):
    """That an initiative's text was read, and what it said; made anew when the text changes. Derived: a backup leaves it out."""

    initiative = models.OneToOneField(Initiative, on_delete=models.CASCADE, primary_key=True, related_name="sketch")
    digest = models.CharField(max_length=64, help_text="SHA-256 của lời đã gập dấu: lời đổi thì tính lại")
    length = models.PositiveIntegerField(help_text="số tiếng của lời")
    is_compared = models.BooleanField(default=False, help_text="đã so với mọi mô hình khác")
    marks: "models.Manager[SketchMark]"

    class Meta:
        indexes = [models.Index(fields=["initiative"], condition=Q(is_compared=False), name="sketch_not_compared")]

    def __str__(self) -> str:
        return f"{self.initiative_id}"


class SketchMark(models.Model):
    """One mark of a text (see ``movement.likeness``): texts that share rare marks are candidates."""

    sketch = models.ForeignKey(Sketch, on_delete=models.CASCADE, related_name="marks")
    value = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["value", "sketch"], name="sketch_mark_value")]

    def __str__(self) -> str:
        return f"{self.sketch_id}/{self.value}"


class Lookalike(models.Model):
    """A resemblance that was found and waits for the office: *initiative* is the newer one. Derived, like the sketch."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="lookalikes")
    other = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=[(kind.value, label) for kind, label in LABELS.items()])
    share = models.DecimalField(max_digits=4, decimal_places=3, help_text="phần lời chung, từ 0 đến 1")

    class Meta:
        ordering = ["-share", "initiative", "other"]
        constraints = [models.UniqueConstraint(fields=["initiative", "other"], name="lookalike_once")]

    def __str__(self) -> str:
        return f"{self.initiative_id} ~ {self.other_id}"


class Likeness(models.Model):
    """What the office decided of a text that resembles *other*: the text of an initiative, or of a form on its way."""

    class Verdict(models.TextChoices):
        SAME = "same", "là một, nhập hai lần"
        CONTINUED = "continued", "tiếp tục của năm trước"
        COPIED = "copied", "làm theo, ghi nơi đầu"
        DIFFERENT = "different", "khác nhau"

    initiative = models.ForeignKey(Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="likenesses")
    submission = models.ForeignKey(Submission, null=True, blank=True, on_delete=models.PROTECT, related_name="likenesses")
    other = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="+")
    share = models.DecimalField(max_digits=4, decimal_places=3, help_text="phần lời chung, từ 0 đến 1, khi quyết định")
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 của hai lời khi quyết định: lời đổi thì hỏi lại")
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(initiative__isnull=False) ^ Q(submission__isnull=False), name="likeness_is_of_one_text"
            )
        ]

    def __str__(self) -> str:
        return f"{self.initiative or self.submission} ~ {self.other}: {self.get_verdict_display()}"
