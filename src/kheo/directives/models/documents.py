"""Documents from above that are in force here, and what each of them requires."""

from django.db import models
from django.db.models import Q

from kheo.foundation.models import StoredFile
from kheo.organisation.models import Held, Locality


class Directive(models.Model):
    """An incoming document in force from a day until it is replaced or ends. Papers marked secret have no place here."""

    class Kind(models.TextChoices):
        LAW = "law", "luật"
        RESOLUTION = "resolution", "nghị quyết"
        CONCLUSION = "conclusion", "kết luận"
        INSTRUCTION = "instruction", "chỉ thị"
        GUIDELINE = "guideline", "hướng dẫn"
        PLAN = "plan", "kế hoạch"
        DECISION = "decision", "quyết định, quy định"
        LETTER = "letter", "công văn, thông báo"

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="directives")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    number = models.CharField(max_length=60, help_text="như in trên văn bản: «43-KL/TW»")
    number_key = models.CharField(max_length=80, editable=False, help_text="số và ký hiệu, bỏ khác biệt cách gõ")
    issuer = models.CharField(max_length=160, help_text="cơ quan ban hành: «Bộ Chính trị»")
    issued_on = models.DateField(help_text="ngày ký")
    summary = models.CharField(max_length=400, help_text="trích yếu")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True, help_text="ngày đầu tiên không còn hiệu lực")
    replaced_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces")
    ending = models.CharField(max_length=300, blank=True, help_text="vì sao thôi hiệu lực: văn bản thay thế, bãi bỏ")
    verified = models.BooleanField(default=False, help_text="số, ngày, cơ quan ban hành đã đối chiếu với nguyên văn")
    source = models.CharField(max_length=300, blank=True, help_text="đọc ở đâu, ngày nào")
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(auto_now_add=True)
    requirements: "models.Manager[Requirement]"

    objects = Held.as_manager()

    class Meta:
        ordering = ["-issued_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["locality", "number_key", "issued_on"], name="directive_once"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lt=models.F("valid_to")),
                name="directive_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Requirement(models.Model):
    """One thing that a directive requires, with the place in its text where it stands."""

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="requirements")
    order = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=80, blank=True, help_text="chỗ trong văn bản: «mục II, điểm 3», «Điều 14»")
    text = models.CharField(max_length=600)

    class Meta:
        ordering = ["directive", "order"]
        constraints = [models.UniqueConstraint(fields=["directive", "order"], name="requirement_order")]

    def __str__(self) -> str:
        return self.text
