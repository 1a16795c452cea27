"""What is read out on the loudspeaker: scripts, and each reading, planned and done (Luật 10/2022/QH15 Điều 12, 13)."""

from django.db import models
from django.db.models import Q

from kheo.democracy.models.publishing import Posting, Proof
from kheo.organisation.models import Locality


class Bulletin(models.Model):
    """*source* as it was written; *text* as it is read, one sentence a line. *spoken*: short forms to be read as they stand.

    *posting*: what is published by it, if anything: readings count for its days running.
    """

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="bulletins")
    posting = models.ForeignKey(Posting, null=True, blank=True, on_delete=models.PROTECT, related_name="bulletins")
    title = models.CharField(max_length=200)
    source = models.TextField(help_text="nội dung gốc")
    text = models.TextField(help_text="bài đọc, mỗi câu một dòng")
    spoken = models.JSONField(default=list, blank=True, help_text="chữ tắt được đọc nguyên như viết")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Reading(models.Model):
    """One reading: planned for *on*, *at*; once *done_at* is written nothing of it changes; a wrong one is voided."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="readings")
    on = models.DateField(db_index=True)
    at = models.TimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    read_by = models.CharField(max_length=120, blank=True, help_text="người đọc")
    note = models.CharField(max_length=200, blank=True)
    proof = models.ForeignKey(Proof, null=True, blank=True, on_delete=models.PROTECT, related_name="readings")
    logged_by = models.BigIntegerField(null=True, blank=True)
    void_reason = models.CharField(max_length=200, blank=True, help_text="vì sao lượt đã ghi không tính")

    class Meta:
        ordering = ["on", "at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "on", "at"], name="reading_once_a_time"),
            models.CheckConstraint(
                condition=Q(done_at=None, read_by="") | (Q(done_at__isnull=False) & ~Q(read_by="")),
                name="reading_done_names_its_reader",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bulletin} ({self.on:%d/%m/%Y} {self.at:%H:%M})"
