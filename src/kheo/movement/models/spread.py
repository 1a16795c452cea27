"""How initiatives spread: who learnt from whom, what another place needs to know, exemplars of other movements."""

from django.db import models
from django.db.models import Q

from kheo.movement.models.initiatives import Initiative, Subject
from kheo.organisation.models import Body, Locality, Unit


class Lineage(models.Model):
    """*copy* learnt from *origin* («học từ»). An origin outside the record is told in words instead."""

    class Extent(models.TextChoices):
        WHOLE = "whole", "toàn bộ"
        PART = "part", "một phần"

    class Consent(models.TextChoices):
        GIVEN = "given", "nơi đầu đồng ý"
        NOT_ASKED = "not_asked", "chưa hỏi"
        REFUSED = "refused", "nơi đầu không đồng ý"

    copy = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="origins")
    origin = models.ForeignKey(Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="copies")
    origin_words = models.CharField(max_length=300, blank=True, help_text="nơi đầu ở ngoài hệ thống: tên mô hình, nơi, năm")
    extent = models.CharField(max_length=5, choices=Extent.choices, default=Extent.WHOLE)
    part = models.CharField(max_length=300, blank=True, help_text="học phần nào")
    learnt_on = models.DateField()
    by_whom = models.CharField(max_length=200, blank=True, help_text="đơn vị, đoàn đi học; không ghi tên cá nhân")
    consent = models.CharField(max_length=9, choices=Consent.choices, default=Consent.NOT_ASKED)
    consent_by = models.BigIntegerField(null=True, help_text="tài khoản của nơi đầu đã trả lời; trống: chính nơi học khai")
    outcome = models.CharField(max_length=600, blank=True)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["copy", "learnt_on"]
        constraints = [
            models.UniqueConstraint(fields=["copy", "origin"], condition=Q(origin__isnull=False), name="lineage_once"),
            models.CheckConstraint(condition=~Q(copy=models.F("origin")), name="nothing_copies_itself"),
            models.CheckConstraint(condition=Q(origin__isnull=False) ^ ~Q(origin_words=""), name="lineage_names_one_origin"),
        ]

    def __str__(self) -> str:
        return f"{self.copy} ← {self.origin or self.origin_words}"


class Guidance(models.Model):
    """The guidance sheet («hướng dẫn nhân rộng») of an initiative: one page for whoever wants to do the same."""

    initiative = models.OneToOneField(Initiative, on_delete=models.PROTECT, related_name="guidance")
    conditions = models.TextField(blank=True)
    steps = models.TextField(help_text="mỗi bước một dòng")
    cost = models.TextField(blank=True)
    people = models.TextField(blank=True)
    pitfalls = models.TextField(blank=True)
    is_public = models.BooleanField(default=False)
    changed_by = models.BigIntegerField(null=True)
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.initiative)


class Exemplar(models.Model):
    """An exemplar (điển hình tiên tiến) of another movement: kept with the movement it comes from."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="exemplars")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    movement = models.CharField(max_length=200, help_text="phong trào: «Toàn dân đoàn kết xây dựng đời sống văn hoá»…")
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200, help_text="tập thể, cá nhân; tên cá nhân chỉ công khai khi đã có quyết định")
    folded = models.CharField(max_length=200, editable=False)
    subject = models.CharField(max_length=10, choices=Subject.choices)
    deed = models.TextField(help_text="việc làm, kết quả")
    recognised_by = models.CharField(max_length=300, blank=True, help_text="quyết định, cơ quan tuyên dương")
    source = models.CharField(max_length=300, blank=True)
    is_public = models.BooleanField(default=False)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-year", "folded"]
        indexes = [models.Index(fields=["locality", "-year", "folded"])]

    def __str__(self) -> str:
        return self.name
