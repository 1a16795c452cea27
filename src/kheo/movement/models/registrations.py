"""An initiative in one programme, and its sheet."""

from typing import TYPE_CHECKING

from django.db import models

from kheo.assessment.models import Assessment
from kheo.movement.models.initiatives import Initiative
from kheo.movement.models.programmes import Programme, ProgrammeField
from kheo.organisation.models import Unit

if TYPE_CHECKING:  # they point here
    from kheo.movement.models.results import Evidence, Result


class Novelty(models.TextChoices):
    """A notice of a ward of 2026 asks for what runs already as well as for what is new (domain: the registration form)."""

    NEW = "new", "mới trong năm"
    RUNNING = "running", "đang hoạt động, nay đăng ký"
    CARRIED_ON = "carried_on", "tiếp tục từ năm trước"


class LeadingKind(models.TextChoices):
    """Who leads: a party cell's initiative is another one than that of the Front or of a union in the same place."""

    PARTY_CELL = "party_cell", "chi bộ, đảng bộ"
    FRONT = "front", "Mặt trận, Ban Công tác Mặt trận"
    UNION = "union", "đoàn thể chính trị – xã hội"
    SELF_MANAGED = "self_managed", "tổ tự quản, tổ dân phố"
    AGENCY = "agency", "cơ quan, đơn vị"
    SCHOOL = "school", "trường học"
    ARMED_FORCES = "armed_forces", "lực lượng vũ trang"
    OTHER = "other", "khác"


class Registration(models.Model):
    """An initiative in one programme. It carries the states; carrying on next year makes a new one."""

    class State(models.TextChoices):
        REGISTERED = "registered", "đã nhận đăng ký"
        RUNNING = "running", "đang thực hiện"
        REPORTED = "reported", "đã báo cáo kết quả"
        IN_ASSESSMENT = "in_assessment", "đang thẩm định"
        RECOGNISED = "recognised", "đã công nhận"
        NOT_RECOGNISED = "not_recognised", "không công nhận"
        STOPPED = "stopped", "đã dừng"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="registrations")
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="registrations")
    field = models.ForeignKey(ProgrammeField, on_delete=models.PROTECT, related_name="registrations")
    novelty = models.CharField(max_length=12, choices=Novelty.choices, blank=True)
    leading_kind = models.CharField(max_length=14, choices=LeadingKind.choices, blank=True)
    leading_body = models.CharField(max_length=200, blank=True, help_text="chủ trì: chi bộ, Mặt trận, đoàn thể, tổ tự quản…")
    state = models.CharField(max_length=15, choices=State.choices, default=State.REGISTERED)
    registered_on = models.DateField()
    stopped_reason = models.CharField(max_length=300, blank=True)
    allocated_unit = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="đơn vị hôm nay nhận kết quả này, khi đơn vị cũ bị chia; do cơ quan thường trực chọn",
    )
    reported_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)
    answers = models.JSONField(default=dict, blank=True, help_text="các mục của phiếu đăng ký: mã mục → lời")
    results: "models.Manager[Result]"
    evidence: "models.Manager[Evidence]"

    class Meta:
        ordering = ["programme", "initiative__title"]
        constraints = [models.UniqueConstraint(fields=["programme", "initiative"], name="initiative_registered_once_a_year")]

    def __str__(self) -> str:
        return f"{self.initiative} ({self.programme.year})"


class RegistrationAssessment(models.Model):
    """Ties a registration to its sheet; assessment itself knows nothing of registrations."""

    registration = models.OneToOneField(Registration, on_delete=models.PROTECT, related_name="assessment_link")
    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="registration_link")

    def __str__(self) -> str:
        return f"{self.registration_id} – {self.assessment_id}"
