"""A consultation of the people (Luật 10/2022/QH15 Điều 25–28): its plan, its questions, what was published, what was decided."""

from django.db import models
from django.db.models import F, Q

from kheo.foundation.append_only import AppendOnly
from kheo.organisation.models import Locality


class Consultation(models.Model):
    """*kind*: clause of Điều 25; *forms*: letters of Điều 26 khoản 1; *decider*: empty where the commune decides.

    *own_document*, *own_days*: the period that the field's own law sets (Điều 28 khoản 2). *opened_on*: the day on which the
    content was published; with *ends_on* it never changes to the people's loss.
    """

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="consultations")
    kind = models.PositiveSmallIntegerField(help_text="khoản của Điều 25 Luật 10/2022/QH15")
    title = models.CharField(max_length=200)
    content = models.TextField(help_text="nội dung lấy ý kiến")
    forms = models.JSONField(help_text="điểm của Điều 26 khoản 1")
    way = models.TextField(help_text="cách thức tổ chức")
    responsible = models.CharField(max_length=300, help_text="cơ quan, chức vụ chịu trách nhiệm")
    opens_on = models.DateField(help_text="ngày công khai theo kế hoạch")
    ends_on = models.DateField(help_text="ngày cuối nhận ý kiến")
    own_document = models.CharField(max_length=200, blank=True)
    own_days = models.PositiveSmallIntegerField(null=True, blank=True)
    decider = models.CharField(max_length=200, blank=True, help_text="cơ quan cấp trên quyết định; trống: cấp xã")
    council_sent_on = models.DateField(null=True, blank=True, help_text="ngày gửi kế hoạch đến Hội đồng nhân dân")
    front_sent_on = models.DateField(null=True, blank=True, help_text="ngày gửi kế hoạch đến Mặt trận")
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="vì sao thôi lấy ý kiến")
    state = models.CharField(max_length=10, default="planned", help_text="bước: xem workflow.CONSULTATION")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_on=None) | Q(opened_on__lte=F("ends_on")), name="consultation_ends_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(own_document="", own_days=None) | (~Q(own_document="") & Q(own_days__isnull=False)),
                name="own_period_has_its_law",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ConsultationQuestion(models.Model):
    """One thing that is asked, to be answered by a stance."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    class Meta:
        ordering = ["consultation", "order"]
        constraints = [models.UniqueConstraint(fields=["consultation", "order"], name="question_order_once")]

    def __str__(self) -> str:
        return self.text


class ConsultationResult(AppendOnly):
    """What was published of the people's comments and the answers to them (Điều 28 khoản 3), as it was that day."""

    consultation = models.OneToOneField(Consultation, on_delete=models.PROTECT, related_name="result")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_on = models.DateField()
    added_by = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return self.sha256


class ConsultationDecision(AppendOnly):
    """What the authority decided; *explanation*: why otherwise than most people said (Điều 28 khoản 4).

    A correction is a new row that names the one it corrects and says why; the row that nothing corrects holds.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="decisions")
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    summary = models.TextField(help_text="nội dung quyết định")
    explanation = models.TextField(blank=True)
    corrects = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by")
    reason = models.CharField(max_length=300, blank=True, help_text="vì sao ghi lại")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["consultation", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["consultation"], condition=Q(corrects=None), name="one_first_decision_a_consultation")
        ]

    def __str__(self) -> str:
        return self.number


class DecisionPoint(AppendOnly):
    """How one question was decided: *as_asked* or otherwise; *majority*: the stance that led, empty where none did."""

    decision = models.ForeignKey(ConsultationDecision, on_delete=models.PROTECT, related_name="points")
    question = models.ForeignKey(ConsultationQuestion, on_delete=models.PROTECT, related_name="+")
    as_asked = models.BooleanField()
    majority = models.CharField(max_length=8, blank=True)
    is_against = models.BooleanField(default=False)

    class Meta:
        ordering = ["decision", "question__order"]
        constraints = [models.UniqueConstraint(fields=["decision", "question"], name="question_decided_once")]

    def __str__(self) -> str:
        return f"{self.question_id}"


class CouncilReport(AppendOnly):
    """The consultation was reported to the Council's regular session and sent to the Front (Điều 28 khoản 5)."""

    consultation = models.OneToOneField(Consultation, on_delete=models.PROTECT, related_name="council_report")
    session = models.CharField(max_length=200, help_text="kỳ họp thường lệ")
    reported_on = models.DateField()
    front_sent_on = models.DateField()
    added_by = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return self.session
