"""How allauth behaves here: accounts are opened by the office, never by signing up, and it speaks Vietnamese."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from django import forms
from django.http import HttpRequest


class ClosedSignUpAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Tài khoản này đã đóng. Nhờ cơ quan thường trực mở lại.",
        "username_password_mismatch": "Tên đăng nhập hoặc mật khẩu không đúng. Gõ lại; quên thì nhờ cơ quan thường trực đặt lại.",
        "too_many_login_attempts": "Sai quá nhiều lần. Đợi 15 phút rồi thử lại.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  allauth's signature
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the page that follows shows who is signed in."""


class SignInForm(LoginForm):
    """Name and password; whoever forgot the password asks the office, since no e-mail address is kept."""

    refused_in_words = "Chưa đăng nhập được:"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label="Tên đăng nhập",
            max_length=40,
            widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}),
        )
        self.fields["password"] = forms.CharField(
            label="Mật khẩu",
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
            help_text="Quên mật khẩu: nhờ cơ quan thường trực của địa phương đặt lại.",
        )
        self.order_fields(["login", "password"])
