"""The form that hands a position over."""

from typing import Any

from django import forms

from kheo.foundation.forms import DayField
from kheo.organisation.models import Account, Person, Position
from kheo.organisation.queries.bodies import people_of


class HandoverForm(forms.Form):
    known_as = {"Người": "person", "Thôi từ ngày": "on", "Đến ngày": "on"}
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Người nhận đã có trong danh sách",
        required=False,
        empty_label="chọn, hoặc ghi tên mới ở dưới",
    )
    new_person = forms.CharField(label="hoặc tên người mới", max_length=120, required=False)
    on = DayField("Từ ngày", help_text="Ngày đầu tiên người mới giữ chức vụ. Ngày sau này cũng được: đến ngày mới chuyển.")
    open_account = forms.BooleanField(label="Mở luôn tài khoản cho người nhận, nếu chưa có", required=False)
    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=40,
        required=False,
        help_text="Chữ thường không dấu, số, chấm, gạch; 3 đến 40 chữ. Tài khoản mở lại giữ tên cũ.",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )

    def __init__(self, position: Position, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ModelChoiceField)  # noqa: S101  tells mypy what the class above declares
        locality = position.body.locality
        person.queryset = people_of(locality).exclude(pk=position.person_id) if locality else Person.objects.none()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        person = cleaned.get("person")
        if "person" in cleaned and bool(person) == bool(cleaned.get("new_person")):
            self.add_error("person", "Chọn một người trong danh sách, hoặc ghi tên người mới; không cả hai.")
        if cleaned.get("open_account"):
            account = Account.objects.filter(person=person).first() if person else None
            if account and account.is_active:
                cleaned["open_account"] = False  # what was asked for is there already
            elif not account and not cleaned.get("username"):
                self.add_error("username", "Ghi tên đăng nhập, hoặc bỏ đánh dấu «mở luôn tài khoản».")
        return cleaned

    @property
    def receiver(self) -> Person | str:
        return self.cleaned_data["person"] or self.cleaned_data["new_person"]
