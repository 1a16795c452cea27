"""A unit scores itself, its head confirms, the office returns the sheet or types it for a unit that came on paper.

What is assessed is not known here: the chapter that asks says whose sheet it is (*owner*).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from kheo.assessment.actions.sheets import Score, check_scores
from kheo.assessment.models import Assessment, CriteriaSet, ItemScore, SelfScoring, SelfScoringStep
from kheo.assessment.queries.self_scoring import is_written, missing_self_scores, self_scoring_of
from kheo.assessment.workflow import CONFIRMED, SELF_SCORING
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, Grant, NotAllowedError, Owner, find_grant, require
from kheo.organisation.models import Locality
from kheo.organisation.rules.heads import is_head
from kheo.organisation.trail import record

PROOF_LENGTH = 300
COMMENT_LENGTH = 600


@dataclass(frozen=True)
class SelfScore:
    """What a unit typed for one item; None: not scored yet. *proof* names what proves it."""

    points: Decimal | None
    proof: str = ""


def open_self_scoring(actor: Actor, criteria_set: CriteriaSet, locality: Locality, owner: Owner) -> Assessment:
    """Open an empty sheet for the unit to score itself."""
    grant = require(actor, "assessment.self", locality, owner)
    with transaction.atomic():
        made = Assessment.objects.create(criteria_set=criteria_set, locality=locality.code)
        SelfScoring.objects.create(assessment=made)
        record(actor, grant, "assessment.self_open", made, locality, {"criteria_set": criteria_set.pk})
    return made


def begin_self_scoring(actor: Actor, assessment: Assessment, owner: Owner) -> Assessment:
    """Give a sheet that the office opened to its unit, as long as nothing is written on it (the kind of unit may be chosen)."""
    grant = require(actor, "assessment.self", _locality(assessment), owner)
    with transaction.atomic():
        locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
        if self_scoring_of(locked) is None and not is_written(locked):
            SelfScoring.objects.create(assessment=locked)
            record(actor, grant, "assessment.self_open", locked, _locality(locked), {"criteria_set": locked.criteria_set_id})
    return locked


def record_self_scores(
    actor: Actor, assessment: Assessment, owner: Owner, scores: Mapping[int, SelfScore], version: int
) -> Assessment:
    """Write the self-scores of the items in *scores* (criterion's primary key → what was typed); the others stay as they are.

    No audit row: a sheet is saved with every word; what was handed on and confirmed is on record with its digest.
    """
    require(actor, "assessment.self", _locality(assessment), owner)
    with transaction.atomic():
        locked, scoring = _lock(assessment, version)
        _step(scoring, "score")
        check_scores(locked, {key: Score(score.points, None) for key, score in scores.items()})
        for score in scores.values():
            if len(score.proof.strip()) > PROOF_LENGTH:
                raise RefusedError(Problem(f"Minh chứng dài quá {PROOF_LENGTH} ký tự; viết gọn lại.", "Minh chứng"))
        _write(locked, scores)
        _bump(locked)
    return locked


def _write(assessment: Assessment, scores: Mapping[int, SelfScore]) -> None:
    """An item whose self-score changes loses the verified one: what the office said was said of another number."""
    before = {row.criterion_id: row for row in ItemScore.objects.filter(assessment=assessment, criterion__in=scores)}
    same = {key for key, row in before.items() if row.self_score == scores[key].points}
    # The sheet is locked: nobody else writes its items meanwhile.
    ItemScore.objects.bulk_create(
        [
            ItemScore(
                assessment=assessment,
                criterion_id=key,
                self_score=score.points,
                proof=score.proof.strip(),
                verified_score=before[key].verified_score if key in same else None,
                reason=before[key].reason if key in same else "",
            )
            for key, score in scores.items()
        ],
        update_conflicts=True,
        unique_fields=["assessment", "criterion"],
        update_fields=["self_score", "proof", "verified_score", "reason", "typed_for_unit"],
    )


def hand_to_head(actor: Actor, assessment: Assessment, owner: Owner, version: int) -> Assessment:
    """Hand a sheet that is scored in every item to the unit's head."""
    locality = _locality(assessment)
    grant = require(actor, "assessment.self", locality, owner)
    with transaction.atomic():
        locked, scoring = _lock(assessment, version)
        if locked.criteria_set.kinds and not locked.unit_kind:
            raise RefusedError("Phiếu chưa chọn loại đơn vị; cơ quan thường trực chọn thì mới đủ mục để gửi xác nhận.")
        if codes := missing_self_scores(locked):
            raise RefusedError(f"Chưa tự chấm mục {', '.join(codes)}. Ghi đủ điểm (0 cũng là điểm) rồi gửi xác nhận.")
        _take(actor, grant, locked, scoring, "hand")
    return locked


def confirm_self_scores(actor: Actor, assessment: Assessment, owner: Owner, version: int) -> Assessment:
    """The unit's head confirms: from now on nobody but the unit changes these scores, and only when they are returned."""
    grant = _as_head(actor, _locality(assessment), owner)
    with transaction.atomic():
        locked, scoring = _lock(assessment, version)
        scoring.confirmed_on, scoring.confirmed_by = timezone.localdate(), actor.account_id
        scoring.confirmed_title = grant.title
        _take(actor, grant, locked, scoring, "confirm")
    return locked


def send_back_self_scores(actor: Actor, assessment: Assessment, owner: Owner, comment: str, version: int) -> Assessment:
    """The head wants something changed before confirming."""
    grant = _as_head(actor, _locality(assessment), owner)
    with transaction.atomic():
        locked, scoring = _lock(assessment, version)
        _take(actor, grant, locked, scoring, "send_back", _comment(comment, "Cần sửa gì"))
    return locked


def return_self_scores(actor: Actor, assessment: Assessment, comment: str, version: int) -> Assessment:
    """The office gives the sheet back to the unit with *comment*; what it verified so far stays."""
    grant = require(actor, "assessment.verify", _locality(assessment))
    with transaction.atomic():
        locked, scoring = _lock(assessment, version)
        _take(actor, grant, locked, scoring, "return", _comment(comment, "Cần bổ sung gì"))
    return locked


def take_over_self_scores(actor: Actor, assessment: Assessment, reason: str, version: int) -> Assessment:
    """The office types the self-scores itself, for a unit that came on paper; each is marked as typed for the unit."""
    grant = require(actor, "assessment.verify", _locality(assessment))
    with transaction.atomic():
        locked, scoring = _lock(assessment, version)
        _take(actor, grant, locked, scoring, "take_over", _comment(reason, "Vì sao nhập hộ"))
    return locked


def may_confirm(actor: Actor, locality: Locality, owner: Owner) -> bool:
    """Whether *actor* holds a position at the head of the unit or body."""
    return _head_grant(actor, locality, owner) is not None


def _as_head(actor: Actor, locality: Locality, owner: Owner) -> Grant:
    found = _head_grant(actor, locality, owner)
    if found is None:
        require(actor, "assessment.confirm", locality, owner)
        raise NotAllowedError(
            "Xác nhận điểm tự chấm là việc của người đứng đầu đơn vị hoặc cấp phó (chủ tịch, bí thư, trưởng, hiệu trưởng, "
            "giám đốc…). Chức vụ của tài khoản này ghi khác; cơ quan thường trực sửa tên chức vụ ở trang Tổ chức."
        )
    return found


def _head_grant(actor: Actor, locality: Locality, owner: Owner) -> Grant | None:
    heads = actor.with_only(grant for grant in actor.grants if is_head(grant.title))
    return find_grant(heads, "assessment.confirm", locality, owner)


def _comment(text: str, where: str) -> str:
    said = tidy(text)
    if not 0 < len(said) <= COMMENT_LENGTH:
        raise RefusedError(Problem(f"Ghi rõ, nhiều nhất {COMMENT_LENGTH} ký tự.", where))
    return said


def _take(actor: Actor, grant: Grant, assessment: Assessment, scoring: SelfScoring, step: str, comment: str = "") -> None:
    """Move the sheet and write the step into its trail and into that of the locality."""
    scoring.phase = _step(scoring, step)
    if scoring.phase != CONFIRMED:
        scoring.confirmed_on, scoring.confirmed_by, scoring.confirmed_title = None, None, ""
    scoring.save()
    SelfScoringStep.objects.create(
        self_scoring=scoring, step=step, on=timezone.localdate(), comment=comment, title=grant.title, added_by=actor.account_id
    )
    _bump(assessment)
    details = {"phase": scoring.phase, "version": assessment.version, "self_scores": _digest(assessment)}
    record(actor, grant, f"assessment.self_{step}", assessment, _locality(assessment), details)


def _digest(assessment: Assessment) -> str:
    """SHA-256 of the self-scores with their proofs, in the order of their items."""
    rows = ItemScore.objects.filter(assessment=assessment).order_by("criterion")
    kept = [f"{row.criterion_id}={row.self_score}|{row.proof}" for row in rows]
    return hashlib.sha256("\n".join(kept).encode()).hexdigest()


def _step(scoring: SelfScoring, step: str) -> str:
    return SELF_SCORING.target(step, scoring.phase)


def _locality(assessment: Assessment) -> Locality:
    return Locality.objects.get(code=assessment.locality)


def _lock(assessment: Assessment, version: int) -> tuple[Assessment, SelfScoring]:
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    require_version(version, locked.version)
    scoring = self_scoring_of(locked)
    if scoring is None:
        raise RefusedError("Phiếu này cơ quan thường trực đã nhập hộ từ bản giấy; đơn vị không tự chấm ở đây nữa.")
    if locked.state == Assessment.State.CLOSED:
        raise RefusedError("Phiếu điểm đã chốt, không đổi điểm tự chấm nữa.")
    return locked, scoring


def _bump(assessment: Assessment) -> None:
    assessment.version += 1
    assessment.save(update_fields=["version"])
