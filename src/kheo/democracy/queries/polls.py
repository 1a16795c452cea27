"""Rounds on paper and online: where they stand, for their pages and papers. Never what a household chose."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from kheo.democracy.models import BallotPlan, BallotSheet, BoxBallot, Form, Household, OnlineVote, Participation, Round, Slip
from kheo.democracy.queries.roll import households_on
from kheo.democracy.queries.slips import standing_of
from kheo.democracy.rules.rounds import Tally
from kheo.democracy.rules.thresholds import needed, share_words, threshold
from kheo.organisation.models import Locality
from kheo.organisation.queries.units import versions_on
from kheo.organisation.queries.words import Terms, terms_of_village

ASKED = (Form.BALLOTS, Form.ONLINE)


@dataclass(frozen=True)
class Village:
    """A village under its name of the day, and what it and its head are called."""

    name: str
    terms: Terms

    @property
    def head(self) -> str:
        return self.terms.head


def villages_named(rounds: list[Round], day: date) -> dict[int, Village]:
    """The villages of *rounds* by their key: one query."""
    known = versions_on({one.village_id for one in rounds}, day)
    return {key: Village(version.name, terms_of_village(version)) for key, version in known.items()}


def village_of(asked: Round, day: date) -> Village:
    return villages_named([asked], day)[asked.village_id]


def rounds_asked(locality: Locality, villages: set[int] | None = None) -> QuerySet[Round]:
    """Rounds on paper and online, those that go on first; *villages*: of these alone."""
    found = Round.objects.filter(matter__locality=locality, form__in=ASKED).select_related("matter", "ballot_plan", "online_vote")
    if villages is not None:
        found = found.filter(village__in=villages)
    return found.order_by("closed_at", "-planned_on", "-pk")


def find_round(locality: Locality, pk: int, form: str) -> Round | None:
    found = Round.objects.select_related("matter__locality", "ballot_plan", "online_vote__chosen_proof", "village", "decision")
    return found.filter(matter__locality=locality, form=form, pk=pk).first()


def find_plan(locality: Locality, pk: int) -> BallotPlan | None:
    """The plan of the round *pk*."""
    found = BallotPlan.objects.select_related("round__matter__locality", "first_witness", "second_witness")
    return found.filter(round__matter__locality=locality, round=pk).first()


def find_vote(locality: Locality, pk: int) -> OnlineVote | None:
    """The online vote of the round *pk*."""
    found = OnlineVote.objects.select_related("round__matter__locality", "chosen_proof")
    return found.filter(round__matter__locality=locality, round=pk).first()


@dataclass(frozen=True)
class Handing:
    """How many sheets stand in each state; *collected* of *all* came back."""

    waiting: int
    away: int
    handed: int
    collected: int

    @property
    def all(self) -> int:
        return self.waiting + self.away + self.handed + self.collected

    @property
    def out(self) -> int:
        return self.handed + self.collected


def handing_of(asked: Round) -> Handing:
    states = BallotSheet.State.values
    found = BallotSheet.objects.filter(round=asked).aggregate(**{state: Count("pk", Q(state=state)) for state in states})
    return Handing(**found)


def sheets_of(asked: Round) -> QuerySet[BallotSheet]:
    return BallotSheet.objects.filter(round=asked).select_related("household")


@dataclass(frozen=True)
class Progress:
    """*standing* as slips.standing_of, or «closed»; *without*: households that came after the opening and have no slip."""

    standing: str
    slips: int
    taken_part: int
    without: tuple[Household, ...]


def progress_of(vote: OnlineVote, now: datetime, today: date) -> Progress:
    asked = vote.round
    if asked.state != "open":
        took = Participation.objects.filter(round=asked).count()
        return Progress("closed" if asked.state == "closed" else asked.state, asked.households or 0, took, ())
    slips = Slip.objects.filter(vote=vote).aggregate(all=Count("pk"), spent=Count("pk", Q(spent=True)))
    listed = Slip.objects.filter(vote=vote).values("household")
    late = tuple(households_on(asked.village_id, today).exclude(pk__in=listed))
    return Progress(standing_of(vote, now), slips["all"], slips["spent"], late)


def slips_of(vote: OnlineVote) -> QuerySet[Slip]:
    return Slip.objects.filter(vote=vote).select_related("household")


def took_part(asked: Round) -> QuerySet[Participation]:
    return Participation.objects.filter(round=asked).select_related("household")


def ballots_in_order(asked: Round) -> list[str]:
    """The closed box, ballot by ballot, in the order drawn by lot."""
    return list(BoxBallot.objects.filter(round=asked).order_by("pk").values_list("choice", flat=True))


@dataclass(frozen=True)
class Outcome:
    """The result of a closed round against all households; *needed* of them must agree."""

    tally: Tally
    households: int
    needed: int
    share: str
    citation: str
    passed: bool

    @property
    def silent(self) -> int:
        """Households that did not answer."""
        return self.households - self.tally.total


def outcome_of(asked: Round) -> Outcome | None:
    if asked.state != "closed" or asked.households is None or asked.closed_on is None:
        return None
    kind, day = asked.matter.kind, asked.closed_on
    tally = Tally(asked.votes_for or 0, asked.votes_against or 0, asked.votes_other or 0)
    return Outcome(
        tally,
        asked.households,
        needed(kind, asked.households, day),
        share_words(kind, day),
        threshold(kind, day).citation,
        passed=bool(asked.passed),
    )
