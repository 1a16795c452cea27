"""Elections of a locality with their calendar, list and count."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from kheo.democracy.models import Candidate, Election, Form, HeadTerm, Matter, Round
from kheo.democracy.rules.elections import Step, calendar
from kheo.organisation.models import Locality, Unit


@dataclass(frozen=True)
class ElectionState:
    """*standing*: who stands; *withdrawn*: who no longer does; *late*: those of them whose names slips handed out carry."""

    election: Election
    steps: tuple[Step, ...]
    standing: tuple[Candidate, ...]
    withdrawn: tuple[Candidate, ...]
    late: tuple[Candidate, ...] = ()

    @property
    def early(self) -> tuple[Candidate, ...]:
        """Who withdrew before any slip was out."""
        return tuple(one for one in self.withdrawn if one not in self.late)

    @property
    def is_counted(self) -> bool:
        return self.election.valid_ballots is not None

    @property
    def elected(self) -> tuple[Candidate, ...]:
        return tuple(one for one in self.standing if one.is_elected)

    @property
    def is_ready(self) -> bool:
        """Every step of the calendar was done."""
        return all(step.done_on is not None for step in self.steps)

    @property
    def is_announced(self) -> bool:
        """Whether the list is public: the last step before the day was done, or it was counted."""
        return self.is_counted or self.steps[-1].done_on is not None


def elections_of(locality: Locality, village: Unit | None = None) -> list[ElectionState]:
    """Elections of *locality* (of *village*), the next first; three queries."""
    rows = _whole(Election.objects.filter(matter__locality=locality))
    return [state_of(one) for one in (rows.filter(matter__village=village) if village else rows)]


def find_election(locality: Locality, pk: int) -> Election | None:
    return _whole(Election.objects.filter(matter__locality=locality, pk=pk)).first()


def read_again(election: Election) -> Election:
    return _whole(Election.objects.filter(pk=election.pk)).get()


def _whole(rows: QuerySet[Election]) -> QuerySet[Election]:
    candidates = Prefetch("candidates", Candidate.objects.select_related("term", "slip_round").order_by("order"))
    near = ("matter__locality", "matter__village", "round", "follows__matter")
    return rows.select_related(*near).prefetch_related("steps", candidates)


def state_of(election: Election) -> ElectionState:
    done = {step.key: step.done_on for step in election.steps.all()}
    candidates = list(election.candidates.all())
    gone = tuple(one for one in candidates if one.withdrawn_on is not None)
    return ElectionState(
        election,
        tuple(calendar(election.what, election.planned_on, done)),
        tuple(one for one in candidates if one.withdrawn_on is None),
        gone,
        tuple(one for one in gone if one.slip_round and one.slip_round.state in ("open", "closed")),
    )


def matters_to_elect(locality: Locality) -> QuerySet[Matter]:
    """Matters of a village on an election that nothing was planned for yet (Điều 15 khoản 4, khoản 5)."""
    waiting = Matter.objects.filter(locality=locality, kind__in=(4, 5), dismisses=False, election=None)
    rows = waiting.filter(state__in=("proposed", "deciding"))
    return rows.exclude(village=None).select_related("village").order_by("-pk")


def asked_in(election: Election) -> Round | None:
    """The newest asking of the village under the election's matter, unless it was called off."""
    return Round.objects.filter(matter=election.matter_id).exclude(state="cancelled").order_by("attempt").last()


def open_rounds(election: Election) -> QuerySet[Round]:
    return Round.objects.filter(matter=election.matter_id, state="open").order_by("-attempt")


def slips_out(election: Election) -> Round | None:
    """The asking of every household that is open now: its slips are printed, so the list of candidates stays as it is."""
    return open_rounds(election).filter(form=Form.BALLOTS).first()


def counted_in(election: Election, opened: Round) -> list[Candidate]:
    """Whose ballots are counted in *opened*, in the list's order: everybody on its slips, or who stands at the meeting.

    Slips that went out before lists were fixed at the opening name whoever stands.
    """
    listed = election.candidates.order_by("order")
    on_slips = list(listed.filter(slip_round=opened)) if opened.form == Form.BALLOTS else []
    return on_slips or list(listed.filter(withdrawn_on=None))


def election_to_count(matter: Matter) -> Election | None:
    """The election under *matter* whose ballots are not counted yet: its asking closes by the count, name by name."""
    return Election.objects.filter(matter=matter, valid_ballots=None).first()


def head_on(village: Unit, day: date) -> HeadTerm | None:
    """Whose term as head of *village* runs on *day*, as far as recorded here."""
    rows = HeadTerm.objects.filter(village=village, begun_on__lte=day).select_related("candidate")
    newest = rows.order_by("-begun_on").first()
    return newest if newest and (newest.ends_on is None or day < newest.ends_on) else None
