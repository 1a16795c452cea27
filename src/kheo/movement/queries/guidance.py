"""The guidance sheet of an initiative, and what it begins with."""

from kheo.movement.models import Guidance, Initiative, Registration
from kheo.movement.rules.spread import begun_guidance


def guidance_of(initiative: Initiative) -> Guidance | None:
    return Guidance.objects.filter(initiative=initiative).first()


def first_words(registration: Registration) -> dict[str, str]:
    """What a new sheet begins with, from what is told of the initiative and answered in its form."""
    initiative = registration.initiative
    return begun_guidance(initiative.way, initiative.lesson, registration.answers)
