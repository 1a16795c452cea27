"""Members of the council judge without names while a programme says so."""

from collections.abc import Collection

from django.db.models import QuerySet

from kheo.assessment.models import Council, Seat
from kheo.movement.models import Programme
from kheo.movement.queries.masking import Masks
from kheo.organisation.blinds import Blinds, register


class MovementBlinds(Blinds):
    """Whoever holds the role of the council, or a seat in one that has not published yet, while the programme is anonymous."""

    def localities(self, person: int, councils: Collection[str]) -> set[str]:
        anonymous = set(_anonymous().values_list("locality__code", flat=True))
        if not anonymous:
            return set()
        seats = Seat.objects.filter(person=person, council__locality__in=anonymous).exclude(
            council__state=Council.State.PUBLISHED
        )
        return anonymous & {*councils, *seats.values_list("council__locality", flat=True)}

    def hide(self, locality: str, texts: Collection[str]) -> list[str]:
        programme = _anonymous().filter(locality__code=locality).select_related("locality").order_by("-year").first()
        if programme is None or not texts:
            return list(texts)
        mask = Masks(programme).wide
        return [mask.hide(text) for text in texts]


def _anonymous() -> QuerySet[Programme]:
    """Programmes judged without names now: with the publication of its council there is nothing left to judge."""
    return Programme.objects.filter(anonymous=True, state=Programme.State.OPEN).exclude(
        council_link__council__state=Council.State.PUBLISHED
    )


register(MovementBlinds())
