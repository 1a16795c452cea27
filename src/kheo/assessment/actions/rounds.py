"""The round is closed, the council meets, its result is published and becomes the sheets' own."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from kheo.assessment.actions.ballots import derive_conflicts
from kheo.assessment.actions.councils import bump, chair_or_manager, lock_council, manager, require_state
from kheo.assessment.models import (
    Agreement,
    ApprovalVote,
    Assessment,
    Attendance,
    Council,
    CouncilFile,
    Precedence,
    Seat,
)
from kheo.assessment.queries.council_points import Frame, frames
from kheo.assessment.queries.councils import files_before, given_sheets, members_number, progress
from kheo.assessment.queries.results import agenda, undecided
from kheo.assessment.rules.council import CHAIR, aggregate, is_wide, means, needed, reaches
from kheo.assessment.subjects import titles_of
from kheo.foundation.numbers import written
from kheo.foundation.refusal import Problem, RefusedError
from kheo.organisation.authority import Actor, Grant
from kheo.organisation.models import Locality
from kheo.organisation.trail import record

REASON_LENGTH = 600


def close_round(actor: Actor, council: Council, version: int) -> None:
    """Close every sheet: points are added up, what differs too much waits for the meeting without a result."""
    grant, locality = chair_or_manager(actor, council)
    with transaction.atomic():
        locked = lock_council(council, version)
        require_state(locked, Council.State.SCORING, "khoá điểm")
        derive_conflicts(locked, timezone.localdate(), actor.account_id)
        _require_whole(locked, tells_numbers=council.locality not in actor.blind)
        count_files(locked, files_before(locked))
        locked.state, locked.closed_on = Council.State.CLOSED, timezone.localdate()
        bump(locked)
        record(actor, grant, "council.close", locked, locality, {"files": files_before(locked).count()})


def _require_whole(council: Council, *, tells_numbers: bool) -> None:
    """Refused with the names; how many files somebody has tells how many it is barred from: no numbers to a blind chair."""
    problems = [
        Problem(
            f"Còn {one.all - one.done} hồ sơ chưa chấm xong. Nhắc, hoặc ghi vắng."
            if tells_numbers
            else "Chưa chấm xong. Nhắc, hoặc báo cơ quan thường trực ghi vắng.",
            one.seat.person.name,
        )
        for one in progress(council)
        if one.done < one.all
    ]
    if problems:
        raise RefusedError(*problems)


def count_files(council: Council, files: Collection[CouncilFile]) -> None:
    """Close *files* today with what their whole sheets come to; refused where a file has none."""
    sheets = given_sheets([file.pk for file in files])
    bare = [file.assessment_id for file in files if not sheets.get(file.pk)]
    if bare:
        titles = titles_of(bare)
        raise RefusedError(
            *(Problem("Chưa thành viên nào chấm xong hồ sơ này; giao cho người khác.", titles.get(key, str(key))) for key in bare)
        )
    _require_offices_part(files)
    for file in files:
        totals = [one.total for one in sheets[file.pk]]
        file.item_points = means([one.points for one in sheets[file.pk]])
        file.points = None if is_wide(totals, council.spread_limit) else aggregate(totals, council.method)
        file.closed_on = timezone.localdate()
    CouncilFile.objects.bulk_update(files, ["points", "item_points", "closed_on"])


def _require_offices_part(files: Collection[CouncilFile]) -> None:
    found = {file.assessment_id: frame.missing_of_office for file, frame in _with_frames(files)}
    titles = titles_of([key for key, missing in found.items() if missing])
    problems = [
        Problem(f"Cơ quan thường trực chưa ghi mục {', '.join(missing)}.", titles.get(key, str(key)))
        for key, missing in found.items()
        if missing
    ]
    if problems:
        raise RefusedError(*problems)


def _with_frames(files: Collection[CouncilFile]) -> list[tuple[CouncilFile, Frame]]:
    known = {file.pk: file for file in CouncilFile.objects.filter(pk__in=[one.pk for one in files]).select_related("assessment")}
    return [(known[key], frame) for key, frame in frames(list(known.values())).items()]


def record_meeting(actor: Actor, council: Council, met_on: date, present: Collection[int], version: int) -> None:
    """Write down the day of the meeting and which seats (primary keys) were there; refused under the quorum of all members.

    An absent member's substitute counts for the seat, once.
    """
    grant, locality = chair_or_manager(actor, council)
    with transaction.atomic():
        locked = lock_council(council, version)
        require_state(locked, Council.State.CLOSED, "ghi cuộc họp")
        if met_on > timezone.localdate():
            raise RefusedError(Problem("Ngày họp ở sau hôm nay; ghi ngày đã họp.", "Ngày họp"))
        seats = {seat.pk: seat for seat in Seat.objects.filter(council=locked)}
        strangers = set(present) - set(seats)
        if strangers or any(seats[key].is_absent for key in present):
            raise RefusedError(Problem("Có người đã ghi vắng hoặc không thuộc hội đồng; tải lại trang.", "Có mặt"))
        members, there = members_number(locked), len(set(present))
        if not reaches(there, members, locked.quorum_percent):
            least = needed(members, locked.quorum_percent)
            raise RefusedError(
                Problem(f"Có mặt {there}/{members}, chưa đủ {least} người ({locked.quorum_percent} %) để họp.", "Có mặt")
            )
        for key, seat in seats.items():
            Attendance.objects.update_or_create(seat=seat, defaults={"council": locked, "is_present": key in present})
        locked.met_on = met_on
        bump(locked)
        record(actor, grant, "council.meet", locked, locality, {"met_on": met_on.isoformat(), "present": there})


def agree_points(actor: Actor, file: CouncilFile, points: Decimal, reason: str) -> Agreement:
    """Record the points the meeting agreed on for a file whose sheets differ too much, with the reason."""
    with transaction.atomic():
        grant, locality, locked = _at_the_meeting(actor, file)
        most = frames([locked])[locked.pk].highest
        if locked.pk not in {one.file.pk for one in agenda(locked.council)} and not _was_agreed(locked):
            raise RefusedError("Điểm của hồ sơ này không chênh lệch quá mức; hội đồng không sửa điểm ở đây.")
        if not 0 <= points <= most or points != points.quantize(Decimal("0.01")):
            raise RefusedError(Problem(f"Ghi điểm từ 0 đến {written(most)}, nhiều nhất hai chữ số thập phân.", "Điểm thống nhất"))
        why = _reason(reason, "Lý do")
        made = Agreement.objects.create(file=locked, round=locked.round, points=points, reason=why, added_by=actor.account_id)
        locked.points = points
        locked.save(update_fields=["points"])
        settle(locked)
        record(actor, grant, "council.agree", locked, locality, {"round": locked.round})
    return made


def _was_agreed(file: CouncilFile) -> bool:
    return Agreement.objects.filter(file=file, round=file.round).exists()


def decide_tie(actor: Actor, council: Council, order: Sequence[int], reason: str) -> None:
    """Record the chair's order (primary keys of files, first above) among files of equal points."""
    grant, locality = chair_or_manager(actor, council)
    with transaction.atomic():
        locked = lock_council(council)
        if locked.state != Council.State.PUBLISHED:  # equal again after an appeal
            require_state(locked, Council.State.CLOSED, "quyết định thứ tự")
        if locked.tie_rule != CHAIR:
            raise RefusedError("Hội đồng này không đặt cách xếp theo quyết định của chủ tịch.")
        files = {file.pk: file for file in files_before(locked).filter(pk__in=order)}
        equal = {file.points for file in files.values() if file.points is not None}
        same = files_before(locked).filter(points__in=equal)
        if (
            len(order) != len(set(order))
            or len(equal) != 1
            or None in equal
            or set(same.values_list("pk", flat=True)) != set(order)
        ):
            raise RefusedError("Xếp đủ các hồ sơ bằng điểm nhau, mỗi hồ sơ một lần. Tải lại trang để xem.")
        why = _reason(reason, "Lý do")
        for number, key in enumerate(order, start=1):
            file = files[key]
            Precedence.objects.create(
                file=file, round=file.round, points=next(iter(equal)), order=number, reason=why, added_by=actor.account_id
            )
        record(actor, grant, "council.tie", locked, locality, {"files": list(order)})


def record_votes(actor: Actor, council: Council, votes: Mapping[int, tuple[int, int]]) -> None:
    """Record votes for and against (file's primary key → both), as they were counted at the meeting."""
    grant, locality = chair_or_manager(actor, council)
    with transaction.atomic():
        locked = lock_council(council)
        files = {file.pk: file for file in files_before(locked).filter(pk__in=votes)}
        for file in files.values():
            _require_meeting(locked, file)
        if not locked.with_vote:
            raise RefusedError("Hội đồng này không biểu quyết từng hồ sơ.")
        members = members_number(locked)
        there = Attendance.objects.filter(council=locked, is_present=True).count()
        titles = titles_of([file.assessment_id for file in files.values()])
        problems = [Problem("Có hồ sơ không ở hội đồng này; tải lại trang.")] if len(files) < len(votes) else []
        problems += [
            Problem(f"{votes[key][0]} + {votes[key][1]} phiếu, mà có mặt {there} người. Đếm lại.", titles[file.assessment_id])
            for key, file in files.items()
            if min(votes[key]) < 0 or sum(votes[key]) > there
        ]
        if problems:
            raise RefusedError(*problems)
        for key, file in files.items():
            yes, no = votes[key]
            ApprovalVote.objects.create(
                file=file, round=file.round, votes_for=yes, votes_against=no, members=members, added_by=actor.account_id
            )
        record(actor, grant, "council.vote", locked, locality, {"files": len(files)})


def publish(actor: Actor, council: Council, day: date, version: int) -> None:
    """Publish the result on *day*: sheets are closed under the day of the meeting, appeals run from *day*."""
    grant, locality = manager(actor, council)
    with transaction.atomic():
        locked = lock_council(council, version)
        _require_meeting(locked)
        if locked.met_on is None or not locked.met_on <= day <= timezone.localdate():
            raise RefusedError(Problem("Ngày công bố phải từ ngày họp đến hôm nay.", "Ngày công bố"))
        _require_decided(locked)
        close_sheets(files_before(locked), locked.met_on)
        locked.state, locked.published_on = Council.State.PUBLISHED, day
        bump(locked)
        record(actor, grant, "council.publish", locked, locality, {"published_on": day.isoformat()})


def _require_decided(council: Council) -> None:
    problems = []
    left = undecided(council)
    if left.wide:
        problems.append(Problem(f"{left.wide} hồ sơ chênh lệch lớn chưa có điểm thống nhất.", "Chênh lệch"))
    if left.ties:
        problems.append(Problem(f"{left.ties} nhóm hồ sơ bằng điểm chờ chủ tịch hội đồng quyết định.", "Bằng điểm"))
    if left.unvoted:
        problems.append(Problem(f"{left.unvoted} hồ sơ chưa biểu quyết.", "Biểu quyết"))
    if problems:
        raise RefusedError(*problems)


def close_sheets(files: Collection[CouncilFile], day: date) -> None:
    """The council's result is the sheet's: closed on *day*."""
    sheets = list(Assessment.objects.select_for_update().filter(council_file__in=files))
    for sheet in sheets:
        sheet.state, sheet.assessed_on, sheet.version = Assessment.State.CLOSED, day, sheet.version + 1
    Assessment.objects.bulk_update(sheets, ["state", "assessed_on", "version"])


def settle(file: CouncilFile) -> None:
    """Close the sheet of a re-scored file as soon as it has points: at once, or when the meeting has agreed on them."""
    if file.points is not None and file.round > 1:
        close_sheets([file], timezone.localdate())


def _at_the_meeting(actor: Actor, file: CouncilFile) -> tuple[Grant, Locality, CouncilFile]:
    grant, locality = chair_or_manager(actor, file.council)
    council = lock_council(file.council)
    locked = CouncilFile.objects.select_related("council", "assessment").get(pk=file.pk)
    _require_meeting(council, locked)
    if locked.closed_on is None or locked.left_out_reason:
        raise RefusedError("Hồ sơ này đang chấm, hoặc đã rút; khoá điểm rồi mới bàn.")
    return grant, locality, locked


def _require_meeting(council: Council, file: CouncilFile | None = None) -> None:
    """Decisions of a meeting are written once it was held; of a published council only those on files scored again."""
    if council.state == Council.State.PUBLISHED and file is not None and file.round > 1:
        return
    require_state(council, Council.State.CLOSED, "ghi kết quả họp")
    if council.met_on is None:
        raise RefusedError("Ghi ngày họp và ai có mặt trước.")


def _reason(text: str, where: str) -> str:
    if not text.strip() or len(text.strip()) > REASON_LENGTH:
        raise RefusedError(Problem(f"Ghi lý do, nhiều nhất {REASON_LENGTH} ký tự.", where))
    return text.strip()
