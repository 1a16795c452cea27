"""Forms of the rewards: what the locality chooses."""

from django import forms
from django.http import QueryDict

from kheo.recognition.queries.choices_of_place import Chosen


class ChoiceForm(forms.Form):
    """One setting: its value as a list or a number, and the reason."""

    value = forms.CharField(required=False)
    reason = forms.CharField(label="Lý do", max_length=300, help_text="Văn bản nào, ai quyết định.")

    def __init__(self, chosen: Chosen, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"value": chosen.value, "reason": chosen.reason})
        choice = chosen.choice
        if choice.options:
            self.fields["value"] = forms.ChoiceField(choices=list(choice.options.items()))
        self.fields["value"].label, self.fields["value"].help_text = choice.label, choice.why
        self.order_fields(("value", "reason"))
