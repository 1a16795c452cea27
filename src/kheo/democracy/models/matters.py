"""A matter that the people discuss and decide (Luật 10/2022/QH15 Điều 15), and each time a village was asked."""

from django.db import models

from kheo.democracy.models.households import Household
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


class Way(models.TextChoices):
    """Who put a matter forward (Điều 16)."""

    CHAIR = "chair", "Chủ tịch UBND cấp xã, đã thống nhất với Chủ tịch Mặt trận"
    HEAD = "head", "trưởng thôn, tổ trưởng, đã thống nhất với Trưởng ban công tác Mặt trận"
    CITIZENS = "citizens", "công dân, có 10% số hộ đồng thuận"
    BACKED = "backed", "công dân, được Ban công tác Mặt trận tán thành"


class Change(models.TextChoices):
    """What a new matter does to the decision it names (Điều 22)."""

    AMEND = "amend", "sửa đổi, bổ sung, thay thế"
    ANNUL = "annul", "bãi bỏ"


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
    dismisses = models.BooleanField(default=False, help_text="cho thôi làm, không phải bầu (khoản 4, 5)")
    way = models.CharField(max_length=8, choices=Way.choices, default=Way.HEAD)
    agreed_on = models.DateField(null=True, blank=True, help_text="ngày thống nhất với Mặt trận, hoặc Mặt trận tán thành")
    initiator = models.CharField(max_length=120, blank=True, help_text="công dân có sáng kiến")
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    change = models.CharField(max_length=8, choices=Change.choices, blank=True)
    villages = models.PositiveIntegerField(null=True, blank=True, help_text="số thôn, tổ dân phố khi đưa ra bàn ở cả xã")
    opened_on = models.DateField(null=True, blank=True, help_text="ngày bắt đầu bàn, quyết định")
    decided_on = models.DateField(null=True, blank=True, help_text="ngày có kết quả")
    effective_on = models.DateField(null=True, blank=True)
    effect_paper = models.CharField(max_length=120, blank=True, help_text="số, ngày văn bản định ngày hiệu lực, công nhận")
    published_on = models.DateField(null=True, blank=True, help_text="ngày công khai kết quả ở thôn, tổ dân phố")
    reported_on = models.DateField(null=True, blank=True)
    report = models.TextField(blank=True, help_text="kết quả thực hiện, báo cáo lại Nhân dân")
    closing = models.CharField(max_length=300, blank=True, help_text="vì sao rút")
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

    @property
    def verdict(self) -> str:
        """What its votes came to, in words; "" before. One village alone carries nothing that all are asked: it agrees or not."""
        yes = "tán thành" if self.matter.scope == Scope.COMMUNE else "được thông qua"
        return "" if self.passed is None else yes if self.passed else f"không {yes}"


class Consent(models.Model):
    """A household that agrees with a citizen's proposal (Điều 16 khoản 3); good for three months from *on*."""

    class Means(models.TextChoices):
        MEETING = "meeting", "tại cuộc họp"
        PAPER = "paper", "bằng văn bản"
        OTHER = "other", "hình thức khác"

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="consents")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="consents")
    on = models.DateField(help_text="ngày hộ thể hiện ý kiến")
    means = models.CharField(max_length=8, choices=Means.choices)

    class Meta:
        ordering = ["household__number"]
        constraints = [models.UniqueConstraint(fields=["matter", "household"], name="consent_once_a_household")]

    def __str__(self) -> str:
        return f"{self.household} đồng thuận"
