"""The form of a launch; one commitment a line, with the side that promised before the colon."""

from typing import Any

from django import forms

from kheo.foundation.forms import DayField
from kheo.movement.models import Launch
from kheo.movement.rules.launches import (
    BY_WHOM_LENGTH,
    MOST_COMMITMENTS,
    MOST_PEOPLE,
    NOTE_LENGTH,
    PLACE_LENGTH,
    TEXT_LENGTH,
    LaunchContent,
    Promise,
    read_promises,
)


class LaunchForm(forms.Form):
    held_on = DayField(label="Ngày ra mắt")
    place = forms.CharField(label="Nơi ra mắt", max_length=PLACE_LENGTH)
    households = forms.IntegerField(label="Số hộ dự", required=False, min_value=0, max_value=MOST_PEOPLE)
    people = forms.IntegerField(label="Số người dự", required=False, min_value=0, max_value=MOST_PEOPLE)
    promises = forms.CharField(
        label="Cam kết",
        required=False,
        max_length=MOST_COMMITMENTS * (BY_WHOM_LENGTH + TEXT_LENGTH),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Mỗi cam kết một dòng: bên cam kết, dấu hai chấm, nội dung. Ví dụ «Các hộ ngõ 3: phân loại rác tại nhà». "
        "Hiện ở trang công khai khi mô hình đang thực hiện; không ghi tên cá nhân.",
    )
    note = forms.CharField(
        label="Ghi thêm",
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Chỉ cán bộ đọc; không hiện công khai.",
    )

    def __init__(self, launch: Launch | None, *args: Any, **kwargs: Any) -> None:
        if launch is not None:
            names = ("held_on", "place", "households", "people", "note")
            lines = [Promise(one.by_whom, one.text).as_line() for one in launch.commitments.all()]
            kwargs.setdefault("initial", {name: getattr(launch, name) for name in names} | {"promises": "\n".join(lines)})
        super().__init__(*args, **kwargs)
        for name in ("households", "people"):
            self.fields[name].widget.attrs |= {"class": "short", "inputmode": "numeric", "autocomplete": "off"}

    def content(self) -> LaunchContent:
        data = self.cleaned_data
        return LaunchContent(
            data["held_on"], data["place"], data["households"], data["people"], data["note"], read_promises(data["promises"])
        )
