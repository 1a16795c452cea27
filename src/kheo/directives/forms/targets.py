"""Forms of a target and of its readings."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from kheo.directives.actions.targets import TargetContent
from kheo.directives.forms.fields import NumberField, PlaceField, place_key
from kheo.directives.measures import MEASURES
from kheo.directives.models import Requirement, Target
from kheo.directives.queries.places import places_offered
from kheo.foundation.forms import DayField, VersionForm
from kheo.organisation.models import Locality


class RequirementChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        words = obj.text if len(obj.text) <= 90 else f"{obj.text[:89]}…"
        return f"{obj.directive.number}: {words}"


def requirements_of(locality: Locality) -> Any:
    found = Requirement.objects.filter(directive__locality=locality).select_related("directive")
    return found.order_by("-directive__issued_on", "directive", "order")


class TargetForm(VersionForm):
    title = forms.CharField(label="Chỉ tiêu", max_length=300, help_text="Một câu: «Xây dựng mô hình “Dân vận khéo” mới».")
    direction = forms.ChoiceField(
        label="Chiều", choices=Target.Direction.choices, widget=forms.RadioSelect, initial=Target.Direction.AT_LEAST
    )
    value = NumberField("Con số phải đạt")
    measure = forms.CharField(label="Đơn vị tính", max_length=60, help_text="mô hình, hộ, buổi, %")
    due_on = DayField(label="Hạn")
    owner = PlaceField(label="Nơi chịu trách nhiệm")
    figure = forms.ChoiceField(
        label="Lấy từ số liệu trong sổ",
        required=False,
        help_text="Con số tự đếm từ hồ sơ và mở ra từng dòng; khi đó không ai ghi tay.",
    )
    requirement = RequirementChoice(
        Requirement.objects.none(), label="Theo yêu cầu", required=False, empty_label="không theo văn bản nào"
    )

    def __init__(self, locality: Locality, day: date, target: Target | None = None, data: QueryDict | None = None) -> None:
        initial: dict[str, Any] = {"version": 0, "owner": place_key(locality.unit_id, None)}
        super().__init__(data, initial=_told(target) if target else initial)
        owner = self.fields["owner"]
        assert isinstance(owner, PlaceField)  # noqa: S101  tells mypy what the class above declares
        groups = places_offered(locality, day)
        if target is not None and place_key(target.unit_id, target.body_id) not in {
            key for _l, rows in groups for key, _n in rows
        }:
            groups = [*groups, ("Đang chịu trách nhiệm", [(place_key(target.unit_id, target.body_id), "như hiện nay")])]
        owner.offer(groups)
        choices = [("", "không, ghi tay từng lần"), *MEASURES.source.choices()]
        self.fields["figure"].choices = choices  # type: ignore[attr-defined]  # a choice
        self.fields["requirement"].queryset = requirements_of(locality)  # type: ignore[attr-defined]  # a choice among rows

    def content(self) -> TargetContent:
        names = ("title", "value", "measure", "due_on", "direction", "figure", "requirement")
        return TargetContent(**{name: self.cleaned_data[name] for name in names})


def _told(target: Target) -> dict[str, Any]:
    names = ("title", "direction", "value", "measure", "due_on", "figure", "version")
    told = {name: getattr(target, name) for name in names}
    return {**told, "owner": place_key(target.unit_id, target.body_id), "requirement": target.requirement_id}


class YearForm(forms.Form):
    year = forms.IntegerField(label="Năm", min_value=2000, max_value=2100)


class ReadingForm(forms.Form):
    value = NumberField("Con số")
    on = DayField(label="Tính đến ngày")
    source = forms.CharField(label="Nguồn", max_length=300, help_text="Con số lấy từ đâu: báo cáo nào, ai đếm.")
