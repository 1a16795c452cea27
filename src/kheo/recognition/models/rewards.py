"""What a locality sets for its rewards, and later what it pays: rows that are added, never changed."""

from django.db import models
from django.db.models import Q

from kheo.foundation.append_only import AppendOnly
from kheo.movement.models import Subject
from kheo.organisation.models import Locality
from kheo.recognition.models.decisions import Decision


class RewardSetting(AppendOnly):
    """One choice of a locality where the sources disagree or were not found; the newest row of a key holds."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=30, help_text="khoá trong rules/choices.py")
    value = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300, help_text="căn cứ hoặc lý do của lựa chọn")
    set_by = models.BigIntegerField(null=True)
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["locality", "pk"]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"


class LocalCoefficient(AppendOnly):
    """A locality's own coefficient for an award for which no cited row was found, with its source.

    For a day the newest row whose period covers it holds; without *times* it takes the coefficient back.
    """

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    award = models.CharField(max_length=40, help_text="khoá trong awards.toml")
    level = models.CharField(max_length=10, help_text="cấp của cơ quan tặng")
    subject = models.CharField(max_length=10, choices=Subject.choices)
    times = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True, help_text="lần mức lương cơ sở")
    document = models.CharField(max_length=160, help_text="số, ký hiệu, cơ quan")
    article = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(help_text="ngày của văn bản")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, help_text="ngày đầu tiên không áp dụng nữa")
    verified = models.BooleanField(default=False, help_text="đã đối chiếu nguyên văn")
    set_by = models.BigIntegerField(null=True)
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["locality", "award", "level", "subject", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=models.F("valid_from")), name="local_coefficient_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(times=None) | Q(times__gt=0), name="local_coefficient_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.award} {self.level} {self.subject}: {self.times}"


class FundEntry(AppendOnly):
    """One line in the book of the locality's reward fund, in đồng: what comes in is positive, what goes out negative.

    A correction carries the difference and names what it corrects, so the balance is the sum of all lines at every moment.
    """

    class Kind(models.TextChoices):
        OPENING = "opening", "số dư đầu năm"
        RECEIPT = "receipt", "thu"
        PAYMENT = "payment", "chi thưởng"
        CORRECTION = "correction", "sửa"

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(help_text="năm của quỹ")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    amount = models.BigIntegerField(help_text="đồng; chi là số âm")
    on = models.DateField()
    source = models.CharField(max_length=200, help_text="nguồn của khoản thu; lý do của lần sửa")
    paper = models.CharField(max_length=120, help_text="chứng từ, văn bản: số, ngày, cơ quan")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="fund_entries")
    listed = models.JSONField(
        null=True, blank=True, help_text="danh sách chi đúng như khi ghi: đối tượng, hệ số, số tiền từng dòng"
    )
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["locality", "year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["locality", "year"], condition=Q(kind="opening"), name="fund_opens_once_a_year"),
            models.UniqueConstraint(fields=["decision"], condition=Q(kind="payment"), name="a_list_is_paid_once"),
            models.CheckConstraint(
                condition=Q(kind="payment", amount__lt=0, decision__isnull=False)
                | Q(kind="receipt", amount__gt=0, decision__isnull=True)
                | Q(kind="opening", amount__gte=0, decision__isnull=True)
                | Q(kind="correction"),
                name="fund_signs",
            ),
            models.CheckConstraint(
                condition=Q(kind="correction", corrects__isnull=False) | (~Q(kind="correction") & Q(corrects=None)),
                name="fund_correction_names_its_line",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount} {self.on:%d/%m/%Y}"
