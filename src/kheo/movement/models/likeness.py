"""Look-alikes: the sketch of each initiative's text, and what the office decided of two that resemble each other."""

from django.db import models
from django.db.models import Q

from kheo.movement.models.initiatives import Initiative
from kheo.movement.models.submissions import Submission


class Sketch(models.Model):
    """The MinHash signature of an initiative's text, made anew when the text changes; derived, so a backup leaves it out."""

    initiative = models.OneToOneField(Initiative, on_delete=models.CASCADE, related_name="sketch")
    digest = models.CharField(max_length=64, help_text="SHA-256 của lời đã gập dấu: lời đổi thì tính lại")
    signature = models.BinaryField()
    length = models.PositiveIntegerField(help_text="số mảnh của lời")

    def __str__(self) -> str:
        return f"{self.initiative_id}"


class SketchBand(models.Model):
    """One band of a signature: texts that agree in a whole band are candidates (locality-sensitive hashing)."""

    sketch = models.ForeignKey(Sketch, on_delete=models.CASCADE, related_name="bands")
    band = models.PositiveSmallIntegerField()
    value = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["band", "value"])]

    def __str__(self) -> str:
        return f"{self.sketch_id}/{self.band}"


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
