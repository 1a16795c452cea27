"""What was found and waits: pairs of a programme, texts that were not read or not compared yet."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kheo.movement.models import Initiative, Lookalike, Programme, Sketch
from kheo.movement.queries.likeness.finding import Known, known_of


def pairs_of(programme: Programme) -> QuerySet[Lookalike]:
    """Undecided pairs whose newer text is registered in *programme*, the most alike first.

    One of the two is the locality's own: what came from the level below and resembles another one there is that level's affair.
    """
    here = programme.locality_id
    return (
        Lookalike.objects.filter(Q(initiative__locality=here) | Q(other__locality=here))
        .filter(initiative__registrations__programme=programme)
        .select_related("initiative", "other__locality")
        .order_by("-share", "initiative", "other")
    )


@dataclass(frozen=True)
class Pair:
    """A pair as the list shows it."""

    found: Lookalike
    known: Known
    other: Known

    @property
    def percent(self) -> int:
        return round(self.found.share * 100)


def pairs_told(found: Iterable[Lookalike]) -> list[Pair]:
    """Pairs with place and years of both sides; one query."""
    rows = list(found)
    known = known_of({key for row in rows for key in (row.initiative_id, row.other_id)})
    return [Pair(row, known.get(row.initiative_id, Known()), known.get(row.other_id, Known())) for row in rows]


def not_compared(programme: Programme) -> QuerySet[Sketch]:
    return Sketch.objects.filter(initiative__registrations__programme=programme, is_compared=False)


def not_read(limit: int, initiatives: Collection[int] | None = None) -> list[int]:
    """Initiatives without a sketch: of an installation that was upgraded, of a backup that was restored."""
    rows = Initiative.objects.filter(sketch=None, merged_into=None)
    if initiatives is not None:
        rows = rows.filter(pk__in=initiatives)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:limit])
