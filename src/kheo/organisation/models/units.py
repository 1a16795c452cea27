"""Territorial units through time, as the registers know them."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from kheo.foundation.text import fold


class Held(models.QuerySet[Any]):
    """Rows that hold from one day until before another; an empty end is open."""

    def on(self, day: date) -> "Held":
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day))


class Unit(models.Model):
    """A territorial unit as one register knows it. Its name, type and parent have dates: see UnitVersion."""

    class Register(models.TextChoices):
        COUNTRY = "country", "Cả nước"
        GSO2024 = "gso2024", "Danh mục hành chính đến 30/06/2025"
        GSO2025 = "gso2025", "Danh mục hành chính từ 01/07/2025"
        LOCAL = "local", "Thôn, tổ dân phố do địa phương nhập"

    class Level(models.TextChoices):
        COUNTRY = "country", "cả nước"
        PROVINCE = "province", "tỉnh"
        DISTRICT = "district", "huyện"
        COMMUNE = "commune", "xã"
        VILLAGE = "village", "thôn, tổ dân phố"

    code = models.CharField(max_length=60, unique=True)
    register = models.CharField(max_length=10, choices=Register.choices)
    level = models.CharField(max_length=10, choices=Level.choices, db_index=True)
    founded_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True, help_text="ngày đầu tiên không còn đơn vị này")
    versions: "models.Manager[UnitVersion]"

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(founded_on=None) | Q(ended_on=None) | Q(founded_on__lt=models.F("ended_on")),
                name="unit_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.code


class UnitVersion(models.Model):
    """Name, type and parent of a unit from *valid_from* until before *valid_to*; no start: since before the register."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="versions")
    name = models.CharField(max_length=120, help_text="tên đầy đủ có loại đơn vị: «Phường Hòa Mạc»")
    folded = models.CharField(max_length=120, db_index=True, editable=False)
    type = models.CharField(max_length=30)
    parent = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="child_versions")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True, help_text="văn bản đặt tên, đổi loại, chuyển nơi thuộc")

    objects = Held.as_manager()

    class Meta:
        ordering = ["unit", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "valid_from"], name="unit_version_starts_once"),
            models.UniqueConstraint(fields=["unit"], condition=Q(valid_from=None), name="unit_has_one_first_version"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lt=models.F("valid_to")),
                name="unit_version_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.name)
        super().save(*args, **kwargs)


class Succession(models.Model):
    """*successor* took over *predecessor*, wholly or (is_split) in part, on a day."""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="predecessions")
    on = models.DateField()
    is_split = models.BooleanField()
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["predecessor", "successor"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=models.F("successor")), name="no_unit_succeeds_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
