"""How each agency of a locality stands in a working year: told in time or late, conference, board, answers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from kheo.democracy.models import AgencyBoard, AgencyConference, AgencyPosting, AgencyRecommendation
from kheo.democracy.rules.agencies import (
    board_ends,
    conference_by,
    is_passed,
    is_small,
    post_by,
    present_needed,
    reply_by,
    stays_until,
)
from kheo.organisation.models import Body, Locality, Unit

KINDS = (
    Body.Kind.PARTY, Body.Kind.GOVERNMENT, Body.Kind.FRONT, Body.Kind.UNION, Body.Kind.AGENCY, Body.Kind.SCHOOL,
    Body.Kind.FORCE, Body.Kind.MEDIA,
)  # fmt: skip
"""Bodies that have staff of their own; a council, a steering committee and a village have none."""


@dataclass(frozen=True)
class Told:
    """*due*: by when it had to be told; *until*: the first day it may come down (None: no such form); *down*: when it did."""

    posting: AgencyPosting
    due: date
    until: date | None
    down: date | None

    @property
    def is_late(self) -> bool:
        return self.posting.posted_on > self.due

    @property
    def is_early_down(self) -> bool:
        return self.until is not None and self.down is not None and self.down < self.until


@dataclass(frozen=True)
class Held:
    """A conference with what the rule makes of its numbers; *before*: what it corrects, the newest first."""

    conference: AgencyConference
    needed: int
    before: tuple[AgencyConference, ...] = ()

    @property
    def is_valid(self) -> bool:
        return self.conference.present >= self.needed

    @property
    def is_passed(self) -> bool:
        return self.is_valid and is_passed(self.conference.votes_for, self.conference.present)

    @property
    def is_late(self) -> bool:
        return self.conference.held_on > conference_by(self.conference.year)


@dataclass(frozen=True)
class Asked:
    """A recommendation, its last day, and the answer."""

    recommendation: AgencyRecommendation
    due: date
    replied_on: date | None

    def is_overdue(self, today: date) -> bool:
        return (self.replied_on or today) > self.due


@dataclass(frozen=True)
class Standing:
    """One agency in the working year *year*, seen on *today*."""

    body: Body
    year: int
    today: date
    told: list[Told] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    board: AgencyBoard | None = None
    asked: list[Asked] = field(default_factory=list)

    @property
    def late(self) -> int:
        return sum(one.is_late for one in self.told)

    @property
    def early_down(self) -> int:
        return sum(one.is_early_down for one in self.told)

    @property
    def valid_conference(self) -> Held | None:
        return next((one for one in self.held if one.is_valid), None)

    @property
    def conference_due(self) -> date:
        return conference_by(self.year)

    @property
    def is_conference_wanted(self) -> bool:
        """False where the last record says that no more than seven people work there (Điều 51 khoản 2 điểm đ)."""
        return not self.held or not is_small(self.held[0].conference.staff, self.held[0].conference.held_on)

    @property
    def is_conference_late(self) -> bool:
        valid = self.valid_conference
        if valid is not None:
            return valid.is_late
        return self.is_conference_wanted and self.today > self.conference_due

    @property
    def board_until(self) -> date | None:
        return board_ends(self.board.elected_on) if self.board else None

    @property
    def is_board_over(self) -> bool:
        return self.board_until is not None and self.board_until <= self.today

    @property
    def overdue(self) -> int:
        return sum(one.is_overdue(self.today) for one in self.asked)


def agencies_of(locality: Locality, year: int) -> QuerySet[Body]:
    """Agencies of *locality* that existed in *year*."""
    begun, ended = date(year, 12, 31), date(year, 1, 1)
    rows = _agencies(locality)
    return rows.exclude(valid_from__gt=begun).exclude(valid_to__lte=ended).order_by("unit__code", "name")


def standings(bodies: Iterable[Body], year: int, today: date) -> list[Standing]:
    """Each of *bodies* in *year*; four queries, however many. What was corrected is left to its correction."""
    listed = list(bodies)
    told: dict[int, list[Told]] = defaultdict(list)
    of_year = AgencyPosting.objects.filter(body__in=listed, posted_on__year=year, corrected_by=None)
    for posting in of_year.select_related("taken_down", "proof"):
        told[posting.body_id].append(_told(posting))
    held: dict[int, list[Held]] = defaultdict(list)
    for conference, before in _with_before(AgencyConference.objects.filter(body__in=listed, year=year)):
        needed = present_needed(conference.summoned, conference.held_on)
        held[conference.body_id].append(Held(conference, needed, before))
    boards: dict[int, AgencyBoard] = {}
    for board in AgencyBoard.objects.filter(body__in=listed, elected_on__lte=date(year, 12, 31)).order_by("elected_on"):
        boards[board.body_id] = board
    asked: dict[int, list[Asked]] = defaultdict(list)
    for row in AgencyRecommendation.objects.filter(body__in=listed, received_on__year=year).select_related("reply"):
        reply = getattr(row, "reply", None)
        asked[row.body_id].append(Asked(row, reply_by(row.received_on), reply.replied_on if reply else None))
    return [Standing(body, year, today, told[body.pk], held[body.pk], boards.get(body.pk), asked[body.pk]) for body in listed]


def _with_before(rows: Iterable[AgencyConference]) -> list[tuple[AgencyConference, tuple[AgencyConference, ...]]]:
    """Conferences that hold, in the order of *rows*, each with what it corrected."""
    known = {row.pk: row for row in rows}
    corrected = {row.corrects_id for row in known.values()}
    found = []
    for row in known.values():
        if row.pk not in corrected:
            before, now = [], row
            while now.corrects_id in known:
                now = known[now.corrects_id]
                before.append(now)
            found.append((row, tuple(before)))
    return found


def _told(posting: AgencyPosting) -> Told:
    down = getattr(posting, "taken_down", None)
    until = stays_until(posting.posted_on, posting.form)
    return Told(posting, post_by(posting.dated_on), until, down.on if down else None)


def find_agency(locality: Locality, pk: int) -> Body | None:
    return _agencies(locality).filter(pk=pk).first()


def _agencies(locality: Locality) -> QuerySet[Body]:
    """Not what belongs to a village: its Front working committee and unions have nobody in office."""
    rows = Body.objects.filter(locality=locality, kind__in=KINDS).exclude(unit__level=Unit.Level.VILLAGE)
    return rows.select_related("locality", "unit")


def find_posting(body: Body, pk: int) -> AgencyPosting | None:
    rows = AgencyPosting.objects.select_related("body__locality", "body__unit", "locality", "proof", "taken_down", "corrected_by")
    return rows.filter(body=body, pk=pk).first()


def find_conference(body: Body, pk: int) -> AgencyConference | None:
    rows = AgencyConference.objects.select_related("body__locality", "locality", "corrected_by")
    return rows.filter(body=body, pk=pk).first()


def find_recommendation(body: Body, pk: int) -> AgencyRecommendation | None:
    rows = AgencyRecommendation.objects.select_related("body__locality", "locality", "reply")
    return rows.filter(body=body, pk=pk).first()
