"""What a board looked at, what it found, what it recommended and what became of it. Official rows are written once."""

from django.db import models
from django.db.models import Q

from kheo.democracy.models.boards import Board, BoardPlan
from kheo.democracy.rules import inspections, recommendations
from kheo.foundation.append_only import AppendOnly
from kheo.foundation.uploads.models import StoredFile
from kheo.organisation.models import Unit


class Inspection(models.Model):
    """One inspection, supervision or verification of a board."""

    class Way(models.TextChoices):
        INSPECT = inspections.Way.INSPECT, "kiểm tra việc dân đã quyết"
        SUPERVISE = inspections.Way.SUPERVISE, "giám sát"
        VERIFY = inspections.Way.VERIFY, "xác minh theo kiến nghị"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="inspections")
    plan = models.ForeignKey(BoardPlan, null=True, blank=True, on_delete=models.PROTECT, related_name="inspections")
    way = models.CharField(max_length=9, choices=Way.choices)
    subject = models.CharField(max_length=300)
    whom = models.CharField(max_length=200, help_text="cơ quan, tổ chức được kiểm tra, giám sát")
    village = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    planned_on = models.DateField()
    sent_on = models.DateField(null=True, blank=True, help_text="ngày gửi kế hoạch")
    late_why = models.CharField(max_length=300, blank=True, help_text="vì sao báo trước muộn")
    held_on = models.DateField(null=True, blank=True)
    conclusion = models.CharField(max_length=1000, blank=True)
    confirmed_on = models.DateField(null=True, blank=True, help_text="ngày Mặt trận xác nhận biên bản")
    state = models.CharField(max_length=9, default="planned", help_text="bước: xem workflow.INSPECTION")
    closing = models.CharField(max_length=300, blank=True, help_text="vì sao thôi")
    version = models.PositiveIntegerField(default=1)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-planned_on", "-pk"]

    def __str__(self) -> str:
        return self.subject


class Sighting(AppendOnly):
    """One thing that was found; a row that corrects another takes its place."""

    class Kind(models.TextChoices):
        RIGHT = "right", "làm đúng"
        LIMIT = "limit", "hạn chế, thiếu sót"
        SIGN = "sign", "dấu hiệu vi phạm"

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="sightings")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    text = models.CharField(max_length=1000)
    corrects = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["inspection", "pk"]

    def __str__(self) -> str:
        return self.text


class SightingPhoto(AppendOnly):
    """A photograph without what the camera wrote; *is_public*: the board says that nobody can be recognised in it."""

    sighting = models.ForeignKey(Sighting, on_delete=models.PROTECT, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200, blank=True)
    taken_on = models.DateField()
    is_public = models.BooleanField(default=False)

    class Meta:
        ordering = ["sighting", "pk"]

    def __str__(self) -> str:
        return self.caption


class Recommendation(models.Model):
    """What a board asks of a body after an inspection; the Front confirms it before it goes out."""

    class Addressee(models.TextChoices):
        COMMITTEE = recommendations.Addressee.COMMITTEE, "Uỷ ban nhân dân cấp xã"
        OWNER = recommendations.Addressee.OWNER, "chủ chương trình, chủ đầu tư"
        OTHER = recommendations.Addressee.OTHER, "cơ quan, tổ chức khác"

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="recommendations")
    sighting = models.ForeignKey(Sighting, null=True, blank=True, on_delete=models.PROTECT, related_name="recommendations")
    addressee = models.CharField(max_length=9, choices=Addressee.choices)
    whom = models.CharField(max_length=200, help_text="tên nơi nhận kiến nghị")
    text = models.TextField()
    number = models.CharField(max_length=60, blank=True)
    day = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True, help_text="hạn trả lời; trống: luật không định hạn")
    replied_on = models.DateField(null=True, blank=True, help_text="ngày trả lời đầu tiên; không đổi nữa")
    state = models.CharField(max_length=9, default="draft", help_text="bước: xem workflow.RECOMMENDATION")
    closing = models.CharField(max_length=300, blank=True, help_text="vì sao rút")
    version = models.PositiveIntegerField(default=1)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(replied_on=None) | Q(received_on__isnull=False), name="recommendation_answered_after_it_came"
            )
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="recommendation_due")]

    def __str__(self) -> str:
        return self.text[:80]


class Reply(AppendOnly):
    """An answer to a recommendation; one that corrects names the answer before."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="replies")
    on = models.DateField()
    text = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    corrects = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["recommendation", "pk"]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}"


class Outcome(AppendOnly):
    """Whether what was promised was done, as the board saw on a day; a later look is a further row."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="outcomes")
    on = models.DateField()
    is_done = models.BooleanField()
    note = models.CharField(max_length=300)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["recommendation", "pk"]

    def __str__(self) -> str:
        return self.note
