"""A board is recognised or founded by the Front; people come into it and leave; it ends.

Luật 10/2022/QH15 Điều 36, 37, 40, 41, 42, 45.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from kheo.democracy.models import Board, BoardMember, Matter, Project
from kheo.democracy.queries.board_rights import require_front, require_work
from kheo.democracy.queries.boards import incompatible, seated, taken, villages_in, waiting_in
from kheo.democracy.rules.boards import (
    NAMES,
    Kind,
    Part,
    Taken,
    barred,
    founding_problems,
    leaving_problems,
    member_problems,
    seat_problems,
)
from kheo.democracy.rules.inspections import reason_problems
from kheo.democracy.rules.recommendations import dated_problems
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.foundation.uploads.keeping import keep_file
from kheo.foundation.uploads.papers import SentFile, look_at
from kheo.organisation.authority import Actor
from kheo.organisation.models import Body, Locality, Person, Position, Role, Unit
from kheo.organisation.trail import record

INSPECTION_SLUG = "ban-thanh-tra-nhan-dan"
ELECTION_KIND = 5
"""The clause of Luật 10/2022/QH15 Điều 15 under which people elect and dismiss members of boards."""


@dataclass(frozen=True)
class BoardContent:
    """The Front's paper: *decided* members; *term* of the inspection board, its first and last day; *project* of the other."""

    number: str
    day: date
    decided: int
    term_from: date | None = None
    term_to: date | None = None
    project: Project | None = None
    file: SentFile | None = None


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


def found_board(actor: Actor, locality: Locality, content: BoardContent) -> Board:
    """Recognise the inspection board of a new term (no project), or found the supervision board of a project."""
    grant = require_front(actor, locality)
    today = timezone.localdate()
    kind = Kind.SUPERVISION if content.project else Kind.INSPECTION
    checked, problems = look_at(content.file, "paper")
    villages = len(villages_in(locality, content.day))
    term = (content.term_from, content.term_to)
    problems += founding_problems(kind, content.number, content.day, content.decided, villages, term, today)
    with transaction.atomic():
        # One writer for the boards of a locality: two people founding the same one wait for each other.
        Locality.objects.select_for_update().get(pk=locality.pk)
        problems += _twin_problems(locality, content)
        if problems:
            raise RefusedError(*problems)
        made = Board.objects.create(
            locality=locality,
            kind=kind,
            body=_body(locality, content),
            project=content.project,
            number=tidy(content.number),
            day=content.day,
            file=keep_file(checked, locality.code, actor.account_id) if checked else None,
            decided=content.decided,
            term_from=content.term_from,
            term_to=content.term_to,
            added_by=actor.account_id,
        )
        record(actor, grant, "board.found", made, locality, {"kind": kind, "day": content.day.isoformat()})
    return made


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


def leave_board(actor: Actor, member: BoardMember, left_on: date, why: str, version: int) -> BoardMember:
    """Let *member* go, *left_on* being the first day without, as the village that elected them agreed (Điều 36 khoản 2)."""
    grant = require_front(actor, member.board.locality)
    with transaction.atomic():
        board = lock_board(member.board, version)
        held = BoardMember.objects.select_for_update(of=("self",)).select_related("position").get(pk=member.pk)
        position = held.position
        problems = list(leaving_problems(left_on, position.valid_from, why, timezone.localdate()))
        if position.valid_to is not None and position.valid_to <= left_on:
            problems.append(Problem(f"Người này đã thôi từ {position.valid_to:%d/%m/%Y}.", "Thôi từ ngày"))
        if problems:
            raise RefusedError(*problems)
        position.valid_to = left_on
        position.save(update_fields=["valid_to"])
        held.left_why = tidy(why)
        held.save(update_fields=["left_why"])
        _next_version(board)
        record(actor, grant, "board.leave", board, board.locality, {"member": held.pk, "day": left_on.isoformat()})
    return held


def announce_board(actor: Actor, board: Board, day: date, version: int) -> Board:
    """Write down the day on which council, People's Committee and people were told who sits in the board (Điều 40, 45)."""
    return _told(actor, board, day, version, "announced_on")


def tell_owner(actor: Actor, board: Board, day: date, version: int) -> Board:
    """Write down the day on which the owner of the project was told plan and make-up (Điều 45 khoản 1 điểm b)."""
    if board.kind != Board.Kind.SUPERVISION:
        raise RefusedError("Chỉ Ban Giám sát đầu tư của cộng đồng có chủ đầu tư để báo (Điều 45 khoản 1 điểm b).")
    return _told(actor, board, day, version, "owner_told_on")


def dissolve_board(actor: Actor, board: Board, day: date, why: str, version: int) -> Board:
    """A supervision board whose work is done dissolves itself (Điều 41 khoản 1); nobody sits in it from *day* on."""
    grant = require_work(actor, board)
    if board.kind != Board.Kind.SUPERVISION:
        raise RefusedError("Ban Thanh tra nhân dân hết nhiệm kỳ thì công nhận ban khoá mới, không giải thể (Điều 36 khoản 2).")
    with transaction.atomic():
        held = lock_board(board, version)
        problems = [
            *dated_problems(day, held.day, "Văn bản thành lập ban", "Từ ngày", timezone.localdate()),
            *reason_problems(why, "Vì sao"),
        ]
        if held.inspections.filter(state__in=("planned", "sent", "held")).exists():
            problems.append(Problem("Còn cuộc giám sát chưa xong; ghi kết quả, xác nhận hoặc cho thôi trước.", "Từ ngày"))
        if problems:
            raise RefusedError(*problems)
        for member in seated(held, day):
            member.position.valid_to = max(day, member.position.valid_from + timedelta(days=1))
            member.position.save(update_fields=["valid_to"])
        held.dissolved_on, held.dissolved_why = day, tidy(why)
        held.version += 1
        held.save(update_fields=["dissolved_on", "dissolved_why", "version"])
        record(actor, grant, "board.dissolve", held, held.locality, {"day": day.isoformat()})
    return held


def lock_board(board: Board, version: int | None = None) -> Board:
    """The board held for this act; RefusedError when it was dissolved, or changed since the page was opened."""
    held = Board.objects.select_for_update(of=("self",)).select_related("body", "locality", "project").get(pk=board.pk)
    if version is not None:
        require_version(version, held.version)
    if held.dissolved_on is not None:
        raise RefusedError(f"Ban này đã giải thể từ {held.dissolved_on:%d/%m/%Y}.")
    return held


def _told(actor: Actor, board: Board, day: date, version: int, field: str) -> Board:
    grant = require_front(actor, board.locality)
    with transaction.atomic():
        held = lock_board(board, version)
        problems = list(dated_problems(day, held.day, "Văn bản về ban", "Ngày", timezone.localdate()))
        if problems:
            raise RefusedError(*problems)
        setattr(held, field, day)
        held.version += 1
        held.save(update_fields=[field, "version"])
        record(actor, grant, "board.tell", held, held.locality, {"what": field, "day": day.isoformat()})
    return held


def _next_version(board: Board) -> None:
    board.version += 1
    board.save(update_fields=["version"])


def _twin_problems(locality: Locality, content: BoardContent) -> list[Problem]:
    boards = Board.objects.filter(locality=locality)
    if content.project is not None:
        if content.project.locality_id != locality.pk:
            return [Problem("Công trình này không thuộc địa phương.", "Công trình")]
        if boards.filter(project=content.project).exists():
            return [Problem("Công trình này đã có ban giám sát; mỗi dự án một ban (Điều 41 khoản 1).", "Công trình")]
        return []
    if content.term_from is None:
        return []
    running = boards.filter(kind=Board.Kind.INSPECTION, term_to__gte=content.term_from).first()
    if running is None:
        return []
    return [Problem(f"Ban khoá trước có nhiệm kỳ đến hết {running.term_to:%d/%m/%Y}; xem lại ngày.", "Nhiệm kỳ")]


def _body(locality: Locality, content: BoardContent) -> Body:
    """The organisation that the board is: the inspection board's own through all terms, one for each project's."""
    kind = Kind.SUPERVISION if content.project else Kind.INSPECTION
    slug = f"ban-giam-sat-{content.project.pk}" if content.project else INSPECTION_SLUG
    place = f"{locality.name[:1].lower()}{locality.name[1:]}"
    name = f"{NAMES[kind]}: {content.project.name}" if content.project else f"{NAMES[kind]} {place}"
    made, _is_new = Body.objects.get_or_create(
        code=f"{locality.code}/{slug}",
        defaults={
            "locality": locality,
            "unit": locality.unit,
            "name": name[:200],
            "short_name": "Ban Thanh tra nhân dân" if kind == Kind.INSPECTION else name[:80],
            "kind": Body.Kind.COMMUNITY,
            "layout": Body.Layout.ADMINISTRATIVE,
            "superior": f"Uỷ ban MTTQ Việt Nam {place}",
            "number_suffix": "BTTND" if kind == Kind.INSPECTION else "BGSĐTCĐ",
        },
    )
    return made


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
