from django.db import models


class StoredFile(models.Model):
    """A file that passed the checks; its name in storage is its hash, so the same file is kept once per locality."""

    locality = models.CharField(max_length=40, db_index=True)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200, help_text="tên tệp như người gửi đặt, đã làm sạch")
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="byte")
    content = models.FileField(upload_to="stored", max_length=200)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["locality", "sha256"], name="file_kept_once")]

    def __str__(self) -> str:
        return self.name
