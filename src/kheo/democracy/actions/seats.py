"""Who sits in a board: elected or sent, head or deputy by its own meeting, let go (Luật 10/2022/QH15 Điều 36, 37, 40–42, 45)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from kheo.democracy.actions.boards import lock_board
from kheo.democracy.models import Board, BoardMember, Matter
from kheo.democracy.queries.board_rights import require_front
from kheo.democracy.queries.boards import incompatible, seated, taken, villages_in, waiting_in
from kheo.democracy.rules.boards import (
    PAPER_LENGTH,
    Part,
    Taken,
    barred,
    dismissal_problems,
    leaving_problems,
    member_problems,
    office_problems,
    seat_problems,
)
from kheo.democracy.rules.recommendations import dated_problems
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor
from kheo.organisation.models import Person, Position, Role, Unit
from kheo.organisation.trail import record

ELECTION_KIND = 5
"""The clause of Luật 10/2022/QH15 Điều 15 under which people elect and dismiss members of boards."""
DECIDED = ("in_force", "carried_out")


@dataclass(frozen=True)
class MemberContent:
    """*person*: the name of somebody new, or one of another board; *another*: has the name of an official, but is none."""

    person: Person | str
    seat: str
    part: str
    joined_on: date
    village: Unit | None = None
    meets_standards: bool = False
    another: bool = False
    election: Matter | None = None
    replaces: BoardMember | None = None


@dataclass(frozen=True)
class LeaveContent:
    """*left_on*: the first day without; *ground*: a key of GROUNDS; *vote*, *paper*: the village's decision, here or on paper."""

    left_on: date
    ground: str
    why: str
    vote: Matter | None = None
    paper: str = ""


def add_member(actor: Actor, board: Board, content: MemberContent, version: int) -> BoardMember:
    """Seat somebody whom a village elected or the Front sent; the position makes them act for the board alone."""
    grant = require_front(actor, board.locality)
    with transaction.atomic():
        held = lock_board(board, version)
        problems = _member_problems(held, content)
        if problems:
            raise RefusedError(*problems)
        person = content.person
        if isinstance(person, str):
            person = Person.objects.create(locality=held.locality, name=tidy(person))
        position = waiting_in(held, content.joined_on).filter(person=person).first() or Position.objects.create(
            person=person,
            body=held.body,
            title=str(BoardMember.Seat(content.seat).label),
            role=Role.INSPECTOR,
            valid_from=content.joined_on,
            valid_to=held.term_to + timedelta(days=1) if held.term_to else None,
        )
        made = BoardMember.objects.create(
            board=held,
            position=position,
            seat=content.seat,
            part=content.part,
            village=content.village,
            election=content.election,
            replaces=content.replaces,
        )
        _next_version(held)
        details = {"member": made.pk, "seat": content.seat, "part": content.part, "from": content.joined_on.isoformat()}
        record(actor, grant, "board.seat", held, held.locality, details)
    return made


def leave_board(actor: Actor, member: BoardMember, content: LeaveContent, version: int) -> BoardMember:
    """Let *member* go; whoever a village elected goes by that village's own decision (Điều 36 khoản 2), not by the Front's."""
    grant = require_front(actor, member.board.locality)
    with transaction.atomic():
        board = lock_board(member.board, version)
        held = BoardMember.objects.select_for_update(of=("self",)).select_related("position").get(pk=member.pk)
        position, left_on = held.position, content.left_on
        problems = [
            *leaving_problems(left_on, position.valid_from, content.ground, content.why, timezone.localdate()),
            *dismissal_problems(board.kind, held.part, content.ground, decided=bool(content.vote or tidy(content.paper))),
            *_vote_problems(board, held, content.vote),
        ]
        if len(tidy(content.paper)) > PAPER_LENGTH:
            problems.append(Problem(f"Dài quá {PAPER_LENGTH} ký tự; viết gọn lại.", "Văn bản"))
        if position.valid_to is not None and position.valid_to <= left_on:
            problems.append(Problem(f"Người này đã thôi từ {position.valid_to:%d/%m/%Y}.", "Thôi từ ngày"))
        if problems:
            raise RefusedError(*problems)
        position.valid_to = left_on
        position.save(update_fields=["valid_to"])
        held.left_ground, held.left_why = content.ground, tidy(content.why)
        held.left_vote, held.left_paper = content.vote, tidy(content.paper)
        held.save(update_fields=["left_ground", "left_why", "left_vote", "left_paper"])
        _next_version(board)
        details = {"member": held.pk, "day": left_on.isoformat(), "ground": content.ground}
        record(actor, grant, "board.leave", board, board.locality, details)
    return held


def reseat_member(actor: Actor, member: BoardMember, seat: str, on: date, version: int) -> BoardMember:
    """Write down that the board's meeting chose *member* as head or deputy, or that they gave it back (Điều 40, Điều 45)."""
    grant = require_front(actor, member.board.locality)
    today = timezone.localdate()
    with transaction.atomic():
        board = lock_board(member.board, version)
        held = BoardMember.objects.select_for_update(of=("self",)).select_related("position").get(pk=member.pk)
        others = [one.seat for one in seated(board, on) if one.pk != held.pk]
        problems = [
            *office_problems(board.kind, others, seat, today),
            *dated_problems(on, held.position.valid_from, "Người này vào ban", "Từ ngày", today),
            *_since_problems(held, on),
        ]
        if seat not in BoardMember.Seat.values:
            problems.append(Problem("Chọn vị trí trong danh sách.", "Giữ vị trí"))
        elif seat == held.seat:
            problems.append(Problem(f"Người này đang là {held.get_seat_display()}.", "Giữ vị trí"))
        if _has_left(held, on):
            problems.append(Problem("Người này đã thôi ở ban.", "Từ ngày"))
        if problems:
            raise RefusedError(*problems)
        before, held.seat, held.seat_from = held.seat, seat, on
        held.save(update_fields=["seat", "seat_from"])
        held.position.title = str(BoardMember.Seat(seat).label)
        held.position.save(update_fields=["title"])
        _next_version(board)
        details = {"member": held.pk, "before": before, "seat": seat, "from": on.isoformat()}
        record(actor, grant, "board.reseat", board, board.locality, details)
    return held


def _since_problems(held: BoardMember, on: date) -> list[Problem]:
    """A seat is held on from its day: the next one does not begin before it."""
    if held.seat_from is None or on >= held.seat_from:
        return []
    what = f"Người này là {held.get_seat_display()} từ {held.seat_from:%d/%m/%Y}; ngày này không thể trước ngày ấy."
    return [Problem(what, "Từ ngày")]


def _next_version(board: Board) -> None:
    board.version += 1
    board.save(update_fields=["version"])


def _vote_problems(board: Board, member: BoardMember, vote: Matter | None) -> list[Problem]:
    """The decision that lets go is one of the village that elected, on just that, recognised by the Front (Điều 21 khoản 2)."""
    if vote is None:
        return []
    is_of_here = vote.locality_id == board.locality_id and vote.village_id == member.village_id
    if not is_of_here or vote.kind != ELECTION_KIND or not vote.dismisses:
        return [Problem("Chọn việc cho thôi thành viên ban (khoản 5 Điều 15) của chính nơi đã bầu người này.", "Việc cho thôi")]
    if vote.state not in DECIDED:
        what = "Việc cho thôi chưa có hiệu lực: nơi đã bầu thông qua, Mặt trận công nhận rồi mới ghi (Điều 21 khoản 2)."
        return [Problem(what, "Việc cho thôi")]
    return []


def _member_problems(board: Board, content: MemberContent) -> list[Problem]:
    today = timezone.localdate()
    name = content.person if isinstance(content.person, str) else content.person.name
    problems = list(
        member_problems(board.kind, name, meets_standards=content.meets_standards, joined_on=content.joined_on, today=today)
    )
    if content.seat not in BoardMember.Seat.values or content.part not in BoardMember.Part.values:
        return [*problems, Problem("Chọn vị trí và thay mặt ai trong danh sách.", "Giữ vị trí")]
    if content.joined_on < board.day:
        problems.append(Problem(f"Ban có từ {board.day:%d/%m/%Y}.", "Từ ngày"))
    village = content.village.pk if content.village else None
    new = Taken(content.seat, content.part, village)
    problems += seat_problems(board.kind, taken(board, content.joined_on), new, board.decided, today)
    if village is not None and village not in villages_in(board.locality, content.joined_on):
        problems.append(Problem(f"Ngày {content.joined_on:%d/%m/%Y} địa phương không có nơi này.", "Thôn, tổ dân phố"))
    if content.part != Part.VILLAGE and village is not None:
        problems.append(Problem("Chỉ người do thôn, tổ dân phố bầu mới ghi nơi bầu.", "Thôn, tổ dân phố"))
    problems += _link_problems(board, content)
    if not content.another:
        problems += [
            Problem(f"Người tên này là {title}: không ở trong ban được. Nếu là người khác, đánh dấu «Trùng tên».", "Họ tên")
            for title in barred(board.kind, incompatible(board.locality, tidy(name), content.joined_on))
        ]
    return problems


def _link_problems(board: Board, content: MemberContent) -> list[Problem]:
    """The election and the member before belong to this locality and board; a person sits in a board once."""
    problems = []
    election, before = content.election, content.replaces
    if election is not None and (election.locality_id != board.locality_id or election.kind != ELECTION_KIND):
        problems.append(Problem("Chọn cuộc bầu thành viên ban của địa phương (Điều 15 khoản 5).", "Cuộc bầu"))
    if before is not None and (before.board_id != board.pk or not _has_left(before, content.joined_on)):
        problems.append(Problem("Chọn người đã thôi của chính ban này.", "Thay cho"))
    if isinstance(content.person, Person):
        if content.person.locality_id != board.locality_id:
            problems.append(Problem("Người này không thuộc địa phương.", "Họ tên"))
        elif any(one.position.person_id == content.person.pk for one in seated(board, content.joined_on)):
            problems.append(Problem("Người này đang ở trong ban.", "Họ tên"))
    return problems


def _has_left(member: BoardMember, day: date) -> bool:
    return member.position.valid_to is not None and member.position.valid_to <= day
