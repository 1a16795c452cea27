"""The form that takes a spreadsheet."""

from typing import Any

from django import forms

from kheo.foundation.uploads.limits import PURPOSES


class SheetForm(forms.Form):
    file = forms.FileField(label="Tệp", allow_empty_file=True)
    is_not_secret = forms.BooleanField(
        label="Tệp này không thuộc bí mật nhà nước",
        error_messages={"required": "Đánh dấu nếu đúng như vậy; tài liệu mật không đưa vào đây."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limits = PURPOSES["spreadsheet"]
        kinds = ", ".join(f".{extension}" for extension in limits.extensions)
        self.fields[
            "file"
        ].help_text = f"Nhận {kinds}; không quá {limits.max_bytes // 1_048_576} MB. Chưa ghi gì cho đến khi bạn xác nhận."
        self.fields["file"].widget.attrs["accept"] = ",".join(f".{extension}" for extension in limits.extensions)
