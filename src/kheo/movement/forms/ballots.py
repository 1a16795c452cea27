"""A member's sheet: points for each item, a remark."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms

from kheo.assessment.models import Criterion
from kheo.assessment.rules.schemes import Part
from kheo.foundation.numbers import written
from kheo.movement.forms.assessments import APART, PARTS, points_field
from kheo.movement.forms.fields import LevelField


@dataclass(frozen=True)
class BallotRow:
    """One item with its field and what stood on the sheet before the council: *before* are words, "" where nothing did."""

    criterion: Criterion
    heading: str
    points: forms.BoundField
    before: str

    @property
    def is_choice(self) -> bool:
        return isinstance(self.points.field, LevelField)


class BallotForm(forms.Form):
    """*items*: those that members give; *before*: words of what the unit and the office gave, by criterion."""

    def __init__(
        self,
        items: list[Criterion],
        given: Mapping[int, Decimal],
        before: Mapping[int, str],
        data: Any = None,
        remark: str = "",
    ) -> None:
        self.items = sorted(items, key=lambda item: PARTS.index(Part(item.part)))
        self.before = before
        initial: dict[str, Any] = {f"points-{key}": value for key, value in given.items()}
        initial["remark"] = remark
        super().__init__(data, initial=initial)
        for item in self.items:
            field = points_field(item, f"Mục {item.code}")
            field.widget.attrs["aria-label"] = f"Mục {item.code}, tối đa {written(item.maximum)}"
            self.fields[f"points-{item.pk}"] = field
        self.fields["remark"] = forms.CharField(
            label="Nhận xét", required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 2})
        )

    def rows(self) -> Iterator[BallotRow]:
        last = None
        for item in self.items:
            heading = APART.get(Part(item.part), item.group)
            yield BallotRow(item, heading if heading != last else "", self[f"points-{item.pk}"], self.before.get(item.pk, ""))
            last = heading

    def points(self) -> dict[int, Decimal | None]:
        return {item.pk: self.cleaned_data[f"points-{item.pk}"] for item in self.items}
