"""A ballot to every household: the plan, the list of handing out and collecting, the count. Never what a household chose."""

from django.db import models
from django.db.models import Q

from kheo.democracy.models.households import Household
from kheo.democracy.models.matters import Round


class BallotPlan(models.Model):
    """The plan of one round on paper (Nghị định 59/2023/NĐ-CP Điều 4 khoản 2), and who watched its count (khoản 6)."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="ballot_plan")
    purpose = models.TextField(help_text="mục đích, yêu cầu")
    work = models.TextField(help_text="phân công tổ chức thực hiện, điều kiện bảo đảm")
    asks_other = models.BooleanField(default=True, help_text="phiếu có dòng ý kiến khác")
    agreed_on = models.DateField(null=True, blank=True, help_text="ngày thống nhất với Ban công tác Mặt trận")
    issued_on = models.DateField(help_text="ngày ban hành kế hoạch")
    commune_on = models.DateField(null=True, blank=True, help_text="ngày gửi Chủ tịch Uỷ ban nhân dân")
    front_on = models.DateField(null=True, blank=True, help_text="ngày gửi Chủ tịch Uỷ ban Mặt trận Tổ quốc")
    announced_on = models.DateField(help_text="ngày công khai thông tin")
    announced_how = models.CharField(max_length=200, help_text="công khai bằng hình thức nào, ở đâu")
    counted_on = models.DateField(null=True, blank=True)
    spoilt = models.PositiveIntegerField(null=True, blank=True, help_text="phiếu không hợp lệ")
    first_witness = models.ForeignKey(Household, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    second_witness = models.ForeignKey(Household, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"kế hoạch phát phiếu {self.round_id}"


class BallotSheet(models.Model):
    """One ballot of one household: handed out, collected or not; what stands on it is nowhere."""

    class State(models.TextChoices):
        WAITING = "waiting", "chưa phát"
        AWAY = "away", "không có nhà"
        HANDED = "handed", "đã phát, chưa thu"
        COLLECTED = "collected", "đã thu"

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sheets")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)

    class Meta:
        ordering = ["household__number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "household"], name="one_ballot_a_household"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "away", "handed", "collected"]), name="ballot_sheet_known_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household}: {self.get_state_display()}"
