"""What the office decides of two texts that resemble each other; asked once, until one of them changes."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.movement.actions.lineage import note_lineage
from kheo.movement.actions.registrations import bump
from kheo.movement.likeness import digest_of
from kheo.movement.models import Initiative, Likeness, Lookalike, Novelty, Registration, Submission
from kheo.movement.queries.likeness.finding import Asked, asked_of, asked_of_submission, digest_in, pair_digest, the_two
from kheo.movement.queries.likeness.texts import visible_to
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality
from kheo.organisation.trail import record

Verdict = Likeness.Verdict
REASON_LONGEST = 300
JUDGED = (Submission.State.SUBMITTED, Submission.State.RETURNED)


@dataclass(frozen=True)
class Judgement:
    """What was chosen, and a word why; *seen*: the digest of the two texts as the page showed them."""

    verdict: str
    reason: str = ""
    seen: str = ""


def decide_likeness(actor: Actor, of: Initiative | Submission, other: Initiative, judgement: Judgement) -> Likeness:
    """Record what *of* is to *other*, and do what follows from it.

    *Continued*: this year's registration says that it is carried on; a form is tied to the registration that it carries on.
    *Copied*: the origin is written («học từ»), for a form when it is taken. *Same* and *different* are recorded; merging two
    records is an act of its own.
    """
    locality = of.locality if isinstance(of, Initiative) else of.programme.locality
    grant = require(actor, "likeness.decide", locality)
    with transaction.atomic():
        asked = _locked(of)
        known = visible_to(locality.pk).select_related("sketch", "locality").filter(pk=other.pk).first()
        problems = _problems(asked, known, judgement, locality)
        if problems or known is None:
            raise RefusedError(*problems)
        found = the_two(asked, known)
        made = Likeness.objects.create(
            initiative=asked.of if isinstance(asked.of, Initiative) else None,
            submission=asked.of if isinstance(asked.of, Submission) else None,
            other=known,
            share=Decimal(f"{found.comparison.share:.3f}"),
            digest=seen_digest(asked, known),
            verdict=judgement.verdict,
            reason=tidy(judgement.reason),
            decided_by=actor.account_id,
        )
        if asked.initiative:
            Lookalike.objects.filter(initiative__in=(asked.initiative, known.pk), other__in=(asked.initiative, known.pk)).delete()
        _follow(actor, asked.of, known, judgement.verdict)
        record(actor, grant, "likeness.decide", made, locality, {"other": known.pk, "verdict": judgement.verdict})
    return made


def seen_digest(asked: Asked, other: Initiative) -> str:
    """Digest of the two texts: what the page carries along, what the decision keeps."""
    return pair_digest(digest_of(asked.reading), digest_in(other))


def _locked(of: Initiative | Submission) -> Asked:
    if isinstance(of, Initiative):
        return asked_of(Initiative.objects.select_for_update(of=("self",)).get(pk=of.pk))
    return asked_of_submission(
        Submission.objects.select_for_update(of=("self",)).select_related("programme__locality").get(pk=of.pk)
    )


def _problems(asked: Asked, known: Initiative | None, judgement: Judgement, locality: Locality) -> list[Problem]:
    problems = []
    if judgement.verdict not in Verdict.values:
        problems.append(Problem("Chọn một trong bốn câu trả lời.", "Hai bài này là gì của nhau"))
    if len(tidy(judgement.reason)) > REASON_LONGEST:
        problems.append(Problem(f"Dài quá {REASON_LONGEST} ký tự; viết gọn lại.", "Lý do"))
    if known is None or known.pk == asked.initiative:
        problems.append(Problem("Không có mô hình này, hoặc địa phương ấy chưa công nhận nó."))
        return problems
    if isinstance(asked.of, Submission) and asked.of.state not in JUDGED:
        problems.append(Problem("Phiếu này không chờ xét (đang soạn, hoặc đã nhận, đã rút); đã nhận thì quyết định ở hồ sơ."))
    if known.locality_id != locality.pk and judgement.verdict in {Verdict.SAME, Verdict.CONTINUED}:
        problems.append(
            Problem("Mô hình của địa phương khác thì không gộp, không nối năm được; chọn làm theo hoặc khác nhau.", "Quyết định")
        )
    if judgement.seen and judgement.seen != seen_digest(asked, known):
        problems.append(Problem("Một trong hai bài vừa được sửa sau khi mở trang; xem lại hai bài rồi quyết định."))
    return problems


def _follow(actor: Actor, of: Initiative | Submission, other: Initiative, verdict: str) -> None:
    if isinstance(of, Submission):
        if verdict == Verdict.CONTINUED:
            of.carried_from = Registration.objects.filter(initiative=other).order_by("-programme__year").first()
        elif verdict == Verdict.COPIED:
            of.learnt_from = other
        else:
            return
        of.version += 1
        of.save()
        return
    newest = Registration.objects.select_for_update(of=("self",)).filter(initiative=of).order_by("-programme__year").first()
    if newest is None:
        return
    if verdict == Verdict.CONTINUED:
        newest.novelty = Novelty.CARRIED_ON
        bump(newest)
    elif verdict == Verdict.COPIED:
        note_lineage(newest, other, timezone.localdate(), actor.account_id)
