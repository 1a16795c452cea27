"""The living ward's initiatives: some recognised, some on the council's table, one stopped, a list in draft."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from kheo.assessment.actions.sheets import Score
from kheo.assessment.models import Criterion
from kheo.movement.actions.assessments import NOT_OPENED, close_all_scores, score_registration
from kheo.movement.actions.steps import move_registration
from kheo.movement.models import Programme, Registration
from kheo.organisation.authority import COMMAND_LINE
from kheo.recognition.actions.certificates import issue_certificates
from kheo.recognition.actions.decisions import check_decision, issue_decision
from kheo.recognition.models import Decision
from kheo.site.demo.organisation import Place
from kheo.site.demo.year import draft

SHARE = Decimal("0.85")  # of each item's maximum, in whole points of its step


def move_on(place: Place, programme: Programme, registrations: dict[int, Registration], told: dict[str, Any]) -> None:
    """Bring the registrations to where *told* says each of them stands today."""
    criteria = list(Criterion.objects.filter(criteria_set=programme.criteria_set))
    _first_round(place, programme, registrations, told["first"], criteria)
    for number in told["second"]["in_assessment"]:
        _step(registrations[number], "assess")
    for number in told["second"]["full"]:
        _score(registrations[number], criteria)
    for number in told["second"]["half"]:
        _score(registrations[number], criteria[: len(criteria) // 2])
    for stopped in told["stopped"]:
        _step(registrations[stopped["stt"]], "stop", stopped["reason"])
    draft(place, programme, registrations, told["draft"])


def _first_round(
    place: Place,
    programme: Programme,
    registrations: dict[int, Registration],
    told: dict[str, Any],
    criteria: list[Criterion],
) -> None:
    """Score and close what was done early; recognise it but for one."""
    for number in told["stt"]:
        _score(registrations[number], criteria)
    close_all_scores(COMMAND_LINE, programme, told["scored_on"])
    _step(registrations[told["not_recognised"]], "decline")
    decision = issued(draft(place, programme, registrations, told["decision"]), told["decision"])
    issue_certificates(COMMAND_LINE, decision)


def issued(decision: Decision, told: dict[str, Any]) -> Decision:
    """Check the draft and enter the number and day that *told* gives."""
    decision = check_decision(COMMAND_LINE, decision, decision.version)
    return issue_decision(COMMAND_LINE, decision, told["number"], told["date"], decision.version)


def _score(registration: Registration, criteria: Iterable[Criterion]) -> None:
    points = {one.pk: one.maximum * SHARE // one.step * one.step for one in criteria}
    score_registration(COMMAND_LINE, registration, {key: Score(value, value, "") for key, value in points.items()}, NOT_OPENED)


def _step(registration: Registration, step: str, reason: str = "") -> None:
    registration.refresh_from_db()
    move_registration(COMMAND_LINE, registration, step, registration.version, reason)
