"""A unit's own sheet as a form: points and what proves them, one item under another; any of it may be left for later."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from kheo.assessment.actions.self_scoring import PROOF_LENGTH, SelfScore
from kheo.assessment.models import Criterion
from kheo.assessment.queries.sheets import SheetLine
from kheo.assessment.rules.schemes import Giver, Part
from kheo.foundation.numbers import written
from kheo.movement.forms.assessments import APART, PARTS, points_field


@dataclass(frozen=True)
class OwnRow:
    """One item with its two bound fields; *heading*: what begins here, "" inside a group."""

    criterion: Criterion
    heading: str
    points: forms.BoundField
    proof: forms.BoundField


class SelfScoresForm(forms.Form):
    def __init__(self, lines: list[SheetLine], *args: Any, **kwargs: Any) -> None:
        self.lines = lines
        self.asked = sorted(
            (line for line in lines if line.criterion.giver == Giver.SELF),
            key=lambda line: PARTS.index(Part(line.criterion.part)),
        )
        super().__init__(*args, **{"initial": _initial(lines), **kwargs})
        for line in self.asked:
            item = line.criterion
            self.fields[f"own-{item.pk}"] = points_field(item, f"Mục {item.code}, điểm tự chấm")
            self.fields[f"proof-{item.pk}"] = forms.CharField(
                label=f"Mục {item.code}, minh chứng",
                required=False,
                max_length=PROOF_LENGTH,
                widget=forms.TextInput(attrs={"list": "minh-chung", "autocomplete": "off"}),
            )
            self.fields[f"own-{item.pk}"].widget.attrs["aria-label"] = f"Mục {item.code}, điểm, tối đa {written(item.maximum)}"

    def rows(self) -> Iterator[OwnRow]:
        before = None
        for line in self.asked:
            item = line.criterion
            heading = APART.get(Part(item.part), item.group)
            yield OwnRow(item, heading if heading != before else "", self[f"own-{item.pk}"], self[f"proof-{item.pk}"])
            before = heading

    @property
    def faults(self) -> list[tuple[forms.BoundField, Any]]:
        return [(field, field.errors) for field in self if field.errors]

    def scores(self) -> Mapping[int, SelfScore]:
        """Items with something typed, and those that held something before."""
        typed = {
            line.criterion.pk: SelfScore(
                self.cleaned_data[f"own-{line.criterion.pk}"], self.cleaned_data[f"proof-{line.criterion.pk}"]
            )
            for line in self.asked
        }
        held = {line.criterion.pk for line in self.asked if line.score is not None}
        return {key: score for key, score in typed.items() if key in held or score != SelfScore(None)}


def _initial(lines: list[SheetLine]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for line in lines:
        if line.score is not None:
            values |= {f"own-{line.criterion.pk}": line.score.self_score, f"proof-{line.criterion.pk}": line.score.proof}
    return values


class CommentForm(forms.Form):
    comment = forms.CharField(
        label="Cần sửa, bổ sung gì", max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class PaperForm(forms.Form):
    reason = forms.CharField(
        label="Vì sao nhập hộ", max_length=600, required=False, help_text="Ví dụ: đơn vị nộp phiếu giấy ngày 05/12/2026."
    )
