"""An online vote: its conditions, the slips, the sealed box; after the closing the list of who took part and the ballots.

The list and the box share no key, no time and no actor. How they are kept apart inside the database too is told in
``docs/decisions/0009-online-household-vote.md``.
"""

from django.db import models

from kheo.democracy.models.households import Household
from kheo.democracy.models.matters import Round
from kheo.democracy.rules.online import CHOICES
from kheo.foundation.models import StoredFile


class OnlineVote(models.Model):
    """One round online (Nghị định 59/2023/NĐ-CP Điều 5). Slips are printed, then *starts_at* bars printing and opens the box."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="online_vote")
    agreed_on = models.DateField(null=True, blank=True, help_text="ngày thống nhất với Ban công tác Mặt trận")
    commune_on = models.DateField(null=True, blank=True, help_text="ngày báo cáo Uỷ ban nhân dân")
    front_on = models.DateField(null=True, blank=True, help_text="ngày báo cáo Uỷ ban Mặt trận Tổ quốc")
    announced_on = models.DateField(help_text="ngày thông báo")
    announced_how = models.CharField(max_length=200, help_text="thông báo bằng cách nào")
    chosen_by = models.PositiveIntegerField(default=0, help_text="số hộ chọn biểu quyết trực tuyến")
    chosen_proof = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    has_devices = models.BooleanField(default=False)
    printings = models.PositiveSmallIntegerField(default=0, help_text="số lần in phiếu mã")
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    box_sha256 = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"biểu quyết trực tuyến {self.round_id}"


class Slip(models.Model):
    """The slip of a household while the vote runs: of its code the keyed digest alone. Gone once the vote is closed."""

    vote = models.ForeignKey(OnlineVote, on_delete=models.CASCADE, related_name="slips")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, null=True, blank=True, unique=True)
    spent = models.BooleanField(default=False)
    reissued = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["household__number"]
        constraints = [models.UniqueConstraint(fields=["vote", "household"], name="one_slip_a_household")]

    def __str__(self) -> str:
        return f"phiếu mã của {self.household}"


class RevokedSlip(models.Model):
    """The digest of a slip that was replaced, so that whoever holds the old paper is told so. Gone with the others."""

    vote = models.ForeignKey(OnlineVote, on_delete=models.CASCADE, related_name="revoked_slips")
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return "phiếu mã đã thay"


class SealedBox(models.Model):
    """The three sums of an open vote under seal (rules/box.py): one value, rewritten with each ballot. Gone at the closing."""

    vote = models.OneToOneField(OnlineVote, on_delete=models.CASCADE, related_name="box")
    salt = models.BinaryField()
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"hộp phiếu đang niêm phong {self.vote_id}"


class Participation(models.Model):
    """A household took part (Nghị định 59/2023/NĐ-CP Điều 5 khoản 4 điểm a): written at the closing, by number, timeless."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="participations")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["household__number"]
        constraints = [models.UniqueConstraint(fields=["round", "household"], name="took_part_once")]

    def __str__(self) -> str:
        return str(self.household)


class BoxBallot(models.Model):
    """One ballot of a closed box, in the order drawn by lot; nobody's."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="box_ballots")
    choice = models.CharField(max_length=7, choices=list(CHOICES.items()))

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_choice_display()
