"""Notices to whoever holds a position: written inside the transaction of the act they tell of."""

from collections.abc import Iterable

from kheo.organisation.models import Locality, Notice, Position


def notify(positions: Iterable[Position], locality: Locality, subject: str, path: str, text: str = "") -> int:
    """Leave a notice at each of *positions*; *path* is the page it leads to. Returns how many. No authority of its own."""
    notices = [
        Notice(position=position, locality=locality, subject=subject[:200], text=text[:600], path=path) for position in positions
    ]
    return len(Notice.objects.bulk_create(notices))
