"""Forms of the round of registration: keeping it open for one place, and why something was changed."""

from typing import Any

from django import forms

from kheo.foundation.forms import DayField
from kheo.movement.actions.changes import Why
from kheo.movement.queries.places import Places, place_behind
from kheo.organisation.models import Body, Unit


class PlaceField(forms.ChoiceField):
    """A unit or body that may register; cleaned to the record. The form says which are offered when it is made."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": "Đơn vị", **kwargs})

    def offer(self, places: Places) -> None:
        self.choices = places.choices()

    def clean(self, value: Any) -> Unit | Body:
        return place_behind(super().clean(value))


class GateForm(forms.Form):
    place = PlaceField()
    until = DayField(label="Nhận đến hết ngày")
    reason = forms.CharField(
        label="Lý do", max_length=300, help_text="Một câu; hiện ở trang chương trình và trong thông báo gửi đơn vị."
    )

    def __init__(self, places: Places, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].offer(places)  # type: ignore[attr-defined]  # our own field


class AskForm(forms.Form):
    """A unit asks; where somebody holds one place only, it is chosen already."""

    place = PlaceField()
    reason = forms.CharField(label="Lý do", max_length=300, help_text="Một câu: vì sao nộp muộn, định nộp ngày nào.")

    def __init__(self, places: Places, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].offer(places)  # type: ignore[attr-defined]  # our own field
        if len(places) == 1:
            self.initial.setdefault(
                "place", next(iter([*(f"u{pk}" for pk in places.units), *(f"b{pk}" for pk in places.bodies)]))
            )


class WhyForm(forms.Form):
    """Why a programme that runs is changed, and by which paper; shown only where it is under way."""

    why = forms.CharField(
        label="Lý do sửa", max_length=300, required=False, help_text="Chương trình đã chạy: một câu, hiện ở trang chương trình."
    )
    paper = forms.CharField(
        label="Theo văn bản", max_length=120, required=False, help_text="Số văn bản điều chỉnh, nếu có: «12-TB/BCĐ»."
    )

    def reason(self, version: int) -> Why:
        return Why(self.cleaned_data.get("why", ""), self.cleaned_data.get("paper", ""), version)
