"""Boards of a locality with who sits in them on a day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from kheo.democracy.models import Board, BoardMember, BoardPlan, BoardReport
from kheo.democracy.rules.boards import Kind, Said, Taken, by_election, missing, refilling
from kheo.democracy.rules.plans import Period, Span, quarter_before
from kheo.organisation.models import Body, Locality, Person, Position, Role, Unit
from kheo.organisation.queries.units import name_on, names_on, units_of

OFFICIAL_KINDS = (Body.Kind.PARTY, Body.Kind.COUNCIL, Body.Kind.GOVERNMENT, Body.Kind.FRONT, Body.Kind.AGENCY, Body.Kind.FORCE)


@dataclass(frozen=True)
class SeatLine:
    """A member as a page shows one; *by_election*: a village has to elect; *refill*: what is done about the empty seat at all."""

    member: BoardMember
    name: str
    village: str
    left_on: date | None = None
    by_election: Said | None = None
    refill: Said | None = None


@dataclass(frozen=True)
class BoardView:
    """A board on a day: who sits in it, who left, what its make-up lacks."""

    board: Board
    seats: list[SeatLine]
    left: list[SeatLine]
    lacks: list[Said]

    @property
    def is_over(self) -> bool:
        return self.board.dissolved_on is not None

    @property
    def empty(self) -> list[SeatLine]:
        return [line for line in self.left if line.by_election is not None]


def boards_of(locality: Locality) -> QuerySet[Board]:
    return Board.objects.filter(locality=locality).select_related("body", "project", "locality")


def acting_on(locality: Locality, day: date) -> QuerySet[Board]:
    """Boards at work on *day*: recognised, not dissolved, their term not over."""
    is_over = Q(dissolved_on__lte=day) | Q(term_to__lt=day)
    return boards_of(locality).filter(day__lte=day).exclude(is_over)


def inspection_board(locality: Locality, day: date) -> Board | None:
    """The inspection board of the term that runs on *day*."""
    return acting_on(locality, day).filter(kind=Board.Kind.INSPECTION).first()


def villages_in(locality: Locality, day: date) -> dict[int, str]:
    """Names of the villages of *locality* on *day* by the unit's key."""
    return {one.unit_id: one.name for one in units_of(locality, day) if one.unit.level == Unit.Level.VILLAGE}


def seated(board: Board, day: date) -> QuerySet[BoardMember]:
    """Who sits in *board* on *day*: head, deputies, the others, as they came."""
    held = Q(position__valid_from__lte=day) & (Q(position__valid_to=None) | Q(position__valid_to__gt=day))
    return _members(board.members.all()).filter(held)


def taken(board: Board, day: date) -> list[Taken]:
    return [Taken(one.seat, one.part, one.village_id) for one in seated(board, day)]


def view_of(board: Board, day: date) -> BoardView:
    """*board* as it is on *day*; one that is over as it was on its last day."""
    return views_of([board], day)[0]


def views_of(boards: Sequence[Board], day: date) -> list[BoardView]:
    """:func:`view_of` of each of *boards* of one locality; a fixed number of queries, however many they are."""
    rows: dict[int, list[BoardMember]] = {board.pk: [] for board in boards}
    for row in _members(BoardMember.objects.filter(board__in=boards)):
        rows[row.board_id].append(row)
    names = names_on({row.village_id for listed in rows.values() for row in listed if row.village_id}, day)
    villages = villages_in(boards[0].locality, day) if any(board.kind == Board.Kind.INSPECTION for board in boards) else {}
    return [_view(board, rows[board.pk], names, villages, day) for board in boards]


def _view(board: Board, rows: Sequence[BoardMember], names: dict[int, str], villages: dict[int, str], day: date) -> BoardView:
    asked = min(day, board.dissolved_on - timedelta(days=1)) if board.dissolved_on else day
    lines = [SeatLine(row, row.position.person.name, names.get(row.village_id or 0, ""), row.position.valid_to) for row in rows]
    seats = [line for line in lines if line.left_on is None or line.left_on > asked]
    seats.sort(key=lambda line: _order(line.member))
    replaced = {row.replaces_id for row in rows}
    left = [_left(board, line, replaced) for line in lines if line.left_on is not None and line.left_on <= asked]
    now = [Taken(line.member.seat, line.member.part, line.member.village_id) for line in seats]
    return BoardView(board, seats, left, missing(board.kind, now, villages, max(asked, board.day)))


def incompatible(locality: Locality, name: str, day: date) -> list[tuple[str, bool]]:
    """Offices that a person of this name holds on *day*: (title, is it of a village). Two people may have one name."""
    people = Person.objects.filter(locality=locality, name__iexact=name)
    held = Position.objects.on(day).filter(person__in=people).select_related("body")
    return [(f"{one.title}, {one.body.short_name}", one.role == Role.VILLAGE_HEAD) for one in held if _is_office(one)]


def plans_of(board: Board) -> list[BoardPlan]:
    """Plans that stand, the newest first; those that were replaced are not among them."""
    return list(BoardPlan.objects.filter(board=board, replaced_by=None))


def period_of(row: BoardPlan | BoardReport) -> Period:
    return Period(row.span, row.year, row.number_in_year)


def report_due(board: Board, day: date) -> Period | None:
    """The quarter that is over and not reported on (Nghị định 59/2023/NĐ-CP Điều 14 khoản 3); None for other boards.

    A board owes nothing for a quarter that ended before it was there.
    """
    quarter = quarter_before(day)
    if board.kind != Board.Kind.INSPECTION or quarter.last < board.day:
        return None
    sent = board.reports.filter(span=Span.QUARTER, year=quarter.year, number_in_year=quarter.number)
    return None if sent.exists() else quarter


def place_of(unit: Unit | None, day: date) -> str:
    return name_on(unit, day) if unit else ""


def waiting_in(board: Board, day: date) -> QuerySet[Position]:
    """Positions that an office gave in the board as an organisation before anybody was entered as its member."""
    held = Position.objects.on(day).filter(body=board.body, role=Role.INSPECTOR, board_member=None)
    return held.select_related("person")


def delegates(locality: Locality, day: date) -> Sequence[Position]:
    """Members of the inspection board, who may be sent into a supervision board (Điều 41 khoản 1)."""
    board = inspection_board(locality, day)
    return [one.position for one in seated(board, day)] if board else []


def _members(rows: QuerySet[BoardMember]) -> QuerySet[BoardMember]:
    return rows.select_related("position__person", "village", "election", "left_vote").order_by(F("position__valid_from"), "pk")


_SEATS = {BoardMember.Seat.HEAD: 0, BoardMember.Seat.DEPUTY: 1, BoardMember.Seat.MEMBER: 2}


def _order(member: BoardMember) -> int:
    return _SEATS[BoardMember.Seat(member.seat)]


def _left(board: Board, line: SeatLine, replaced: set[int | None]) -> SeatLine:
    """A seat that nobody took since, and that did not just end with the term."""
    ended = board.term_to is not None and line.left_on is not None and line.left_on > board.term_to
    if line.left_on is None or ended or line.member.pk in replaced:
        return line
    again = by_election(line.left_on, board.term_to) if board.kind == Kind.INSPECTION and board.term_to else None
    return replace(line, by_election=again, refill=refilling(board.kind, line.left_on, board.term_to))


def _is_office(position: Position) -> bool:
    if position.role == Role.VILLAGE_HEAD:
        return True
    return position.body.kind in OFFICIAL_KINDS
