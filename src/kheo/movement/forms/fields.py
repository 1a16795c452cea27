"""Points as people type them."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms


def shown_points(value: Any) -> Any:
    """*value* as it is typed: «7,5», «10»; what is no Decimal stays as it is."""
    if not isinstance(value, Decimal):
        return value
    return str(value.normalize() if value % 1 else value.to_integral_value()).replace(".", ",")


class LevelField(forms.TypedChoiceField):
    """One of the named levels of an item (points → words); None when nothing was chosen."""

    def __init__(self, levels: Sequence[tuple[Decimal, str]], **kwargs: Any) -> None:
        choices = [("", "chưa chấm"), *((shown_points(points), words) for points, words in levels)]
        super().__init__(
            choices=choices, coerce=lambda text: Decimal(text.replace(",", ".")), empty_value=None, required=False, **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        return shown_points(value)


class PointsField(forms.CharField):
    """Points typed ``7,5`` or ``7.5``; None when nothing was typed. «1.250» is refused: nobody scores in thousands."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "short", "autocomplete": "off"}))
        super().__init__(required=False, max_length=8, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return shown_points(value)

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "").strip().replace(",", ".")
        if not text:
            return None
        try:
            points = Decimal(text)
            is_whole = points.is_finite() and points == round(points, 2)  # «1e400» cannot be rounded
        except InvalidOperation:
            is_whole = False
        if not is_whole:
            raise forms.ValidationError("Viết điểm bằng số, ví dụ 7 hoặc 7,5.")
        return points
