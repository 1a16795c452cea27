"""A criteria set from a file."""

from typing import Any

from django import forms

LARGEST = 256 * 1024  # bytes; the longest set that was read has some ten thousand


class FileForm(forms.Form):
    file = forms.FileField(
        label="Tệp TOML", help_text="Tệp tải từ trang của một bộ tiêu chí, ở đây hay ở địa phương khác. Nạp rồi là bộ của mình."
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("Tệp lớn quá 256 KB, không phải tệp bộ tiêu chí; chọn lại tệp .toml.")
        return file
