"""Localities of this installation."""

from django.db.models import QuerySet

from kheo.organisation.models import Locality


def front_locality() -> Locality | None:
    """The locality whose front page stands at ``/``: the one set up first."""
    return Locality.objects.select_related("unit").order_by("pk").first()


def other_localities(locality: Locality) -> QuerySet[Locality]:
    return Locality.objects.exclude(pk=locality.pk).order_by("name")
