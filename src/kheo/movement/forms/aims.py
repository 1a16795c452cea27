"""The form of an aim: numbers typed as people write them."""

from decimal import Decimal
from typing import Any

from django import forms

from kheo.foundation.forms import DayField
from kheo.foundation.numbers import written
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.values import read_value
from kheo.movement.models import Aim, Measure
from kheo.movement.queries.check_ins import Asked
from kheo.movement.rules.aims import LABEL_LENGTH, UNIT_LENGTH, AimContent
from kheo.movement.rules.jumps import Course
from kheo.movement.rules.measures import LABELS, UNITS

_SHORT = {"class": "short", "autocomplete": "off"}


class AimForm(forms.Form):
    """A measure that all use, or one's own with label and unit; where it stood, where it is to come."""

    measure = forms.ChoiceField(
        label="Thước đo",
        required=False,
        choices=[("", "thước đo riêng"), *((one, f"{LABELS[one]} ({UNITS[one]})") for one in Measure.values)],
    )
    label = forms.CharField(
        label="Tên thước đo riêng", max_length=LABEL_LENGTH, required=False, help_text="Ví dụ: tỷ lệ hộ phân loại rác."
    )
    unit = forms.CharField(
        label="Đơn vị tính",
        max_length=UNIT_LENGTH,
        required=False,
        help_text="Của thước đo riêng: %, tuyến đường, cây…",
        widget=forms.TextInput(attrs=_SHORT),
    )
    baseline = forms.CharField(
        label="Hiện trạng",
        max_length=40,
        required=False,
        help_text="Trước khi làm là bao nhiêu.",
        widget=forms.TextInput(attrs=_SHORT),
    )
    baseline_on = DayField(label="Đếm ngày", required=False)
    target = forms.CharField(
        label="Mục tiêu",
        max_length=40,
        required=False,
        help_text="Ví dụ 186 · 350 triệu · 0,5 ha.",
        widget=forms.TextInput(attrs=_SHORT),
    )
    due_on = DayField(label="Hạn", required=False)

    def __init__(self, *args: Any, editing: Aim | None = None, **kwargs: Any) -> None:
        if editing is not None:
            kwargs["initial"] = {
                name: getattr(editing, name) for name in ("measure", "label", "unit", "baseline_on", "due_on")
            } | {name: written(number) for name in ("baseline", "target") if (number := getattr(editing, name)) is not None}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        measure, unit = data.get("measure", ""), data.get("unit", "")
        asked = Asked(measure or 0, "", unit, Course("", unit), is_used=True)
        for name in ("baseline", "target"):
            data[name] = self._number(asked, name, data.get(name, ""))
        return data

    def _number(self, asked: Asked, name: str, text: str) -> Decimal | None:
        try:
            return read_value(asked, text) if text else None
        except RefusedError as refusal:
            self.add_error(name, refusal.problems[0].what)
            return None

    def content(self) -> AimContent:
        names = ("measure", "label", "unit", "baseline", "baseline_on", "target", "due_on")
        return AimContent(**{name: self.cleaned_data[name] for name in names})
