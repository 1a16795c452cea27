"""The demo's council: a ward in which seven people have judged six files, from the units' own scores to a signed decision."""

from collections.abc import Callable, Iterable, Mapping
from datetime import time
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from kheo.assessment.actions.ballots import open_scoring, record_absence, save_ballot
from kheo.assessment.actions.councils import Place as Sitting
from kheo.assessment.actions.councils import Settings, seat_member
from kheo.assessment.actions.rounds import agree_points, close_round, record_meeting
from kheo.assessment.actions.self_scoring import SelfScore
from kheo.assessment.actions.sheets import Score
from kheo.assessment.models import Ballot, Council, CouncilFile, Criterion, Seat
from kheo.movement.actions.appraisals import Appointment, Held, TeamContent, make_team, plan_visit, record_visit
from kheo.movement.actions.assessments import NOT_OPENED, score_registration
from kheo.movement.actions.councils import (
    answer_for,
    appeal_for,
    bring_registrations,
    found_for_programme,
    publish_for_programme,
)
from kheo.movement.actions.self_scores import confirm_scores, hand_scores, self_score_registration
from kheo.movement.models import Programme, ProgrammeField, Registration
from kheo.organisation.authority import COMMAND_LINE, Actor, actor_of
from kheo.organisation.models import Account, Position
from kheo.site.demo.days import as_of
from kheo.site.demo.noticing import read_everything
from kheo.site.demo.organisation import Place, set_up_place
from kheo.site.demo.year import import_list, make_programme

PARTS = (Seat.Part.CHAIR, Seat.Part.SECRETARY)
Registrations = dict[int, Registration]


@transaction.atomic
def judge(told: dict[str, Any]) -> None:
    """Set the place up and lead its files through everything that *told* says, each act on its own day."""
    place = set_up_place(told)
    programme = make_programme(place, told["programme"])
    registrations = import_list(programme, "hoi-dong.csv", told["programme"])
    items = list(Criterion.objects.filter(criteria_set=programme.criteria_set))
    own, visit, council, appeal = (told[name] for name in ("own", "visit", "council", "appeal"))
    with as_of(own["confirmed_on"]):
        sheets = {number: _score_own(place, row, number, own, items) for number, row in registrations.items()}
    with as_of(visit["planned_on"]):
        hold = _plan_visit(place, programme, registrations, visit)
    with as_of(visit["on"]):
        hold()
    with as_of(own["verified_on"]):
        for number, row in registrations.items():
            score_registration(COMMAND_LINE, row, _verified(own, items), sheets[number])
    read_everything(place.locality)  # what was done is read; what the result told waits
    with as_of(council["founded_on"]):
        made = _found(place, programme, council, items)
    with as_of(council["closed_on"]):
        _score(place, made, registrations, council, items)
    with as_of(council["met_on"]):
        _meet(made, registrations, council)
    with as_of(council["published_on"]):
        publish_for_programme(COMMAND_LINE, programme, timezone.localdate(), _now(made).version)
    with as_of(appeal["raised_on"]):
        raised = appeal_for(_actor(place, appeal["by"]), registrations[appeal["stt"]], appeal["text"])
    with as_of(appeal["answered_on"]):
        answer_for(COMMAND_LINE, raised, appeal["answer"], raised.version, upheld=False)
    from kheo.site.demo.signing import sign_decision  # noqa: PLC0415  every command reads this file, pyHanko loads for 0.6 s

    with as_of(told["decision"]["date"]):
        sign_decision(place, programme, registrations, told["decision"])


def _actor(place: Place, slug: str) -> Actor:
    return actor_of(Account.objects.get(person=place.people[slug]), timezone.localdate())


def _share(item: Criterion, share: float) -> Decimal:
    """That share of the item's maximum, in whole steps."""
    return item.maximum * Decimal(str(share)) // item.step * item.step


def _score_own(place: Place, row: Registration, number: int, told: dict[str, Any], items: Iterable[Criterion]) -> int:
    """The unit scores itself, its head confirms; return the version of the sheet."""
    head = _actor(place, told["heads"][str(number)])
    given = {one.pk: SelfScore(_share(one, told["share"]), told["proof"]) for one in items}
    sheet = self_score_registration(head, row, given, NOT_OPENED)
    sheet = hand_scores(head, row, sheet.version)
    return confirm_scores(head, row, sheet.version).version


def _verified(told: dict[str, Any], items: Iterable[Criterion]) -> dict[int, Score]:
    """What the office verifies: the unit's own scores but for one item, with the reason."""
    scores = {}
    for one in items:
        own, differs = _share(one, told["share"]), one.code == told["otherwise"]
        scores[one.pk] = Score(own, own - one.step if differs else own, told["reason"] if differs else "")
    return scores


def _plan_visit(place: Place, programme: Programme, registrations: Registrations, told: dict[str, Any]) -> Callable[[], object]:
    """Make the team and its appointment; what is returned writes down what it found."""
    held = {slug: Position.objects.get(person=place.people[slug]) for slug in (told["lead"], *told["members"])}
    members = [held[slug] for slug in told["members"]]
    fields = list(ProgrammeField.objects.filter(programme=programme))
    team = make_team(COMMAND_LINE, programme, TeamContent(told["team"], held[told["lead"]], members, fields))
    rows = {registrations[int(number)].pk: tuple(found) for number, found in told["findings"].items()}
    looked_at = list(Registration.objects.filter(pk__in=rows))
    visit = plan_visit(COMMAND_LINE, team, place.unit(told["place"]), Appointment(told["on"], time(8), told["where"]), looked_at)
    held_visit = Held(told["on"], rows, told["present"], told["notes"])
    return partial(record_visit, _actor(place, told["lead"]), visit, held_visit, visit.version)


def _found(place: Place, programme: Programme, told: dict[str, Any], items: Iterable[Criterion]) -> Council:
    """Found the council, seat its seven, bring the files; one is absent before anything is scored, with a substitute."""
    named = next(one for one in items if one.code == told["tie_criterion"])
    settings = Settings(told["title"], Decimal(told["spread_limit"]), told["paper"], tie_rule="criterion", tie_criterion=named)
    council = found_for_programme(COMMAND_LINE, programme, settings)
    seats = {}
    for number, slug in enumerate(told["seats"]):
        part = PARTS[number] if number < len(PARTS) else Seat.Part.MEMBER
        title = Position.objects.get(person=place.people[slug]).title
        seats[slug] = seat_member(COMMAND_LINE, council, place.people[slug], Sitting(part, title=title))
    bring_registrations(COMMAND_LINE, programme)
    open_scoring(COMMAND_LINE, council, _now(council).version)
    record_absence(COMMAND_LINE, seats[told["absent"]], told["absent_reason"], place.people[told["substitute"]])
    return council


def _now(council: Council) -> Council:
    return Council.objects.get(pk=council.pk)


def _score(place: Place, council: Council, registrations: Registrations, told: dict[str, Any], items: list[Criterion]) -> None:
    """Every member writes the own sheets; then the round is closed."""
    slugs = [told["substitute"] if slug == told["absent"] else slug for slug in told["seats"]]
    order = {registrations[int(number)].pk: told["files"][number] for number in told["files"]}
    remarked = (registrations[told["remark"]["stt"]].pk, told["remark"]["seat"])
    for number, slug in enumerate(slugs):
        actor = _actor(place, slug)
        ballots = Ballot.objects.filter(file__council=council, seat__person=place.people[slug])
        for ballot in ballots.select_related("file__council", "file__assessment__registration_link"):
            key = ballot.file.assessment.registration_link.registration_id
            points = _points(items, order[key], order[key]["shares"][number])
            remark = told["remark"]["text"] if (key, slug) == remarked else ""
            save_ballot(actor, ballot, points, remark, ballot.version, hand_in=True)
    close_round(_actor(place, told["seats"][0]), council, _now(council).version)


def _points(items: Iterable[Criterion], told: Mapping[str, Any], share: float) -> dict[int, Decimal | None]:
    given: dict[int, Decimal | None] = {}
    for one in items:
        moved = {told.get("more"): one.step, told.get("less"): -one.step}.get(one.code, Decimal(0))
        given[one.pk] = _share(one, share) + moved
    return given


def _meet(council: Council, registrations: Registrations, told: dict[str, Any]) -> None:
    """The meeting, whole but for the absent member, and what it agreed on."""
    present = set(Seat.objects.filter(council=council, absent_reason="").values_list("pk", flat=True))
    record_meeting(COMMAND_LINE, council, timezone.localdate(), present, _now(council).version)
    agreed = told["agreed"]
    file = CouncilFile.objects.get(assessment__registration_link__registration=registrations[agreed["stt"]])
    agree_points(COMMAND_LINE, file, Decimal(agreed["points"]), agreed["reason"])
