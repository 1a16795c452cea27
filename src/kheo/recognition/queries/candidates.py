"""Who may come into a list: proposed from the ranking, then from the list before; the office ticks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from kheo.assessment.queries.criteria import thresholds
from kheo.foundation.numbers import written
from kheo.foundation.text import begin_small
from kheo.movement.models import Programme, Registration
from kheo.movement.queries.assessments import Ranked, ranking
from kheo.movement.rules.programmes import days_of
from kheo.organisation.queries.units import names_on
from kheo.recognition.models import Decision, DecisionKind, DecisionLine
from kheo.recognition.queries.lines import LineContent, content_of

COMES_FROM = {
    DecisionKind.OUTSTANDING: DecisionKind.RECOGNITION,
    DecisionKind.PROPOSAL: DecisionKind.OUTSTANDING,
    DecisionKind.COMMENDATION: DecisionKind.PROPOSAL,
}


@dataclass(frozen=True)
class Candidate:
    """One that may be ticked. *suggested*: nothing speaks against it; *remark*: points and place, or what does."""

    content: LineContent
    unit_name: str
    remark: str
    suggested: bool

    @property
    def registration(self) -> Registration:
        return cast("Registration", self.content.registration)  # candidates are made of registrations only


def candidates_for(programme: Programme, kind: str) -> list[Candidate]:
    """Candidates for a list of *kind*: by place for the recognition, in the order of the list before for the others.

    Those already in an issued list of that kind are left out; a medal has no candidates, its recipients are typed. A fixed
    number of queries.
    """
    if kind == DecisionKind.RECOGNITION:
        return _from_ranking(programme)
    before = COMES_FROM.get(DecisionKind(kind))
    return _from_list(programme, before, kind) if before else []


def _from_ranking(programme: Programme) -> list[Candidate]:
    has_classes = programme.criteria_set_id is not None and bool(thresholds(programme.criteria_set_id))
    ranked = [one for one in ranking(programme) if one.registration.state == Registration.State.IN_ASSESSMENT]
    names = _names(programme, [one.registration.initiative.unit_id for one in ranked])
    return [_ranked(one, names, needs_sheet=programme.criteria_set_id is not None, needs_class=has_classes) for one in ranked]


def _ranked(one: Ranked, names: dict[int, str], *, needs_sheet: bool, needs_class: bool) -> Candidate:
    total, class_name = one.standing.verified_total, one.standing.class_name
    points = f"{written(total)} điểm" if total is not None else "chưa có điểm"
    if needs_sheet and not one.is_closed:
        return _candidate(content_of(one.registration), names, f"{points}, chưa chốt phiếu", suggested=False)
    if one.standing.why or (needs_class and not one.standing.passes):
        named = begin_small(class_name) if class_name else "dưới ngưỡng xếp loại"
        below = f"{points}, {one.standing.why or named}"
        return _candidate(content_of(one.registration), names, below, suggested=False)
    parts = [f"hạng {one.place}" if one.place else "", points if total is not None else "", class_name]
    return _candidate(content_of(one.registration), names, " · ".join(part for part in parts if part), suggested=True)


def _from_list(programme: Programme, before: str, kind: str) -> list[Candidate]:
    issued = DecisionLine.objects.filter(
        decision__programme=programme, decision__state=Decision.State.ISSUED, registration__isnull=False, revocation=None
    )
    taken = set(issued.filter(decision__kind=kind).values_list("registration_id", flat=True))
    lines = [
        line
        for line in issued.filter(decision__kind=before)
        .select_related("decision", "unit", "registration__initiative")
        .order_by("decision__date", "decision", "order")
        if line.registration_id not in taken
    ]
    names = _names(programme, [line.unit_id for line in lines])
    return [
        _candidate(
            LineContent(line.recipient, line.subject, line.unit, line.registration),
            names,
            f"số {line.decision.number} ngày {line.decision.date:%d/%m/%Y}",
            suggested=True,
        )
        for line in lines
    ]


def _candidate(content: LineContent, names: dict[int, str], remark: str, *, suggested: bool) -> Candidate:
    return Candidate(content, names.get(content.unit.pk, f"mã {content.unit.code}"), remark, suggested)


def _names(programme: Programme, units: Iterable[int]) -> dict[int, str]:
    return names_on(set(units), days_of(programme.year)[1])
