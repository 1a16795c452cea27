"""Launches as the pages tell them."""

from kheo.movement.models import Launch, Registration
from kheo.movement.workflow import CARRIED_OUT


def launch_of(registration: Registration) -> Launch | None:
    """The launch with its commitments in their order; at most two queries."""
    return Launch.objects.filter(registration=registration).prefetch_related("commitments").first()


def public_launch(registration: Registration) -> Launch | None:
    """What the public reads of it: only of an initiative that is carried out, or was."""
    return launch_of(registration) if registration.state in CARRIED_OUT else None
