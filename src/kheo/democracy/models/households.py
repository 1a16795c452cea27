"""The roll of households of a village: as little as a vote needs, through time."""

from django.db import models
from django.db.models import F, Q

from kheo.organisation.models import Locality, Unit
from kheo.organisation.models.units import Held


class Gone(models.TextChoices):
    """What became of a household that is no longer one of the village."""

    VILLAGE = "village", "chuyển sang nơi khác trong xã, phường"
    AWAY = "away", "đi khỏi xã, phường"
    ENDED = "ended", "không còn là một hộ"
    UNKNOWN = "unknown", "chưa rõ"


class Household(models.Model):
    """A household of a village from *valid_from* until before *valid_to*; an empty start: since before the roll.

    *gone*, *gone_to*: what became of it, and the village of the locality it moved to; *moved_from*: its row in the roll it left.

    Only its representative's name is kept (Luật 10/2022/QH15 Điều 18 khoản 2): no identity number, no telephone, no members.
    """

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="households")
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="households")
    number = models.PositiveIntegerField(help_text="số thứ tự hộ trong sổ của thôn, tổ dân phố")
    representative = models.CharField(max_length=120, help_text="người đại diện hộ")
    cluster = models.CharField(max_length=60, blank=True, help_text="cụm dân cư, ngõ")
    split_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="splits")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True, help_text="ngày đầu tiên không còn là hộ của thôn, tổ dân phố")
    gone = models.CharField(max_length=8, choices=Gone.choices, blank=True)
    gone_to = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    moved_from = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="moved_to")
    version = models.PositiveIntegerField(default=1)

    objects = Held.as_manager()

    class Meta:
        ordering = ["village", "number"]
        constraints = [
            models.UniqueConstraint(fields=["village", "number"], name="household_number_once_a_village"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lt=F("valid_to")),
                name="household_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"hộ số {self.number}"
