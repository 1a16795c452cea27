"""Sets of a locality that are still being written."""

from typing import Any

from django.db import models


class CriteriaDraft(models.Model):
    """A set that a locality writes on the web: what was typed, whole or not, until it is published. No programme can choose it.

    *code*: of the locality's own set whose next version this is; empty: a new set, which gets its code when it is published.
    *document*: what was typed, see :mod:`kheo.assessment.criteria.typed`.
    """

    locality = models.CharField(max_length=60, db_index=True)
    code = models.SlugField(max_length=80, blank=True)
    title = models.CharField(max_length=200, blank=True)
    document: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1, help_text="tăng mỗi lần ghi; hai người cùng sửa thì người sau được báo")
    begun_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return self.title or "Bộ tiêu chí chưa đặt tên"
