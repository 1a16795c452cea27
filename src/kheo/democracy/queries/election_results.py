"""What the count of an election came to: who is elected, which seats stay empty and why, whether the village votes again."""

from dataclasses import dataclass

from django.utils import timezone

from kheo.democracy.models import Candidate, Election, Matter, MeetingCluster, Round
from kheo.democracy.queries.elections import read_again
from kheo.democracy.rules.election_results import TIED_NOTE, Outcome, outcome, result_words, why_left
from kheo.democracy.rules.election_slips import LATE_WITHDRAWAL
from kheo.democracy.rules.elections import again_rule
from kheo.democracy.rules.thresholds import threshold


@dataclass(frozen=True)
class ElectionResult:
    """*rows*: everybody whose ballots were counted, in the list's order; *tied*: those who share the votes of the last seat.

    *asked*: the closed asking; *invalid*: its ballots that name nobody as they should.
    """

    election: Election
    asked: Round
    rows: tuple[Candidate, ...]
    elected: tuple[Candidate, ...]
    tied: tuple[Candidate, ...]
    found: Outcome
    invalid: int

    @property
    def households(self) -> int:
        return self.asked.households or 0

    @property
    def left(self) -> int:
        """Seats that nobody fills."""
        return self.election.seats - len(self.elected)

    @property
    def words(self) -> str:
        return result_words(self.found, self.election.seats, self.households)

    @property
    def citation(self) -> str:
        """The article of the threshold."""
        return threshold(self.election.matter.kind, self.asked.closed_on or self.election.planned_on).citation

    @property
    def again_rule(self) -> str:
        """The article by which people vote again."""
        return again_rule(self.election.what, self.election.planned_on).citation

    @property
    def late_note(self) -> str:
        """What becomes of ballots for somebody who withdrew with slips out; "" where nobody did."""
        return LATE_WITHDRAWAL if any(one.withdrawn_on for one in self.rows) else ""

    @property
    def tied_note(self) -> str:
        """Why none of the tied is elected; "" where nobody is tied."""
        return TIED_NOTE if self.tied else ""

    @property
    def silent(self) -> int:
        """Households that handed in nothing, or did not come: they took no part."""
        return self.households - (self.election.valid_ballots or 0) - self.invalid

    @property
    def why(self) -> str:
        return why_left(self.found, self.households)

    @property
    def names(self) -> str:
        """Those elected with their votes."""
        return "; ".join(f"{one.name} ({one.votes} phiếu)" for one in self.elected)

    @property
    def to_stand_again(self) -> tuple[Candidate, ...]:
        """Who is on the list when the village votes again: the tied, else everybody who stands and was not elected."""
        if self.election.matter.state == "refused":
            return tuple(one for one in self.rows if one.withdrawn_on is None)
        return self.tied or tuple(one for one in self.rows if one.withdrawn_on is None and not one.is_elected)

    @property
    def seats_again(self) -> int:
        """Seats to vote on again: those left, or all of them where the result was not recognised."""
        return self.election.seats if self.election.matter.state == "refused" else self.left


def result_of(election: Election) -> ElectionResult | None:
    """The result of *election*, read with its list and round; None before the count. What was written at the count stands."""
    asked = election.round
    if election.valid_ballots is None or asked is None or not asked.households:
        return None
    rows = tuple(one for one in election.candidates.all() if one.votes is not None)
    votes = {one.pk: one.votes or 0 for one in rows if one.withdrawn_on is None}
    found = outcome(votes, election.seats, election.matter.kind, asked.households, asked.closed_on or election.planned_on)
    elected = tuple(one for one in rows if one.is_elected)
    tied = tuple(one for one in rows if one.pk in found.tied)
    return ElectionResult(election, asked, rows, elected, tied, found, asked.votes_other or 0)


def result_in(asked: Round) -> ElectionResult | None:
    """The result of the election that *asked* closed; None for a round that elected nobody by name."""
    election = Election.objects.filter(round=asked).first()
    return result_of(read_again(election)) if election else None


def result_under(matter: Matter) -> ElectionResult | None:
    election = Election.objects.filter(matter=matter).exclude(round=None).first()
    return result_of(read_again(election)) if election else None


def names_in(cluster: MeetingCluster) -> list[tuple[str, int]]:
    """Of an election: who stood when *cluster* voted, in the list's order, with its ballots for them."""
    stood = {int(key): many for key, many in cluster.named_votes.items()}
    return [(one.name, stood[one.pk]) for one in Candidate.objects.filter(pk__in=stood).order_by("order")]


def next_election(election: Election) -> Election | None:
    """The election in which the village votes again after *election*; one whose matter was withdrawn is none."""
    return Election.objects.filter(follows=election).exclude(matter__state="withdrawn").order_by("pk").last()


def is_over(election: Election) -> bool:
    """Whether the village that elected ended: nobody votes there again."""
    village = election.matter.village
    return village is not None and village.ended_on is not None and village.ended_on <= timezone.localdate()


def may_vote_again(result: ElectionResult | None) -> bool:
    """Seats are empty, or the result was not recognised, and the village is there and does not vote again yet."""
    if result is None or not result.seats_again or result.election.matter.state == "annulled" or is_over(result.election):
        return False
    return next_election(result.election) is None
