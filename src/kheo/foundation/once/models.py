from django.db import models


class SentForm(models.Model):
    """A form that was taken: the key it carried and where its answer lies, so that a second sending does nothing."""

    key = models.CharField(max_length=64)
    account = models.BigIntegerField(default=0, help_text="0: chưa đăng nhập")
    path = models.CharField(max_length=300)
    location = models.CharField(max_length=500, default="")
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "account", "path"], name="form_taken_once")]

    def __str__(self) -> str:
        return f"{self.path} {self.key[:8]}"
