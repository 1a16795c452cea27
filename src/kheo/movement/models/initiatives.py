"""The initiative itself (mô hình, điển hình), across years and units."""

from typing import TYPE_CHECKING

from django.db import models

from kheo.organisation.models import Body, Locality, Unit

if TYPE_CHECKING:  # it points here
    from kheo.movement.models.registrations import Registration


class Kind(models.TextChoices):
    MO_HINH = "mo_hinh", "mô hình"
    DIEN_HINH = "dien_hinh", "điển hình"


class Subject(models.TextChoices):
    COLLECTIVE = "collective", "tập thể"
    INDIVIDUAL = "individual", "cá nhân"
    HOUSEHOLD = "household", "hộ gia đình"


class Initiative(models.Model):
    """The thing itself (mô hình or điển hình), across years. «model» is Django's word and never used for it."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="initiatives")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="initiatives", help_text="địa bàn")
    body = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="initiatives",
        help_text="cơ quan, đơn vị đăng ký, nếu không phải xã, phường",
    )
    title = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject = models.CharField(max_length=10, choices=Subject.choices)
    holder = models.CharField(
        max_length=200,
        blank=True,
        help_text="tập thể, cá nhân thực hiện; tên cá nhân chỉ công khai khi có quyết định hoặc đồng ý",
    )
    summary = models.TextField(blank=True)
    situation = models.TextField(blank=True)
    way = models.TextField(blank=True, help_text="cách làm, mỗi bước một dòng")
    outcome = models.TextField(blank=True)
    lesson = models.TextField(blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", help_text="hồ sơ này trùng và đã gộp vào"
    )
    added_at = models.DateTimeField(auto_now_add=True)
    registrations: "models.Manager[Registration]"

    class Meta:
        ordering = ["title"]
        indexes = [models.Index(fields=["locality", "folded"])]

    def __str__(self) -> str:
        return self.title
