"""Days and hours as people type them, refusals put back at the field they speak of, and what an empty field says."""

from datetime import date, time
from typing import Any, cast

from django import forms
from django.http import HttpRequest, QueryDict

from kheo.foundation.refusal import RefusedError

WHEN_EMPTY: dict[type[forms.Field], str] = {
    forms.Field: "Ô này chưa điền.",
    forms.ChoiceField: "Chưa chọn; chọn một dòng trong danh sách.",
    forms.FileField: "Chưa chọn tệp.",
    forms.BooleanField: "Ô này chưa đánh dấu.",
}
"""In place of Django's «Trường này là bắt buộc.», which names a rule and not what to do."""


NOT_THIS_NUMBER = {
    "invalid": "Không đọc được số này; viết số nguyên, ví dụ 12.",
    "max_value": "Ghi nhiều nhất %(limit_value)s.",
    "min_value": "Ghi ít nhất %(limit_value)s.",
}
"""In place of Django's «Đảm bảo giá trị này là nhỏ hơn hoặc bằng với 100.»; a validator's code finds its words in the field's."""


def say_what_is_empty() -> None:
    """Give every kind of field its own word for "nothing here"; called once, when the app starts."""
    for kind, words in WHEN_EMPTY.items():
        kind.default_error_messages = {**kind.default_error_messages, "required": words}
    forms.IntegerField.default_error_messages = {**forms.IntegerField.default_error_messages, **NOT_THIS_NUMBER}


FIRST_YEAR, LAST_YEAR = 1900, 2100


class DayField(forms.DateField):
    """A day typed ``31/12/2024``; dots, hyphens and days without a leading zero are read, too. «0206» for «2026» is a slip."""

    default_error_messages = {
        "year": "Năm %(year)s không đúng; viết đủ bốn số của năm, ví dụ 31/12/2024.",
        "required": "Chưa ghi ngày; viết ngày/tháng/năm, ví dụ 31/12/2024.",
        "invalid": "Không đọc được ngày này; viết ngày/tháng/năm, ví dụ 31/12/2024.",
    }

    def __init__(self, label: str, *, help_text: str = "", **kwargs: Any) -> None:
        super().__init__(
            label=label,
            help_text=f"Viết ngày/tháng/năm. {help_text}".strip(),
            widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"}),
            input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"],
            **kwargs,
        )

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(self.error_messages["year"], code="year", params={"year": day.year})
        return day


class ClockField(forms.TimeField):
    """An hour of the day as people write it: «8:00», «8h», «8h30», «8 giờ 30»."""

    default_error_messages = {"invalid": "Viết giờ như 8:00 hoặc 13:30."}

    def __init__(self, label: str, *, help_text: str = "", required: bool = True) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"class": "short", "autocomplete": "off"})
        formats = ["%H:%M", "%Hh%M", "%Hh", "%H giờ %M", "%H giờ", "%H"]
        super().__init__(label=label, help_text=help_text, widget=widget, input_formats=formats, required=required)

    def to_python(self, value: Any) -> time | None:
        return super().to_python(value.strip().lower() if isinstance(value, str) else value)


class VersionForm(forms.Form):
    """The version of the page that was open, so that nobody writes over what another one just did."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @property
    def fields_with_errors(self) -> list[tuple[forms.BoundField, Any]]:
        """For a template that draws the fields itself and shows the list of errors on top all the same."""
        return [(field, field.errors) for field in self.visible_fields() if field.errors]

    def renew(self, version: int) -> None:
        """Carry the version of now: somebody who was told of another's change reads it and sends again."""
        data = cast("QueryDict", self.data).copy()
        data["version"] = str(version)
        self.data = data


def posted_version(request: HttpRequest, name: str = "version") -> int:
    """The version that a form of one button carried; 0, which no record has, when it carried none."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def say_refusal(form: forms.BaseForm, refusal: RefusedError) -> None:
    """Put each problem under the field whose label or name it names, the others on top of the form.

    A form whose label differs from the action's word says so in ``known_as`` (word → name of the field); one that has words of
    its own place for what the law calls by two names, in ``said`` (text → text).
    """
    said = getattr(form, "said", str)
    fields = {str(field.label): name for name, field in form.fields.items()} | {name: name for name in form.fields}
    fields |= getattr(form, "known_as", {})
    for problem in refusal.problems:
        name = fields.get(problem.where)
        form.add_error(name, said(problem.what if name else str(problem)))
