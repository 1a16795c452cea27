"""Signing in and out by allauth with our pages, and changing one's own password."""

from typing import Any

from allauth.account.views import AccountInactiveView, LoginView, LogoutView
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from kheo.foundation.once.middleware import without_once
from kheo.organisation.access import page
from kheo.organisation.actions.accounts import change_own_password
from kheo.organisation.actor import acting
from kheo.organisation.forms.accounts import PasswordForm
from kheo.organisation.sign_in import SignInForm
from kheo.organisation.views.bodies import read_or_write, submit

START = "/ban-lam-viec/"
# axes counts failures while the form is checked: they must stay although the answer is no redirect, so no key and no rollback.
sign_in = without_once(LoginView.as_view(form_class=SignInForm, template_name="organisation/sign_in.html"))
sign_out = without_once(LogoutView.as_view(template_name="organisation/sign_out.html"))
inactive = AccountInactiveView.as_view(template_name="organisation/inactive.html")


@sensitive_post_parameters()
@read_or_write
@never_cache
@page("password.change")
def password(request: HttpRequest) -> HttpResponse:
    account: Any = request.user
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        target = START

    def act(data: dict[str, Any]) -> str:
        actor = acting(request)
        update_session_auth_hash(request, change_own_password(actor, account, data["old"], data["new"]))
        messages.success(request, "Đã đổi mật khẩu.")
        return target

    form = PasswordForm(request.POST or None)
    return submit(request, form, act, "organisation/password.html", {"is_first": account.must_change_password})
