"""Forms of the province's form: the empty file, and what each of its columns takes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from kheo.foundation.forms import VersionForm
from kheo.movement.models import ColumnMapping
from kheo.movement.reading.province_form import MOST_FIRST_ROW, FormColumn


class ProvinceFormForm(forms.Form):
    title = forms.CharField(label="Tên biểu", max_length=200, help_text="Ví dụ: Biểu 02 của Ban Dân vận Tỉnh uỷ.")
    file = forms.FileField(label="Tệp", allow_empty_file=True, help_text="Tệp .xlsx còn trống, đúng như tỉnh gửi.")
    is_not_secret = forms.BooleanField(
        label="Tệp này không thuộc bí mật nhà nước",
        error_messages={"required": "Đánh dấu nếu đúng như vậy; tài liệu mật không đưa vào đây."},
    )
    known_as = {"Xác nhận": "is_not_secret"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".xlsx"


class PlaceInFormForm(forms.Form):
    """Which sheet, and from which row on: asked first, as the headings of the columns stand over that row."""

    sheet = forms.ChoiceField(label="Trang tính")
    first_row = forms.IntegerField(
        label="Dòng đầu tiên",
        min_value=2,
        max_value=MOST_FIRST_ROW,
        help_text="Dòng đầu tiên để điền đơn vị, ngay dưới phần tiêu đề; đếm từ 1.",
    )

    def __init__(self, sheets: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"].choices = [(name, name) for name in sheets]  # type: ignore[attr-defined]  # a choice


class ColumnsForm(VersionForm):
    """One choice a column, with what the form says over it."""

    sheet = forms.CharField(widget=forms.HiddenInput, max_length=100)
    first_row = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, mapping: ColumnMapping, columns: Sequence[FormColumn], keys: Mapping[str, str], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.letters = [column.letter for column in columns]
        for column in columns:
            heading = f": {column.heading}" if column.heading else " (không có tiêu đề)"
            field = forms.ChoiceField(
                label=f"Cột {column.letter}{heading}", required=False, choices=[("", "để nguyên"), *keys.items()]
            )
            field.asked_later = True  # type: ignore[attr-defined]  # most columns may stay as they are: no word of «optional» at each
            self.fields[f"cot-{column.letter}"] = field
            self.initial.setdefault(f"cot-{column.letter}", mapping.columns.get(column.letter, ""))

    def columns(self) -> dict[str, str]:
        return {letter: self.cleaned_data[f"cot-{letter}"] for letter in self.letters}
