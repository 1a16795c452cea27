"""What a locality sets for its rewards, and later what it pays: rows that are added, never changed."""

from django.db import models
from django.db.models import Q

from kheo.foundation.append_only import AppendOnly
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
