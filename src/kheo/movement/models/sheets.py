"""Lists that offices send in: those that wait, those that were taken."""

from django.db import models

from kheo.foundation.models import StoredFile
from kheo.movement.models.programmes import Programme


class WaitingSheet(models.Model):
    """A spreadsheet that was uploaded and read, and waits to be confirmed or thrown away: nothing of it is in the records.

    Kept on the server, so that a line that drops between the preview and the confirmation loses nothing.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="waiting_sheets")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    decided = models.JSONField(default=dict, blank=True, help_text="ô chuyển mã đã có người xem: trang|dòng|cột → chữ")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-added_at"]
        constraints = [models.UniqueConstraint(fields=["programme", "file"], name="sheet_waits_once")]

    def __str__(self) -> str:
        return str(self.file)


class ImportedSheet(models.Model):
    """A spreadsheet that was confirmed: which file, into which programme, what came of it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="imported_sheets")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    created = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    confirmed_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-confirmed_at"]

    def __str__(self) -> str:
        return self.name
