"""Forms for accounts and passwords."""

from typing import Any

from django import forms

from kheo.organisation.models import Locality, Person
from kheo.organisation.queries.bodies import people_without_account


class AccountForm(forms.Form):
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Người",
        empty_label=None,
        error_messages={"required": "Chọn một người.", "invalid_choice": "Người này không chọn được; chọn trong danh sách."},
        help_text="Người đã có chức vụ ở trang Tổ chức mà chưa có tài khoản, hoặc tài khoản đã đóng.",
    )
    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=40,
        required=False,
        help_text="Chữ thường không dấu, số, chấm, gạch; 3 đến 40 chữ. Tài khoản mở lại giữ tên cũ.",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )

    def __init__(self, locality: Locality, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ModelChoiceField)  # noqa: S101  tells mypy what the class above declares
        person.queryset = people_without_account(locality)


class AddressForm(forms.Form):
    email = forms.CharField(
        label="Địa chỉ thư",
        max_length=254,
        required=False,
        help_text="Bỏ trống rồi ghi để thôi nhận thư.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )


def _password(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=200,
        help_text=help_text,
        error_messages={"max_length": "Mật khẩu dài quá 200 ký tự."},
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
    )


class PasswordForm(forms.Form):
    refused_in_words = "Chưa đổi được; mật khẩu không giữ lại trên trang, xin gõ lại cả ba ô:"  # a browser never gets one back
    old = _password("Mật khẩu đang dùng", "current-password")
    new = _password("Mật khẩu mới", "new-password", "Ít nhất 10 ký tự, không phổ biến, không giống tên. Một câu dễ nhớ là tốt.")
    again = _password("Mật khẩu mới, nhập lại", "new-password")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "new" in cleaned and "again" in cleaned and cleaned["new"] != cleaned["again"]:
            self.add_error("again", "Hai lần nhập mật khẩu mới không giống nhau.")
        return cleaned
