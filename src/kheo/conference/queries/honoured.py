"""Who is named in the issued decisions of a programme: the heads that may be invited in one act."""

from dataclasses import dataclass

from kheo.conference.models import Conference, Guest
from kheo.foundation.text import fold
from kheo.movement.models import Programme
from kheo.organisation.models import Body, Unit
from kheo.recognition.models import Decision, DecisionKind, DecisionLine

HONOURED = (DecisionKind.RECOGNITION, DecisionKind.OUTSTANDING, DecisionKind.COMMENDATION, DecisionKind.MEDAL)


@dataclass(frozen=True)
class HonouredLine:
    """One head: *label* as printed in the decision, its unit, and the body that registered where one did."""

    label: str
    unit: Unit
    body: Body | None


def honoured_lines(programme: Programme) -> list[HonouredLine]:
    """Recipients of the issued decisions, medals first, each recipient of a unit once; one query."""
    rows = (
        DecisionLine.objects.filter(
            decision__programme=programme, decision__state=Decision.State.ISSUED, decision__kind__in=HONOURED, revocation=None
        )
        .select_related("decision", "unit", "registration__initiative__body")
        .order_by("decision__date", "decision__pk", "order")
    )
    found: dict[tuple[int, str], HonouredLine] = {}
    weight = {DecisionKind.MEDAL: 0, DecisionKind.COMMENDATION: 1}
    for line in sorted(rows, key=lambda row: weight.get(DecisionKind(row.decision.kind), 2)):
        body = line.registration.initiative.body if line.registration else None
        found.setdefault((line.unit_id, fold(line.recipient)), HonouredLine(line.recipient, line.unit, body))
    return list(found.values())


def honoured_left(conference: Conference) -> list[HonouredLine]:
    """Those of the conference's programme who are not invited yet; two queries."""
    rows = Guest.objects.filter(conference=conference, person=None).values_list("unit", "label")
    known = {(unit, fold(label)) for unit, label in rows}
    return [line for line in honoured_lines(conference.programme) if (line.unit.pk, fold(line.label)) not in known]
