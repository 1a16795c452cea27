"""Boards by which the people inspect and supervise (Luật 10/2022/QH15 Điều 36–45): members, plans, reports."""

from django.db import models
from django.db.models import Q

from kheo.democracy.models.matters import Matter
from kheo.democracy.models.projects import Project
from kheo.democracy.rules import boards, plans
from kheo.foundation.append_only import AppendOnly
from kheo.foundation.uploads.models import StoredFile
from kheo.organisation.models import Body, Locality, Position, Unit


class Board(models.Model):
    """The inspection board of a commune for one term, or the supervision board of one project.

    *body* is the board as an organisation, the same one through all terms: whoever holds a position in it acts for the board.
    *number*, *day*: the Front's paper that recognises (Điều 40 khoản 2 điểm b) or founds it (Điều 41 khoản 1).
    """

    class Kind(models.TextChoices):
        INSPECTION = boards.Kind.INSPECTION, boards.NAMES[boards.Kind.INSPECTION]
        SUPERVISION = boards.Kind.SUPERVISION, boards.NAMES[boards.Kind.SUPERVISION]

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="boards")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="boards")
    project = models.OneToOneField(Project, null=True, blank=True, on_delete=models.PROTECT, related_name="board")
    number = models.CharField(max_length=60)
    day = models.DateField()
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided = models.PositiveSmallIntegerField(help_text="số thành viên Mặt trận quyết định")
    term_from = models.DateField(null=True, blank=True)
    term_to = models.DateField(null=True, blank=True, help_text="ngày cuối của nhiệm kỳ; ban theo dự án không có")
    announced_on = models.DateField(null=True, blank=True, help_text="ngày thông báo thành phần đến HĐND, UBND, Nhân dân")
    owner_told_on = models.DateField(null=True, blank=True, help_text="ngày báo kế hoạch, thành phần cho chủ đầu tư")
    dissolved_on = models.DateField(null=True, blank=True)
    dissolved_why = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "day"], name="board_once_a_day"),
            models.CheckConstraint(
                condition=Q(kind="inspection", project=None) | Q(kind="supervision", project__isnull=False),
                name="board_of_a_project_or_the_commune",
            ),
        ]

    def __str__(self) -> str:
        return self.body.name


LEFT_GROUNDS = [(ground.value, label) for ground, label in boards.GROUNDS.items()]


class BoardMember(models.Model):
    """Who sits in a board: the person and the days are those of *position*; who left stays with the reason."""

    class Seat(models.TextChoices):
        HEAD = boards.Seat.HEAD, "Trưởng ban"
        DEPUTY = boards.Seat.DEPUTY, "Phó Trưởng ban"
        MEMBER = boards.Seat.MEMBER, "Uỷ viên"

    class Part(models.TextChoices):
        VILLAGE = boards.Part.VILLAGE, boards.PART_NAMES[boards.Part.VILLAGE]
        FRONT = boards.Part.FRONT, boards.PART_NAMES[boards.Part.FRONT]
        INSPECTION_BOARD = boards.Part.INSPECTION_BOARD, boards.PART_NAMES[boards.Part.INSPECTION_BOARD]

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="members")
    position = models.OneToOneField(Position, on_delete=models.PROTECT, related_name="board_member")
    seat = models.CharField(max_length=6, choices=Seat.choices)
    seat_from = models.DateField(null=True, blank=True, help_text="ngày giữ vị trí này; trống: từ khi vào ban")
    part = models.CharField(max_length=16, choices=Part.choices)
    village = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    election = models.ForeignKey(Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="board_members")
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    left_ground = models.CharField(max_length=8, choices=LEFT_GROUNDS, blank=True)
    left_why = models.CharField(max_length=300, blank=True)
    left_vote = models.ForeignKey(Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="board_dismissals")
    left_paper = models.CharField(max_length=120, blank=True, help_text="số, ngày văn bản cho thôi, công nhận cho thôi")

    class Meta:
        ordering = ["board", "pk"]

    def __str__(self) -> str:
        return f"{self.position.title}, {self.board_id}"


class Span(models.TextChoices):
    QUARTER = plans.Span.QUARTER, "quý"
    HALF = plans.Span.HALF, "6 tháng"
    YEAR = plans.Span.YEAR, "năm"
    TERM = plans.Span.TERM, "nhiệm kỳ"


class BoardPlan(AppendOnly):
    """What a board means to do in a period; a changed plan is a new row that names the one it takes the place of."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="plans")
    span = models.CharField(max_length=7, choices=Span.choices)
    year = models.PositiveSmallIntegerField()
    number_in_year = models.PositiveSmallIntegerField(default=0, help_text="quý 1–4, nửa năm 1–2, năm và nhiệm kỳ 0")
    parts = models.JSONField(help_text="lời của từng mục kế hoạch")
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-year", "span", "-number_in_year", "-pk"]

    def __str__(self) -> str:
        return f"kế hoạch {plans.Period(self.span, self.year, self.number_in_year).label}"


class BoardReport(AppendOnly):
    """A report as it was sent to the Front: *said* keeps every line of it, whatever the record says later."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="reports")
    span = models.CharField(max_length=7, choices=Span.choices)
    year = models.PositiveSmallIntegerField()
    number_in_year = models.PositiveSmallIntegerField(default=0)
    number = models.CharField(max_length=60)
    sent_on = models.DateField()
    said = models.JSONField()
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-year", "span", "-number_in_year", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["board", "span", "year", "number_in_year"], name="board_reports_a_period_once")
        ]

    def __str__(self) -> str:
        return f"báo cáo {plans.Period(self.span, self.year, self.number_in_year).label}"
