"""What is said at a conference: contributions (tham luận), the report, the directing speech, the chair's conclusion."""

from django.db import models

from kheo.conference.models.conferences import Conference
from kheo.organisation.models import Body, Unit


class Speech(models.Model):
    """A text to be spoken. A contribution is called for from a unit or body, sent in, chosen for the agenda or not, delivered."""

    class Kind(models.TextChoices):
        REPORT = "report", "báo cáo"
        CONTRIBUTION = "contribution", "tham luận"
        DIRECTING = "directing", "phát biểu chỉ đạo"
        CONCLUSION = "conclusion", "kết luận"

    class State(models.TextChoices):
        CALLED = "called", "đã đề nghị, chờ bài"
        RECEIVED = "received", "đã nhận bài"
        CHOSEN = "chosen", "trình bày tại hội nghị"
        PRINTED = "printed", "in trong tập tài liệu"
        DELIVERED = "delivered", "đã trình bày"

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="speeches")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    speaker_title = models.CharField(max_length=200, blank=True, help_text="chức vụ người trình bày")
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True, max_length=40_000)
    order = models.PositiveSmallIntegerField(default=0, help_text="thứ tự trình bày")
    minutes = models.PositiveSmallIntegerField(default=7)
    due_on = models.DateField(null=True, blank=True, help_text="hạn gửi bài")
    state = models.CharField(max_length=10, choices=State.choices, default=State.CALLED)
    reply = models.CharField(max_length=300, blank=True, help_text="lời của cơ quan thường trực khi trả bài")
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["conference", "order", "pk"]

    def __str__(self) -> str:
        return self.title
