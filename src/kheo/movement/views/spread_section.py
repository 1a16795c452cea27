"""What the page of a registration tells of spreading: from whom it learnt, who learnt from it, its guidance sheet."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from kheo.movement.models import Initiative, Lineage, Registration
from kheo.movement.queries.guidance import guidance_of
from kheo.movement.queries.lineage import initiatives_named, learnt_by, learnt_from, place_of
from kheo.movement.queries.merged import has_doubles
from kheo.movement.queries.registrations import owner_of
from kheo.organisation.actor import acting
from kheo.organisation.authority import find_grant

COPIES_SHOWN = 10


@dataclass(frozen=True)
class Learning:
    """One row with the place of its other end; that is None where the origin is outside the record."""

    row: Lineage
    other: Initiative | None
    place: str


def spread_section(request: HttpRequest, found: Registration) -> dict[str, Any]:
    """The context of ``movement/spread/section.html``; a fixed number of queries."""
    initiative = found.initiative
    origins, copies = list(learnt_from(initiative)), list(learnt_by(initiative))
    others = [row.origin_id for row in origins] + [row.copy_id for row in copies[:COPIES_SHOWN]]
    named = {one.pk: one for one in initiatives_named().filter(pk__in=[key for key in others if key])}
    actor, locality = acting(request), initiative.locality
    may = find_grant(actor, "lineage.record", locality, owner_of(found)) is not None
    return {
        "origins": [_learning(row, named.get(row.origin_id or 0)) for row in origins],
        "copies": [_learning(row, named.get(row.copy_id)) for row in copies[:COPIES_SHOWN]],
        "copies_total": len(copies),
        "guidance": guidance_of(initiative),
        "may_record_lineage": may,
        "may_merge": find_grant(actor, "initiatives.merge", locality) is not None,
        "may_follow": find_grant(actor, "submission.write", locality) is not None,
        "has_doubles": has_doubles(initiative),
    }


def _learning(row: Lineage, other: Initiative | None) -> Learning:
    return Learning(row, other, place_of(other) if other else "")
