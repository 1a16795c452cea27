"""Where a sheet stands between the unit, its head and the office, and what the office may still type of the unit's own scores."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kheo.assessment.models import Assessment, Criterion, ItemScore, SelfScoring, SelfScoringStep
from kheo.assessment.rules.schemes import Giver
from kheo.assessment.workflow import CONFIRMED, WITH_UNIT
from kheo.foundation.refusal import Problem, RefusedError
from kheo.organisation.models import Account

STEPS = {
    "hand": "gửi người đứng đầu xác nhận",
    "send_back": "người đứng đầu trả lại để sửa",
    "confirm": "người đứng đầu xác nhận",
    "return": "cơ quan thường trực trả lại đơn vị",
    "take_over": "cơ quan thường trực nhập hộ",
}


@dataclass(frozen=True)
class Step:
    """One step with the words of the trail and the name of whoever took it."""

    row: SelfScoringStep
    what: str
    who: str


def self_scoring_of(assessment: Assessment | None) -> SelfScoring | None:
    """None where the sheet is not there yet, or the unit's scores came on paper."""
    return SelfScoring.objects.filter(assessment=assessment).first() if assessment else None


def is_written(assessment: Assessment) -> bool:
    """Whether anything was typed for an item of the sheet, by whomever."""
    return ItemScore.objects.filter(assessment=assessment).exists()


def steps_of(scoring: SelfScoring | None) -> list[Step]:
    """Every step, the oldest first; two queries."""
    rows = list(SelfScoringStep.objects.filter(self_scoring=scoring)) if scoring else []
    accounts = Account.objects.filter(pk__in={row.added_by for row in rows}).select_related("person")
    names = {account.pk: account.display_name for account in accounts}
    return [Step(row, STEPS[row.step], names.get(row.added_by or 0, "")) for row in rows]


def missing_self_scores(assessment: Assessment) -> list[str]:
    """Codes of the items that the unit is asked for and has not scored yet."""
    given = set(ItemScore.objects.filter(assessment=assessment, self_score__isnull=False).values_list("criterion", flat=True))
    return [
        item.code
        for item in Criterion.objects.filter(criteria_set_id=assessment.criteria_set_id, giver=Giver.SELF)
        if item.pk not in given and item.rule.is_needed and item.rule.applies_to(assessment.unit_kind)
    ]


def typed_for_unit(assessment: Assessment, own: Mapping[int, Decimal | None]) -> dict[int, bool]:
    """By item: whether its self-score was typed by the office, which sends *own* (criterion → self-score) along with its scores.

    Refused while the sheet is with the unit, and where a self-score that the unit's head confirmed would change.
    """
    scoring = self_scoring_of(assessment)
    refuse_while_with_unit(assessment, scoring)
    rows = ItemScore.objects.filter(assessment=assessment, criterion__in=own).select_related("criterion")
    before = {row.criterion_id: row for row in rows}
    changed = {key for key, points in own.items() if points != (before[key].self_score if key in before else None)}
    if scoring is not None and scoring.phase == CONFIRMED and changed:
        codes = Criterion.objects.filter(pk__in=changed).values_list("code", flat=True)
        raise RefusedError(
            *(
                Problem(
                    "Điểm tự chấm đã được người đứng đầu đơn vị xác nhận, không sửa ở đây. Cần sửa thì trả lại đơn vị.", where
                )
                for where in (f"Mục {code}" for code in codes)
            )
        )
    return {
        key: points is not None and (key in changed or (key in before and before[key].typed_for_unit))
        for key, points in own.items()
    }


def refuse_while_with_unit(assessment: Assessment, scoring: SelfScoring | None = None) -> None:
    """Refuse what the office would do to a sheet that the unit still works on."""
    scoring = scoring or self_scoring_of(assessment)
    if scoring is not None and scoring.phase in WITH_UNIT:
        raise RefusedError(
            f"Phiếu đang ở đơn vị ({scoring.get_phase_display()}). Chờ người đứng đầu xác nhận; "
            "hồ sơ nộp giấy thì chọn «Nhập hộ»."
        )
