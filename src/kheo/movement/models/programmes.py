"""The programme of a year: who does what, its dates, its fields, its form, its quotas; what was changed after it was opened."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from kheo.assessment.models import CriteriaSet
from kheo.directives.models import Directive
from kheo.foundation.append_only import AppendOnly
from kheo.organisation.models import Body, Locality, Unit

if TYPE_CHECKING:  # it points here
    from kheo.movement.models.registrations import Registration


class Campaign(models.Model):
    """Several years of the movement under one plan (2021–2025): the programme of each year stays its own."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="campaigns")
    title = models.CharField(max_length=200)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    plan = models.ForeignKey(Directive, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-first_year", "title"]
        constraints = [
            models.UniqueConstraint(fields=["locality", "title"], name="campaign_once"),
            models.CheckConstraint(condition=Q(first_year__lte=models.F("last_year")), name="campaign_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.title


class Programme(models.Model):
    """The movement's year of a locality. Who runs, leads, recognises, broadcasts are fields: it differs from place to place."""

    class State(models.TextChoices):
        OPEN = "open", "đang mở"
        CLOSED = "closed", "đã đóng"

    class Lateness(models.TextChoices):
        MARKED = "marked", "vẫn nhận, ghi rõ là nộp muộn"
        GATED = "gated", "chỉ nhận của đơn vị được mở thêm hạn"

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="programmes")
    code = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    standing_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    leading_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    recognising_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    commending_body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    broadcaster = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    criteria_set = models.ForeignKey(CriteriaSet, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, null=True, blank=True, on_delete=models.PROTECT, related_name="programmes")
    plan = models.ForeignKey(Directive, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="kế hoạch")
    guideline = models.ForeignKey(
        Directive, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="hướng dẫn"
    )
    registration_opens = models.DateField(null=True, blank=True)
    registration_closes = models.DateField(null=True, blank=True)
    assessment_due = models.DateField(null=True, blank=True)
    conference_on = models.DateField(null=True, blank=True)
    report_on = models.DateField(
        null=True, blank=True, help_text="ngày báo cáo tổng kết; thường sang năm sau, khác với năm thi đua"
    )
    lateness = models.CharField(max_length=8, choices=Lateness.choices, default=Lateness.MARKED)
    silent_weeks = models.PositiveSmallIntegerField(default=8, help_text="bao nhiêu tuần không có tin thì coi là im lặng")
    least_each = models.PositiveSmallIntegerField(null=True, blank=True, help_text="mỗi đơn vị đăng ký ít nhất")
    most_each = models.PositiveSmallIntegerField(null=True, blank=True, help_text="mỗi đơn vị đăng ký nhiều nhất")
    anonymous = models.BooleanField(default=False, help_text="hội đồng đang chấm ẩn danh: thành viên xem hồ sơ đã che tên")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    version = models.PositiveIntegerField(default=1, help_text="đổi với mỗi lần sửa chương trình, phiếu, số lượng")
    fields: "models.Manager[ProgrammeField]"
    items: "models.Manager[FormItem]"
    quotas: "models.Manager[Quota]"
    gates: "models.Manager[Gate]"
    registrations: "models.Manager[Registration]"

    class Meta:
        ordering = ["-year", "code"]
        constraints = [models.UniqueConstraint(fields=["locality", "year"], name="one_programme_a_year")]

    def __str__(self) -> str:
        return self.title


class ProgrammeField(models.Model):
    """A field of work (lĩnh vực) of the programme: the four of the guideline, and its own ones."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="fields")
    key = models.SlugField(max_length=40)
    label = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["programme", "order"]
        constraints = [models.UniqueConstraint(fields=["programme", "key"], name="programme_field_once")]

    def __str__(self) -> str:
        return self.label


class FormItem(models.Model):
    """An item of the registration form: to begin with the ten of a real ward's notice, changed as the office likes."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="items")
    key = models.SlugField(max_length=40)
    label = models.CharField(max_length=160)
    help = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField()
    is_required = models.BooleanField(default=True)
    is_short = models.BooleanField(default=False, help_text="hỏi ngay ở phiếu ngắn trên điện thoại")

    class Meta:
        ordering = ["programme", "order"]
        constraints = [models.UniqueConstraint(fields=["programme", "key"], name="form_item_once")]

    def __str__(self) -> str:
        return self.label


class Quota(models.Model):
    """How many one unit or body is asked to register, where not as many as the others. Shown, never enforced."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="quotas")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    least = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["programme", "unit", "body"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "unit"], condition=Q(body=None), name="one_quota_a_unit"),
            models.UniqueConstraint(fields=["programme", "body"], name="one_quota_a_body"),
            models.CheckConstraint(condition=Q(most=None) | Q(least__lte=models.F("most")), name="quota_least_before_most"),
        ]

    def __str__(self) -> str:
        return f"{self.least}–{self.most or ''}"


class Gate(models.Model):
    """The programme kept open for one unit or body until a day past its closing, with the reason."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="gates")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    until = models.DateField(help_text="ngày cuối còn nhận")
    reason = models.CharField(max_length=300)
    opened_by = models.BigIntegerField(null=True)
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["programme", "-opened_at"]

    def __str__(self) -> str:
        return f"{self.programme}: đến {self.until:%d/%m/%Y}"


class ProgrammeChange(AppendOnly):
    """What was changed after the programme was opened: a decision on record, with its reason and its paper, if there is one."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="changes")
    reason = models.CharField(max_length=300)
    paper = models.CharField(max_length=120, blank=True, help_text="số văn bản điều chỉnh, nếu có")
    changes = models.JSONField(help_text="[tên mốc, trước, sau], bằng lời")
    made_by = models.BigIntegerField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["programme", "-made_at", "-pk"]

    def __str__(self) -> str:
        return self.reason
