"""Scores recorded, sheets closed and opened again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from kheo.assessment.models import Assessment, CouncilFile, CriteriaSet, Criterion, ItemScore, Reopening
from kheo.assessment.queries.self_scoring import refuse_while_with_unit, typed_for_unit
from kheo.assessment.rules.points import item_problem, reason_is_missing
from kheo.assessment.rules.schemes import Giver
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality
from kheo.organisation.trail import record

REASON_LENGTH = 300


@dataclass(frozen=True)
class Score:
    """What was typed for one item; None: not given yet."""

    self_score: Decimal | None
    verified_score: Decimal | None
    reason: str = ""


def open_assessment(actor: Actor, criteria_set: CriteriaSet, locality: Locality) -> Assessment:
    """Open an empty sheet under *criteria_set*; what it assesses is the business of the chapter that asks for it."""
    grant = require(actor, "assessment.verify", locality)
    if criteria_set.locality not in ("", locality.code):
        raise RefusedError("Bộ tiêu chí này của địa phương khác; chọn bộ dùng chung hoặc bộ của mình.")
    with transaction.atomic():
        made = Assessment.objects.create(criteria_set=criteria_set, locality=locality.code)
        record(actor, grant, "assessment.open", made, locality, {"criteria_set": criteria_set.pk})
    return made


def record_scores(actor: Actor, assessment: Assessment, scores: Mapping[int, Score], version: int) -> Assessment:
    """Write both scores of the items in *scores* (primary key of the criterion → Score); the other items stay as they are.

    A part may be saved. All faults are told at once, each with the item's code; nothing is written then.
    """
    locality = _locality(assessment)
    grant = require(actor, "assessment.verify", locality)
    with transaction.atomic():
        locked = _lock(assessment, version)
        if locked.state == Assessment.State.CLOSED:
            raise RefusedError("Phiếu điểm đã chốt. Mở lại phiếu, nêu lý do, rồi mới sửa điểm.")
        check_scores(locked, scores)
        typed = typed_for_unit(locked, {key: score.self_score for key, score in scores.items()})
        # The sheet is locked: nobody else writes its items meanwhile.
        ItemScore.objects.bulk_create(
            [
                ItemScore(
                    assessment=locked,
                    criterion_id=criterion,
                    self_score=score.self_score,
                    verified_score=score.verified_score,
                    reason=score.reason.strip(),
                    typed_for_unit=typed[criterion],
                )
                for criterion, score in scores.items()
            ],
            update_conflicts=True,
            unique_fields=["assessment", "criterion"],
            update_fields=["self_score", "verified_score", "reason", "typed_for_unit"],
        )
        _bump(locked)
        record(actor, grant, "assessment.verify", locked, locality, {"items": sorted(scores), "version": locked.version})
    return locked


def check_scores(assessment: Assessment, scores: Mapping[int, Score]) -> None:
    """Refuse points that the set does not know, all faults at once, each with the item's code."""
    items = {item.pk: item for item in Criterion.objects.filter(criteria_set_id=assessment.criteria_set_id)}
    problems: list[Problem] = []
    for key, score in scores.items():
        item = items.get(key)
        if item is None:
            problems.append(Problem("Mục này không thuộc bộ tiêu chí của phiếu; tải lại trang rồi nhập lại.", str(key)))
            continue
        problems += _points_problems(item, score, assessment.unit_kind)
        if reason_is_missing(score.self_score, score.verified_score, score.reason):
            problems.append(Problem("Điểm thẩm định khác điểm tự chấm: ghi lý do.", f"Mục {item.code}"))
        if len(score.reason.strip()) > REASON_LENGTH:
            problems.append(Problem(f"Lý do dài quá {REASON_LENGTH} ký tự; viết gọn lại.", f"Mục {item.code}"))
    if problems:
        raise RefusedError(*problems)


def _points_problems(item: Criterion, score: Score, kind: str) -> list[Problem]:
    problems: list[Problem] = []
    if not item.rule.applies_to(kind) and (score.self_score, score.verified_score) != (None, None):
        problems.append(Problem("Mục này không áp dụng cho loại đơn vị đã chọn; để trống.", f"Mục {item.code}"))
    if item.giver != Giver.SELF and score.self_score is not None:
        said = f"Mục này {item.get_giver_display()}, đơn vị không tự chấm; để trống điểm tự chấm."
        problems.append(Problem(said, f"Mục {item.code}, điểm tự chấm"))
    for label, points in (("tự chấm", score.self_score), ("thẩm định", score.verified_score)):
        if points is not None and (said := item_problem(item.rule, points)):
            problems.append(Problem(said, f"Mục {item.code}, điểm {label}"))
    return problems


def choose_kind(actor: Actor, assessment: Assessment, kind: str, version: int) -> Assessment:
    """Say which kind of unit the sheet is of: its items, its maximum, its classes follow. Points of other items are let go."""
    locality = _locality(assessment)
    grant = require(actor, "assessment.verify", locality)
    with transaction.atomic():
        locked = _lock(assessment, version)
        if locked.state == Assessment.State.CLOSED:
            raise RefusedError("Phiếu điểm đã chốt. Mở lại phiếu, nêu lý do, rồi mới đổi loại đơn vị.")
        if kind not in {row["code"] for row in locked.criteria_set.kinds}:
            raise RefusedError(Problem("Bộ tiêu chí không có loại đơn vị này; chọn một dòng trong danh sách.", "Loại đơn vị"))
        locked.unit_kind = kind
        others = [
            item.pk for item in Criterion.objects.filter(criteria_set_id=locked.criteria_set_id) if not item.rule.applies_to(kind)
        ]
        ItemScore.objects.filter(assessment=locked, criterion__in=others).delete()
        _bump(locked)
        record(actor, grant, "assessment.choose_kind", locked, locality, {"kind": kind, "version": locked.version})
    return locked


def close_assessment(actor: Actor, assessment: Assessment, day: date, version: int) -> Assessment:
    """Close the sheet on *day*, the day of the minutes; every item must have its verified score by then."""
    locality = _locality(assessment)
    grant = require(actor, "assessment.close", locality)
    if day > timezone.localdate():
        raise RefusedError(Problem("Ngày chốt điểm ở sau hôm nay; ghi ngày thực tế họp thẩm định.", "Ngày chốt điểm"))
    with transaction.atomic():
        locked = _lock(assessment, version)
        refuse_while_with_unit(locked)
        if locked.state == Assessment.State.CLOSED:
            raise RefusedError(f"Phiếu điểm đã chốt ngày {locked.assessed_on:%d/%m/%Y}; không chốt lần nữa.")
        _refuse_before_a_council(locked, "chốt")
        if locked.criteria_set.kinds and not locked.unit_kind:
            raise RefusedError("Chưa chọn loại đơn vị trên phiếu điểm. Chọn loại đơn vị, ghi đủ điểm rồi chốt.")
        missing = Criterion.objects.filter(criteria_set_id=locked.criteria_set_id).exclude(
            pk__in=ItemScore.objects.filter(assessment=locked, verified_score__isnull=False).values("criterion")
        )
        if codes := [item.code for item in missing if item.rule.is_needed and item.rule.applies_to(locked.unit_kind)]:
            raise RefusedError(f"Chưa có điểm thẩm định ở mục {', '.join(codes)}. Ghi đủ điểm rồi chốt.")
        locked.state, locked.assessed_on = Assessment.State.CLOSED, day
        _bump(locked)
        record(actor, grant, "assessment.close", locked, locality, {"assessed_on": day.isoformat(), "version": locked.version})
    return locked


def reopen_assessment(actor: Actor, assessment: Assessment, reason: str, version: int) -> Assessment:
    """Open a closed sheet again; the day it had and *reason* are kept beside it."""
    locality = _locality(assessment)
    grant = require(actor, "assessment.close", locality)
    if not reason.strip() or len(reason.strip()) > REASON_LENGTH:
        raise RefusedError(Problem(f"Ghi lý do mở lại phiếu điểm, nhiều nhất {REASON_LENGTH} ký tự.", "Lý do"))
    with transaction.atomic():
        locked = _lock(assessment, version)
        if locked.assessed_on is None:
            raise RefusedError("Phiếu điểm đang mở, không cần mở lại.")
        _refuse_before_a_council(locked, "mở lại")
        Reopening.objects.create(
            assessment=locked, closed_on=locked.assessed_on, reason=reason.strip(), added_by=actor.account_id
        )
        locked.state, locked.assessed_on = Assessment.State.OPEN, None
        _bump(locked)
        record(actor, grant, "assessment.reopen", locked, locality, {"version": locked.version})
    return locked


def _refuse_before_a_council(assessment: Assessment, what: str) -> None:
    file = CouncilFile.objects.filter(assessment=assessment, left_out_reason="").select_related("council").first()
    if file is not None:
        raise RefusedError(
            f"Phiếu này do «{file.council}» chấm; hội đồng công bố thì phiếu chốt, phúc tra thì mở lại; không {what} riêng."
        )


def _locality(assessment: Assessment) -> Locality:
    return Locality.objects.get(code=assessment.locality)


def _lock(assessment: Assessment, version: int) -> Assessment:
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    require_version(version, locked.version)
    return locked


def _bump(assessment: Assessment) -> None:
    assessment.version += 1
    assessment.save()
