"""An election at a village meeting: of the head, of members of the boards (Nghị định 59/2023/NĐ-CP Điều 6–9, 13, 17)."""

from django.db import models

from kheo.democracy.models.matters import Matter, Round
from kheo.foundation.append_only import AppendOnly
from kheo.organisation.models import Locality, Unit


class Election(models.Model):
    """What *matter* elects; *planned_on* is the day of the meeting, from which the calendar counts backwards.

    *follows*: the election that left seats empty, or was not recognised, for which this one votes again.
    """

    class What(models.TextChoices):
        HEAD = "head", "Trưởng thôn, Tổ trưởng tổ dân phố"
        INSPECTION = "inspection", "thành viên Ban Thanh tra nhân dân"
        INVESTMENT = "investment", "thành viên Ban Giám sát đầu tư của cộng đồng"

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="election")
    what = models.CharField(max_length=10, choices=What.choices)
    seats = models.PositiveSmallIntegerField(default=1)
    planned_on = models.DateField()
    round = models.OneToOneField(Round, null=True, blank=True, on_delete=models.PROTECT, related_name="election")
    valid_ballots = models.PositiveIntegerField(null=True, blank=True)
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by")
    version = models.PositiveIntegerField(default=1)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-planned_on", "-pk"]

    def __str__(self) -> str:
        return f"Bầu {self.get_what_display()}"


class ElectionStep(AppendOnly):
    """A step of the calendar that was done, and the number of its paper."""

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="steps")
    key = models.CharField(max_length=12)
    done_on = models.DateField()
    number = models.CharField(max_length=60, blank=True)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["election", "done_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["election", "key"], name="election_step_once")]

    def __str__(self) -> str:
        return self.key


class Candidate(models.Model):
    """*votes* are written once, at the count; who withdrew stays on the list as withdrawn.

    *slip_round*: the asking of every household whose slips carry the name; the list is fixed when it opens.
    """

    class By(models.TextChoices):
        FRONT = "front", "Ban công tác Mặt trận giới thiệu"
        SELF = "self", "tự ứng cử"
        NOMINATED = "nominated", "được đề cử tại cuộc họp"

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="candidates")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    by = models.CharField(max_length=10, choices=By.choices)
    withdrawn_on = models.DateField(null=True, blank=True)
    slip_round = models.ForeignKey(Round, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    votes = models.PositiveIntegerField(null=True, blank=True)
    is_elected = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["election", "order"]
        constraints = [models.UniqueConstraint(fields=["election", "order"], name="candidate_order_once")]

    def __str__(self) -> str:
        return self.name


class HeadTerm(AppendOnly):
    """A village's head from *begun_on*, the day of recognition (Nghị định 59/2023/NĐ-CP Điều 8), to before *ends_on*."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="head_terms")
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="head_terms")
    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, related_name="term")
    begun_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    number = models.CharField(max_length=60, help_text="số quyết định công nhận")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["village", "-begun_on"]

    def __str__(self) -> str:
        return f"{self.candidate}, từ {self.begun_on:%d/%m/%Y}"
