"""Localities, the bodies in them, and what a body was called before."""

from django.db import models
from django.db.models import Q

from kheo.foundation.append_only import AppendOnly
from kheo.organisation.models.units import Held, Unit


class Locality(models.Model):
    """A unit that runs its own year in this installation. Every record of its work carries it."""

    code = models.CharField(max_length=60, unique=True)
    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="locality")
    name = models.CharField(max_length=120, help_text="tên trên trang: «Thị xã Duy Tiên»")
    wider_name = models.CharField(max_length=120, blank=True, help_text="cấp trên: «tỉnh Hà Nam»")
    illustrative = models.BooleanField(default=False, help_text="mọi trang ghi «dữ liệu minh hoạ»")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "localities"

    def __str__(self) -> str:
        return self.name


class Body(models.Model):
    """An organisation of a unit that issues, registers or reports: party committee, People's Committee, union, school."""

    class Kind(models.TextChoices):
        PARTY = "party", "cấp uỷ, cơ quan của Đảng"
        COUNCIL = "council", "Hội đồng nhân dân"
        GOVERNMENT = "government", "Uỷ ban nhân dân"
        FRONT = "front", "Mặt trận Tổ quốc"
        UNION = "union", "tổ chức chính trị – xã hội, hội"
        COMMITTEE = "committee", "ban chỉ đạo"
        AGENCY = "agency", "cơ quan, đơn vị"
        SCHOOL = "school", "trường học"
        FORCE = "force", "công an, quân sự"
        MEDIA = "media", "đài, trang tin"
        COMMUNITY = "community", "thôn, tổ dân phố, ban của cộng đồng"
        CENTRAL = "central", "cơ quan trung ương"

    class Layout(models.TextChoices):
        PARTY = "party", "thể thức văn bản của Đảng"
        ADMINISTRATIVE = "administrative", "thể thức văn bản hành chính"

    locality = models.ForeignKey(
        Locality,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bodies",
        help_text="trống: ngoài địa phương",
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="bodies")
    code = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    layout = models.CharField(max_length=15, choices=Layout.choices)
    superior = models.CharField(max_length=200, blank=True, help_text="dòng cơ quan cấp trên ở đầu văn bản")
    number_suffix = models.CharField(max_length=40, blank=True, help_text="ký hiệu sau số: «QĐ/BCĐ»")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = Held.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "bodies"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lt=models.F("valid_to")),
                name="body_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


class FormerWords(AppendOnly):
    """What a body was called until before a day: papers of the time keep these words when they are printed again."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="former_words")
    until = models.DateField(help_text="ngày đầu tiên mang tên mới")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    superior = models.CharField(max_length=200, blank=True)
    number_suffix = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["body", "until"]
        constraints = [models.UniqueConstraint(fields=["body", "until"], name="body_renamed_once_a_day")]

    def __str__(self) -> str:
        return self.name
