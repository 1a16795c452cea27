"""The commendation file: how it was voted on, and when it was taken in. Rows are added, the newest review counts."""

from django.db import models
from django.db.models import Q

from kheo.foundation.append_only import AppendOnly
from kheo.movement.models import Registration
from kheo.recognition.models.decisions import Decision


class Review(AppendOnly):
    """A meeting that reviewed the proposal: who met, when, out of how many members, under which minutes."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="reviews")
    held_on = models.DateField()
    council = models.CharField(max_length=200, help_text="tên hội đồng xét")
    paper = models.CharField(max_length=120, help_text="số, ngày của biên bản")
    members = models.PositiveSmallIntegerField(help_text="tổng số thành viên, cả người vắng")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["decision", "pk"]
        constraints = [models.CheckConstraint(condition=Q(members__gte=1), name="review_has_members")]

    def __str__(self) -> str:
        return f"{self.council} {self.held_on:%d/%m/%Y}"


class ReviewVote(AppendOnly):
    """Votes for and against one who is proposed; who voted how is not kept."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="votes")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="+")
    votes_for = models.PositiveSmallIntegerField()
    votes_against = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["review", "pk"]
        constraints = [models.UniqueConstraint(fields=["review", "registration"], name="one_vote_a_proposed")]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.votes_for}"


class FileReceipt(AppendOnly):
    """The day on which the commending body took the file in: the law of that day stays the file's."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="receipt")
    on = models.DateField()
    paper = models.CharField(max_length=120, help_text="giấy biên nhận, số đến")
    law = models.CharField(max_length=200, help_text="luật của ngày nhận, như khi ghi")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.on:%d/%m/%Y}"
