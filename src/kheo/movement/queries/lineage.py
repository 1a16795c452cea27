"""Who learnt from whom: the rows of one initiative, all above it, all below it, and what may be named as an origin."""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When

from kheo.foundation.text import fold
from kheo.movement.models import Initiative, Lineage, Registration
from kheo.movement.queries.registrations import unit_name_in
from kheo.organisation.authority import Owner
from kheo.organisation.models import Locality

ORIGINS_SHOWN = 20
# Both walks are one query whatever the depth. UNION forgets what it has met, so that even a circle ends. A row that stayed with
# an initiative that was merged away is history and leads nowhere.
_BELOW = """
WITH RECURSIVE reached(id) AS (
    SELECT CAST(%s AS bigint)
    UNION
    SELECT one.copy_id FROM movement_lineage one
    JOIN reached ON one.origin_id = reached.id
    JOIN movement_initiative copy ON copy.id = one.copy_id AND copy.merged_into_id IS NULL
)
SELECT one.origin_id, one.copy_id, one.learnt_on FROM movement_lineage one
JOIN reached ON one.origin_id = reached.id
JOIN movement_initiative copy ON copy.id = one.copy_id AND copy.merged_into_id IS NULL
ORDER BY one.learnt_on, one.id
"""
_ABOVE = """
WITH RECURSIVE reached(id) AS (
    SELECT CAST(%s AS bigint)
    UNION
    SELECT one.origin_id FROM movement_lineage one
    JOIN reached ON one.copy_id = reached.id
    WHERE one.origin_id IS NOT NULL
)
SELECT id FROM reached
"""


@dataclass(frozen=True)
class Learning:
    """One row of the walk: *copy* learnt from *origin* on a day."""

    origin: int
    copy: int
    on: date


def learnt_below(initiative: int) -> list[Learning]:
    """Everything that learnt from *initiative*, straight or through others, the earliest learnt first; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_BELOW, [initiative])
        rows = cursor.fetchall()
    # SQLite hands a day out as its text.
    return [Learning(origin, copy, on if isinstance(on, date) else date.fromisoformat(on)) for origin, copy, on in rows]


def keys_above(initiative: int) -> set[int]:
    """*initiative* and everything that it learnt from, straight or through others."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [initiative])
        return {row[0] for row in cursor.fetchall()}


def owner_of_initiative(initiative: Initiative) -> Owner:
    """Whose initiative it is: the body's that registered it, else the unit's."""
    return Owner(initiative.unit_id, initiative.body.code if initiative.body else "")


def initiatives_named() -> QuerySet[Initiative]:
    """Initiatives that stand for themselves, each with ``first_year``, ``newest_year`` and ``unit_name``.

    ``unit_name`` is that of its first year: what was begun in 2023 keeps the place of 2023, also after 01/07/2025.
    """
    of_it = Registration.objects.filter(initiative=OuterRef("pk")).values("programme__year")
    return (
        Initiative.objects.filter(merged_into=None)
        .annotate(
            first_year=Subquery(of_it.order_by("programme__year")[:1]),
            newest_year=Subquery(of_it.order_by("-programme__year")[:1]),
        )
        .annotate(unit_name=unit_name_in("first_year", "unit"))
        .select_related("locality", "unit", "body")
    )


def place_of(initiative: Initiative) -> str:
    """Whose it is, in the words of its first year (needs :func:`initiatives_named`)."""
    if initiative.body:
        return initiative.body.name
    return initiative.unit_name or f"mã {initiative.unit.code}"  # type: ignore[attr-defined]  # annotated above


def years_of(initiative: Initiative) -> str:
    """«2023» or «2023–2025» (needs :func:`initiatives_named`); empty before it was ever registered."""
    first, last = initiative.first_year, initiative.newest_year  # type: ignore[attr-defined]  # annotated there
    return str(first or "") if first == last else f"{first}–{last}"


def may_be_origin(locality: Locality) -> QuerySet[Initiative]:
    """What somebody of *locality* may name: its own of all years, of other localities what was recognised there."""
    of_it = Registration.objects.filter(initiative=OuterRef("pk"))
    recognised = Exists(of_it.filter(state=Registration.State.RECOGNISED))
    return initiatives_named().filter(Q(Exists(of_it), locality=locality) | Q(recognised))


def find_origins(locality: Locality, words: str, copy: Initiative) -> list[Initiative]:
    """Those whose names hold every one of *words*, own ones first; at most ``ORIGINS_SHOWN``, never *copy* itself."""
    asked = fold(words).split()
    if not asked:
        return []
    found = may_be_origin(locality).exclude(pk=copy.pk)
    for word in asked:
        found = found.filter(folded__contains=word)
    elsewhere = Case(When(locality=locality, then=0), default=1)
    return list(found.order_by(elsewhere, "folded", "pk")[:ORIGINS_SHOWN])


def learnt_from(initiative: Initiative) -> QuerySet[Lineage]:
    """What *initiative* learnt from, the earliest first; an origin that was merged away stands there once, as the kept one."""
    rows = Lineage.objects.filter(Q(origin=None) | Q(origin__merged_into=None), copy=initiative)
    return rows.select_related("origin__locality", "origin__unit", "origin__body", "copy")


def learnt_by(initiative: Initiative) -> QuerySet[Lineage]:
    """Who learnt straight from *initiative*, the newest first."""
    rows = Lineage.objects.filter(origin=initiative, copy__merged_into=None)
    return rows.select_related("copy__locality", "copy__unit", "copy__body", "origin").order_by("-learnt_on", "-pk")


def newest_registration(initiative: Initiative) -> Registration | None:
    """The registration of its newest year: where a notice about *initiative* leads."""
    rows = Registration.objects.filter(initiative=initiative).select_related("programme__locality")
    return rows.order_by("-programme__year").first()
