"""What a level proposes to the level above, and what became of it there."""

from django.db import models
from django.db.models import Q

from kheo.movement.models.programmes import Programme
from kheo.movement.models.registrations import Registration


class Nomination(models.Model):
    """A recognised registration proposed to the level above, sorted there into one of the three groups that offices use."""

    class Group(models.TextChoices):
        WAITING = "waiting", "chưa xét"
        BELOW = "below", "chưa đạt cấp này"
        HERE = "here", "đạt cấp này"
        HIGHER = "higher", "đề nghị cấp trên"

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="nominations")
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="nominations", help_text="chương trình của cấp trên"
    )
    reason = models.CharField(max_length=600, help_text="vì sao đề nghị")
    group = models.CharField(max_length=7, choices=Group.choices, default=Group.WAITING)
    sorted_reason = models.CharField(max_length=600, blank=True)
    sorted_on = models.DateField(null=True, blank=True)
    taken_as = models.OneToOneField(
        Registration, null=True, blank=True, on_delete=models.PROTECT, related_name="nominated_as", help_text="hồ sơ ở cấp này"
    )
    nominated_on = models.DateField()
    nominated_by = models.BigIntegerField(null=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["programme", "registration"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "programme"], condition=Q(withdrawn_on=None), name="nominated_once_to_a_level"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration} → {self.programme}"
