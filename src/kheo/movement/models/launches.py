"""The launch («ra mắt») of an initiative, and what was promised there."""

from django.db import models

from kheo.movement.models.registrations import Registration


class Launch(models.Model):
    """The day on which an initiative was launched before the people, and who was there, in numbers."""

    registration = models.OneToOneField(Registration, on_delete=models.PROTECT, related_name="launch")
    held_on = models.DateField()
    place = models.CharField(max_length=200)
    households = models.PositiveIntegerField(null=True, blank=True, help_text="số hộ dự")
    people = models.PositiveIntegerField(null=True, blank=True, help_text="số người dự")
    note = models.TextField(blank=True)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.registration}: {self.held_on:%d/%m/%Y}"


class Commitment(models.Model):
    """What a party cell, a union, a group, the households promised at the launch; never what a named person thinks."""

    launch = models.ForeignKey(Launch, on_delete=models.CASCADE, related_name="commitments")
    order = models.PositiveSmallIntegerField()
    by_whom = models.CharField(max_length=200, help_text="bên cam kết: chi bộ, các hộ ngõ 3…")
    text = models.CharField(max_length=600)

    class Meta:
        ordering = ["launch", "order"]
        constraints = [models.UniqueConstraint(fields=["launch", "order"], name="commitment_order_once")]

    def __str__(self) -> str:
        return self.text
