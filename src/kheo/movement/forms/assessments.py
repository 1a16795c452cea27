"""The sheet of scores as a form: two scores and a reason for each item, all of them optional until the sheet is closed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from kheo.assessment.actions.sheets import Score
from kheo.assessment.models import Criterion
from kheo.assessment.queries.sheets import SheetLine
from kheo.foundation.forms import DayField
from kheo.foundation.numbers import written
from kheo.movement.forms.fields import PointsField


@dataclass(frozen=True)
class SheetRow:
    """One item with its three bound fields; *starts*: the group begins here."""

    criterion: Criterion
    starts: bool
    own: forms.BoundField
    verified: forms.BoundField
    reason: forms.BoundField


class ScoresForm(forms.Form):
    def __init__(self, lines: list[SheetLine], *args: Any, **kwargs: Any) -> None:
        self.lines = lines
        super().__init__(*args, **{"initial": _initial(lines), **kwargs})
        for line in lines:
            item = line.criterion
            least = f"Mục {item.code}, tối đa {written(item.maximum)}"
            self.fields[f"own-{item.pk}"] = PointsField(label=f"Mục {item.code}, điểm tự chấm")
            self.fields[f"verified-{item.pk}"] = PointsField(label=f"Mục {item.code}, điểm thẩm định")
            self.fields[f"reason-{item.pk}"] = forms.CharField(label=f"Mục {item.code}", required=False, max_length=300)
            for name in ("own", "verified", "reason"):
                words = {"own": "điểm tự chấm", "verified": "điểm thẩm định", "reason": "lý do"}[name]
                self.fields[f"{name}-{item.pk}"].widget.attrs["aria-label"] = f"{least}, {words}"

    def rows(self) -> Iterator[SheetRow]:
        before = None
        for line in self.lines:
            item = line.criterion
            yield SheetRow(
                item, item.group != before, self[f"own-{item.pk}"], self[f"verified-{item.pk}"], self[f"reason-{item.pk}"]
            )
            before = item.group

    def scores(self) -> Mapping[int, Score]:
        """Items with something typed, and those that held something before."""
        data = self.cleaned_data
        typed = {
            line.criterion.pk: Score(
                data[f"own-{line.criterion.pk}"], data[f"verified-{line.criterion.pk}"], data[f"reason-{line.criterion.pk}"]
            )
            for line in self.lines
        }
        held = {line.criterion.pk for line in self.lines if line.score is not None}
        return {key: score for key, score in typed.items() if key in held or score != Score(None, None, "")}


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


class CloseForm(forms.Form):
    day = DayField(label="Ngày chốt điểm", help_text="Ngày họp thẩm định, ghi trên biên bản.")


class ReopenForm(forms.Form):
    reason = forms.CharField(label="Lý do", max_length=300)
