"""Where people sit together: the whole village, or each of its clusters; who is there."""

from typing import TypeAlias

from django.db.models import Count, QuerySet

from kheo.democracy.models import Attendance, Meeting, MeetingCluster
from kheo.organisation.models import Locality

Sat: TypeAlias = Meeting | MeetingCluster


def meeting_of(sat: Sat) -> Meeting:
    return sat.meeting if isinstance(sat, MeetingCluster) else sat


def here(sat: Sat) -> QuerySet[Attendance]:
    """Who is there: in the one cluster, or in the whole meeting, all its clusters together."""
    return Attendance.objects.filter(cluster=sat) if isinstance(sat, MeetingCluster) else Attendance.objects.filter(meeting=sat)


def clusters_of(meeting: Meeting) -> list[MeetingCluster]:
    """Its clusters in their order, each with *here*: households ticked now. One query."""
    return list(_counted().filter(meeting=meeting))


def find_cluster(locality: Locality, pk: int) -> MeetingCluster | None:
    rows = _counted().select_related("meeting__round__matter__locality", "meeting__round__village")
    return rows.filter(meeting__round__matter__locality=locality, pk=pk).first()


def others_here(cluster: MeetingCluster) -> dict[int, str]:
    """Households present in another cluster of the same meeting, with its name."""
    rows = Attendance.objects.filter(meeting=cluster.meeting_id).exclude(cluster=cluster)
    return dict(rows.order_by().values_list("household", "cluster__name"))


def _counted() -> QuerySet[MeetingCluster]:
    return MeetingCluster.objects.annotate(here=Count("attendances")).order_by("order")
