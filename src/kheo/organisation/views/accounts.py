"""Accounts of a locality: who may sign in, a new password, closing. A password made here is shown once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actions.accounts import OpenedAccount, close_account, open_account, reset_password
from kheo.organisation.actor import acting
from kheo.organisation.forms.accounts import AccountForm
from kheo.organisation.models import Account, Locality
from kheo.organisation.queries.bodies import accounts_of
from kheo.organisation.views.bodies import read_or_write, submit
from kheo.organisation.views.shown_once import keep_to_show, take_to_show

may_manage = page("account.manage")


@read_or_write
@never_cache
@may_manage
def accounts(request: HttpRequest, locality: Locality) -> HttpResponse:
    today = timezone.localdate()

    def act(data: dict[str, Any]) -> str:
        actor = acting(request)
        return _show_once(request, locality, open_account(actor, locality, data["person"], data["username"]))

    rows = [
        {
            "account": account,
            "positions": [
                position
                for position in (account.person.positions.all() if account.person else ())
                if position.valid_from <= today and (position.valid_to is None or today < position.valid_to)
            ],
        }
        for account in accounts_of(locality)
    ]
    form = AccountForm(locality, request.POST or None)
    return submit(request, form, act, "organisation/accounts.html", {"rows": rows, "shown": take_to_show(request)})


@read_or_write
@may_manage
def new_password(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    account = _account(locality, pk)
    context = {
        "heading": f"Đặt lại mật khẩu của {account.display_name}",
        "warning": "Mật khẩu đang dùng hết hiệu lực ngay, mọi máy đang mở tài khoản này bị thoát ra.",
        "verb": "Đặt lại mật khẩu",
        "back": _list_address(locality),
    }
    if request.method != "POST":
        return render(request, "organisation/confirm.html", context)
    try:
        opened = reset_password(acting(request), account)
    except RefusedError as refusal:
        return render(request, "organisation/confirm.html", context | {"problems": refusal.problems}, status=422)
    return HttpResponseRedirect(_show_once(request, locality, opened))


@read_or_write
@may_manage
def close(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    account = _account(locality, pk)
    context = {
        "heading": f"Đóng tài khoản của {account.display_name}",
        "warning": "Không ai vào được bằng tài khoản này nữa. Việc đã làm vẫn đứng tên người này. Có thể mở lại sau.",
        "verb": "Đóng tài khoản",
        "back": _list_address(locality),
    }
    if request.method != "POST":
        return render(request, "organisation/confirm.html", context)
    try:
        close_account(acting(request), account)
    except RefusedError as refusal:
        return render(request, "organisation/confirm.html", context | {"problems": refusal.problems}, status=422)
    messages.success(request, f"Đã đóng tài khoản «{account.username}».")
    return HttpResponseRedirect(_list_address(locality))


def _account(locality: Locality, pk: int) -> Account:
    return get_object_or_404(Account.objects.select_related("person__locality"), pk=pk, person__locality=locality)


def _list_address(locality: Locality) -> str:
    return reverse("organisation:accounts", args=[locality.code])


def _show_once(request: HttpRequest, locality: Locality, opened: OpenedAccount) -> str:
    keep_to_show(request, opened)
    return _list_address(locality)
