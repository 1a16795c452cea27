"""Teams that look at what was registered on the spot («tổ thẩm định thực tế»), their appointments, what they found."""

from django.db import models
from django.db.models import Q

from kheo.movement.models.programmes import Programme, ProgrammeField
from kheo.movement.models.registrations import Registration
from kheo.movement.rules.appraisals import FINDINGS
from kheo.organisation.models import Body, Person, Unit


class AppraisalTeam(models.Model):
    """A team of a programme for some fields of work; towns usually have three."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="appraisal_teams")
    name = models.CharField(max_length=120)
    fields = models.ManyToManyField(ProgrammeField, related_name="+")
    version = models.PositiveIntegerField(default=1)
    members: "models.Manager[TeamMember]"

    class Meta:
        ordering = ["programme", "name"]
        constraints = [models.UniqueConstraint(fields=["programme", "name"], name="appraisal_team_once")]

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    """Somebody in a team, with the title held when the team was made, as the record prints it."""

    team = models.ForeignKey(AppraisalTeam, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    is_lead = models.BooleanField(default=False)

    class Meta:
        ordering = ["team", "-is_lead", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["team", "person"], name="one_place_a_person_in_a_team"),
            models.UniqueConstraint(fields=["team"], condition=Q(is_lead=True), name="one_lead_a_team"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.title}"


class AppraisalVisit(models.Model):
    """An appointment with one unit or body, and once it was held what was written down there."""

    class State(models.TextChoices):
        PLANNED = "planned", "đã hẹn"
        HELD = "held", "đã làm việc"
        CANCELLED = "cancelled", "đã thôi"

    team = models.ForeignKey(AppraisalTeam, on_delete=models.PROTECT, related_name="visits")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.TimeField()
    where = models.CharField(max_length=200)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    cancelled_reason = models.CharField(max_length=300, blank=True)
    held_on = models.DateField(null=True, blank=True)
    present = models.CharField(max_length=600, blank=True, help_text="bên đơn vị dự làm việc: chức vụ, tổ chức")
    notes = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    findings: "models.Manager[VisitFinding]"

    class Meta:
        ordering = ["team__programme", "on", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="held", held_on__isnull=False) | (~Q(state="held") & Q(held_on=None)),
                name="held_appraisal_has_its_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.team}, {self.on:%d/%m/%Y}"


class VisitFinding(models.Model):
    """A registration that is looked at on a visit, and what was found; "" before the visit was held."""

    visit = models.ForeignKey(AppraisalVisit, on_delete=models.CASCADE, related_name="findings")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="visit_findings")
    finding = models.CharField(max_length=9, choices=list(FINDINGS.items()), blank=True)
    text = models.CharField(max_length=600, blank=True)

    class Meta:
        ordering = ["visit", "pk"]
        constraints = [models.UniqueConstraint(fields=["visit", "registration"], name="registration_found_once_a_visit")]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.get_finding_display()}"
