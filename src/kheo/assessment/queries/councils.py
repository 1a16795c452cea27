"""Reads of councils: seats, files before them, how far everybody is; points only where the council's rules show them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet

from kheo.assessment.models import Ballot, Council, CouncilFile, Seat
from kheo.assessment.queries.council_points import frames, points_of
from kheo.organisation.authority import Actor, find_grant, permissions
from kheo.organisation.models import Locality, Person, Position


def seats_of(council: Council) -> list[Seat]:
    """Every seat with its person, chair and secretary first; substitutes too."""
    order = {Seat.Part.CHAIR: 0, Seat.Part.SECRETARY: 1, Seat.Part.MEMBER: 2}
    seats = Seat.objects.filter(council=council).select_related("person", "stands_in_for__person", "substitute__person")
    return sorted(seats, key=lambda seat: (order[Seat.Part(seat.part)], seat.stands_in_for_id is not None, seat.pk))


def members_number(council: Council) -> int:
    """All members: a substitute sits on the seat of another and adds nobody."""
    return Seat.objects.filter(council=council, stands_in_for=None).count()


def seat_of(council: Council, actor: Actor) -> Seat | None:
    """The seat of the person behind *actor*, if there is one and it is not absent."""
    if actor.account_id is None:
        return None
    return (
        Seat.objects.filter(council=council, person__account=actor.account_id, absent_reason="").select_related("person").first()
    )


def sitting_as(council: Council, part: str) -> Seat | None:
    """Who sits as chair or secretary: the substitute where that one is absent."""
    return Seat.objects.filter(council=council, part=part, absent_reason="").select_related("person").first()


def may_be_seated(locality: Locality, day: date) -> QuerySet[Person]:
    """People of *locality* who hold on *day* a role that may score: another one would be given sheets and could open none."""
    held = Position.objects.on(day).filter(body__locality=locality, role__in=permissions()["council.score"].roles)
    return Person.objects.filter(locality=locality, pk__in=held.values("person"))


def leads(council: Council, actor: Actor, locality: Locality) -> bool:
    """Whether *actor* does the chair's acts: by office, or as the chair who sits in *council* of *locality*."""
    seat = seat_of(council, actor)
    return find_grant(actor, "council.manage", locality) is not None or (seat is not None and seat.part == Seat.Part.CHAIR)


def files_before(council: Council) -> QuerySet[CouncilFile]:
    """Files that the council judges; those taken out are left out."""
    return CouncilFile.objects.filter(council=council, left_out_reason="")


def ballots_of(council: Council) -> QuerySet[Ballot]:
    """Sheets of the members, each of the round its file is in."""
    return Ballot.objects.filter(file__council=council, file__left_out_reason="", round=F("file__round"))


@dataclass(frozen=True)
class OwnBallot:
    """One file of a member: *given* of the *needed* items have points; *total* of all that were given (None: none yet)."""

    ballot: Ballot
    given: int
    needed: int
    total: Decimal | None

    @property
    def is_complete(self) -> bool:
        return self.given == self.needed


def next_to_score(rows: Sequence[OwnBallot], ballot: Ballot | None = None) -> OwnBallot | None:
    """The first of *rows* that is not whole, behind *ballot* and then round from the start; None when all are."""
    here = next((number for number, one in enumerate(rows, start=1) if ballot is not None and one.ballot.pk == ballot.pk), 0)
    return next((one for one in (*rows[here:], *rows[:here]) if not one.is_complete), None)


def own_ballots(seat: Seat) -> list[OwnBallot]:
    """The member's own sheets in the order of the files, nobody else's; a fixed number of queries."""
    rows = list(ballots_of(seat.council).filter(seat=seat).select_related("file__assessment").order_by("file__group", "file"))
    found, points = frames([row.file for row in rows]), points_of(row.pk for row in rows)
    own = []
    for row in rows:
        frame, given = found[row.file_id], points.get(row.pk, {})
        own.append(OwnBallot(row, len(frame.needed & given.keys()), len(frame.needed), frame.total(given) if given else None))
    return own


@dataclass(frozen=True)
class SeatProgress:
    """How far a member is, without points: *done* of *all* sheets have points on every item."""

    seat: Seat
    done: int
    all: int

    @property
    def is_whole(self) -> bool:
        return self.done == self.all


def progress(council: Council) -> list[SeatProgress]:
    """Progress of every seat; a fixed number of queries."""
    rows = list(ballots_of(council).select_related("file__assessment"))
    found, points = frames([row.file for row in rows]), points_of(row.pk for row in rows)
    done: dict[int, int] = {}
    given: dict[int, int] = {}
    for row in rows:
        given[row.seat_id] = given.get(row.seat_id, 0) + 1
        done[row.seat_id] = done.get(row.seat_id, 0) + found[row.file_id].is_whole(points.get(row.pk, {}))
    return [SeatProgress(seat, done.get(seat.pk, 0), given.get(seat.pk, 0)) for seat in seats_of(council)]


@dataclass(frozen=True)
class Given:
    """A whole sheet of one member: its total and points by item."""

    ballot: Ballot
    total: Decimal
    points: dict[int, Decimal]


def given_sheets(files: Collection[int]) -> dict[int, list[Given]]:
    """Whole sheets by file; a fixed number of queries. Callers show them only as :func:`may_see_sheets` allows."""
    rows = list(Ballot.objects.filter(file__in=files, round=F("file__round")).select_related("seat__person", "file__assessment"))
    frame_of, points = frames([row.file for row in rows]), points_of(row.pk for row in rows)
    found: dict[int, list[Given]] = {}
    for row in rows:
        frame, held = frame_of[row.file_id], points.get(row.pk, {})
        if frame.is_whole(held):
            found.setdefault(row.file_id, []).append(Given(row, frame.total(held), held))
    return found


def may_see_sheets(council: Council) -> bool:
    """Whether who gave what may be shown: an open council's, once the round is closed. A secret one's never."""
    return not council.secret and council.state in (Council.State.CLOSED, Council.State.PUBLISHED)


def council_named(locality: str, pk: int) -> Council | None:
    return Council.objects.select_related("criteria_set", "tie_criterion").filter(locality=locality, pk=pk).first()
