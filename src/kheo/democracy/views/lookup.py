"""What stands in an address: another locality's is not found."""

from django.http import Http404
from django.utils import timezone

from kheo.democracy.models import Household, Matter, Meeting, MeetingCluster, Round
from kheo.democracy.queries.matters import find_matter, find_round, villages_on
from kheo.democracy.queries.roll import find_household
from kheo.democracy.queries.sittings import find_cluster
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


def matter_or_404(locality: Locality, pk: int) -> Matter:
    found = find_matter(locality, pk)
    if found is None:
        raise Http404("Không có việc này.")
    return found


def round_or_404(locality: Locality, pk: int) -> Round:
    found = find_round(locality, pk)
    if found is None:
        raise Http404("Không có lần lấy quyết định này.")
    return found


def meeting_or_404(locality: Locality, pk: int) -> Meeting:
    """The meeting of a round that is held as one and was arranged."""
    found = round_or_404(locality, pk)
    meeting: Meeting | None = getattr(found, "meeting", None)
    if meeting is None:
        raise Http404("Chưa ghi nơi họp, người triệu tập.")
    return meeting


def cluster_or_404(locality: Locality, pk: int) -> MeetingCluster:
    """One cluster of a meeting, with how many are *here*."""
    found = find_cluster(locality, pk)
    if found is None:
        raise Http404("Không có cụm này.")
    return found


def sitting_or_404(locality: Locality, pk: int, *, in_cluster: bool) -> Meeting | MeetingCluster:
    """The whole meeting of a round, or a cluster by its own number."""
    return cluster_or_404(locality, pk) if in_cluster else meeting_or_404(locality, pk)
