"""What the council decided when it met, and what was objected afterwards. Each row belongs to a round of its file."""

from django.db import models
from django.db.models import Q

from kheo.assessment.models.councils import Council, CouncilFile, Seat
from kheo.foundation.append_only import AppendOnly


class Attendance(models.Model):
    """Whether a seat was at the meeting."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="attendances")
    seat = models.OneToOneField(Seat, on_delete=models.PROTECT, related_name="attendance")
    is_present = models.BooleanField()

    class Meta:
        ordering = ["council", "seat"]

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.is_present}"


class Agreement(AppendOnly):
    """Points the council agreed on for a sheet whose members differed too much; the newest of the round counts."""

    file = models.ForeignKey(CouncilFile, on_delete=models.PROTECT, related_name="agreements")
    round = models.PositiveSmallIntegerField()
    points = models.DecimalField(max_digits=6, decimal_places=2)
    reason = models.CharField(max_length=600)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["file", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(points__gte=0), name="agreed_points_not_negative")]

    def __str__(self) -> str:
        return f"{self.file_id}: {self.points}"


class Precedence(AppendOnly):
    """The chair's decision where sheets are equal: *order* among them, from 1; the newest of the round counts."""

    file = models.ForeignKey(CouncilFile, on_delete=models.PROTECT, related_name="precedences")
    round = models.PositiveSmallIntegerField()
    points = models.DecimalField(max_digits=6, decimal_places=2, help_text="điểm lúc quyết định; điểm đổi thì thôi giá trị")
    order = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=600)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["file", "-pk"]

    def __str__(self) -> str:
        return f"{self.file_id}: {self.order}"


class ApprovalVote(AppendOnly):
    """Votes for and against one sheet, out of *members* (all of them); the newest of the round counts."""

    file = models.ForeignKey(CouncilFile, on_delete=models.PROTECT, related_name="votes")
    round = models.PositiveSmallIntegerField()
    votes_for = models.PositiveSmallIntegerField()
    votes_against = models.PositiveSmallIntegerField()
    members = models.PositiveSmallIntegerField()
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["file", "-pk"]

    def __str__(self) -> str:
        return f"{self.file_id}: {self.votes_for}/{self.members}"


class Appeal(models.Model):
    """What a unit objects to after publication, and the answer: upheld (the sheet is opened again) or rejected, with a reason."""

    class State(models.TextChoices):
        OPEN = "open", "chờ trả lời"
        UPHELD = "upheld", "chấp nhận, phúc tra"
        REJECTED = "rejected", "không chấp nhận"

    file = models.ForeignKey(CouncilFile, on_delete=models.PROTECT, related_name="appeals")
    round = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=2000)
    raised_on = models.DateField()
    raised_by = models.BigIntegerField(null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    answer = models.CharField(max_length=1000, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["file", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["file"], condition=Q(state="open"), name="one_open_appeal_a_file"),
            models.UniqueConstraint(fields=["file", "round"], name="one_appeal_a_round"),
            models.CheckConstraint(
                condition=Q(state="open", answered_on=None) | (~Q(state="open") & Q(answered_on__isnull=False) & ~Q(answer="")),
                name="answered_appeal_has_its_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id}: {self.get_state_display()}"
