"""Opening a sheet on grassroots democracy."""

from django import forms
from django.http import QueryDict

from kheo.assessment.models import CriteriaSet
from kheo.assessment.queries.criteria import sets_for
from kheo.organisation.models import Locality, Unit


class OpenForm(forms.Form):
    """Whose sheet, under which set."""

    unit = forms.TypedChoiceField(label="Đơn vị", coerce=int)
    criteria_set = forms.ModelChoiceField(
        CriteriaSet.objects.none(),
        label="Bộ tiêu chí",
        empty_label="Chọn bộ tiêu chí",
        help_text="Bộ chưa có thì lập ở trang Bộ tiêu chí.",
    )

    def __init__(self, locality: Locality, units: list[tuple[Unit, str]], data: QueryDict | None) -> None:
        super().__init__(data)
        self.fields["unit"].choices = [("", "Chọn đơn vị"), *((unit.pk, name) for unit, name in units)]  # type: ignore[attr-defined]  # a choice
        self.fields["criteria_set"].queryset = sets_for(locality.code).order_by("title", "-version")  # type: ignore[attr-defined]  # a choice among rows
