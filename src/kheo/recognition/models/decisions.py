"""Decisions and lists with their lines."""

from django.db import models
from django.db.models import Q

from kheo.foundation.models import StoredFile
from kheo.foundation.text import fold
from kheo.movement.models import Programme, Registration, Subject
from kheo.organisation.models import Body, Locality, Unit


class DecisionKind(models.TextChoices):
    RECOGNITION = "recognition", "công nhận"
    OUTSTANDING = "outstanding", "chọn tiêu biểu"
    PROPOSAL = "proposal", "đề nghị khen thưởng"
    COMMENDATION = "commendation", "khen thưởng"
    MEDAL = "medal", "tặng kỷ niệm chương"


class Decision(models.Model):
    """A decision or list of a body: draft, checked, signed outside, then its number and date entered (issued)."""

    class State(models.TextChoices):
        DRAFT = "draft", "dự thảo"
        CHECKED = "checked", "đã kiểm tra, chờ ký"
        ISSUED = "issued", "đã ban hành"

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="decisions")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=12, choices=DecisionKind.choices)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions")
    award = models.CharField(max_length=40, blank=True, help_text="khoá trong awards.toml; trống: hình thức thường của cấp")
    title = models.CharField(max_length=300, help_text="trích yếu")
    signer_authority = models.CharField(max_length=120, help_text="«T/M BAN CHỈ ĐẠO», «CHỦ TỊCH»")
    signer_position = models.CharField(max_length=120, blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    place_name = models.CharField(max_length=80, help_text="địa danh trước ngày tháng: «Duy Tiên»")
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    number = models.CharField(max_length=60, blank=True, help_text="như in trên văn bản: «12-QĐ/BCĐ»")
    number_order = models.PositiveIntegerField(null=True, blank=True, editable=False, help_text="phần số, để xét thứ tự")
    number_key = models.CharField(max_length=80, blank=True, editable=False, help_text="số và ký hiệu, bỏ khác biệt cách gõ")
    number_year = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    date = models.DateField(null=True, blank=True, help_text="ngày dự kiến khi còn dự thảo; ngày ký khi đã ban hành")
    signed_file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    checked_version = models.PositiveIntegerField(default=0, editable=False, help_text="bản mà danh sách được kiểm tra lần cuối")
    drafted_at = models.DateTimeField(auto_now_add=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    lines: "models.Manager[DecisionLine]"

    class Meta:
        ordering = ["programme", "date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="issued") | (~Q(number="") & Q(date__isnull=False) & Q(issued_at__isnull=False)),
                name="issued_decision_has_number_and_date",
            ),
            models.CheckConstraint(condition=Q(state="issued") | Q(number=""), name="number_only_after_signing"),
            # Số và ký hiệu là duy nhất trong một năm: khoản 1 Điều 15 Nghị định 30/2020/NĐ-CP. Within a locality, because one
            # decision of a central body may name people of several localities and be recorded by each.
            models.UniqueConstraint(
                fields=["locality", "body", "number_year", "number_key"], condition=Q(state="issued"), name="number_once_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()

    @property
    def is_issued_here(self) -> bool:
        """Whether the body that issues is of this locality; a body outside keeps its own register and has its own file signed."""
        return self.body.locality_id == self.locality_id

    @property
    def file_stem(self) -> str:
        """What its files are called, in letters that every tool for signing takes: «cong-nhan-2024-7»."""
        return f"{fold(self.get_kind_display()).replace(' ', '-')}-{self.programme.year}-{self.pk}"


class DecisionLine(models.Model):
    """Somebody or something named in a decision: a registration, or a recipient who has none (a medal)."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="lines")
    order = models.PositiveIntegerField()
    registration = models.ForeignKey(Registration, null=True, blank=True, on_delete=models.PROTECT, related_name="decision_lines")
    subject = models.CharField(max_length=10, choices=Subject.choices)
    recipient = models.CharField(max_length=200, help_text="tên như in trên giấy")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    birth_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="chỉ với kỷ niệm chương: để biết có phải cùng một người; không in, không công khai"
    )
    service_years = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="chỉ với kỷ niệm chương: số năm công tác, để xét điều kiện"
    )

    class Meta:
        ordering = ["decision", "order"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "order"], name="decision_line_order"),
            models.UniqueConstraint(fields=["decision", "registration"], name="nobody_twice_in_a_decision"),
        ]

    def __str__(self) -> str:
        return self.recipient
