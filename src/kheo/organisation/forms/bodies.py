"""Forms for bodies, positions and villages."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from kheo.foundation.forms import DayField
from kheo.organisation.models import Body, Locality, Person, Role, Unit
from kheo.organisation.queries.bodies import people_of, units_ever_under
from kheo.organisation.queries.units import names_on
from kheo.organisation.queries.words import terms_of


class UnitChoice(forms.ModelChoiceField):
    """Units of a locality under the names they bear (or last bore)."""

    def __init__(self, label: str, help_text: str = "") -> None:
        messages = {"required": "Chọn một đơn vị.", "invalid_choice": "Đơn vị này không thuộc địa phương; chọn trong danh sách."}
        super().__init__(Unit.objects.none(), label=label, help_text=help_text, empty_label=None, error_messages=messages)
        self.names: dict[int, str] = {}

    def offer(self, units: Any) -> None:
        self.queryset = units
        self.names = names_on([unit.pk for unit in units], timezone.localdate())

    def label_from_instance(self, obj: Any) -> str:
        return self.names.get(obj.pk, obj.code)


class BodyForm(forms.Form):
    name = forms.CharField(label="Tên", max_length=200, help_text="Tên đầy đủ, như in trên văn bản.")
    short_name = forms.CharField(
        label="Tên gọi tắt", max_length=80, required=False, help_text="Như viết trong danh sách: «Hội CCB»."
    )
    unit = UnitChoice("Đơn vị", "Tổ chức của cả địa phương, hay của một xã, phường trong đó.")
    slug = forms.CharField(
        label="Mã",
        max_length=40,
        help_text="Chữ thường không dấu, số và gạch nối, như hoi-ccb; không đổi được về sau.",
    )
    kind = forms.ChoiceField(label="Loại", choices=Body.Kind.choices)
    layout = forms.ChoiceField(label="Thể thức văn bản", choices=Body.Layout.choices)
    superior = forms.CharField(
        label="Cấp trên trực tiếp", max_length=200, required=False, help_text="Dòng đầu văn bản do tổ chức ban hành."
    )
    number_suffix = forms.CharField(label="Ký hiệu sau số văn bản", max_length=40, required=False, help_text="Như QĐ-UBND.")
    valid_from = DayField("Có từ ngày", required=False, help_text="Bỏ trống nếu có từ trước khi dùng Khéo.")

    def __init__(self, locality: Locality, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit_field = self.fields["unit"]
        assert isinstance(unit_field, UnitChoice)  # noqa: S101  tells mypy what the class above declares
        unit_field.offer(units_ever_under(locality).exclude(level=Unit.Level.VILLAGE).order_by("level", "code"))
        self.initial.setdefault("unit", locality.unit_id)


class BodyEditForm(forms.Form):
    name = forms.CharField(label="Tên", max_length=200, help_text="Tên đầy đủ, như in trên văn bản.")
    short_name = forms.CharField(label="Tên gọi tắt", max_length=80, required=False, help_text="Như viết trong danh sách.")
    superior = forms.CharField(
        label="Cấp trên trực tiếp", max_length=200, required=False, help_text="Dòng đầu văn bản do tổ chức ban hành."
    )
    number_suffix = forms.CharField(label="Ký hiệu sau số văn bản", max_length=40, required=False, help_text="Như QĐ-UBND.")
    since = DayField(
        "Mang tên mới từ ngày",
        required=False,
        help_text="Ghi khi tổ chức thật sự đổi tên, đổi cấp trên, đổi ký hiệu: văn bản trước ngày đó giữ chữ cũ khi in lại.",
    )
    is_mistake = forms.BooleanField(label="Chỉ sửa chỗ ghi sai: văn bản đã ban hành cũng in lại với chữ đúng", required=False)
    valid_from = DayField("Có từ ngày", required=False, help_text="Bỏ trống nếu có từ trước khi dùng Khéo.")
    version = forms.IntegerField(widget=forms.HiddenInput)


class AppointForm(forms.Form):
    known_as = {"Người": "person"}
    person = forms.ModelChoiceField(
        Person.objects.none(), label="Người đã có trong danh sách", required=False, empty_label="chọn, hoặc ghi tên mới ở dưới"
    )
    new_person = forms.CharField(label="hoặc tên người mới", max_length=120, required=False)
    title = forms.CharField(label="Chức vụ", max_length=120)
    role = forms.ChoiceField(
        label="Vai",
        choices=[("", "Chọn vai"), *Role.choices],
        help_text="Vai quyết định được làm gì trong Khéo; xem bảng thẩm quyền.",
    )
    valid_from = DayField("Từ ngày")
    valid_to = DayField("Đến ngày", required=False, help_text="Ngày đầu tiên không còn giữ; bỏ trống nếu chưa biết.")

    def __init__(self, locality: Locality, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ModelChoiceField)  # noqa: S101  tells mypy what the class above declares
        person.queryset = people_of(locality)
        said = terms_of(locality, timezone.localdate()).say
        roles = [("", "Chọn vai"), *((value, said(label)) for value, label in Role.choices)]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]  # a choice, as the class says

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "person" in cleaned and bool(cleaned["person"]) == bool(cleaned.get("new_person")):
            self.add_error("person", "Chọn một người trong danh sách, hoặc ghi tên người mới; không cả hai.")
        return cleaned

    @property
    def holder(self) -> Person | str:
        return self.cleaned_data["person"] or self.cleaned_data["new_person"]


class EndForm(forms.Form):
    day = DayField("Ngày kết thúc", help_text="Ngày đầu tiên không còn.")


class VillageEndForm(EndForm):
    """*others*: the villages that may have taken it over, by key and name."""

    heirs = forms.MultipleChoiceField(
        label="Nơi tiếp nhận",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nhập vào nơi nào thì chọn nơi ấy; nơi mới lập thì thêm trước. Bỏ trống nếu không nơi nào tiếp nhận.",
    )
    source = forms.CharField(
        label="Căn cứ", max_length=200, required=False, help_text="Nghị quyết sắp xếp, sáp nhập; phải ghi khi có nơi tiếp nhận."
    )

    def __init__(self, others: Iterable[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["heirs"].choices = [(str(key), name) for key, name in others]  # type: ignore[attr-defined]  # a choice


class RelieveForm(forms.Form):
    day = DayField("Thôi từ ngày", help_text="Ngày đầu tiên không còn giữ chức vụ.")


class VillageForm(forms.Form):
    commune = UnitChoice("Đơn vị")
    name = forms.CharField(label="Tên", max_length=120, help_text="Có loại ở đầu: «Thôn Ninh Lão», «Tổ dân phố số 3».")
    founded_on = DayField("Từ ngày", required=False, help_text="Bỏ trống nếu có từ trước.")
    source = forms.CharField(
        label="Căn cứ",
        max_length=200,
        required=False,
        help_text="Nghị quyết của Hội đồng nhân dân cấp xã, khi đặt loại khác thường lệ.",
    )

    def __init__(self, locality: Locality, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        commune = self.fields["commune"]
        assert isinstance(commune, UnitChoice)  # noqa: S101  tells mypy what the class above declares
        commune.offer(units_ever_under(locality).filter(level=Unit.Level.COMMUNE).order_by("code"))
