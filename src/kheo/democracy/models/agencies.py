"""Democracy inside an agency (Luật 10/2022/QH15 Điều 46–63): what was told to staff, the yearly conference, the inspection board.

Rows are written once; a mistake is mended by a new row that names the one it corrects. No names of persons are kept here.
"""

from django.db import models
from django.db.models import F, Q

from kheo.foundation.append_only import AppendOnly
from kheo.foundation.models import StoredFile
from kheo.organisation.models import Body, Locality


class OfAgency(AppendOnly):
    """A row of *body*, an agency of *locality*."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="%(class)s_rows")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta(AppendOnly.Meta):
        abstract = True


class AgencyPosting(OfAgency):
    """*item*: the clause of Điều 46; *form*: a key of the rule ``agency.forms``; *dated_on*: of the paper that is told."""

    item = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    form = models.CharField(max_length=12)
    dated_on = models.DateField()
    posted_on = models.DateField()
    proof = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    corrects = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by")
    why = models.CharField(max_length=300, blank=True, help_text="vì sao đính chính")

    class Meta:
        ordering = ["-posted_on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(dated_on__lte=F("posted_on")), name="agency_posting_follows_its_paper")]

    def __str__(self) -> str:
        return self.title


class AgencyTakenDown(AppendOnly):
    """*posting* was taken down *on*; too early stays visible as too early."""

    posting = models.OneToOneField(AgencyPosting, on_delete=models.PROTECT, related_name="taken_down")
    on = models.DateField()
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.posting}, {self.on:%d/%m/%Y}"


class AgencyConference(OfAgency):
    """The conference of staff on the working year *year*, valid or not; *scattered*: why delegates came instead of everybody."""

    year = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    staff = models.PositiveIntegerField()
    summoned = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    votes_for = models.PositiveIntegerField()
    scattered = models.CharField(max_length=200, blank=True)
    resolution = models.TextField(blank=True)
    corrects = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by")
    why = models.CharField(max_length=300, blank=True, help_text="vì sao đính chính")

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(votes_for__lte=F("present")) & Q(present__lte=F("summoned")) & Q(summoned__lte=F("staff")),
                name="agency_conference_counts_fit",
            )
        ]

    def __str__(self) -> str:
        return f"Hội nghị năm {self.year}"


class AgencyBoard(OfAgency):
    """The people's inspection board that the conference elected, *members* in all; its term of 2 years ends by itself."""

    elected_on = models.DateField()
    members = models.PositiveSmallIntegerField()
    special = models.CharField(max_length=200, blank=True, help_text="lý do nhiều hơn chín thành viên")

    class Meta:
        ordering = ["-elected_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["body", "elected_on"], name="agency_board_once_a_day")]

    def __str__(self) -> str:
        return f"Ban Thanh tra nhân dân bầu {self.elected_on:%d/%m/%Y}"


class AgencyRecommendation(OfAgency):
    """What the board asked of the head, who received it on *received_on*."""

    received_on = models.DateField()
    text = models.TextField()

    class Meta:
        ordering = ["-received_on", "-pk"]

    def __str__(self) -> str:
        return self.text[:80]


class AgencyReply(AppendOnly):
    """What the head did about it, and when the board was told."""

    recommendation = models.OneToOneField(AgencyRecommendation, on_delete=models.PROTECT, related_name="reply")
    replied_on = models.DateField()
    text = models.TextField()
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.text[:80]
