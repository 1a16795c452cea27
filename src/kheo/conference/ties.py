"""What the chapter ties to a position: invitations to conferences that are still ahead, and what its body is asked for."""

from datetime import date

from django.db.models import QuerySet

from kheo.conference.actions.heads import add_capacities, bump, new_guest
from kheo.conference.models import Capacity, ConclusionNotice, Conference, Guest, Speech
from kheo.organisation.models import Body, Position
from kheo.organisation.ties import Tie, Ties, Way, register

INVITED = "lời mời dự hội nghị"


class ConferenceTies(Ties):
    def of_position(self, position: Position, on: date) -> list[Tie]:
        invited = _invited(position, on).count()
        asked = Speech.objects.filter(body=position.body, state=Speech.State.CALLED, conference__state__in=_not_closed()).count()
        ties = [Tie(Way.MOVES, INVITED, invited)] if invited else []
        if asked:
            ties.append(Tie(Way.STAYS, f"bài {position.body.short_name} chưa gửi", asked))
        return ties

    def move(self, old: Position, new: Position, on: date) -> list[Tie]:
        """Each invitation goes to the new holder: one head, so a holder who is invited already gets one more capacity.

        Whoever shares the old holder's head keeps it. An answer was the old holder's, so the new one is asked again.
        """
        moved = 0
        for conference in Conference.objects.select_for_update().filter(pk__in=_invited(old, on).values("guest__conference")):
            for capacity in _invited(old, on).filter(guest__conference=conference).select_related("guest"):
                _move(capacity, new)
                moved += 1
        return [Tie(Way.MOVES, INVITED, moved)] if moved else []

    def papers_of(self, body: Body) -> list[Tie]:
        count = ConclusionNotice.objects.filter(body=body).exclude(number="").count()
        return [Tie(Way.STAYS, "thông báo kết luận đã ghi số", count)] if count else []


def _not_closed() -> list[str]:
    return [Conference.State.PREPARING, Conference.State.OPEN]


def _invited(position: Position, on: date) -> QuerySet[Capacity]:
    """Capacities of *position* at conferences from *on*, where nobody has marked yet whether the head came."""
    return Capacity.objects.filter(
        position=position,
        guest__conference__state__in=_not_closed(),
        guest__conference__held_on__gte=on,
        guest__attendance=Guest.Attendance.UNKNOWN,
    )


def _move(capacity: Capacity, new: Position) -> None:
    guest, title = capacity.guest, capacity.title
    known = Guest.objects.filter(conference=guest.conference_id, person=new.person_id).first()
    alone = not guest.capacities.exclude(pk=capacity.pk).exists()
    if known is None and alone:
        capacity.position = new
        capacity.save(update_fields=["position"])
        guest.person, guest.answer, guest.stand_in = new.person, Guest.Answer.NONE, ""
        bump(guest)
        return
    head = known or new_guest(guest.conference, guest.group, guest.unit, guest.body, person=new.person)
    capacity.delete()
    add_capacities(head, [(title, new)])
    if alone:
        guest.delete()
    else:
        bump(guest)


register(ConferenceTies())
