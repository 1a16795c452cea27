"""Steering committees: the list in force on any day, the decisions behind it, what needs strengthening."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from kheo.directives.models import Committee, CommitteeDecision, CommitteeMember, WorkingRules
from kheo.directives.rules.committees import HEAD, ended_words
from kheo.organisation.models import Body, Locality, Position
from kheo.organisation.queries.units import names_on


@dataclass(frozen=True)
class Seat:
    """A member with who holds the position on the day; *flag* says why the seat stands empty ("": it does not)."""

    member: CommitteeMember
    holder: str
    flag: str


@dataclass(frozen=True)
class CommitteeState:
    """A committee on a day: the decision in force, its list, how many seats stand empty.

    Without a decision: *dissolved* by one, or *ended_on* with its body or unit, or else not founded yet.
    """

    committee: Committee
    place: str
    decision: CommitteeDecision | None
    dissolved: CommitteeDecision | None
    ended_on: date | None
    seats: tuple[Seat, ...]

    @property
    def head(self) -> Seat | None:
        return next((seat for seat in self.seats if seat.member.part == HEAD), None)

    @property
    def flagged(self) -> int:
        return sum(1 for seat in self.seats if seat.flag)


def committees(locality: Locality) -> QuerySet[Committee]:
    """Committees of *locality* and of its communes, those of the locality itself first."""
    found = Committee.objects.filter(locality=locality).select_related("body__unit", "locality__unit")
    return found.order_by(_of_the_locality("body__unit"), "body__code")


def _of_the_locality(unit: str) -> Case:
    """0 for what belongs to the whole locality, 1 for what belongs to a unit of it: its own come first."""
    return Case(When(**{unit: F("locality__unit")}, then=Value(0)), default=Value(1))


def find_committee(locality: Locality, pk: int) -> Committee | None:
    return committees(locality).filter(pk=pk).first()


def standing(committee: Committee | Iterable[Committee]) -> QuerySet[CommitteeDecision]:
    """Decisions that count, the newest first: those that no other one corrects."""
    some = [committee] if isinstance(committee, Committee) else list(committee)
    found = CommitteeDecision.objects.filter(committee__in=some, corrected_by=None)
    return found.select_related("file").order_by("-date", "-pk")


def history_of(committee: Committee) -> QuerySet[CommitteeDecision]:
    """Every decision, corrected ones too, the newest first."""
    found = CommitteeDecision.objects.filter(committee=committee).select_related("file", "corrects", "corrected_by")
    return found.annotate(members_count=Count("members")).order_by("-date", "-pk")


def find_decision(locality: Locality, pk: int) -> CommitteeDecision | None:
    found = CommitteeDecision.objects.select_related(
        "committee__body__unit", "committee__locality__unit", "file", "corrects", "corrected_by"
    )
    return found.filter(committee__locality=locality, pk=pk).first()


def decision_on(committee: Committee, day: date) -> CommitteeDecision | None:
    """The decision whose list is in force on *day*; None before the first one and from the committee's end on."""
    if _ended_on(committee, day) is not None:
        return None
    return _in_force([one for one in standing(committee) if one.date <= day])


def _ended_on(committee: Committee, day: date) -> date | None:
    """The day on which the body, or the unit whose it was, had ended by *day*: its committee ended with it."""
    ends = (committee.body.valid_to, committee.body.unit.ended_on)
    return min((end for end in ends if end is not None and end <= day), default=None)


def _in_force(newest_first: Sequence[CommitteeDecision]) -> CommitteeDecision | None:
    newest = newest_first[0] if newest_first else None
    return None if newest is None or newest.kind == CommitteeDecision.Kind.DISSOLUTION else newest


def members_on(committee: Committee, day: date) -> QuerySet[CommitteeMember]:
    """The members of the list in force on *day*, in the order of the decision; none where no list is in force."""
    decision = decision_on(committee, day)
    return members_of(decision) if decision else CommitteeMember.objects.none()


def members_of(decision: CommitteeDecision) -> QuerySet[CommitteeMember]:
    return _listed().filter(decision=decision)


def _listed() -> QuerySet[CommitteeMember]:
    found = CommitteeMember.objects.select_related("body", "position__person", "position__body")
    return found.order_by("decision", "order")


def seats_of(decision: CommitteeDecision, day: date) -> tuple[Seat, ...]:
    """The list of *decision* as it stands on *day*; one query."""
    return tuple(_seat(member, day) for member in members_of(decision))


def _seat(member: CommitteeMember, day: date) -> Seat:
    position = member.position
    body = position.body if position else member.body
    flag = ended_words(position.valid_to if position else None, body.valid_to if body else None, day)
    return Seat(member, position.person.name if position and not flag else "", flag)


def states_on(locality: Locality, day: date) -> list[CommitteeState]:
    """Every committee as it stands on *day*; a fixed number of queries."""
    return _states(list(committees(locality)), day)


def state_on(committee: Committee, day: date) -> CommitteeState:
    return _states([committee], day)[0]


def _states(found: list[Committee], day: date) -> list[CommitteeState]:
    decisions: dict[int, list[CommitteeDecision]] = defaultdict(list)
    for decision in standing(found).filter(date__lte=day):
        decisions[decision.committee_id].append(decision)
    ended = {committee.pk: _ended_on(committee, day) for committee in found}
    in_force: dict[int, CommitteeDecision | None] = {
        key: None if ended[key] else _in_force(rows) for key, rows in decisions.items()
    }
    seats: dict[int, list[Seat]] = defaultdict(list)
    for member in _listed().filter(decision__in=[one for one in in_force.values() if one]):
        seats[member.decision_id].append(_seat(member, day))
    places = names_on({committee.body.unit_id for committee in found}, day)
    states = []
    for committee in found:
        newest_first, current = decisions[committee.pk], in_force.get(committee.pk)
        last = newest_first[0] if newest_first else None
        dissolved = last if last and last.kind == CommitteeDecision.Kind.DISSOLUTION else None
        listed = tuple(seats[current.pk]) if current else ()
        states.append(
            CommitteeState(committee, places.get(committee.body.unit_id, ""), current, dissolved, ended[committee.pk], listed)
        )
    return states


def need_strengthening(locality: Locality, day: date) -> list[CommitteeState]:
    """Committees in whose list a position has ended by *day*: for the desk of the office."""
    return [state for state in states_on(locality, day) if state.flagged]


def rules_on(committee: Committee, day: date) -> WorkingRules | None:
    """The working rules in force on *day*: the newest."""
    return WorkingRules.objects.filter(committee=committee, date__lte=day).select_related("file").order_by("-date", "-pk").first()


def rules_of(committee: Committee) -> QuerySet[WorkingRules]:
    return WorkingRules.objects.filter(committee=committee).select_related("file").order_by("-date", "-pk")


def find_rules(locality: Locality, pk: int) -> WorkingRules | None:
    found = WorkingRules.objects.select_related("committee__body", "committee__locality", "file")
    return found.filter(committee__locality=locality, pk=pk).first()


def bodies_without_committee(locality: Locality) -> QuerySet[Body]:
    """Bodies of kind committee whose founding decision is not known yet."""
    found = Body.objects.filter(locality=locality, kind=Body.Kind.COMMITTEE, committee=None).select_related("unit")
    return found.order_by(_of_the_locality("unit"), "code")


def positions_offered(locality: Locality, day: date, also: Iterable[int] = ()) -> QuerySet[Position]:
    """Positions that may be chosen for a list of *day*; *also*: those already chosen, whatever became of them."""
    held = Position.objects.on(day).values("pk")
    found = Position.objects.filter(Q(pk__in=held) | Q(pk__in=list(also)), body__locality=locality)
    return found.select_related("person", "body").order_by("body__name", "title", "pk")
