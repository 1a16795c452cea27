"""What a locality sets for its rewards, and later what it pays: rows that are added, never changed."""

from django.db import models

from kheo.foundation.append_only import AppendOnly
from kheo.organisation.models import Locality


class RewardSetting(AppendOnly):
    """One choice of a locality where the sources disagree or were not found; the newest row of a key holds."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=30, help_text="khoá trong rules/choices.py")
    value = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300, help_text="căn cứ hoặc lý do của lựa chọn")
    set_by = models.BigIntegerField(null=True)
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["locality", "pk"]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"
