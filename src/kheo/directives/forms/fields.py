"""Fields that several forms of the chapter share: a number as people write it, a place, a file with its declaration."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from kheo.directives.queries.places import Place, find_place
from kheo.foundation.numbers import written
from kheo.foundation.uploads.limits import PURPOSES, Purpose
from kheo.foundation.uploads.papers import SentFile

_NUMBER = re.compile(r"(?P<whole>\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(?P<part>\d+))?")
Groups = Sequence[tuple[str, Sequence[tuple[str, str]]]]


def read_number(text: str) -> Decimal | None:
    """The number of «1.240,5» or «1240,5»; None for anything else (a dot before fewer than three digits is no number here)."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    whole = re.sub(r"[. ]", "", found["whole"])
    return Decimal(f"{whole}.{found['part']}" if found["part"] else whole)


class NumberField(forms.CharField):
    """A number that is not negative, typed the Vietnamese way; whole ones only where *places* is 0."""

    def __init__(self, label: str, *, places: int = 2, **kwargs: Any) -> None:
        self.places = places
        mode = {"inputmode": "decimal" if places else "numeric", "class": "short", "autocomplete": "off"}
        super().__init__(label=label, max_length=24, widget=forms.TextInput(attrs=mode), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, int | Decimal) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        number = read_number(text)
        if number is None:
            example = "1.240,5" if self.places else "1.240"
            raise forms.ValidationError(f"Không đọc được số này; viết như {example}.")
        if self.places == 0 and number != number.to_integral_value():
            raise forms.ValidationError("Ghi số nguyên.")
        return int(number) if self.places == 0 else number


class PlaceField(forms.ChoiceField):
    """Units and bodies of the locality in groups; the form says which when it is made."""

    def offer(self, groups: Groups, empty: str = "Chọn nơi") -> None:
        self.choices = [("", empty), *((label, list(choices)) for label, choices in groups)]

    def clean(self, value: Any) -> Place | None:
        key = super().clean(value)
        return find_place(key) if key else None


def place_key(unit_id: int, body_id: int | None) -> str:
    return f"b{body_id}" if body_id else f"u{unit_id}"


class FileFields(forms.Form):
    """A file that may come with the form, and the word that it is no state secret (Law 29/2018/QH14)."""

    file = forms.FileField(label="Tệp", required=False, allow_empty_file=True)
    is_not_secret = forms.BooleanField(label="Tệp này không thuộc bí mật nhà nước", required=False)
    known_as = {"Xác nhận": "is_not_secret", "Tệp": "file"}
    upload_for: Purpose = "paper"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limits = PURPOSES[self.upload_for]
        kinds = ", ".join(f".{extension}" for extension in limits.extensions)
        field = self.fields["file"]
        field.help_text = f"{field.help_text} Nhận {kinds}; không quá {limits.max_bytes // 1_048_576} MB.".strip()
        field.widget.attrs["accept"] = ",".join(f".{extension}" for extension in limits.extensions)

    def sent_file(self) -> SentFile | None:
        sent = self.cleaned_data.get("file")
        if not isinstance(sent, UploadedFile):
            return None
        return SentFile(sent.name or "", sent.file, self.cleaned_data["is_not_secret"])  # type: ignore[arg-type]  # a file of bytes
