"""What a conference leaves: the points of its conclusion with their owners, the notice, and the frozen record of the day."""

from django.db import models
from django.db.models import Q

from kheo.conference.models.conferences import Conference
from kheo.directives.models import Requirement, Target, Task
from kheo.foundation.append_only import AppendOnly
from kheo.foundation.models import StoredFile
from kheo.organisation.models import Body, Unit


class ConclusionPoint(models.Model):
    """One point of the chair's conclusion. With *value* it becomes a target of next year, else a task for each owner."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="points")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=600)
    requirement = models.ForeignKey(Requirement, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    measure = models.CharField(max_length=300, blank=True, help_text="làm đến đâu là xong")
    value = models.DecimalField(
        max_digits=16, decimal_places=2, null=True, blank=True, help_text="con số phải đạt; trống: nhiệm vụ"
    )
    value_measure = models.CharField(max_length=60, blank=True, help_text="đơn vị tính của con số")
    figure = models.CharField(max_length=60, blank=True, help_text="khoá của số liệu trong sổ")
    looked_at = models.BooleanField(default=False, help_text="cơ quan thường trực đã xem: nơi làm, hạn")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["conference", "order"]
        constraints = [models.UniqueConstraint(fields=["conference", "order"], name="conclusion_point_order")]

    def __str__(self) -> str:
        return self.text


class ConclusionOwner(models.Model):
    """Who carries out a point; closing gives each its task (or target)."""

    point = models.ForeignKey(ConclusionPoint, on_delete=models.CASCADE, related_name="owners")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    task = models.OneToOneField(Task, null=True, blank=True, on_delete=models.PROTECT, related_name="conclusion_owner")
    target = models.OneToOneField(Target, null=True, blank=True, on_delete=models.PROTECT, related_name="conclusion_owner")

    class Meta:
        ordering = ["point", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["point", "unit", "body"], name="owner_once_a_point"),
            models.UniqueConstraint(fields=["point", "unit"], condition=Q(body=None), name="unit_once_a_point"),
        ]

    def __str__(self) -> str:
        return str(self.body or self.unit)


class ConclusionNotice(models.Model):
    """Thông báo kết luận: made at closing from the points; number and date are the records office's, entered after signing."""

    conference = models.OneToOneField(Conference, on_delete=models.PROTECT, related_name="notice")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    signer_authority = models.CharField(max_length=120)
    signer_position = models.CharField(max_length=120, blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=60, blank=True, help_text="như in trên văn bản: «12-TB/TU», «12/TB-UBND»")
    number_order = models.PositiveIntegerField(null=True, blank=True, editable=False, help_text="phần số, để xét thứ tự")
    number_key = models.CharField(max_length=80, blank=True, editable=False, help_text="số và ký hiệu, bỏ khác biệt cách gõ")
    number_year = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    date = models.DateField(null=True, blank=True)
    signed_file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(number="") & Q(date=None)) | (~Q(number="") & Q(date__isnull=False)),
                name="notice_number_and_date_together",
            ),
            # Số và ký hiệu là duy nhất trong một năm: khoản 1 Điều 15 Nghị định 30/2020/NĐ-CP.
            models.UniqueConstraint(
                fields=["body", "number_year", "number_key"],
                condition=Q(number_year__isnull=False),
                name="notice_number_once_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"Thông báo kết luận {self.number}".strip()


class DayRecord(AppendOnly):
    """The day as it was when the conference closed: who came, what was said (by digest), what was handed over, the figures."""

    conference = models.OneToOneField(Conference, on_delete=models.PROTECT, related_name="record")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    closed_by = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.sha256
