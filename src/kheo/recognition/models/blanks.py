"""Pre-printed blanks (phôi): what they look like, where each word stands on them, how printers set off, the office's fonts."""

from django.db import models
from django.db.models import Q

from kheo.foundation.append_only import AppendOnly
from kheo.foundation.models import StoredFile
from kheo.organisation.models import Locality
from kheo.recognition.rules.blanks import PRINTED


class OfficeFont(models.Model):
    """A font that the office brought: looked at before it was kept, every Vietnamese letter there, embedding allowed.

    Its file never changes; its name may, and one put away (*retired_at*) is no longer offered.
    """

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=125, help_text="lúc thêm: tên và kiểu như người làm phông đặt")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True, blank=True, help_text="cất đi, không chọn cho ô chữ mới")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["locality", "file"], name="office_font_once")]

    def __str__(self) -> str:
        return self.name


class Blank(models.Model):
    """One kind of paper bought ready printed. Its places are those of its newest version; one put away is no longer offered."""

    class Kind(models.TextChoices):
        CERTIFICATE = "certificate", "giấy chứng nhận"
        MERIT = "merit", "giấy khen"
        DIPLOMA = "diploma", "bằng khen"

    class Size(models.TextChoices):
        A4 = "A4", "A4"
        A3 = "A3", "A3"

    class Orientation(models.TextChoices):
        LANDSCAPE = "landscape", "ngang"
        PORTRAIT = "portrait", "dọc"

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="blanks")
    name = models.CharField(max_length=120, help_text="văn phòng gọi phôi này là gì")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    size = models.CharField(max_length=2, choices=Size.choices)
    orientation = models.CharField(max_length=10, choices=Orientation.choices)
    scan = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True, blank=True, help_text="cất đi, không in thêm trên phôi này")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["locality", "name"], name="blank_named_once")]

    def __str__(self) -> str:
        return self.name


class BlankVersion(AppendOnly):
    """The places of a blank as they were set at one time; a change is a new version, and what was printed names its own."""

    blank = models.ForeignKey(Blank, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    made_by = models.BigIntegerField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["blank", "-number"]
        constraints = [models.UniqueConstraint(fields=["blank", "number"], name="blank_version_once")]

    def __str__(self) -> str:
        return f"{self.blank}, bản {self.number}"


class BlankField(AppendOnly):
    """One thing printed on the blank and where. Lengths in mm, ``size`` in points; see ``documents.blank_content.Place``."""

    version = models.ForeignKey(BlankVersion, on_delete=models.PROTECT, related_name="fields")
    order = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=20)
    text = models.CharField(max_length=200, blank=True, help_text="chữ cố định, chỉ của ô chữ tự ghi")
    x = models.DecimalField(max_digits=5, decimal_places=1)
    y = models.DecimalField(max_digits=5, decimal_places=1)
    width = models.DecimalField(max_digits=5, decimal_places=1)
    align = models.CharField(max_length=6)
    size = models.DecimalField(max_digits=4, decimal_places=1)
    bold = models.BooleanField(default=False)
    italic = models.BooleanField(default=False)
    capitals = models.BooleanField(default=False)
    colour = models.CharField(max_length=10)
    leading = models.DecimalField(max_digits=4, decimal_places=1)
    lines = models.PositiveSmallIntegerField()
    shrink = models.BooleanField(default=True)
    face = models.CharField(max_length=6, blank=True)
    font = models.ForeignKey(OfficeFont, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["version", "order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="blank_field_once"),
            models.CheckConstraint(condition=Q(font=None) ^ Q(face=""), name="blank_field_has_one_face"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What the office calls the thing that is printed."""
        return PRINTED[self.key].label


class PrinterOffset(AppendOnly):
    """How one printer sets off on one blank, measured on a sheet; a new measure is a new row, the newest holds."""

    blank = models.ForeignKey(Blank, on_delete=models.PROTECT, related_name="offsets")
    printer = models.CharField(max_length=80, help_text="tên máy in như văn phòng gọi")
    printer_key = models.CharField(max_length=80, editable=False, help_text="tên máy in, bỏ khác biệt cách gõ")
    number = models.PositiveIntegerField()
    dx = models.DecimalField(max_digits=4, decimal_places=1)
    dy = models.DecimalField(max_digits=4, decimal_places=1)
    scale_x = models.DecimalField(max_digits=5, decimal_places=2, default=100, help_text="phần trăm")
    scale_y = models.DecimalField(max_digits=5, decimal_places=2, default=100, help_text="phần trăm")
    made_by = models.BigIntegerField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["blank", "printer_key", "-number"]
        constraints = [models.UniqueConstraint(fields=["blank", "printer_key", "number"], name="printer_offset_once")]

    def __str__(self) -> str:
        return self.printer
