"""What a registration is to achieve, what it achieved, what proves it."""

from django.db import models
from django.db.models import Q

from kheo.foundation.models import StoredFile
from kheo.movement.models.heard import CheckIn
from kheo.movement.models.registrations import Registration


class Measure(models.TextChoices):
    HOUSEHOLDS = "households", "hộ"
    PEOPLE = "people", "người"
    DONG = "dong", "đồng"
    WORKING_DAYS = "working_days", "ngày công"
    LAND_M2 = "land_m2", "m²"


class Aim(models.Model):
    """What one measure stood at before, and is to reach by a day. A measure of its own has a label and a unit."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="aims")
    measure = models.CharField(max_length=14, choices=Measure.choices, blank=True, help_text="trống: thước đo riêng")
    label = models.CharField(max_length=120, blank=True, help_text="tên thước đo riêng: «tỷ lệ hộ phân loại rác»")
    unit = models.CharField(max_length=30, blank=True, help_text="đơn vị của thước đo riêng: «%»")
    baseline = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    target = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["registration", "measure", "label"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "measure", "label"], name="aim_once"),
            models.CheckConstraint(condition=Q(measure="") ^ Q(label=""), name="own_measure_has_a_label"),
        ]

    def __str__(self) -> str:
        return self.label or str(self.get_measure_display())


class Result(models.Model):
    """A value of one measure at a date. A newer value is a new row; the newest one counts."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="results")
    measure = models.CharField(max_length=14, choices=Measure.choices, blank=True, help_text="trống: thước đo riêng")
    value = models.DecimalField(max_digits=16, decimal_places=2)
    as_of = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    aim = models.ForeignKey(
        Aim, null=True, blank=True, on_delete=models.PROTECT, related_name="values", help_text="thước đo riêng"
    )
    check_in = models.ForeignKey(CheckIn, null=True, blank=True, on_delete=models.PROTECT, related_name="results")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["registration", "measure", "-as_of", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(value__gte=0), name="result_not_negative"),
            models.CheckConstraint(condition=~Q(measure="") | Q(aim__isnull=False), name="own_measure_names_its_aim"),
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.get_measure_display() or self.aim}"


class Evidence(models.Model):
    """A file that proves something of a registration: photograph, list, minutes."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200)
    is_public = models.BooleanField(default=False, help_text="cho hiện ở trang công khai")
    check_in = models.ForeignKey(CheckIn, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    taken_on = models.DateField(null=True, blank=True, help_text="ngày chụp, ngày lập, do người gửi ghi")
    place = models.CharField(max_length=200, blank=True, help_text="nơi chụp, nơi lập: xóm, nhà văn hoá…; không ghi toạ độ")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["registration", "added_at"]
        constraints = [models.UniqueConstraint(fields=["registration", "file"], name="evidence_once")]

    def __str__(self) -> str:
        return self.caption
