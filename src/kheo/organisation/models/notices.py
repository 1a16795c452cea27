"""Notices: what the holder of a position should know."""

from django.db import models

from kheo.organisation.models.bodies import Locality
from kheo.organisation.models.people import Position


class Notice(models.Model):
    """Something the holder of a position should know: in the app, by e-mail, or copied as a text into a chat.

    It belongs to the position, not to the person: whoever takes the position over finds what was not read yet. *path* is
    the page it leads to, *subject* one line. Only ``organisation.actions.notices`` writes it.
    """

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="notices")
    locality = models.ForeignKey(Locality, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=200)
    text = models.CharField(max_length=600, blank=True)
    path = models.CharField(max_length=200)
    added_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    mail_tries = models.PositiveSmallIntegerField(default=0)
    mail_tried_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-added_at", "-pk"]
        indexes = [models.Index(fields=["position", "read_at"])]

    def __str__(self) -> str:
        return self.subject
