"""What the chapter ties to a position: lists of committees name it, visits are led by it, tasks wait for its body."""

from datetime import date

from django.urls import reverse

from kheo.directives.models import Committee, CommitteeDecision, CommitteeMember, InspectionVisit, Task
from kheo.organisation.models import Position
from kheo.organisation.ties import Tie, Ties, Way, register

OPEN = (Task.State.ASSIGNED, Task.State.REPORTED)


class DirectiveTies(Ties):
    """Nothing moves: lists of members are append-only, and tasks are a body's, never a person's."""

    def of_position(self, position: Position, on: date) -> list[Tie]:
        lists = _lists_in_force(position, on)
        led = InspectionVisit.objects.filter(
            leader__position=position, state=InspectionVisit.State.PLANNED, planned_on__gte=on
        ).count()
        tasks = Task.objects.filter(body=position.body, state__in=OPEN).count()
        place = position.body.locality
        ties = [
            Tie(
                Way.LOOK,
                f"danh sách của {committee.body.name}: ra quyết định kiện toàn",
                1,
                reverse("directives:committee", args=[committee.locality.code, committee.pk]),
            )
            for committee in lists
        ]
        if led:
            ties.append(Tie(Way.LOOK, "cuộc kiểm tra do chức vụ này dẫn đoàn: sửa trưởng đoàn sau khi kiện toàn", led))
        if tasks and place:
            page = reverse("directives:tasks", args=[place.code])
            ties.append(Tie(Way.STAYS, f"nhiệm vụ chưa xong của {position.body.short_name}", tasks, page))
        return ties


def _lists_in_force(position: Position, on: date) -> list[Committee]:
    """Committees whose newest decision of that day names *position*."""
    committees = Committee.objects.filter(decisions__members__position=position).distinct().select_related("body", "locality")
    found = []
    for committee in committees:
        newest = CommitteeDecision.objects.filter(committee=committee, date__lte=on).first()
        is_over = newest is None or newest.kind == CommitteeDecision.Kind.DISSOLUTION
        if not is_over and CommitteeMember.objects.filter(decision=newest, position=position).exists():
            found.append(committee)
    return found


register(DirectiveTies())
