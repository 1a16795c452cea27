"""Households that a matter of the whole commune asks twice: they moved from one village to another between the two askings."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from kheo.democracy.models import Household, Round, Scope
from kheo.democracy.queries.roll import households_on


def asked_before(asked: Round) -> list[int]:
    """Numbers of those households of *asked* that stood on the roll by which another village was asked on the same matter.

    Moved meanwhile, one by one or with a village that was joined, they are counted in both; a meeting that failed asked nobody.
    """
    if asked.matter.scope != Scope.COMMUNE:
        return []
    others = Round.objects.filter(matter=asked.matter_id, state__in=("open", "closed")).exclude(village=asked.village_id)
    days = {one.village_id: one.opened_on for one in others if one.opened_on is not None}
    if not days:
        return []
    rows = households_on(asked.village_id, asked.opened_on or timezone.localdate()).exclude(moved_from=None)
    return [
        one.number for one in rows.select_related("moved_from__moved_from") if any(_was_there(row, days) for row in _before(one))
    ]


def _before(household: Household) -> Iterator[Household]:
    """Its rows in the rolls that it left, the last first; two of them, for a village that was joined twice in one matter."""
    last = household.moved_from
    yield from (one for one in (last, last and last.moved_from) if one is not None)


def _was_there(row: Household, days: dict[int, date]) -> bool:
    day = days.get(row.village_id)
    return day is not None and Household.objects.on(day).filter(pk=row.pk).exists()
