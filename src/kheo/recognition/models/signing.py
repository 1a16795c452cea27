"""Papers on their way to be signed and back: both kept to the byte, neither ever changed."""

from django.db import models

from kheo.foundation.append_only import AppendOnly
from kheo.foundation.models import StoredFile
from kheo.recognition.models.certificates import CertificateRegister
from kheo.recognition.models.decisions import Decision


class GivenOut(AppendOnly):
    """The very bytes of a paper that were given out to be signed: what comes back must continue them."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="given_out")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(help_text="bản của quyết định lúc đưa ra")
    given_by = models.BigIntegerField(null=True)
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["decision", "pk"]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.file_id}"


class SignedCopy(AppendOnly):
    """A signed paper that came back, with what was found in it that day. A later copy stands beside it, never over it."""

    class Standing(models.TextChoices):
        SIGNED = "signed", "đã ký số trên đúng tệp Khéo đưa ra"
        FOREIGN = "foreign", "có chữ ký số, không phải tệp Khéo đưa ra"
        SCAN = "scan", "bản quét, không có chữ ký số"

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="signed_copies")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    given_out = models.ForeignKey(GivenOut, null=True, on_delete=models.PROTECT, related_name="+")
    standing = models.CharField(max_length=8, choices=Standing.choices)
    findings = models.JSONField(help_text="ai ký, lúc nào, có nguyên vẹn không, xét theo danh sách tin cậy nào")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["decision", "pk"]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.get_standing_display()}"


class RegisterSeal(AppendOnly):
    """A register as it stood on a day, as a PDF signed with the installation's own key; the key itself is in no table."""

    register = models.ForeignKey(CertificateRegister, on_delete=models.PROTECT, related_name="seals")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    last_number = models.PositiveIntegerField()
    sealed_by = models.BigIntegerField(null=True)
    sealed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["register", "pk"]

    def __str__(self) -> str:
        return f"{self.register}: {self.last_number}"
