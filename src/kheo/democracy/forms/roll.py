"""Forms of the roll of households."""

from typing import Any

from django import forms
from django.http import QueryDict

from kheo.democracy.actions.roll import HouseholdContent
from kheo.democracy.models import Gone
from kheo.democracy.reading.roll import RollLine, read_lines
from kheo.democracy.rules.roll import CLUSTER_LENGTH, NAME_LENGTH
from kheo.foundation.forms import DayField, VersionForm
from kheo.foundation.uploads.limits import PURPOSES
from kheo.organisation.models import UnitVersion

TEXT_LENGTH = 400_000


class HouseholdForm(VersionForm):
    representative = forms.CharField(
        label="Đại diện hộ", max_length=NAME_LENGTH, help_text="Chỉ họ tên; không ghi số giấy tờ, điện thoại."
    )
    cluster = forms.CharField(label="Cụm, ngõ", max_length=CLUSTER_LENGTH, required=False)
    field_order = ("representative", "cluster", "version")

    def content(self) -> HouseholdContent:
        return HouseholdContent(self.cleaned_data["representative"], self.cleaned_data["cluster"])


class NewHouseholdForm(forms.Form):
    representative = forms.CharField(
        label="Đại diện hộ", max_length=NAME_LENGTH, help_text="Chỉ họ tên; không ghi số giấy tờ, điện thoại."
    )
    cluster = forms.CharField(label="Cụm, ngõ", max_length=CLUSTER_LENGTH, required=False)
    number = forms.IntegerField(label="Số hộ", required=False, min_value=1, help_text="Để trống thì lấy số tiếp theo.")
    since = DayField(label="Có từ ngày", required=False, help_text="Để trống nếu hộ có từ trước khi lập sổ.")

    def content(self) -> HouseholdContent:
        data = self.cleaned_data
        return HouseholdContent(data["representative"], data["cluster"], data["number"])


class LeaveForm(VersionForm):
    on = DayField(label="Từ ngày", help_text="Ngày đầu tiên không còn là hộ ở đây.")
    gone = forms.ChoiceField(label="Đi đâu", choices=Gone.choices, widget=forms.RadioSelect)
    village = forms.TypedChoiceField(
        label="Chuyển đến",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Người giữ sổ ở đó ghi thêm hộ.",
    )
    field_order = ("on", "gone", "village", "version")

    def __init__(self, place: str, villages: list[UnitVersion], data: QueryDict | None = None, **kwargs: Any) -> None:
        """*place*: the name of the commune or ward, *villages*: the others in it."""
        super().__init__(data, **kwargs)
        said = [(value, str(label).replace("xã, phường", place)) for value, label in Gone.choices]
        self.fields["gone"].choices = said  # type: ignore[attr-defined]  # a choice
        field = self.fields["village"]
        field.choices = [("", f"Không ở {place}"), *((one.unit_id, one.name) for one in villages)]  # type: ignore[attr-defined]  # a choice


class MoveForm(VersionForm):
    village = forms.TypedChoiceField(label="Chuyển đến", coerce=int)
    on = DayField(label="Từ ngày")
    field_order = ("village", "on", "version")

    def __init__(self, villages: list[UnitVersion], data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["village"]
        field.choices = [("", "Chọn nơi"), *((one.unit_id, one.name) for one in villages)]  # type: ignore[attr-defined]  # a choice


class SplitForm(VersionForm):
    parts = forms.CharField(
        label="Hộ mới",
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một hộ mới: họ tên người đại diện; cụm, ngõ nếu có sau dấu «;».",
    )
    on = DayField(label="Từ ngày", help_text="Ngày đầu tiên là hộ riêng.")
    field_order = ("parts", "on", "version")
    known_as = {"Đại diện hộ": "parts", "Cụm, ngõ": "parts"}

    def contents(self) -> list[HouseholdContent]:
        made = []
        for line in self.cleaned_data["parts"].splitlines():
            name, _, cluster = line.partition(";")
            if line.strip():
                made.append(HouseholdContent(name, cluster))
        return made


class RollFileForm(forms.Form):
    """A spreadsheet of households; nothing of it is kept but the lines shown next."""

    file = forms.FileField(label="Bảng tính", allow_empty_file=True)
    known_as = {"Tệp": "file", "Danh sách hộ": "file"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limits = PURPOSES["spreadsheet"]
        self.fields["file"].help_text = (
            f"Nhận {', '.join(f'.{one}' for one in limits.extensions)}; không quá {limits.max_bytes // 1_048_576} MB. "
            "Tệp chỉ để đọc, không lưu lại."
        )
        self.fields["file"].widget.attrs["accept"] = ",".join(f".{one}" for one in limits.extensions)


class RollTextForm(forms.Form):
    lines = forms.CharField(
        label="Danh sách hộ",
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text="Mỗi dòng: số hộ; đại diện hộ; cụm, ngõ. Số hộ, cụm để trống được.",
    )
    since = DayField(label="Hộ mới có từ ngày", required=False, help_text="Để trống nếu các hộ có từ trước khi lập sổ.")
    known_as = {"Có từ ngày": "since"}

    def read(self) -> list[RollLine]:
        return read_lines(self.cleaned_data["lines"])
