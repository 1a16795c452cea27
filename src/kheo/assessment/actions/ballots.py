"""Scoring: files are given to members, conflicts kept apart, sheets written, absences taken over."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from kheo.assessment.actions.councils import (
    REASON_LENGTH,
    bump,
    lock_council,
    manager,
    require_may_sit,
    require_state,
)
from kheo.assessment.models import Ballot, BallotPoints, Conflict, Council, CouncilFile, Seat
from kheo.assessment.queries.council_points import Frame, frames, points_of
from kheo.assessment.queries.councils import ballots_of, files_before, seat_of
from kheo.assessment.rules.council import Distribution, Reader, distribute
from kheo.assessment.rules.points import item_problem
from kheo.assessment.subjects import barred_from, titles_of
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality, Person
from kheo.organisation.trail import record

REMARK_LENGTH = 600


def open_scoring(actor: Actor, council: Council, version: int) -> Distribution:
    """Give the files to the members who may judge them today; from now on members score and settings stand.

    Refused where a file finds no reader at all; *short* of what returns tells the files with fewer readers than set.
    """
    grant, locality = manager(actor, council)
    with transaction.atomic():
        locked = lock_council(council, version)
        require_state(locked, Council.State.PREPARING, "bắt đầu chấm")
        if not Seat.objects.filter(council=locked, part=Seat.Part.CHAIR).exists():
            raise RefusedError("Hội đồng chưa có chủ tịch. Thêm chủ tịch rồi bắt đầu chấm.")
        if not files_before(locked).exists():
            raise RefusedError("Hội đồng chưa có hồ sơ nào. Đưa hồ sơ ra hội đồng rồi bắt đầu chấm.")
        derive_conflicts(locked, timezone.localdate(), actor.account_id)
        shared = _share_out(locked)
        if alone := set(files_before(locked).exclude(ballots__isnull=False).values_list("assessment", flat=True)):
            titles = titles_of(alone)
            raise RefusedError(
                *(
                    Problem("Không thành viên nào được chấm hồ sơ này; thêm người đọc.", titles.get(key, str(key)))
                    for key in alone
                )
            )
        locked.state = Council.State.SCORING
        bump(locked)
        record(actor, grant, "council.open", locked, locality, {"ballots": len(shared.pairs)})
    return shared


def derive_conflicts(council: Council, day: date, account: int | None) -> int:
    """Write down who holds a position in the unit of a file on *day*; their sheets of it fall away. Return how many are new."""
    files = {file.assessment_id: file for file in files_before(council).filter(closed_on=None)}
    seats = {seat.person_id: seat for seat in Seat.objects.filter(council=council, absent_reason="")}
    known = set(Conflict.objects.filter(file__council=council, kind=Conflict.Kind.POSITION).values_list("file", "seat"))
    fresh = [
        Conflict(
            file=files[sheet],
            seat=seats[person],
            kind=Conflict.Kind.POSITION,
            reason=why[:REASON_LENGTH],
            on=day,
            added_by=account,
        )
        for (sheet, person), why in sorted(barred_from(files.keys(), seats.keys(), day).items())
        if (files[sheet].pk, seats[person].pk) not in known
    ]
    Conflict.objects.bulk_create(fresh)
    for one in fresh:
        Ballot.objects.filter(file=one.file, seat=one.seat).delete()
    return len(fresh)


def _share_out(council: Council) -> Distribution:
    """Give what is not given yet to members who sit and may judge; sheets given before stay where they are."""
    files = {file.pk: file.group for file in files_before(council).filter(closed_on=None)}
    readers = [Reader(seat.pk, frozenset(seat.groups)) for seat in Seat.objects.filter(council=council, absent_reason="")]
    barred = set(Conflict.objects.filter(file__in=files).values_list("file", "seat"))
    held = set(ballots_of(council).filter(file__in=files).values_list("file", "seat"))
    shared = distribute(files, readers, council.readers_each, barred, held)
    Ballot.objects.bulk_create(Ballot(file_id=file, seat_id=seat) for file, seat in shared.pairs)
    return shared


def give_file(actor: Actor, file: CouncilFile, seat: Seat) -> Ballot:
    """Give *file* to one more member by hand; refused where the two are in conflict."""
    grant, locality = manager(actor, file.council)
    with transaction.atomic():
        locked = lock_council(file.council)
        require_state(locked, Council.State.SCORING, "giao hồ sơ")
        if not Seat.objects.filter(pk=seat.pk, council=locked, absent_reason="").exists():
            raise RefusedError("Người này không ngồi trong hội đồng, hoặc đang vắng.")
        derive_conflicts(locked, timezone.localdate(), actor.account_id)
        found = Conflict.objects.filter(file=file, seat=seat).first()
        if found is not None:
            raise RefusedError(
                f"Không giao được: {seat.person.name} không được chấm hồ sơ này ({found.reason}). Chọn người khác."
            )
        if Ballot.objects.filter(file=file, seat=seat).exists():
            raise RefusedError(f"{seat.person.name} đã có hồ sơ này.")
        made = Ballot.objects.create(file=file, seat=seat)
        record(actor, grant, "council.give", made, locality, {"file": file.pk, "seat": seat.pk})
    return made


def declare_conflict(actor: Actor, file: CouncilFile, reason: str) -> Conflict:
    """A member tells why not to judge *file*: the own sheet falls away, another takes it where each file has its number."""
    locality = Locality.objects.get(code=file.council.locality)
    grant = require(actor, "council.score", locality)
    if not reason.strip() or len(reason.strip()) > REASON_LENGTH:
        raise RefusedError(Problem(f"Ghi vì sao bạn không nên chấm hồ sơ này, nhiều nhất {REASON_LENGTH} ký tự.", "Lý do"))
    with transaction.atomic():
        locked = lock_council(file.council)
        seat = _needed_seat(locked, actor)
        require_state(locked, Council.State.SCORING, "khai xung đột lợi ích")
        if Conflict.objects.filter(file=file, seat=seat).exists():
            raise RefusedError("Đã ghi bạn không chấm hồ sơ này.")
        made = Conflict.objects.create(
            file=file,
            seat=seat,
            kind=Conflict.Kind.DECLARED,
            reason=reason.strip(),
            on=timezone.localdate(),
            added_by=actor.account_id,
        )
        Ballot.objects.filter(file=file, seat=seat).delete()
        _share_out(locked)
        record(actor, grant, "council.declare", made, locality, {"file": file.pk, "seat": seat.pk})
    return made


def save_ballot(
    actor: Actor, ballot: Ballot, points: Mapping[int, Decimal | None], remark: str, version: int, *, hand_in: bool = False
) -> Ballot:
    """Write the member's own points (criterion's primary key → points; None: none yet); a part may be saved.

    *hand_in*: every item must have points. The trail tells when a sheet became or stayed whole, never a point.
    """
    council = ballot.file.council
    locality = Locality.objects.get(code=council.locality)
    grant = require(actor, "council.score", locality)
    with transaction.atomic():
        locked = Ballot.objects.select_for_update(of=("self",)).select_related("file__assessment").filter(pk=ballot.pk).first()
        seat = _needed_seat(council, actor)
        if locked is None or locked.seat_id != seat.pk or locked.round != locked.file.round:
            raise RefusedError("Hồ sơ này không giao cho bạn chấm, hoặc đã chuyển cho người khác.")
        require_version(version, locked.version)
        file = CouncilFile.objects.select_for_update().get(pk=locked.file_id)
        if file.closed_on or file.left_out_reason:
            raise RefusedError("Điểm của hồ sơ này đã khoá; không sửa được nữa.")
        if why := barred_from([file.assessment_id], [seat.person_id], timezone.localdate()):
            raise RefusedError(f"Hôm nay bạn không được chấm hồ sơ này: {next(iter(why.values()))}. Báo thư ký hội đồng.")
        frame = frames([locked.file])[locked.file_id]
        _check_points(frame, points, remark)
        missing = len(frame.needed - _write_points(locked, points))
        if hand_in and missing:
            raise RefusedError(f"Còn {missing} mục chưa có điểm. Cho điểm đủ các mục rồi sang hồ sơ tiếp theo.")
        locked.remark, locked.version = remark.strip(), locked.version + 1
        locked.save()
        if not missing:
            record(actor, grant, "council.score", locked, locality, {"version": locked.version})
    return locked


def _check_points(frame: Frame, points: Mapping[int, Decimal | None], remark: str) -> None:
    items = frame.members_items
    problems = []
    for key, value in points.items():
        item = items.get(key)
        if item is None:
            problems.append(Problem("Mục này không do thành viên hội đồng chấm; tải lại trang rồi nhập lại.", str(key)))
        elif value is not None and (said := item_problem(item, value)):
            problems.append(Problem(said, f"Mục {item.code}"))
    if len(remark.strip()) > REMARK_LENGTH:
        problems.append(Problem(f"Nhận xét dài quá {REMARK_LENGTH} ký tự; viết gọn lại.", "Nhận xét"))
    if problems:
        raise RefusedError(*problems)


def _write_points(ballot: Ballot, points: Mapping[int, Decimal | None]) -> set[int]:
    """Write what was given, take away what was emptied; return the items that have points now."""
    BallotPoints.objects.bulk_create(
        [BallotPoints(ballot=ballot, criterion_id=key, points=value) for key, value in points.items() if value is not None],
        update_conflicts=True,
        unique_fields=["ballot", "criterion"],
        update_fields=["points"],
    )
    BallotPoints.objects.filter(ballot=ballot, criterion__in=[key for key, value in points.items() if value is None]).delete()
    return set(BallotPoints.objects.filter(ballot=ballot).values_list("criterion", flat=True))


def _needed_seat(council: Council, actor: Actor) -> Seat:
    seat = seat_of(council, actor)
    if seat is None:
        raise RefusedError("Bạn không ngồi trong hội đồng này, hoặc đã được ghi là vắng.")
    return seat


def record_absence(actor: Actor, seat: Seat, reason: str, substitute: Person | None = None) -> Seat | None:
    """Write down that a member is absent. Whole sheets stay; the others go to *substitute*, else to the members who sit.

    Return the substitute's seat. The number of all members stays what it was.
    """
    grant, locality = manager(actor, seat.council)
    if not reason.strip() or len(reason.strip()) > REASON_LENGTH:
        raise RefusedError(Problem(f"Ghi lý do vắng, nhiều nhất {REASON_LENGTH} ký tự.", "Lý do vắng"))
    with transaction.atomic():
        locked = lock_council(seat.council)
        if locked.state == Council.State.PUBLISHED:
            raise RefusedError("Kết quả đã công bố; không ghi vắng nữa.")
        row = Seat.objects.select_for_update().get(pk=seat.pk)
        if row.is_absent:
            raise RefusedError("Đã ghi người này vắng.")
        if row.stands_in_for_id is not None and substitute is not None:
            raise RefusedError("Người dự thay vắng thì không cử thêm người thay lần nữa.")
        row.absent_reason = reason.strip()
        row.save()
        made = _substitute(locked, row, substitute, locality) if substitute is not None else None
        _take_over(locked, row, made, actor.account_id)
        bump(locked)
        details = {"seat": row.pk, "substitute": made.pk if made else None}
        record(actor, grant, "council.absence", row, locality, details)
    return made


def _substitute(council: Council, absent: Seat, person: Person, locality: Locality) -> Seat:
    require_may_sit(person, locality)
    if Seat.objects.filter(council=council, person=person).exists():
        raise RefusedError(f"{person.name} đã ở trong hội đồng; người dự thay phải là người ngoài hội đồng.")
    return Seat.objects.create(council=council, person=person, part=absent.part, groups=absent.groups, stands_in_for=absent)


def _take_over(council: Council, absent: Seat, substitute: Seat | None, account: int | None) -> None:
    if council.state == Council.State.PREPARING:
        return  # nothing was given yet
    left = unfinished(ballots_of(council).filter(file__closed_on=None, seat=absent))
    Ballot.objects.filter(pk__in=[ballot.pk for ballot in left]).delete()
    if substitute is not None:
        derive_conflicts(council, timezone.localdate(), account)
        barred = set(Conflict.objects.filter(seat=substitute).values_list("file", flat=True))
        Ballot.objects.bulk_create(
            Ballot(file=ballot.file, seat=substitute, round=ballot.round) for ballot in left if ballot.file_id not in barred
        )
    if council.readers_each:
        _share_out(council)


def unfinished(ballots: QuerySet[Ballot]) -> list[Ballot]:
    """Those of *ballots* that are not whole."""
    rows = list(ballots.select_related("file__assessment"))
    frame_of, points = frames([row.file for row in rows]), points_of(row.pk for row in rows)
    return [row for row in rows if not frame_of[row.file_id].is_whole(points.get(row.pk, {}))]
