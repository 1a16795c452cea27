"""Who learnt from whom in the demo: the ward of today from the town of 2024, across the day on which the town ended."""

from typing import Any

from django.db import transaction

from kheo.movement.actions.exemplars import add_exemplar
from kheo.movement.actions.guidance import GuidanceContent, write_guidance
from kheo.movement.actions.lineage import LineageContent, record_lineage
from kheo.movement.models import Initiative
from kheo.movement.rules.exemplars import ExemplarContent
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Body, Locality, Unit

LEARNT = ("learnt_on", "origin_words", "extent", "part", "by_whom", "consent", "outcome")
GUIDED = ("steps", "conditions", "cost", "people", "pitfalls")


@transaction.atomic
def spread(told: dict[str, Any], year: int) -> None:
    """Record lineage, guidance sheets and exemplars, once both localities are there."""
    for one in told["learnt"]:
        origin = _titled(one["origin"]) if "origin" in one else None
        content = LineageContent(origin=origin, **{name: one[name] for name in LEARNT if name in one})
        record_lineage(COMMAND_LINE, _titled(one["copy"]), content)
    for one in told["guidance"]:
        write_guidance(
            COMMAND_LINE, _titled(one["origin"]), GuidanceContent(**{name: one[name] for name in GUIDED}, is_public=True), 0
        )
    locality = Locality.objects.get(code=told["place"])
    for one in told["exemplars"]:
        words = ("movement", "name", "subject", "deed", "recognised_by", "is_public")
        told_of = ExemplarContent(year=year, source="dữ liệu minh hoạ", **{name: one[name] for name in words if name in one})
        add_exemplar(COMMAND_LINE, locality, _place(locality, one["where"]), told_of)


def _titled(title: str) -> Initiative:
    return Initiative.objects.get(title=title)


def _place(locality: Locality, where: str) -> Unit | Body:
    """A body by its short name in the demo's file, else a residential group by its name."""
    body = Body.objects.filter(locality=locality, code=f"{locality.code}/{where}").first()
    return body or Unit.objects.get(versions__name=where, versions__parent=locality.unit)
