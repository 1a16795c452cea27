"""What handing a position over would move, and the handovers there were."""

from datetime import date

from django.db.models import QuerySet

from kheo.organisation.models import Handover, Locality, Notice, Position
from kheo.organisation.ties import Tie, Way, ties_of_position

UNREAD = "thông báo chưa đọc"


def open_on(position: Position, on: date) -> list[Tie]:
    """Everything open on *position*: what would move, what stays with the body, what an official list still names."""
    waiting = Notice.objects.filter(position=position, read_at=None).count()
    own = [Tie(Way.MOVES, UNREAD, waiting)] if waiting else []
    return own + ties_of_position(position, on)


def handovers_of(locality: Locality) -> QuerySet[Handover]:
    return Handover.objects.filter(locality=locality).select_related("old__person", "old__body__unit", "new__person", "new__body")
