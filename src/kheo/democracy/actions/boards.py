"""A board is recognised or founded by the Front, told of, and ends (Luật 10/2022/QH15 Điều 36, 40, 41, 45)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from kheo.democracy.models import Board, Project
from kheo.democracy.queries.board_rights import require_front, require_work
from kheo.democracy.queries.boards import seated, villages_in
from kheo.democracy.rules.boards import NAMES, Kind, founding_problems
from kheo.democracy.rules.inspections import reason_problems
from kheo.democracy.rules.recommendations import dated_problems
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import begin_small, tidy
from kheo.foundation.uploads.keeping import keep_file
from kheo.foundation.uploads.papers import SentFile, look_at
from kheo.organisation.authority import Actor
from kheo.organisation.models import Body, Locality
from kheo.organisation.trail import record

INSPECTION_SLUG = "ban-thanh-tra-nhan-dan"
ENDED = ("done", "stopped")  # states of a project with which the work of its board is done


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
        if held.project is not None and held.project.state not in ENDED:
            what = "Công trình chưa ghi hoàn thành hay dừng; ghi ở trang công trình trước (Điều 41 khoản 1 Luật 10/2022/QH15)."
            problems.append(Problem(what, "Từ ngày"))
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
    place = begin_small(locality.name)
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
