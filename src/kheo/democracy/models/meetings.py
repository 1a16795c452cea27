"""A meeting of a village: who called it, how people were told, who came, how it worked, what it wrote down."""

from django.db import models
from django.db.models import Q

from kheo.democracy.models.households import Household
from kheo.democracy.models.matters import Round
from kheo.democracy.rules.rounds import Tally


class Convener(models.TextChoices):
    """Who calls and leads a meeting (Nghị định 59/2023/NĐ-CP Điều 3 khoản 1)."""

    HEAD = "head", "Trưởng thôn, Tổ trưởng tổ dân phố"
    ELECTION_TEAM = "team", "Tổ bầu cử"
    FRONT_HEAD = "front", "Trưởng Ban công tác Mặt trận"
    CHAIR = "chair", "Chủ tịch Uỷ ban nhân dân cấp xã"
    DELEGATE = "delegate", "người được Chủ tịch Uỷ ban nhân dân cấp xã chỉ định"


class VoteWay(models.TextChoices):
    """How those present chose to vote (Luật 10/2022/QH15 Điều 18 khoản 4 điểm d)."""

    HANDS = "hands", "giơ tay"
    SECRET = "secret", "bỏ phiếu kín"


class ToldBy(models.TextChoices):
    """How a meeting is told (Nghị định 59/2023/NĐ-CP Điều 3 khoản 3)."""

    PAPER = "paper", "giấy mời"
    DOOR = "door", "báo trực tiếp từng hộ"
    LOUDSPEAKER = "speaker", "loa truyền thanh"
    PHONE = "phone", "điện thoại"
    NETWORK = "network", "nhóm mạng xã hội của thôn, tổ dân phố"


class Sitting(models.Model):
    """Where people of a village, or of one of its clusters, sit together, and what they decided about it.

    *secretary_votes*, *way_votes*, *board_votes*: households of those present that agreed by show of hands.
    """

    starts_at = models.TimeField()
    place = models.CharField(max_length=160)
    leader = models.CharField(max_length=120, help_text="người triệu tập, chủ trì")
    secretary = models.CharField(max_length=120, blank=True)
    secretary_votes = models.PositiveIntegerField(null=True, blank=True)
    vote_way = models.CharField(max_length=8, choices=VoteWay.choices, blank=True)
    way_votes = models.PositiveIntegerField(null=True, blank=True)
    board_votes = models.PositiveIntegerField(null=True, blank=True)
    opinions = models.TextField(blank=True, help_text="ý kiến thảo luận")
    conclusion = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class Meeting(Sitting):
    """What belongs to a round held as a meeting; the round itself keeps day, households and votes.

    *vacant*: the village has no head that day; *head_leads_front*: its head leads the Front committee, too. Held by clusters,
    each cluster keeps its own secretary, way of voting and words; the meeting keeps the conclusion of them all.
    """

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="meeting")
    convener = models.CharField(max_length=8, choices=Convener.choices)
    vacant = models.BooleanField(default=False)
    head_leads_front = models.BooleanField(default=False)
    scattered = models.BooleanField(default=False, help_text="dân cư sinh sống không tập trung")
    cluster_plan_on = models.DateField(null=True, blank=True, help_text="ngày UBND cấp xã quyết định phương án họp theo cụm")
    told_on = models.DateField(null=True, blank=True)
    told_by = models.JSONField(default=list, blank=True)
    posted = models.BooleanField(default=False, help_text="đã niêm yết ở nhà văn hoá, điểm sinh hoạt")
    papers_on = models.DateField(null=True, blank=True, help_text="ngày gửi tài liệu đến từng hộ")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"cuộc họp ngày {self.round.planned_on:%d/%m/%Y}"


class MeetingCluster(Sitting):
    """The meeting of one cluster, led for the head, who adds its result to the village's (Luật 10/2022/QH15 Điều 18 khoản 3).

    *present* and the votes are empty until its result is written down. Of an election *votes_for* are its valid ballots, and
    *named_votes* those for each candidate, by key.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="clusters")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    on = models.DateField(help_text="ngày họp cụm")
    present = models.PositiveIntegerField(null=True, blank=True, help_text="số đại diện hộ có mặt ở cụm")
    votes_for = models.PositiveIntegerField(null=True, blank=True)
    votes_against = models.PositiveIntegerField(null=True, blank=True)
    votes_other = models.PositiveIntegerField(null=True, blank=True, help_text="ý kiến khác, phiếu không hợp lệ")
    named_votes = models.JSONField(default=dict, blank=True, help_text="số phiếu của từng người ứng cử")

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["meeting", "order"], name="meeting_cluster_order")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_counted(self) -> bool:
        return self.present is not None

    @property
    def tally(self) -> Tally:
        """Its votes; none before it was counted."""
        return Tally(self.votes_for or 0, self.votes_against or 0, self.votes_other or 0)


class ClusterMove(models.Model):
    """A cluster's meeting put on another day, hour or place after the meeting of the village began; *from_…*: as it was before.

    *told_on*, *told_by*, *posted*: how people were told of what holds now (Nghị định 59/2023/NĐ-CP Điều 3 khoản 3).
    """

    cluster = models.ForeignKey(MeetingCluster, on_delete=models.CASCADE, related_name="moves")
    from_on = models.DateField()
    from_starts_at = models.TimeField()
    from_place = models.CharField(max_length=160)
    told_on = models.DateField()
    told_by = models.JSONField(default=list)
    posted = models.BooleanField(default=False)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.cluster} dời từ {self.from_on:%d/%m/%Y}"


class Attendance(models.Model):
    """A household whose representative is present; one row a household, however many people of it come, in whichever cluster."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    cluster = models.ForeignKey(MeetingCluster, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="attendances")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["household__number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "household"], name="attendance_once_a_household")]

    def __str__(self) -> str:
        return f"{self.household} có mặt"


class CountingMember(models.Model):
    """One of the counting board of a secret ballot, its head first, or a household that witnesses the count."""

    class Part(models.TextChoices):
        HEAD = "head", "Trưởng ban"
        MEMBER = "member", "thành viên"
        WITNESS = "witness", "hộ chứng kiến"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="counting")
    cluster = models.ForeignKey(MeetingCluster, null=True, blank=True, on_delete=models.CASCADE, related_name="counting")
    order = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=8, choices=Part.choices)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "order"], condition=Q(cluster=None), name="counting_order"),
            models.UniqueConstraint(fields=["cluster", "order"], name="counting_order_in_cluster"),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.name}"
