"""Points as people type them."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms


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
