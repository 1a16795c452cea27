"""Appeals after publication: raised in time, answered with a reason; an upheld one opens the sheet again."""

from django.db import transaction
from django.utils import timezone

from kheo.assessment.actions.ballots import unfinished
from kheo.assessment.actions.councils import lock_council, manager
from kheo.assessment.actions.rounds import count_files, settle
from kheo.assessment.models import Appeal, Assessment, Ballot, BallotPoints, Council, CouncilFile, Reopening
from kheo.assessment.queries.councils import ballots_of, files_before
from kheo.assessment.rules.council import last_day_of_appeals
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.organisation.authority import Actor, Grant
from kheo.organisation.models import Locality
from kheo.organisation.trail import record

TEXT_LENGTH, ANSWER_LENGTH = 2000, 1000


def raise_appeal(actor: Actor, grant: Grant, file: CouncilFile, text: str) -> Appeal:
    """Write down an appeal of today. The chapter that owns the thing says who may appeal and gives the *grant*."""
    locality = Locality.objects.get(code=file.council.locality)
    words = text.strip()
    if not words or len(words) > TEXT_LENGTH:
        raise RefusedError(Problem(f"Ghi điều kiến nghị và lý do, nhiều nhất {TEXT_LENGTH} ký tự.", "Nội dung kiến nghị"))
    with transaction.atomic():
        council, today = lock_council(file.council), timezone.localdate()
        if council.published_on is None:
            raise RefusedError("Kết quả chưa công bố nên chưa nhận kiến nghị.")
        last = last_day_of_appeals(council.published_on, council.appeal_days)
        if today > last:
            raise RefusedError(
                f"Hết hạn kiến nghị ngày {last:%d/%m/%Y}: kết quả công bố ngày {council.published_on:%d/%m/%Y}, "
                f"nhận kiến nghị trong {council.appeal_days} ngày."
            )
        locked = CouncilFile.objects.get(pk=file.pk)
        if Appeal.objects.filter(file=locked, round=locked.round).exists():
            raise RefusedError("Hồ sơ này đã có kiến nghị; mỗi lần công bố chỉ nhận một kiến nghị.")
        made = Appeal.objects.create(file=locked, round=locked.round, text=words, raised_on=today, raised_by=actor.account_id)
        record(actor, grant, "appeal.raise", made, locality, {"file": locked.pk})
    return made


def answer_appeal(actor: Actor, appeal: Appeal, answer: str, version: int, *, upheld: bool) -> Appeal:
    """Answer it. Upheld: the sheet is opened again; its members change a copy of their points, what they gave before stays."""
    council = appeal.file.council
    grant, locality = manager(actor, council)
    words = answer.strip()
    if not words or len(words) > ANSWER_LENGTH:
        raise RefusedError(Problem(f"Ghi câu trả lời và lý do, nhiều nhất {ANSWER_LENGTH} ký tự.", "Trả lời"))
    with transaction.atomic():
        lock_council(council)
        locked = Appeal.objects.select_for_update().select_related("file").get(pk=appeal.pk)
        require_version(version, locked.version)
        if locked.state != Appeal.State.OPEN:
            raise RefusedError(f"Kiến nghị này đã trả lời ngày {locked.answered_on:%d/%m/%Y}.")
        locked.state = Appeal.State.UPHELD if upheld else Appeal.State.REJECTED
        locked.answer, locked.answered_on, locked.answered_by = words, timezone.localdate(), actor.account_id
        locked.version += 1
        locked.save()
        if upheld:
            _open_again(locked.file, words, actor.account_id)
        record(actor, grant, "appeal.answer", locked, locality, {"upheld": upheld})
    return locked


def _open_again(file: CouncilFile, reason: str, account: int | None) -> None:
    sheet = Assessment.objects.select_for_update().get(pk=file.assessment_id)
    if sheet.assessed_on is None:
        raise RefusedError("Phiếu điểm đang mở; không mở lại lần nữa.")
    Reopening.objects.create(assessment=sheet, closed_on=sheet.assessed_on, reason=f"Phúc tra: {reason}"[:300], added_by=account)
    sheet.state, sheet.assessed_on, sheet.version = Assessment.State.OPEN, None, sheet.version + 1
    sheet.save()
    before = list(Ballot.objects.filter(file=file, round=file.round))
    file.round, file.closed_on, file.points = file.round + 1, None, None
    file.save()
    for ballot in before:
        again = Ballot.objects.create(file=file, seat=ballot.seat, round=file.round, remark=ballot.remark)
        BallotPoints.objects.bulk_create(
            BallotPoints(ballot=again, criterion_id=one.criterion_id, points=one.points)
            for one in BallotPoints.objects.filter(ballot=ballot)
        )


def count_again(actor: Actor, file: CouncilFile) -> CouncilFile:
    """Close the sheet of a file that was opened again, with what its members give now."""
    grant, locality = manager(actor, file.council)
    with transaction.atomic():
        council = lock_council(file.council)
        locked = files_before(council).filter(pk=file.pk).first()
        if locked is None or locked.round == 1 or locked.closed_on is not None or council.state != Council.State.PUBLISHED:
            raise RefusedError("Hồ sơ này không có phúc tra đang mở.")
        if unfinished(ballots_of(council).filter(file=locked)):
            raise RefusedError("Còn phiếu của thành viên chưa đủ điểm.")
        count_files(council, [locked])
        record(actor, grant, "council.count_again", locked, locality, {"round": locked.round})
        settle(locked)
    return locked
