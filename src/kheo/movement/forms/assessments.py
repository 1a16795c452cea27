"""The sheet of scores as a form: two scores and a reason for each item, all of them optional until the sheet is closed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms

from kheo.assessment.actions.sheets import Score
from kheo.assessment.models import CriteriaSet, Criterion, ItemScore
from kheo.assessment.queries.sheets import SheetLine, words_of
from kheo.assessment.rules.schemes import Giver, Part, Scoring
from kheo.foundation.forms import DayField
from kheo.foundation.numbers import written
from kheo.movement.forms.fields import LevelField, PointsField

WORDS = {"own": "điểm tự chấm", "verified": "điểm thẩm định", "reason": "lý do"}
PARTS = list(Part)
APART = {
    Part.BONUS: "Điểm thưởng, cộng ngoài tổng điểm; không có thì để trống",
    Part.MINUS: "Điểm trừ, ghi số điểm bị trừ; không có thì để trống",
    Part.VETO: "Điểm liệt: chọn «có» nếu phạm phải",
}
VETO_LEVELS = ((Decimal(0), "không"), (Decimal(1), "có"))


@dataclass(frozen=True)
class SheetRow:
    """One item with its bound fields; *heading*: what begins here, "" inside a group. *own*: None where no unit scores itself.

    *is_choice*: the item is answered by choosing, in a line of its own.
    """

    criterion: Criterion
    heading: str
    own: forms.BoundField | None
    verified: forms.BoundField
    reason: forms.BoundField
    score: ItemScore | None = None

    @property
    def own_words(self) -> str:
        """The unit's own score as a page shows one that stands."""
        return words_of(self.criterion, self.score.self_score if self.score else None)

    @property
    def is_choice(self) -> bool:
        return isinstance(self.verified.field, LevelField)

    @property
    def errors(self) -> list[str]:
        return [str(error) for field in (self.own, self.verified, self.reason) if field for error in field.errors]


class ScoresForm(forms.Form):
    def __init__(self, lines: list[SheetLine], *args: Any, **kwargs: Any) -> None:
        self.lines = sorted(lines, key=lambda line: PARTS.index(Part(line.criterion.part)))
        super().__init__(*args, **{"initial": _initial(lines), **kwargs})
        for line in self.lines:
            item = line.criterion
            named = f"Mục {item.code}, tối đa {written(item.maximum)}"
            if item.giver == Giver.SELF:
                self.fields[f"own-{item.pk}"] = points_field(item, f"Mục {item.code}, điểm tự chấm")
            self.fields[f"verified-{item.pk}"] = points_field(item, f"Mục {item.code}, điểm thẩm định")
            self.fields[f"reason-{item.pk}"] = forms.CharField(label=f"Mục {item.code}", required=False, max_length=300)
            for name, words in WORDS.items():
                if f"{name}-{item.pk}" in self.fields:
                    self.fields[f"{name}-{item.pk}"].widget.attrs["aria-label"] = f"{named}, {words}"

    def rows(self) -> Iterator[SheetRow]:
        before = None
        for line in self.lines:
            item = line.criterion
            heading = APART.get(Part(item.part), item.group)
            own = self[f"own-{item.pk}"] if f"own-{item.pk}" in self.fields else None
            verified, reason = self[f"verified-{item.pk}"], self[f"reason-{item.pk}"]
            yield SheetRow(item, heading if heading != before else "", own, verified, reason, line.score)
            before = heading

    def scores(self) -> Mapping[int, Score]:
        """Items with something typed, and those that held something before."""
        data = self.cleaned_data
        typed = {
            line.criterion.pk: Score(
                data.get(f"own-{line.criterion.pk}"), data[f"verified-{line.criterion.pk}"], data[f"reason-{line.criterion.pk}"]
            )
            for line in self.lines
        }
        held = {line.criterion.pk for line in self.lines if line.score is not None}
        return {key: score for key, score in typed.items() if key in held or score != Score(None, None, "")}


def points_field(item: Criterion, label: str) -> forms.Field:
    """The field in which points of *item* are given: typed, or one of its levels chosen."""
    if item.part == Part.VETO:
        return LevelField(VETO_LEVELS, label=label)
    if item.scoring == Scoring.LEVELS:
        return LevelField([(points, f"{written(points)}: {text}") for points, text in item.level_rows], label=label)
    return PointsField(label=label)


def _initial(lines: list[SheetLine]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for line in lines:
        if line.score is not None:
            key = line.criterion.pk
            values |= {
                f"own-{key}": line.score.self_score,
                f"verified-{key}": line.score.verified_score,
                f"reason-{key}": line.score.reason,
            }
    return values


class KindForm(forms.Form):
    """Which kind of unit the sheet is of, where its set tells kinds apart."""

    kind = forms.ChoiceField(label="Loại đơn vị", help_text="Mục, điểm tối đa và ngưỡng xếp loại theo loại đơn vị.")

    def __init__(self, criteria_set: CriteriaSet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", "chưa chọn"),
            *((kind["code"], kind["label"]) for kind in criteria_set.kinds),
        ]


class CloseForm(forms.Form):
    day = DayField(label="Ngày chốt điểm", help_text="Ngày họp thẩm định, ghi trên biên bản.")


class ReopenForm(forms.Form):
    reason = forms.CharField(label="Lý do", max_length=300)
