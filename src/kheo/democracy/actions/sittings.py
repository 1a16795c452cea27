"""What goes on where people sit together, the whole village or one of its clusters: who is there, how they vote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from django.db import transaction
from django.utils import timezone

from kheo.democracy.actions.rounds import lock_matter
from kheo.democracy.models import Attendance, CountingMember, Household, Meeting, MeetingCluster, Round
from kheo.democracy.queries.roll import households_on
from kheo.democracy.queries.sittings import Sat, here, meeting_of
from kheo.democracy.rules.clusters import ADDED_UP, elsewhere_problem, not_yet_problems
from kheo.democracy.rules.meetings import NAME_LENGTH, SECRET, counting_problems, text_problems, votes_of_present_problems
from kheo.democracy.workflow import ROUND
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, Grant, Owner, require
from kheo.organisation.trail import record

SatT = TypeVar("SatT", bound=Meeting | MeetingCluster)


@dataclass(frozen=True)
class MeetingOrder:
    """What those present decided about the meeting itself, by show of hands; *board*: the counting board, its head first."""

    secretary: str
    secretary_votes: int | None
    vote_way: str
    way_votes: int | None
    board: Sequence[str] = ()
    witnesses: Sequence[str] = ()
    board_votes: int | None = None


def _grant(actor: Actor, sat: Sat) -> Grant:
    held = meeting_of(sat).round
    return require(actor, "round.manage", held.matter.locality, Owner(held.village_id))


def lock_sitting(sat: SatT, version: int | None = None) -> SatT:
    """The row of *sat* under its matter's lock, while it goes on; *version* as the actor saw it, None for a tick at the door."""
    lock_matter(meeting_of(sat).round.matter_id)
    deeper = "meeting__" if isinstance(sat, MeetingCluster) else ""
    rows = type(sat).objects.select_related(f"{deeper}round__matter__locality", f"{deeper}round__village")
    held = cast("SatT", rows.get(pk=sat.pk))
    if version is not None:
        require_version(version, held.version)
    state = meeting_of(held).round.state
    if state != "open":
        raise RefusedError(f"Cuộc họp đang ở bước «{ROUND.label(state)}»; tải lại trang để xem.")
    if isinstance(held, MeetingCluster):
        problems = list(not_yet_problems(held.name, held.on, timezone.localdate()))
        if held.is_counted:
            problems.append(Problem(f"{held.name} đã ghi kết quả; muốn sửa thì mở lại kết quả của cụm."))
        if problems:
            raise RefusedError(*problems)
    elif held.clusters.exists():
        raise RefusedError(f"Cuộc họp này theo cụm dân cư: điểm danh, biểu quyết ở từng cụm ({ADDED_UP}).")
    return held


def mark_attendance(actor: Actor, sat: Sat, household_pk: int, *, present: bool) -> int:
    """Tick a household as present, or not; twice is once. Return how many are present there; never more than the roll."""
    grant = _grant(actor, sat)
    with transaction.atomic():
        held = lock_sitting(sat)
        asked = meeting_of(held).round
        household = households_on(asked.village_id, _day_of(asked)).filter(pk=household_pk).first()
        if household is None:
            raise RefusedError("Hộ này không có trong sổ hộ của nơi họp vào ngày họp.")
        changed = _come(held, asked, [household]) if present else here(held).filter(household=household).delete()[0]
        count = here(held).count()
        if changed:
            details = {"household": household.number, "present": present, "count": count}
            record(actor, grant, "meeting.attend", held, asked.matter.locality, details)
    return count


def mark_by_numbers(actor: Actor, sat: Sat, numbers: Sequence[int]) -> int:
    """Tick all households of a list kept on paper, by their numbers; refused whole where one is not on the roll."""
    grant = _grant(actor, sat)
    with transaction.atomic():
        held = lock_sitting(sat)
        asked = meeting_of(held).round
        roll = {one.number: one for one in households_on(asked.village_id, _day_of(asked))}
        if unknown := [number for number in numbers if number not in roll]:
            told = ", ".join(str(number) for number in unknown[:10])
            raise RefusedError(Problem(f"Sổ hộ ngày họp không có số: {told}.", "Số hộ"))
        changed = _come(held, asked, [roll[number] for number in dict.fromkeys(numbers)])
        count = here(held).count()
        record(actor, grant, "meeting.attend", held, asked.matter.locality, {"new": changed, "count": count})
    return count


def _day_of(asked: Round) -> date:
    """The day of the roll: fixed when the meeting began, for all its clusters alike."""
    return asked.opened_on or asked.planned_on


def _come(held: Sat, asked: Round, households: Sequence[Household]) -> int:
    """Write down which of *households* are new; refused where they are in another cluster, or more than the roll."""
    rows = Attendance.objects.filter(meeting=meeting_of(held)).values_list("household", "cluster__name", "cluster")
    cluster = held.pk if isinstance(held, MeetingCluster) else None
    elsewhere = {household: name for household, name, where in rows if where != cluster}
    if both := [(one.number, elsewhere[one.pk]) for one in households if one.pk in elsewhere]:
        raise RefusedError(elsewhere_problem(both))
    known = {household for household, _name, _where in rows}
    fresh = [one for one in households if one.pk not in known]
    if len(known) + len(fresh) > (asked.households or 0):
        raise RefusedError(f"Đã điểm danh đủ {asked.households} hộ trong sổ lúc khai mạc; không thể nhiều hơn.")
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting_of(held), cluster_id=cluster, household=household) for household in fresh
    )
    return len(fresh)


def settle_order(actor: Actor, sat: SatT, order: MeetingOrder, version: int) -> SatT:
    """Write down secretary, way of voting and, for a secret ballot, counting board and witnesses, each by those present."""
    grant = _grant(actor, sat)
    with transaction.atomic():
        held = lock_sitting(sat, version)
        asked = meeting_of(held).round
        present = here(held).count()
        problems = _order_problems(order, present, held.on if isinstance(held, MeetingCluster) else _day_of(asked))
        if problems:
            raise RefusedError(*problems)
        secret = order.vote_way == SECRET
        held.secretary, held.secretary_votes = tidy(order.secretary), order.secretary_votes
        held.vote_way, held.way_votes = order.vote_way, order.way_votes
        held.board_votes = order.board_votes if secret else None
        held.version += 1
        held.save()
        held.counting.all().delete()
        if secret:
            _write_counting(held, order)
        details = {"present": present, "vote_way": order.vote_way, "version": held.version}
        record(actor, grant, "meeting.order", held, asked.matter.locality, details)
    return held


def _order_problems(order: MeetingOrder, present: int, day: date) -> list[Problem]:
    problems = [
        *text_problems(order.secretary, "Thư ký", "Ghi họ tên thư ký.", NAME_LENGTH),
        *votes_of_present_problems(order.secretary_votes, present, day, "Số hộ đồng ý thư ký"),
        *votes_of_present_problems(order.way_votes, present, day, "Số hộ chọn cách biểu quyết"),
    ]
    if order.vote_way == SECRET:
        problems += counting_problems(order.board, order.witnesses, day)
        problems += votes_of_present_problems(order.board_votes, present, day, "Số hộ đồng ý Ban kiểm phiếu")
    elif order.vote_way != "hands":
        problems.append(Problem("Chọn giơ tay hay bỏ phiếu kín, như những người có mặt đã chọn.", "Cách biểu quyết"))
    return problems


def _write_counting(held: Sat, order: MeetingOrder) -> None:
    part = CountingMember.Part
    parts = [part.HEAD, *[part.MEMBER] * (len(order.board) - 1), *[part.WITNESS] * len(order.witnesses)]
    cluster = held if isinstance(held, MeetingCluster) else None
    CountingMember.objects.bulk_create(
        CountingMember(meeting=meeting_of(held), cluster=cluster, order=place, part=which, name=tidy(name))
        for place, (which, name) in enumerate(zip(parts, (*order.board, *order.witnesses), strict=True), 1)
    )
