"""An election in the first village: its list, a meeting or slips to every household, and the count."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils import timezone

from kheo.democracy.actions.ballots import mark_sheets, open_ballots, prepare_ballots
from kheo.democracy.actions.election_counts import Count, count_slips, count_votes
from kheo.democracy.actions.elections import add_candidate, begin_election
from kheo.democracy.actions.rounds import fail_round, open_round, plan_round
from kheo.democracy.models import BallotPlan, BallotSheet, Candidate, Election, Form, Matter, Round, Scope
from kheo.democracy.queries.elections import find_election
from kheo.democracy.queries.roll import households_on
from tests.democracy.scene import Scene
from tests.democracy.voting_scene import fresh_plan, plan_content


def today() -> date:
    return timezone.localdate()


def matter_of(scene: Scene, kind: int = 4, village=None, **changes) -> Matter:
    told = {"scope": Scope.VILLAGE, "title": "Bầu Tổ trưởng", "content": "-", "state": "proposed"}
    return Matter.objects.create(locality=scene.locality, village=village or scene.village, kind=kind, **(told | changes))


def begun(scene: Scene, what: str = "head", seats: int = 1, kind: int = 4) -> Election:
    return begin_election(scene.head, matter_of(scene, kind), what, seats, today())


def board(scene: Scene, seats: int = 2) -> Election:
    """The election of *seats* members of the inspection board."""
    return begun(scene, "inspection", seats, kind=5)


def listed(scene: Scene, election: Election, count: int = 2) -> list[Candidate]:
    return [add_candidate(scene.head, election, f"Cá nhân {number:02d}", "front") for number in range(1, count + 1)]


def opened(scene: Scene, election: Election, households: int = 51) -> Round:
    """A meeting of which Khéo knows the round alone."""
    scene.roll(households)
    planned = plan_round(scene.head, election.matter, scene.village, Form.MEETING, today())
    return open_round(scene.head, planned, planned.version)


def by_name(election: Election, votes: Sequence[int]) -> dict[int, int]:
    """*votes* of those who stand, in the list's order."""
    people = Candidate.objects.filter(election=election, withdrawn_on=None).order_by("order")
    return {one.pk: vote for one, vote in zip(people, votes, strict=True)}


def counted(
    scene: Scene, election: Election, votes: Sequence[int], valid: int | None = None, invalid: int = 0, households: int = 51
) -> Election:
    round_ = opened(scene, election, households)
    count = Count(by_name(election, votes), valid if valid is not None else sum(votes), invalid)
    return count_votes(scene.head, election, round_, count, election.version)


def planned_slips(scene: Scene, election: Election, households: int = 51) -> BallotPlan:
    """The plan of slips to every household, after a meeting that too few came to."""
    roll = len(scene.roll(households)) or households_on(scene.village, today()).count()
    met = plan_round(scene.head, election.matter, scene.village, Form.MEETING, today())
    met = open_round(scene.head, met, met.version)
    fail_round(scene.head, met, roll // 2, met.version)
    asked = plan_round(scene.head, election.matter, scene.village, Form.BALLOTS, today(), ends_on=today() + timedelta(days=2))
    Round.objects.filter(form=Form.MEETING).update(closed_on=today() - timedelta(days=5))
    made = prepare_ballots(scene.head, asked, plan_content(agreed_on=None), 0)
    Round.objects.filter(pk=asked.pk).update(ends_on=today())  # a count on paper waits for the last day
    return fresh_plan(made)


def slips(scene: Scene, election: Election, households: int = 51, collected: int = 0) -> BallotPlan:
    """Slips that are out, *collected* of which have come back."""
    plan = planned_slips(scene, election, households)
    open_ballots(scene.head, plan, plan.round.version)
    return collect(scene, plan, collected)


def collect(scene: Scene, plan: BallotPlan, number: int) -> BallotPlan:
    sheets = BallotSheet.objects.filter(round=plan.round).values_list("pk", flat=True)[:number]
    plan = fresh_plan(plan)
    mark_sheets(scene.head, plan, dict.fromkeys(sheets, "collected"), plan.version)
    return fresh_plan(plan)


def witnesses(plan: BallotPlan) -> tuple[int, int]:
    first, second = BallotSheet.objects.filter(round=plan.round).values_list("household", flat=True)[:2]
    return first, second


def slips_counted(
    scene: Scene, plan: BallotPlan, votes: Sequence[int], valid: int | None = None, invalid: int = 0, watched=None, day=None
) -> Election:
    """Count the slips of *plan*: *votes* of everybody on them, in the list's order."""
    people = Candidate.objects.filter(slip_round=plan.round).order_by("order")
    by = {one.pk: vote for one, vote in zip(people, votes, strict=True)}
    count = Count(by, valid if valid is not None else sum(votes), invalid)
    return count_slips(scene.head, plan, count, watched or witnesses(plan), day or today(), plan.version)


def again(election: Election) -> Election:
    found = find_election(election.matter.locality, election.pk)
    assert found is not None
    return found
