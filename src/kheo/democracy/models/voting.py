"""Who asks the households of one round, whether on paper or online."""

from django.db import models
from django.db.models import Q

from kheo.democracy.models.matters import Round
from kheo.democracy.rules.voting import PARTS


class TeamMember(models.Model):
    """One of the three to five who ask the households (Nghị định 59/2023/NĐ-CP Điều 4 khoản 3, Điều 5 khoản 2 điểm b)."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="team")
    name = models.CharField(max_length=120)
    part = models.CharField(max_length=10, choices=list(PARTS.items()))
    leads = models.BooleanField(default=False)

    class Meta:
        ordering = ["-leads", "pk"]
        constraints = [models.UniqueConstraint(fields=["round"], condition=Q(leads=True), name="one_leader_a_team")]

    def __str__(self) -> str:
        return self.name
