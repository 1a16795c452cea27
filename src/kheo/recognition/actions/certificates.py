"""Certificates: numbers without a gap, words fixed at issue, corrections and revocations that name their paper."""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kheo.foundation.lengths import too_long
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record
from kheo.recognition.models import Certificate, CertificateNotice, CertificateRegister, Decision, DecisionKind, DecisionLine
from kheo.recognition.queries.certificates import times_given_again, words_of
from kheo.recognition.rules.codes import BITS, code_of
from kheo.recognition.rules.notices import notice_problems

CORRECTABLE = {"initiative": 300, "holder": 330, "purpose": 200, "field": 80}
"""What a correction may change, with the longest text; number and date of the decision are those of the signed paper."""
CORRECTABLE_LABELS = {
    "initiative": "Tên mô hình, điển hình",
    "holder": "Tập thể, cá nhân",
    "purpose": "Nội dung công nhận",
    "field": "Lĩnh vực",
}

SIGNER = {
    "signer_authority": ("Quyền hạn ký", 120),
    "signer_position": ("Chức vụ người ký", 120),
    "signer_name": ("Người ký", 120),
}
"""Who signs a paper that is given again, with the longest text: the head of today, not of the day of the first one."""


def issue_certificates(actor: Actor, decision: Decision) -> list[Certificate]:
    """Number and issue a certificate for every line that has none yet; a second call issues nothing more.

    The register's row of the body and year is locked until the end of the transaction: numbers follow each other without a
    gap, also when many issue at once, and a number of a transaction that fails is given to the next one.
    """
    grant = require(actor, "certificate.issue", decision.locality)
    if decision.kind != DecisionKind.RECOGNITION:
        raise RefusedError("Chỉ quyết định công nhận kèm giấy chứng nhận; khen thưởng và kỷ niệm chương do cơ quan tặng in.")
    if decision.state != Decision.State.ISSUED or decision.date is None:
        raise RefusedError("Quyết định chưa ban hành. Ghi số, ngày của bản đã ký rồi mới cấp giấy chứng nhận.")
    with transaction.atomic():
        register = locked_register(decision)
        without = DecisionLine.objects.filter(decision=decision, certificates=None, revocation=None).order_by("order")
        words = words_of(decision)
        made = [_issue(actor, register, line, words[line.pk]) for line in without]
        if made:
            register.save(update_fields=["last_number"])
            details = {"register": register.pk, "first": made[0].number, "last": made[-1].number}
            record(actor, grant, "certificate.issue", decision, decision.locality, details)
    return made


def correct_certificate(
    actor: Actor, certificate: Certificate, words: Mapping[str, str], reason: str, paper: str, on: date
) -> Certificate:
    """Issue a new certificate with *words* changed (keys of CORRECTABLE) in place of *certificate*, under the next number.

    *paper*: the document that says so, with number, date and body; *on*: the day from which the old one no longer stands.
    """
    decision = certificate.line.decision
    grant = require(actor, "certificate.correct", decision.locality)
    changed = {name: tidy(text) for name, text in words.items() if tidy(text) != certificate.content.get(name)}
    problems = [*_notice_problems(certificate, reason, paper, on), *_word_problems(changed)]
    if not changed:
        problems.append(Problem("Các chữ mới giống hệt giấy cũ; sửa chỗ sai rồi ghi lại.", "Nội dung đính chính"))
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        register = CertificateRegister.objects.select_for_update().get(pk=certificate.register_id)
        _refuse_if_noticed(certificate)
        note(actor, certificate, CertificateNotice.Kind.CORRECTED, reason, paper, on)
        kept = {name: text for name, text in certificate.content.items() if name != "again"}
        made = _issue(actor, register, certificate.line, {**kept, **changed, "on": str(on)}, replaces=certificate)
        register.save(update_fields=["last_number"])
        details = {"replaces": certificate.pk, "number": made.number, "changed": sorted(changed)}
        record(actor, grant, "certificate.correct", made, decision.locality, details)
    return made


def reissue_certificate(
    actor: Actor, certificate: Certificate, signer: Mapping[str, str], reason: str, paper: str, on: date
) -> Certificate:
    """Give a certificate again whose paper was lost or spoiled, under the next number: a lost paper that turns up is told apart.

    The words stay those of the decision; *signer* (keys of SIGNER) is who signs the new paper, *paper* the request or minutes.
    """
    decision = certificate.line.decision
    grant = require(actor, "certificate.reissue", decision.locality)
    changed = {name: tidy(signer.get(name, certificate.content[name])) for name in SIGNER}
    problems = [*_notice_problems(certificate, reason, paper, on)]
    for name, (label, most) in SIGNER.items():
        if not changed[name] and name == "signer_authority":
            problems.append(Problem("Chưa ghi mục này.", label))
        problems += too_long(changed[name], most, label)
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        register = CertificateRegister.objects.select_for_update().get(pk=certificate.register_id)
        _refuse_if_noticed(certificate)
        times = 1 + times_given_again(certificate)
        note(actor, certificate, CertificateNotice.Kind.REISSUED, reason, paper, on)
        again = f"Cấp lại lần {times}, thay giấy số {certificate.number:04d}"
        made = _issue(
            actor,
            register,
            certificate.line,
            {**certificate.content, **changed, "on": str(on), "again": again},
            replaces=certificate,
        )
        register.save(update_fields=["last_number"])
        details = {"replaces": certificate.pk, "number": made.number, "times": times}
        record(actor, grant, "certificate.reissue", made, decision.locality, details)
    return made


def revoke_certificate(actor: Actor, certificate: Certificate, reason: str, paper: str, on: date) -> CertificateNotice:
    """Take a certificate back from the day *on*; its number stays used and its page says so."""
    decision = certificate.line.decision
    grant = require(actor, "certificate.correct", decision.locality)
    if problems := _notice_problems(certificate, reason, paper, on):
        raise RefusedError(*problems)
    with transaction.atomic():
        CertificateRegister.objects.select_for_update().get(pk=certificate.register_id)
        _refuse_if_noticed(certificate)
        notice = note(actor, certificate, CertificateNotice.Kind.REVOKED, reason, paper, on)
        record(actor, grant, "certificate.revoke", certificate, decision.locality, {"on": on.isoformat()})
    return notice


def locked_register(decision: Decision) -> CertificateRegister:
    """The register of the decision's body and year, made where there is none, locked until the transaction ends."""
    year = decision.date.year if decision.date else decision.programme.year
    register, _made = CertificateRegister.objects.get_or_create(locality=decision.locality, body=decision.body, year=year)
    return CertificateRegister.objects.select_for_update().get(pk=register.pk)


def _issue(
    actor: Actor, register: CertificateRegister, line: DecisionLine, words: dict[str, Any], replaces: Certificate | None = None
) -> Certificate:
    register.last_number += 1
    return Certificate.objects.create(
        register=register,
        number=register.last_number,
        code=code_of(secrets.randbits(BITS)),
        line=line,
        content=words,
        issued_at=timezone.now(),
        issued_by=actor.account_id,
        replaces=replaces,
    )


def note(
    actor: Actor, certificate: Certificate, kind: CertificateNotice.Kind, reason: str, paper: str, on: date
) -> CertificateNotice:
    """Write down why *certificate* no longer stands; the caller holds the register and has asked for authority."""
    return CertificateNotice.objects.create(
        certificate=certificate, kind=kind, reason=tidy(reason), paper=tidy(paper), on=on, added_by=actor.account_id
    )


def _refuse_if_noticed(certificate: Certificate) -> None:
    notice = CertificateNotice.objects.filter(certificate=certificate).first()
    if notice is not None:
        fate = f"{notice.get_kind_display()} từ {notice.on:%d/%m/%Y}"
        raise RefusedError(f"Giấy số {certificate.number:04d} {fate}; không đính chính, cấp lại, thu hồi lần nữa.")


def _notice_problems(certificate: Certificate, reason: str, paper: str, on: date) -> list[Problem]:
    decided = date.fromisoformat(certificate.content["decision_on"])
    return notice_problems(reason, paper, on, not_before=decided, today=timezone.localdate())


def _word_problems(changed: Mapping[str, str]) -> list[Problem]:
    problems = []
    for name, text in changed.items():
        if name not in CORRECTABLE:
            problems.append(Problem("Mục này ghi theo quyết định đã ký, không đính chính trên giấy.", name))
        elif not text and name != "field":
            problems.append(Problem("Chưa ghi mục này.", CORRECTABLE_LABELS[name]))
        else:
            problems += too_long(text, CORRECTABLE[name], CORRECTABLE_LABELS[name])
    return problems
