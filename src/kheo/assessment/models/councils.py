"""A council: its settings, its seats, the sheets before it, who may not judge which, and what each member gave."""

from django.db import models
from django.db.models import Q

from kheo.assessment.models.sets import CriteriaSet, Criterion
from kheo.assessment.models.sheets import Assessment
from kheo.assessment.rules.council import MEAN, METHODS, SAME, TIE_RULES
from kheo.foundation.append_only import AppendOnly
from kheo.organisation.models import Person


class Council(models.Model):
    """A body of people who score the sheets of one set, each alone until the round is closed.

    Shares are percents of **all** members, the absent ones too. *secret*: nobody is shown who gave which points, ever.
    """

    class State(models.TextChoices):
        PREPARING = "preparing", "đang lập"
        SCORING = "scoring", "đang chấm"
        CLOSED = "closed", "đã khoá điểm"
        PUBLISHED = "published", "đã công bố"

    locality = models.CharField(max_length=60, db_index=True)
    title = models.CharField(max_length=200)
    paper = models.CharField(max_length=200, blank=True, help_text="quyết định thành lập: số, ngày, cơ quan")
    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="councils")
    state = models.CharField(max_length=9, choices=State.choices, default=State.PREPARING)
    secret = models.BooleanField(default=False)
    readers_each = models.PositiveSmallIntegerField(default=0, help_text="mỗi hồ sơ mấy người chấm; 0: mọi thành viên")
    quorum_percent = models.PositiveSmallIntegerField(default=70)
    approval_percent = models.PositiveSmallIntegerField(default=70)
    with_vote = models.BooleanField(default=False, help_text="biểu quyết từng hồ sơ")
    method = models.CharField(max_length=7, choices=list(METHODS.items()), default=MEAN)
    spread_limit = models.DecimalField(max_digits=6, decimal_places=2, help_text="lệch nhau quá mức này thì đưa ra họp bàn")
    tie_rule = models.CharField(max_length=9, choices=list(TIE_RULES.items()), default=SAME)
    tie_criterion = models.ForeignKey(Criterion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    appeal_days = models.PositiveSmallIntegerField(default=5)
    closed_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True, help_text="ngày họp hội đồng, ghi trên biên bản")
    published_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    seats: "models.Manager[Seat]"
    files: "models.Manager[CouncilFile]"

    class Meta:
        ordering = ["locality", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quorum_percent__gte=1, quorum_percent__lte=100, approval_percent__gte=1, approval_percent__lte=100),
                name="council_shares_are_percents",
            ),
            models.CheckConstraint(condition=Q(spread_limit__gte=0), name="council_spread_not_negative"),
            models.CheckConstraint(
                condition=~Q(tie_rule="criterion") | Q(tie_criterion__isnull=False), name="tie_has_its_criterion"
            ),
            models.CheckConstraint(condition=~Q(state="published") ^ Q(published_on__isnull=False), name="published_has_its_day"),
        ]

    def __str__(self) -> str:
        return self.title


class Seat(models.Model):
    """A member, or the substitute who sits for one that is absent. *groups*: groups of files it reads; none: all of them."""

    class Part(models.TextChoices):
        CHAIR = "chair", "chủ tịch hội đồng"
        SECRETARY = "secretary", "thư ký"
        MEMBER = "member", "thành viên"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="council_seats")
    title = models.CharField(max_length=160, blank=True, help_text="chức vụ lúc vào hội đồng, như in trên biên bản")
    part = models.CharField(max_length=9, choices=Part.choices, default=Part.MEMBER)
    groups = models.JSONField(default=list, blank=True)
    absent_reason = models.CharField(max_length=300, blank=True, help_text="có chữ: vắng, không chấm và không dự họp")
    stands_in_for = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="substitute")

    class Meta:
        ordering = ["council", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["council", "person"], name="one_seat_a_person"),
            models.UniqueConstraint(
                fields=["council"], condition=Q(part="chair", stands_in_for=None), name="one_chair_a_council"
            ),
            models.UniqueConstraint(
                fields=["council"], condition=Q(part="secretary", stands_in_for=None), name="one_secretary_a_council"
            ),
        ]

    def __str__(self) -> str:
        return self.person.name

    @property
    def is_absent(self) -> bool:
        return bool(self.absent_reason)


class CouncilFile(models.Model):
    """A sheet before the council, in a reading *group*; closed with the round, opened again after an upheld appeal (*round*)."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="files")
    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="council_file")
    group = models.SlugField(max_length=40, blank=True)
    round = models.PositiveSmallIntegerField(default=1)
    closed_on = models.DateField(null=True, blank=True)
    points = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True, help_text="điểm chung; trống: chưa có")
    item_points = models.JSONField(default=dict, blank=True, help_text="trung bình từng mục: khoá của mục → điểm")
    left_out_reason = models.CharField(max_length=300, blank=True, help_text="có chữ: hồ sơ đã rút khỏi hội đồng")
    ballots: "models.Manager[Ballot]"

    class Meta:
        ordering = ["council", "pk"]

    def __str__(self) -> str:
        return f"{self.council_id}/{self.assessment_id}"


class Conflict(AppendOnly):
    """Why a member does not judge a sheet: a position held on the day, or what the member declared."""

    class Kind(models.TextChoices):
        POSITION = "position", "giữ chức vụ ở đơn vị có hồ sơ"
        DECLARED = "declared", "thành viên tự khai"

    file = models.ForeignKey(CouncilFile, on_delete=models.PROTECT, related_name="conflicts")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="conflicts")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    reason = models.CharField(max_length=300)
    on = models.DateField()
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["file", "seat", "pk"]
        constraints = [models.UniqueConstraint(fields=["file", "seat", "kind"], name="conflict_once")]

    def __str__(self) -> str:
        return f"{self.seat_id} × {self.file_id}: {self.reason}"


class Ballot(models.Model):
    """What one member gives one sheet: written until the sheet is closed, then never again."""

    file = models.ForeignKey(CouncilFile, on_delete=models.PROTECT, related_name="ballots")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="ballots")
    round = models.PositiveSmallIntegerField(default=1, help_text="lần chấm; phúc tra là lần sau, lần trước giữ nguyên")
    remark = models.CharField(max_length=600, blank=True)
    version = models.PositiveIntegerField(default=1)
    points: "models.Manager[BallotPoints]"

    class Meta:
        ordering = ["file", "seat"]
        constraints = [models.UniqueConstraint(fields=["file", "seat", "round"], name="one_ballot_a_member")]

    def __str__(self) -> str:
        return f"{self.file_id}/{self.seat_id}"

    @property
    def is_seen_again(self) -> bool:
        """Whether its member saved it in this round: after an appeal it begins as a copy of what was given before."""
        return self.round == 1 or self.version > 1


class BallotPoints(models.Model):
    """Points of one item on one ballot."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="points")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    points = models.DecimalField(max_digits=6, decimal_places=2)

    class Meta:
        ordering = ["criterion__order"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "criterion"], name="ballot_item_once"),
            models.CheckConstraint(condition=Q(points__gte=0), name="ballot_points_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.ballot_id}: {self.criterion_id}"
