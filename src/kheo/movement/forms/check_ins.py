"""The form of a check-in: short enough for a phone, every number typed as people write it."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from kheo.foundation.forms import DayField
from kheo.foundation.numbers import written
from kheo.foundation.refusal import RefusedError
from kheo.foundation.text import tidy
from kheo.foundation.uploads.limits import PURPOSES
from kheo.foundation.uploads.papers import SentFile
from kheo.movement.actions.check_ins import CheckInContent, Photo
from kheo.movement.actions.values import QuestionedError, odd_values, read_value
from kheo.movement.models import CheckIn, Registration
from kheo.movement.queries.check_ins import Asked, Asking, asking, key_of
from kheo.movement.rules.heard import DIFFICULTIES_LENGTH, DONE_LENGTH, WHY_LENGTH

_SURE = "Đánh dấu «Đúng như vậy» và ghi một câu vì sao, hoặc sửa lại số."


class CheckInForm(forms.Form):
    """What was done, the numbers, what is hard, a photograph.

    Given *editing* it is filled with that check-in. *asked*: what the registration may be told (``queries.check_ins``), where
    the page has read it already. Odd numbers are asked about here, with the figures; the act asks again.
    """

    done = forms.CharField(
        label="Đã làm gì",
        max_length=DONE_LENGTH,
        help_text="Vài câu là đủ; chưa làm được gì cũng ghi một câu.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    difficulties = forms.CharField(
        label="Khó khăn",
        max_length=DIFFICULTIES_LENGTH,
        required=False,
        help_text="Vướng gì, cần ai giúp.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    on = DayField(label="Đến ngày", help_text="Các số trên đếm đến ngày này.")
    started = forms.BooleanField(label="Đã bắt đầu làm", required=False)
    photo = forms.FileField(label="Ảnh", required=False, allow_empty_file=True)
    caption = forms.CharField(label="Chú thích", max_length=200, required=False, help_text="Ảnh cho thấy điều gì.")
    taken_on = DayField(label="Ngày chụp", required=False)
    place = forms.CharField(
        label="Nơi chụp", max_length=200, required=False, help_text="Xóm, ngõ, nhà văn hoá…; không ghi nhà riêng của ai."
    )
    is_not_secret = forms.BooleanField(label="Tệp này không thuộc bí mật nhà nước", required=False)
    sure = forms.BooleanField(label="Đúng như vậy", required=False)
    why = forms.CharField(label="Vì sao", max_length=WHY_LENGTH, required=False, help_text="Một câu; ghi cạnh số.")
    known_as = {"Tệp": "photo", "Xác nhận": "is_not_secret", "Công khai": "photo"}

    def __init__(
        self,
        registration: Registration,
        *args: Any,
        asked: Asking | None = None,
        editing: CheckIn | None = None,
        **kwargs: Any,
    ) -> None:
        self.registration = registration
        self.asked = asked or asking(registration, without=editing)
        kwargs["initial"] = self._initial(editing) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.asks: list[tuple[str, str]] = []
        self.echoes: dict[str, str] = {}
        for one in self.asked.values:
            self.fields[one.field_name] = _value_field(one)
        if registration.state != Registration.State.REGISTERED or editing is not None:
            del self.fields["started"]
        limits = PURPOSES["evidence"]
        self.fields["photo"].widget.attrs["accept"] = "image/*," + ",".join(f".{extension}" for extension in limits.extensions)
        self.fields["photo"].help_text = "Ảnh được lưu lại không kèm nơi chụp, giờ chụp mà máy ghi."
        if self.files.get("photo"):  # shown again: a browser keeps no file that was chosen
            self.fields["photo"].help_text = "Chọn lại ảnh: máy không giữ được tệp đã chọn ở lần gửi trước."

    def _initial(self, editing: CheckIn | None) -> dict[str, Any]:
        if editing is None:
            return {"on": timezone.localdate()}
        rows = list(editing.results.all())
        why = next((row.note for row in rows if row.note), "")
        told = {f"value_{key_of(row)}": written(row.value) for row in rows}
        return told | {
            "on": editing.on,
            "done": editing.done,
            "difficulties": editing.difficulties,
            "sure": bool(why),
            "why": why,
        }

    @property
    def used_values(self) -> list[forms.BoundField]:
        """Fields of the measures that the registration uses."""
        return [self[one.field_name] for one in self.asked.values if one.is_used]

    @property
    def further_values(self) -> list[forms.BoundField]:
        return [self[one.field_name] for one in self.asked.values if not one.is_used]

    @property
    def is_further_open(self) -> bool:
        """A folded part with something in it, or something wrong in it, is shown."""
        return any(field.value() or field.errors for field in self.further_values)

    @property
    def is_photo_open(self) -> bool:
        names = ("photo", "caption", "taken_on", "place", "is_not_secret")
        return any(self[name].errors or (self.is_bound and self[name].value()) for name in names)

    @property
    def faults(self) -> list[tuple[forms.BoundField, Any]]:
        """What is wrong, field by field, as the list on top of a form shows it."""
        return [(self[name], errors) for name, errors in self.errors.items() if name in self.fields]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        values: dict[str | int, Decimal] = {}
        for one in self.asked.values:
            value = self._read(one, data.get(one.field_name, ""))
            if value is not None:
                values[one.key] = value
                self.echoes[one.field_name] = f"= {written(value)} {one.unit}".strip()
        data["results"] = values
        if data.get("photo"):
            if not tidy(data.get("caption") or ""):
                self.add_error("caption", "Ghi chú thích: ảnh này cho thấy điều gì.")
            if not data.get("is_not_secret"):
                self.add_error("is_not_secret", "Đánh dấu nếu đúng như vậy; tài liệu mật không đưa vào đây.")
        on = data.get("on")
        if on is not None:
            odd = odd_values(self.asked, values, on)
            self.asks = [(one.label if one else "Đến ngày", question) for one, question in odd]
            if odd and not (data.get("sure") and tidy(data.get("why") or "")):
                self.add_error("sure", _SURE)
        return data

    def refused(self, refusal: RefusedError) -> None:
        """Where the act itself asked (the record changed since the page was opened), show its questions, too."""
        if isinstance(refusal, QuestionedError):
            self.asks = [(problem.where, problem.what) for problem in refusal.problems]

    def content(self) -> CheckInContent:
        data = self.cleaned_data
        photos: tuple[Photo, ...] = ()
        if data["photo"]:
            file = SentFile(data["photo"].name, data["photo"].file, data["is_not_secret"])
            photos = (Photo(file, data["caption"], data["taken_on"], data["place"]),)
        return CheckInContent(
            on=data["on"],
            done=data["done"],
            difficulties=data["difficulties"],
            results=data["results"],
            photos=photos,
            started=data.get("started", False),
            sure=data["sure"],
            why=data["why"],
        )

    def _read(self, one: Asked, text: str) -> Decimal | None:
        try:
            return read_value(one, text) if text else None
        except RefusedError as refusal:
            self.add_error(one.field_name, refusal.problems[0].what)
            return None


def _value_field(one: Asked) -> forms.CharField:
    said = f"Ghi như vẫn viết: {one.example}." if one.example else ""
    if one.last is not None:
        said = f"Lần trước {written(one.last.value)} {one.unit}, đến {one.last.as_of:%d/%m/%Y}. {said}".strip()
    if one.aim is not None and one.aim.target is not None:
        said = f"Mục tiêu {written(one.aim.target)} {one.unit}. {said}".strip()
    attributes = {"autocomplete": "off", "class": "short"} | (
        {} if one.measure in {"dong", "land_m2"} else {"inputmode": "decimal"}
    )
    unit = f" ({one.unit})" if one.unit else ""
    field = forms.CharField(
        label=f"{one.label}{unit}", max_length=40, required=False, help_text=said, widget=forms.TextInput(attrs=attributes)
    )
    field.asked_later = True  # type: ignore[attr-defined]  # said once above all of them, not beside each
    return field
