"""What stands in an address: another locality's is not found."""

from django.http import Http404
from django.utils import timezone

from kheo.democracy.models import Household
from kheo.democracy.queries.matters import villages_on
from kheo.democracy.queries.roll import find_household
from kheo.organisation.models import Locality, UnitVersion


def village_or_404(locality: Locality, code: str) -> UnitVersion:
    """The village of *locality* with *code*, as it is called today."""
    found = next((one for one in villages_on(locality, timezone.localdate()) if one.unit.code == code), None)
    if found is None:
        raise Http404("Không có thôn, tổ dân phố này.")
    return found


def household_or_404(locality: Locality, pk: int) -> Household:
    found = find_household(locality, pk)
    if found is None:
        raise Http404("Không có hộ này.")
    return found
