"""Localities of this installation."""

from django.db.models import Exists, OuterRef, QuerySet

from kheo.movement.models import Programme
from kheo.organisation.models import Locality

OTHERS_SHOWN = 12


def front_locality() -> Locality | None:
    """The locality whose front page stands at ``/``: the first set up that has a closed year to tell, else the first."""
    closed = Programme.objects.filter(locality=OuterRef("pk"), state=Programme.State.CLOSED)
    return Locality.objects.select_related("unit").annotate(tells=Exists(closed)).order_by("-tells", "pk").first()


def other_localities(locality: Locality) -> QuerySet[Locality]:
    """A few of the others, by name, for the foot of the page."""
    return Locality.objects.exclude(pk=locality.pk).order_by("name")[:OTHERS_SHOWN]
