"""Information asked for that should be public (Luật 10/2022/QH15 Điều 14 khoản 2). No row says who asks.

Whoever asks follows it by a code of which only the digest is kept; an address is kept only where an answer has to be sent.
"""

from django.db import models

from kheo.democracy.models.publishing import Posting
from kheo.foundation.append_only import AppendOnly
from kheo.foundation.models import StoredFile
from kheo.organisation.models import Locality


class InformationRequest(models.Model):
    """*item*: clause of Điều 11, or none known; *posting*: what was published of it, if that is asked for again.

    *contact* and later *words* are emptied when their keeping time after the answer is over (rules.information).
    """

    class Ground(models.TextChoices):
        NOT_POSTED = "not_posted", "Phải công khai mà chưa thấy"
        OVER = "over", "Đã hết thời hạn công khai"
        UNREACHABLE = "unreachable", "Đang công khai mà không xem được"

    class Way(models.TextChoices):
        PAGE = "page", "Xem ở trang công khai bằng mã"
        MAIL = "mail", "Gửi thư điện tử"
        POST = "post", "Gửi qua bưu điện"
        OFFICE = "office", "Đến trụ sở xem, nhận"

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="information_requests")
    item = models.PositiveSmallIntegerField(null=True, blank=True)
    posting = models.ForeignKey(Posting, null=True, blank=True, on_delete=models.PROTECT, related_name="information_requests")
    ground = models.CharField(max_length=11, choices=Ground.choices)
    words = models.TextField(blank=True, help_text="cần thông tin gì")
    way = models.CharField(max_length=6, choices=Way.choices)
    contact = models.CharField(max_length=200, blank=True, help_text="chỉ khi phải gửi trả lời đến")
    received_on = models.DateField(db_index=True)
    due_on = models.DateField()
    extended_for = models.CharField(max_length=200, blank=True, help_text="vì sao cần thêm thời gian")
    is_online = models.BooleanField()
    code_digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    answers: "models.Manager[InformationAnswer]"

    class Meta:
        ordering = ["received_on", "pk"]
        indexes = [models.Index(fields=["locality", "answered_on"])]

    def __str__(self) -> str:
        return f"yêu cầu số {self.pk}"


class InformationAnswer(AppendOnly):
    """*reason*: code of the refusal; *to*: the body that has to give it. What stands last counts; the ones before stay."""

    class Outcome(models.TextChoices):
        GIVEN = "given", "Đã cung cấp"
        REFUSED = "refused", "Từ chối"
        TRANSFERRED = "transferred", "Hướng dẫn đến cơ quan khác"

    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="answers")
    outcome = models.CharField(max_length=11, choices=Outcome.choices)
    text = models.TextField(blank=True)
    reason = models.CharField(max_length=10, blank=True)
    to = models.CharField(max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    added_by = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["request", "pk"]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.on:%d/%m/%Y}"
