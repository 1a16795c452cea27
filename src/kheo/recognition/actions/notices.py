"""What is said of an issued decision afterwards: a line taken back, words put right. What was signed stays as it was."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from kheo.foundation.lengths import longest, too_long
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.movement.actions.steps import unrecognise
from kheo.movement.models import Programme, Registration
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record
from kheo.recognition.actions.certificates import locked_register, note
from kheo.recognition.actions.drafts import LABELS
from kheo.recognition.models import (
    Certificate,
    CertificateNotice,
    Decision,
    DecisionCorrection,
    DecisionKind,
    DecisionLine,
    LineRevocation,
)
from kheo.recognition.queries.facts import number_check
from kheo.recognition.rules.notices import item_problems, notice_problems
from kheo.recognition.rules.numbers import read_number

SIGNED_BY = ("signer_authority", "signer_position", "signer_name")


def revoke_line(actor: Actor, line: DecisionLine, reason: str, paper: str, on: date) -> LineRevocation:
    """The decision of *line* no longer holds for it from the day *on*, as *paper* says.

    Its standing certificate is taken back by the same paper, and a registration that no other recognition names is «không công
    nhận» again. A recognition stays while a list of outstanding ones that was chosen from it still names the initiative.
    """
    decision = line.decision
    grant = require(actor, "decision.revoke", decision.locality)
    if decision.state != Decision.State.ISSUED or decision.date is None:
        raise RefusedError("Văn bản chưa ban hành: mở lại dự thảo rồi bỏ dòng, không cần thu hồi.")
    if decision.kind == DecisionKind.PROPOSAL:
        raise RefusedError("Tờ trình không thu hồi từng dòng; gửi cơ quan khen thưởng văn bản rút đề nghị.")
    if problems := notice_problems(reason, paper, on, not_before=decision.date, today=timezone.localdate()):
        raise RefusedError(*problems)
    with transaction.atomic():
        Programme.objects.select_for_update().get(pk=decision.programme_id)
        if decision.kind == DecisionKind.RECOGNITION:
            locked_register(decision)
        _refuse_when_taken_back(line)
        made = LineRevocation.objects.create(line=line, reason=tidy(reason), paper=tidy(paper), on=on, added_by=actor.account_id)
        standing = Certificate.objects.filter(line=line, notice=None).first()
        if standing is not None:
            note(actor, standing, CertificateNotice.Kind.REVOKED, reason, paper, on)
        if decision.kind == DecisionKind.RECOGNITION and _is_recognised_no_more(line):
            unrecognise(actor, line.registration)  # type: ignore[arg-type]  # asked above
        details = {"order": line.order, "on": on.isoformat(), "certificate": standing.pk if standing else None}
        record(actor, grant, "decision.revoke_line", decision, decision.locality, details)
    return made


def _refuse_when_taken_back(line: DecisionLine) -> None:
    earlier = LineRevocation.objects.filter(line=line).first()
    if earlier is not None:
        raise RefusedError(f"Dòng này đã thu hồi từ {earlier.on:%d/%m/%Y}, theo {earlier.paper}.")
    if line.decision.kind != DecisionKind.RECOGNITION or line.registration_id is None:
        return
    later = DecisionLine.objects.filter(
        registration=line.registration_id,
        decision__kind=DecisionKind.OUTSTANDING,
        decision__state=Decision.State.ISSUED,
        revocation=None,
    ).first()
    if later is not None:
        raise RefusedError(
            f"Còn trong danh sách tiêu biểu số {later.decision.number}; mỗi danh sách là một phần của danh sách trước. "
            "Thu hồi ở danh sách ấy trước."
        )


def _is_recognised_no_more(line: DecisionLine) -> bool:
    """Whether *line*, just taken back, was all that recognised its registration."""
    registration = Registration.objects.filter(decision_lines=line).first()
    return (
        registration is not None
        and registration.state == Registration.State.RECOGNISED
        and not DecisionLine.objects.filter(
            registration=registration,
            decision__kind=DecisionKind.RECOGNITION,
            decision__state=Decision.State.ISSUED,
            revocation=None,
        ).exists()
    )


def draft_correction(
    actor: Actor, decision: Decision, items: Sequence[dict[str, str]], reason: str, signer: dict[str, str]
) -> DecisionCorrection:
    """Draw up the paper that puts words of an issued decision right; *signer*: keys of SIGNED_BY. One at a time."""
    grant = require(actor, "decision.correct", decision.locality)
    if decision.state != Decision.State.ISSUED:
        raise RefusedError("Văn bản chưa ban hành: mở lại dự thảo mà sửa, không cần đính chính.")
    kept = [{name: tidy(text) for name, text in item.items()} for item in items]
    texts = {"reason": tidy(reason), **{name: tidy(signer.get(name, "")) for name in SIGNED_BY}}
    problems = item_problems(kept)
    for name, text in texts.items():
        label = "Lý do" if name == "reason" else LABELS[name]
        if not text and name in {"reason", "signer_authority"}:
            problems.append(Problem("Chưa ghi mục này.", label))
        problems += too_long(text, longest(DecisionCorrection, name), label)
    if problems:
        raise RefusedError(*problems)
    try:
        with transaction.atomic():
            made = DecisionCorrection.objects.create(decision=decision, items=kept, added_by=actor.account_id, **texts)
            record(actor, grant, "decision.draft_correction", decision, decision.locality, {"items": len(kept)})
    except IntegrityError:
        raise RefusedError("Quyết định này còn một bản đính chính chưa có số; ghi số hoặc bỏ bản ấy trước.") from None
    return made


def issue_correction(actor: Actor, correction: DecisionCorrection, number: str, day: date) -> DecisionCorrection:
    """Enter number and day of the signed paper; from then on the correction is fixed and shown with the decision."""
    decision = correction.decision
    grant = require(actor, "decision.correct", decision.locality)
    read = read_number(number)
    problems = list(number_check(decision, number, day).problems)
    if (
        decision.number
        and read is not None
        and read.key == decision.number_key
        and decision.date
        and day.year == decision.date.year
    ):
        problems.append(Problem("Đây là số của chính quyết định; ghi số của văn bản đính chính.", "Số"))
    if decision.date is not None and day < decision.date:
        problems.append(Problem("Ngày ở trước ngày của quyết định; xem lại ngày.", "Ngày"))
    if day > timezone.localdate():
        problems.append(Problem("Ngày ở sau hôm nay; ghi ngày ký thật.", "Ngày"))
    if problems or read is None:
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = _open_correction(correction)
        locked.number, locked.date = read.text, day
        locked.save()
        details = {"correction": locked.pk, "date": day.isoformat()}
        record(actor, grant, "decision.issue_correction", decision, decision.locality, details)
    return locked


def discard_correction(actor: Actor, correction: DecisionCorrection) -> None:
    """Throw away a correction that has no number yet."""
    grant = require(actor, "decision.correct", correction.decision.locality)
    with transaction.atomic():
        locked = _open_correction(correction)
        record(actor, grant, "decision.discard_correction", locked.decision, locked.decision.locality, {"correction": locked.pk})
        locked.delete()


def _open_correction(correction: DecisionCorrection) -> DecisionCorrection:
    locked: DecisionCorrection | None = (
        DecisionCorrection.objects.select_for_update(of=("self",))
        .select_related("decision__locality")
        .filter(pk=correction.pk, number="")
        .first()
    )
    if locked is None:
        raise RefusedError("Bản đính chính này đã có số hoặc đã bỏ; tải lại trang để xem.")
    return locked
