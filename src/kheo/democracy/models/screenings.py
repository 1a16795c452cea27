"""A look for personal data before something is published, and what the office decided of each finding."""

from django.db import models

from kheo.democracy.models.publishing import PostingDraft
from kheo.democracy.rules.sensitive import KEEP, LAW, MASK
from kheo.foundation.models import StoredFile
from kheo.organisation.models import Locality


class Screening(models.Model):
    """*digest*: of the text or file that was looked at; *masked_digest*: of the copy that may be published instead.

    The source is kept only until all is decided: with something masked, *text* and *file* are emptied then. *draft*: what is
    prepared to be published and was looked at, if anything. The title is kept with its own findings masked.
    """

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="screenings")
    title = models.CharField(max_length=200)
    item = models.PositiveSmallIntegerField(null=True, blank=True, help_text="khoản của Điều 11 Luật 10/2022/QH15")
    draft = models.ForeignKey(PostingDraft, null=True, blank=True, on_delete=models.SET_NULL, related_name="screenings")
    looked_on = models.DateField()
    text = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, db_index=True)
    masked_text = models.TextField(blank=True)
    masked_file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    masked_digest = models.CharField(max_length=64, blank=True, db_index=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)
    findings: "models.Manager[ScreeningFinding]"

    class Meta:
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class ScreeningFinding(models.Model):
    """One finding, with its value masked: what was found is never written down a second time."""

    class VerdictChoice(models.TextChoices):
        OPEN = "", "chưa quyết"
        KEEP = KEEP, "giữ"
        MASK = MASK, "che"
        LAW = LAW, "công khai theo luật"

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="findings")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16)
    place = models.CharField(max_length=200)
    before = models.CharField(max_length=400, blank=True)
    shown = models.CharField(max_length=120, blank=True)
    after = models.CharField(max_length=120, blank=True)
    is_doubtful = models.BooleanField(default=False)
    verdict = models.CharField(max_length=4, blank=True, choices=VerdictChoice.choices)
    reason = models.CharField(max_length=200, blank=True)
    decided_by = models.BigIntegerField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["screening", "number"]
        constraints = [models.UniqueConstraint(fields=["screening", "number"], name="finding_number_once")]

    def __str__(self) -> str:
        return f"{self.place}: {self.shown}"
