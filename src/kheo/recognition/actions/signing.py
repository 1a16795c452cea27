"""The file that goes out to be signed, kept to the byte, and the signed one that comes back, looked at before it is kept."""

from collections.abc import Callable

from django.db import transaction

from kheo.documents.signing.apart import prepare
from kheo.documents.signing.findings import findings_of
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.uploads.checks import Checked, check_upload
from kheo.foundation.uploads.keeping import keep_file
from kheo.foundation.uploads.papers import signed_scan
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record
from kheo.recognition.actions.drafts import bump, lock_decision
from kheo.recognition.models import Decision, GivenOut, SignedCopy
from kheo.recognition.queries.signed import bytes_of, given_out_within, latest_copy, look_into, standing_given_out
from kheo.recognition.rules.signed import judge
from kheo.recognition.workflow import DECISION


def give_out(actor: Actor, decision: Decision, make: Callable[[Decision], bytes], version: int) -> GivenOut:
    """Give out the PDF that *make* sets of the checked or issued paper and keep its bytes.

    The same words are given out once: whoever asks again gets the file that may already lie with the signer.
    """
    grant = require(actor, "decision.give_out", decision.locality)
    DECISION.target("decision.give_out", decision.state)
    if not decision.is_issued_here:
        raise RefusedError(
            f"{decision.body.name} ở ngoài địa phương và ký tệp của chính mình; ghi số, ngày của bản đã ký rồi gửi bản ấy lên."
        )
    require_version(version, decision.version)
    printed = make(decision)
    if (last := _given_already(decision, printed)) is not None:
        return last
    checked = check_upload(f"{decision.file_stem}-de-ky.pdf", prepare(printed), "paper")
    with transaction.atomic():
        locked = lock_decision(decision, version, "decision.give_out")
        if (last := _given_already(locked, printed)) is not None:
            return last
        kept = keep_file(checked, locked.locality.code, actor.account_id)
        given = GivenOut.objects.create(decision=locked, file=kept, version=locked.version, given_by=actor.account_id)
        details = {"sha256": checked.sha256, "version": locked.version}
        record(actor, grant, "decision.give_out", locked, locked.locality, details)
    return given


def _given_already(decision: Decision, printed: bytes) -> GivenOut | None:
    last = standing_given_out(decision)
    return last if last is not None and bytes_of(last).startswith(printed) else None


def attach_signed_file(actor: Actor, decision: Decision, name: str, content: bytes, version: int) -> SignedCopy:
    """Keep the signed paper, or the scan of it, beside its issued decision; the words and the list stay as they were.

    A file that was made from the one given out and says something else, or whose signatures do not hold, is refused with what
    differs. What was found is kept with the file.
    """
    grant = require(actor, "decision.issue", decision.locality)
    checked = signed_scan(name, content)
    standing = standing_given_out(decision)
    given = _given_of(decision, checked)
    found = look_into(checked.data, given, standing)
    judgement = judge(found, checked.name)
    if judgement.problems:
        raise RefusedError(*judgement.problems)
    with transaction.atomic():
        locked = lock_decision(decision, version, "decision.attach")
        kept = keep_file(checked, locked.locality.code, actor.account_id)
        copy = SignedCopy.objects.create(
            decision=locked,
            file=kept,
            given_out=given,
            standing=judgement.standing,
            findings=found.as_json(),
            added_by=actor.account_id,
        )
        locked.signed_file = kept
        bump(locked)
        details = {"sha256": checked.sha256, "standing": judgement.standing, "version": locked.version}
        record(actor, grant, "decision.attach", locked, locked.locality, details)
    return copy


def recheck_signed_file(actor: Actor, decision: Decision, version: int) -> SignedCopy:
    """Look at the signed file again under today's list of trusted roots; a verdict that changed stands beside the earlier one.

    Returns the copy that now counts: the earlier one when nothing changed.
    """
    grant = require(actor, "decision.issue", decision.locality)
    copy = latest_copy(decision)
    if copy is None or copy.standing == SignedCopy.Standing.SCAN:
        raise RefusedError("Bản đã lưu không có chữ ký số nào để kiểm tra lại.")
    with copy.file.content.open("rb") as opened:
        found = look_into(opened.read(), copy.given_out, standing_given_out(decision))
    if problems := judge(found, copy.file.name).problems:
        raise RefusedError(*problems)
    if found == findings_of(copy.findings):
        return copy
    with transaction.atomic():
        locked = lock_decision(decision, version, "decision.attach")
        again = SignedCopy.objects.create(
            decision=locked,
            file=copy.file,
            given_out=copy.given_out,
            standing=copy.standing,
            findings=found.as_json(),
            added_by=actor.account_id,
        )
        bump(locked)
        record(actor, grant, "decision.recheck", locked, locked.locality, {"roots": found.roots, "version": locked.version})
    return again


def _given_of(decision: Decision, checked: Checked) -> GivenOut | None:
    """The file given out that *checked* continues; RefusedError when it is another paper's, or of before the list was changed."""
    given = given_out_within(checked.data, decision.locality) if checked.extension == "pdf" else None
    if given is None:
        return None
    if given.decision_id != decision.pk:
        what = f"Đây là bản ký của văn bản khác: «{given.decision.title}». Mở văn bản ấy rồi gửi ở đó."
        raise RefusedError(Problem(what, checked.name))
    if given.version < decision.checked_version:
        what = (
            f"Tệp này đưa ra ngày {given.given_at:%d/%m/%Y}, trước khi danh sách được sửa. Ký tệp đưa ra sau lần kiểm tra cuối."
        )
        raise RefusedError(Problem(what, checked.name))
    return given
