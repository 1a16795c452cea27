"""Ties a programme to the council that scores its files; the council itself knows nothing of programmes."""

from django.db import models

from kheo.assessment.models import Council
from kheo.movement.models.programmes import Programme


class ProgrammeCouncil(models.Model):
    programme = models.OneToOneField(Programme, on_delete=models.PROTECT, related_name="council_link")
    council = models.OneToOneField(Council, on_delete=models.PROTECT, related_name="programme_link")

    def __str__(self) -> str:
        return f"{self.programme_id} – {self.council_id}"
