"""The form that takes last year's programme over: its code, and bodies in place of those that ended."""

from typing import Any

from django import forms

from kheo.movement.forms.programmes import BodyChoice
from kheo.movement.queries.copying import CopyPlan
from kheo.movement.queries.programmes import bodies_for
from kheo.movement.rules.programmes import FIRST_YEAR, LAST_YEAR, usual_code
from kheo.organisation.models import Body


class CopyForm(forms.Form):
    """*plan* says which year the page shows; what was shown is what is taken over."""

    year = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR, widget=forms.HiddenInput, label="Năm")
    code = forms.SlugField(label="Mã chương trình", max_length=60, help_text="Điền sẵn, thường không cần sửa.")

    def __init__(self, plan: CopyPlan, *args: Any, **kwargs: Any) -> None:
        locality = plan.last.locality
        kwargs.setdefault("initial", {"year": plan.year, "code": usual_code(locality.name, plan.year)})
        super().__init__(*args, **kwargs)
        self.missing = list(plan.missing)
        for name, label in plan.missing.items():
            self.fields[name] = BodyChoice(label=label, help_text="Cơ quan năm trước không còn.")
            self.fields[name].queryset = bodies_for(locality).filter(valid_to=None)  # type: ignore[attr-defined]  # a choice among rows

    def chosen(self) -> dict[str, Body]:
        return {name: self.cleaned_data[name] for name in self.missing}
