"""Forms of a report: the unit's answers, the office's comments, a correction."""

from decimal import Decimal
from typing import Any

from django import forms

from kheo.foundation.forms import VersionForm
from kheo.foundation.numbers import written
from kheo.movement.actions.period_reports import LONGEST_NOTE, LONGEST_TEXT, Typed
from kheo.movement.models import PeriodAnswer, PeriodItem
from kheo.movement.queries.period_sheets import Sheet
from kheo.movement.reading.amounts import UnclearAmount
from kheo.movement.reading.own_numbers import read_own


class OwnNumberField(forms.CharField):
    """A number as people say it: «1,5 tỷ», «0,5 ha», «1.250»; its value is in the item's unit of measure."""

    def __init__(self, unit_of_measure: str, **kwargs: Any) -> None:
        self.unit_of_measure = unit_of_measure
        attributes = {"class": "short", "autocomplete": "off"}
        super().__init__(required=False, max_length=40, widget=forms.TextInput(attrs=attributes), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "")
        try:
            return read_own(text, self.unit_of_measure)
        except UnclearAmount as unclear:
            raise forms.ValidationError(f"{str(unclear)[:1].upper()}{str(unclear)[1:]}.") from None


def answer_field(item: PeriodItem) -> forms.Field:
    unit = f" ({item.unit_of_measure})" if item.unit_of_measure else ""
    field: forms.Field
    if item.kind == PeriodItem.Kind.TEXT:
        area = forms.Textarea(attrs={"rows": 4})
        field = forms.CharField(label=item.label, required=False, max_length=LONGEST_TEXT, help_text=item.help, widget=area)
    else:
        field = OwnNumberField(item.unit_of_measure, label=f"{item.label}{unit}", help_text=item.help)
    field.asked_later = item.is_required  # type: ignore[attr-defined]  # a draft may lack it; sending asks for it
    return field


def typed_as(item: PeriodItem, value: Any) -> Typed:
    return Typed(text=value or "") if item.kind == PeriodItem.Kind.TEXT else Typed(number=value)


class AnswersForm(VersionForm):
    """The unit's own items, filled with what is kept; nothing is asked for yet, a draft may be as empty as it is."""

    def __init__(self, sheet: Sheet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = sheet.report.version
        self.own = {f"muc-{line.item.key}": line.item for line in sheet.lines if line.item.kind != PeriodItem.Kind.FIGURE}
        for line in sheet.lines:
            name = f"muc-{line.item.key}"
            if name in self.own:
                self.fields[name] = answer_field(line.item)
                if line.answer is not None:
                    self.initial[name] = line.answer.text or line.answer.number

    @property
    def known_as(self) -> dict[str, str]:
        return {item.label: name for name, item in self.own.items()}

    def answers(self) -> dict[str, Typed]:
        return {item.key: typed_as(item, self.cleaned_data[name]) for name, item in self.own.items()}


class ReturnForm(VersionForm):
    """One comment for the whole report, one for each item; those left empty say nothing."""

    whole = forms.CharField(label="Cả báo cáo", required=False, max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, sheet: Sheet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = sheet.report.version
        self.items = {f"muc-{line.item.key}": line.item.key for line in sheet.lines}
        labels = {f"muc-{line.item.key}": line.item.label for line in sheet.lines}
        for name in self.items:
            self.fields[name] = forms.CharField(label=labels[name], required=False, max_length=LONGEST_NOTE)
        for field in self.fields.values():
            field.asked_later = True  # type: ignore[attr-defined]  # one of them is enough: no word of «optional» at each

    def notes(self) -> dict[str, str]:
        return {"": self.cleaned_data["whole"]} | {key: self.cleaned_data[name] for name, key in self.items.items()}


class NoteForm(forms.Form):
    text = forms.CharField(label="Trả lời", max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 2}))


class CorrectionForm(forms.Form):
    """What an answer should have been, and why."""

    reason = forms.CharField(label="Lý do", max_length=300)

    def __init__(self, answer: PeriodAnswer, *args: Any, **kwargs: Any) -> None:
        self.item = answer.item
        super().__init__(*args, **kwargs)
        field = answer_field(answer.item)
        field.label, field.required = "Giá trị đúng", True
        self.fields["right"] = field
        self.order_fields(["right", "reason"])

    known_as = {"Giá trị đúng": "right"}

    def typed(self) -> Typed:
        return typed_as(self.item, self.cleaned_data["right"])
