"""The quick form of an activity, and what the list is narrowed by."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from kheo.directives.actions.activities import ActivityContent
from kheo.directives.forms.fields import FileFields, Groups, NumberField, PlaceField
from kheo.directives.forms.targets import RequirementChoice, requirements_of
from kheo.directives.models import Activity, ActivityKind, Requirement
from kheo.foundation.forms import DayField, VersionForm
from kheo.foundation.uploads.limits import Purpose
from kheo.organisation.models import Locality


class ActivityForm(FileFields, VersionForm):
    """What was held, about what, when, how many, and who came; on a telephone one session of today needs three answers."""

    place = PlaceField(label="Nơi tổ chức")
    kind = forms.ChoiceField(label="Loại", choices=ActivityKind.choices, widget=forms.RadioSelect, initial=ActivityKind.SESSION)
    topic = forms.CharField(label="Nội dung", max_length=300, help_text="Nói về việc gì: «Hiến đất mở đường tổ 4».")
    count = NumberField("Số lượng", places=0, help_text="Số buổi, lượt, cuộc, tờ.", initial=1)
    people = NumberField(
        "Số lượt người", places=0, required=False, help_text="Số người dự, người gặp; không đếm được thì để trống."
    )
    begun_on = DayField(label="Từ ngày")
    ended_on = DayField(label="Đến ngày", required=False, help_text="Để trống nếu trong một ngày.")
    requirement = RequirementChoice(
        Requirement.objects.none(), label="Theo yêu cầu", required=False, empty_label="không theo văn bản nào"
    )
    field_order = (
        "place", "kind", "topic", "count", "people", "begun_on", "ended_on", "file", "is_not_secret", "requirement", "version",
    )  # fmt: skip
    upload_for: Purpose = "evidence"

    def __init__(
        self,
        locality: Locality,
        today: date,
        *,
        places: Groups = (),
        activity: Activity | None = None,
        data: QueryDict | None = None,
        files: Any = None,
    ) -> None:
        initial = _told(activity) if activity else {"version": 0, "begun_on": today}
        super().__init__(data, files, initial=initial)
        self.fields["file"].label = "Ảnh, biên bản, danh sách"
        self.known_as = {**self.known_as, "Tệp": "file"}
        requirements = requirements_of(locality)
        self.fields["requirement"].queryset = requirements  # type: ignore[attr-defined]  # a choice among rows
        if activity is not None:
            del self.fields["place"]
            return
        if not requirements.exists():
            del self.fields["requirement"]
        self._offer(places)

    def _offer(self, places: Groups) -> None:
        place = self.fields["place"]
        assert isinstance(place, PlaceField)  # noqa: S101  tells mypy what the class above declares
        place.offer(places)
        only = [key for _label, choices in places for key, _name in choices]
        if len(only) == 1:
            self.initial["place"] = only[0]

    def content(self) -> ActivityContent:
        data = self.cleaned_data
        return ActivityContent(
            data["kind"],
            data["topic"],
            data["begun_on"],
            data["ended_on"] or data["begun_on"],
            data["count"],
            data["people"],
            data.get("requirement"),
        )


def _told(activity: Activity) -> dict[str, Any]:
    names = ("kind", "topic", "count", "people", "begun_on", "version")
    told = {name: getattr(activity, name) for name in names}
    ended = activity.ended_on if activity.ended_on != activity.begun_on else None
    return {**told, "ended_on": ended, "requirement": activity.requirement_id}


class NarrowForm(forms.Form):
    """What the reader of the list chose; what is not understood narrows nothing."""

    nam = forms.IntegerField(required=False, label="Năm", widget=forms.Select)
    loai = forms.ChoiceField(required=False, label="Loại", choices=[("", "mọi loại"), *ActivityKind.choices])
    noi = PlaceField(required=False, label="Nơi tổ chức")

    def __init__(self, data: QueryDict, years: list[int], places: Groups) -> None:
        super().__init__(data)
        self.fields["nam"].widget.choices = [(year, str(year)) for year in years]
        place = self.fields["noi"]
        assert isinstance(place, PlaceField)  # noqa: S101  tells mypy what the class above declares
        place.offer(places, "mọi nơi")
