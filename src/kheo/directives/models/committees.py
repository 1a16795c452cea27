"""Steering committees: founded and strengthened by decisions, with members by position and the area of each."""

from django.db import models
from django.db.models import Q

from kheo.foundation.append_only import AppendOnly
from kheo.foundation.models import StoredFile
from kheo.organisation.models import Body, Locality, Position


class Committee(models.Model):
    """What a steering committee (a body of kind committee) is for: one joint, or one for each strand of the work."""

    class Purpose(models.TextChoices):
        JOINT = "joint", "công tác dân vận, «Dân vận khéo» và dân chủ ở cơ sở"
        MOVEMENT = "movement", "phong trào thi đua «Dân vận khéo»"
        DEMOCRACY = "democracy", "thực hiện dân chủ ở cơ sở"

    body = models.OneToOneField(Body, on_delete=models.PROTECT, related_name="committee")
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="committees")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    decisions: "models.Manager[CommitteeDecision]"

    class Meta:
        ordering = ["body__code"]

    def __str__(self) -> str:
        return self.body.name


class CommitteeDecision(AppendOnly):
    """A founding or strengthening (kiện toàn) decision. It brings a whole list of members; the newest one in force counts.

    What was typed wrongly is not changed: a new row *corrects* the old one, with a reason, and counts in its place.
    """

    class Kind(models.TextChoices):
        FOUNDING = "founding", "thành lập"
        STRENGTHENING = "strengthening", "kiện toàn"
        DISSOLUTION = "dissolution", "kết thúc hoạt động"

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    number = models.CharField(max_length=60)
    issuer = models.CharField(max_length=160, help_text="cơ quan ra quyết định")
    date = models.DateField()
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    corrects = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by")
    reason = models.CharField(max_length=300, blank=True, help_text="ghi sai chỗ nào mà ghi lại")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)
    members: "models.Manager[CommitteeMember]"

    class Meta:
        ordering = ["committee", "-date", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "date", "number"], condition=Q(corrects=None), name="committee_decision_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class CommitteeMember(AppendOnly):
    """A member as the decision names it: by position, with a part in the committee and an area of work.

    *position* ties it to whoever holds that position here; empty for positions outside (then *title* alone says who).
    """

    class Part(models.TextChoices):
        HEAD = "head", "trưởng ban"
        STANDING_DEPUTY = "standing_deputy", "phó trưởng ban thường trực"
        DEPUTY = "deputy", "phó trưởng ban"
        SECRETARY = "secretary", "uỷ viên thư ký"
        MEMBER = "member", "uỷ viên"

    decision = models.ForeignKey(CommitteeDecision, on_delete=models.PROTECT, related_name="members")
    order = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=16, choices=Part.choices)
    title = models.CharField(max_length=200, help_text="chức vụ như trong quyết định")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=300, blank=True, help_text="lĩnh vực, địa bàn phụ trách")

    class Meta:
        ordering = ["decision", "order"]
        constraints = [models.UniqueConstraint(fields=["decision", "order"], name="committee_member_order")]

    def __str__(self) -> str:
        return self.title


class WorkingRules(AppendOnly):
    """Quy chế làm việc of a committee: the paper that says how it works; the newest one in force counts."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="working_rules")
    number = models.CharField(max_length=60)
    date = models.DateField()
    summary = models.TextField(max_length=4000, help_text="những điều thành viên cần nhớ: chế độ họp, báo cáo, phân công")
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["committee", "-date", "-pk"]
        constraints = [models.UniqueConstraint(fields=["committee", "date", "number"], name="working_rules_once")]

    def __str__(self) -> str:
        return self.number
