"""Numbers and days as people type them, and refusals put back at the field they speak of."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from kheo.foundation.refusal import RefusedError


class DayField(forms.DateField):
    """A day typed ``28/02/2024``."""

    default_error_messages = {"invalid": "Viết ngày/tháng/năm, ví dụ 28/02/2024."}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"])
        kwargs.setdefault("widget", forms.DateInput(format="%d/%m/%Y", attrs={"class": "short", "inputmode": "numeric"}))
        super().__init__(**kwargs)


class PointsField(forms.CharField):
    """Points typed ``7,5`` or ``7.5``; None when nothing was typed. «1.250» is refused: nobody scores in thousands."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "short", "autocomplete": "off"}))
        super().__init__(required=False, max_length=8, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return (
            str(value.normalize() if value % 1 else value.to_integral_value()).replace(".", ",")
            if isinstance(value, Decimal)
            else value
        )

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "").strip().replace(",", ".")
        if not text:
            return None
        try:
            points = Decimal(text)
        except InvalidOperation:
            points = Decimal("NaN")
        if not points.is_finite() or points != round(points, 2):
            raise forms.ValidationError("Viết điểm bằng số, ví dụ 7 hoặc 7,5.")
        return points


def say_refusal(form: forms.BaseForm, refusal: RefusedError) -> None:
    """Put each problem under the field it names by its label, the others on top of the form."""
    by_label = {str(field.label): name for name, field in form.fields.items()}
    for problem in refusal.problems:
        name = by_label.get(problem.where)
        form.add_error(name, problem.what if name else str(problem))
