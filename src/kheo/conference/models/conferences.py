"""The review conference of a programme's year, and its agenda."""

from django.db import models
from django.db.models import Q

from kheo.movement.models import Programme
from kheo.organisation.models import Body, Locality


class Conference(models.Model):
    """A conference: prepared, opened on its day, closed. Closing freezes its record; nothing of it changes after that."""

    class State(models.TextChoices):
        PREPARING = "preparing", "đang chuẩn bị"
        OPEN = "open", "đang họp"
        CLOSED = "closed", "đã bế mạc"

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="conferences")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="conferences")
    host = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", help_text="cơ quan triệu tập, ký giấy mời")
    title = models.CharField(max_length=300)
    held_on = models.DateField()
    starts_at = models.TimeField()
    venue = models.CharField(max_length=200)
    place_name = models.CharField(max_length=80, help_text="địa danh trước ngày tháng trên văn bản: «Duy Tiên»")
    chair_title = models.CharField(max_length=200, help_text="chức vụ người chủ trì, như sẽ in")
    note = models.CharField(max_length=600, blank=True, help_text="điều cần nhắc trong giấy mời: trang phục, tài liệu, xe")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARING)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    stage_version = models.PositiveIntegerField(
        default=1, help_text="đổi mỗi lần lễ trao chuyển bước: hai người không cùng bấm một lần"
    )
    stage_covered = models.BooleanField(
        default=True, help_text="màn hình lớn chỉ hiện tiêu đề nhóm, chưa hiện tên: lúc đầu, giữa hai nhóm, khi cần che"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-held_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "held_on"], name="conference_once_a_day"),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | (~Q(state="closed") & Q(closed_at=None)),
                name="closed_conference_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AgendaItem(models.Model):
    """A step of the day, in its order; the speech that fills it points here."""

    class Kind(models.TextChoices):
        OPENING = "opening", "khai mạc, giới thiệu đại biểu"
        REPORT = "report", "báo cáo"
        CONTRIBUTIONS = "contributions", "tham luận"
        DIRECTING = "directing", "phát biểu chỉ đạo"
        CEREMONY = "ceremony", "trao tặng, khen thưởng"
        CONCLUSION = "conclusion", "kết luận, bế mạc"
        OTHER = "other", "việc khác"

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="agenda")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=14, choices=Kind.choices)
    title = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField(help_text="thời lượng, phút")
    by = models.CharField(max_length=200, blank=True, help_text="ai làm: chức vụ hoặc bộ phận")

    class Meta:
        ordering = ["conference", "order"]
        constraints = [models.UniqueConstraint(fields=["conference", "order"], name="agenda_order")]

    def __str__(self) -> str:
        return self.title
