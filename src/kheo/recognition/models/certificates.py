"""Certificates and their register. Issued rows are append-only: a correction names what it corrects."""

from django.db import models
from django.db.models import Q

from kheo.foundation.append_only import AppendOnly
from kheo.organisation.models import Body, Locality
from kheo.recognition.models.decisions import DecisionLine


class CertificateRegister(models.Model):
    """Sổ cấp giấy chứng nhận of a body and year: the counter row that is locked while a number is given."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["locality", "body", "year"], name="one_register_a_year")]

    def __str__(self) -> str:
        return f"{self.body} {self.year}"


class Certificate(AppendOnly):
    """A numbered certificate. What it prints is fixed at issue; ``code`` is what its page is found by."""

    register = models.ForeignKey(CertificateRegister, on_delete=models.PROTECT, related_name="certificates")
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=20, unique=True, help_text="16 ký tự, 80 bit ngẫu nhiên, in thành nhóm bốn")
    line = models.ForeignKey(DecisionLine, on_delete=models.PROTECT, related_name="certificates")
    content = models.JSONField(help_text="đúng những chữ đã in")
    issued_at = models.DateTimeField()
    issued_by = models.BigIntegerField(null=True)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")

    class Meta:
        ordering = ["register", "number"]
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="certificate_number_once"),
            models.UniqueConstraint(fields=["line"], condition=Q(replaces=None), name="one_first_certificate_a_line"),
        ]

    def __str__(self) -> str:
        return f"{self.number:04d} {self.code}"


class CertificateNotice(AppendOnly):
    """Why a certificate no longer stands: corrected or given again after a loss (a new one replaces it), or revoked."""

    class Kind(models.TextChoices):
        CORRECTED = "corrected", "đã đính chính, cấp lại"
        REISSUED = "reissued", "đã cấp lại do mất, hỏng"
        REVOKED = "revoked", "đã thu hồi"

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="notice")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.CharField(max_length=300)
    paper = models.CharField(max_length=120, help_text="văn bản làm căn cứ: số, ngày, cơ quan")
    on = models.DateField()
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.certificate_id}: {self.get_kind_display()}"
