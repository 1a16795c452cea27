"""A matter that the people discuss and decide (Luật 10/2022/QH15 Điều 15), and each time a village was asked."""

from django.db import models

from kheo.organisation.models import Locality, Unit


class Scope(models.TextChoices):
    """How far a matter reaches (Điều 16 khoản 1, khoản 2)."""

    COMMUNE = "commune", "cả địa bàn cấp xã"
    VILLAGE = "village", "trong thôn, tổ dân phố"


class Form(models.TextChoices):
    """How the people decide (Điều 17 khoản 1)."""

    MEETING = "meeting", "họp cộng đồng dân cư"
    BALLOTS = "ballots", "phát phiếu lấy ý kiến từng hộ"
    ONLINE = "online", "biểu quyết trực tuyến"


class Matter(models.Model):
    """*kind*: the clause of Điều 15, 1 to 6; *village*: empty where it reaches the whole commune.

    *villages*: how many the commune had when the first of them opened; the share of those that agree is held against it.
    """

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="matters")
    village = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="matters")
    scope = models.CharField(max_length=8, choices=Scope.choices)
    kind = models.PositiveSmallIntegerField(help_text="khoản của Điều 15 Luật 10/2022/QH15")
    title = models.CharField(max_length=200)
    content = models.TextField(help_text="nội dung đưa ra bàn và quyết định")
    villages = models.PositiveIntegerField(null=True, blank=True, help_text="số thôn, tổ dân phố khi đưa ra bàn ở cả xã")
    opened_on = models.DateField(null=True, blank=True, help_text="ngày bắt đầu bàn, quyết định")
    decided_on = models.DateField(null=True, blank=True, help_text="ngày có kết quả")
    state = models.CharField(max_length=16, default="proposed", help_text="bước: xem workflow.MATTER")
    version = models.PositiveIntegerField(default=1)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Round(models.Model):
    """One village asked once, in one form. A failed meeting is followed by another round; nothing of the first is changed.

    *households* is the number on the village's roll when the round opened: every threshold is held against it, and it stays.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="rounds")
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="rounds")
    attempt = models.PositiveSmallIntegerField(default=1)
    form = models.CharField(max_length=8, choices=Form.choices)
    state = models.CharField(max_length=10, default="planned", help_text="bước: xem workflow.ROUND")
    planned_on = models.DateField(help_text="ngày họp, ngày bắt đầu phát phiếu hay biểu quyết")
    ends_on = models.DateField(null=True, blank=True, help_text="ngày cuối thu phiếu, biểu quyết")
    front_agreed = models.BooleanField(default=False, help_text="đã thống nhất với Ban công tác Mặt trận là không cần họp")
    households = models.PositiveIntegerField(null=True, blank=True)
    present = models.PositiveIntegerField(null=True, blank=True, help_text="số đại diện hộ có mặt tại cuộc họp")
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True, help_text="ngày họp, ngày hết hạn lấy ý kiến: thời hạn tính từ đây")
    reason = models.CharField(max_length=300, blank=True, help_text="vì sao huỷ")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    votes_for = models.PositiveIntegerField(null=True, blank=True)
    votes_against = models.PositiveIntegerField(null=True, blank=True)
    votes_other = models.PositiveIntegerField(null=True, blank=True, help_text="ý kiến khác, phiếu không hợp lệ")
    passed = models.BooleanField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["matter", "village", "attempt"]
        constraints = [models.UniqueConstraint(fields=["matter", "village", "attempt"], name="round_attempt_once")]

    def __str__(self) -> str:
        return f"{self.matter} (lần {self.attempt})"
