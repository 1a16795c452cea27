"""Notices to the positions somebody holds: read, mark as read, and the address to which they may also go."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kheo.organisation.access import page
from kheo.organisation.actions.accounts import set_address
from kheo.organisation.actions.notices import read_all, read_notice
from kheo.organisation.actor import acting
from kheo.organisation.forms.accounts import AddressForm
from kheo.organisation.models import Locality, Notice
from kheo.organisation.queries.notices import notices_of, readable, unread
from kheo.organisation.views.bodies import read_or_write, submit

may_read = page("notice.read")
A_PAGE = 30


@read_or_write
@may_read
def notices(request: HttpRequest, locality: Locality) -> HttpResponse:
    """What was told to the positions held, unread first; the form keeps the address for letters."""
    account: Any = request.user
    actor, today = acting(request), timezone.localdate()

    def act(data: dict[str, Any]) -> str:
        set_address(actor, account, data["email"])
        messages.success(request, "Đã ghi địa chỉ thư." if data["email"] else "Đã bỏ địa chỉ thư.")
        return _list_address(locality)

    found = Paginator(notices_of(actor, locality, today), A_PAGE).get_page(request.GET.get("trang"))
    shown = [notice.pk for notice in found]
    readable(actor, locality, found)
    context = {
        "notices": found,
        "waiting": unread(actor, locality, today).count(),
        "up_to": max(shown, default=0),
        "address": account.email,
        "sends_mail": settings.KHEO_SENDS_MAIL,
    }
    form = AddressForm(request.POST or None, initial={"email": account.email})
    return submit(request, form, act, "organisation/notices.html", context)


@may_read
@require_POST
def notice_read(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Mark as read; the button «Mở» goes on to the page that the notice is about."""
    notice = read_notice(acting(request), locality, get_object_or_404(Notice, pk=pk, locality=locality))
    if "open" in request.POST and url_has_allowed_host_and_scheme(notice.path, allowed_hosts=None):
        return HttpResponseRedirect(notice.path)
    return HttpResponseRedirect(_back(request, locality))


@may_read
@require_POST
def notices_read(request: HttpRequest, locality: Locality) -> HttpResponse:
    up_to = request.POST.get("up_to", "")
    count = read_all(acting(request), locality, int(up_to) if up_to.isascii() and up_to.isdigit() and len(up_to) < 19 else 0)
    messages.success(request, f"Đã đánh dấu đọc {count} thông báo." if count else "Không còn thông báo nào chưa đọc ở đây.")
    return HttpResponseRedirect(_back(request, locality))


@page("address.change")
@require_POST
def address_clear(request: HttpRequest) -> HttpResponse:
    """For whoever holds no position any more, and so has no page of notices, but whose address is still kept."""
    account: Any = request.user
    set_address(acting(request), account, "")
    messages.success(request, "Đã bỏ địa chỉ thư.")
    return HttpResponseRedirect(reverse("desk:start"))


def _list_address(locality: Locality) -> str:
    return reverse("organisation:notices", args=[locality.code])


def _back(request: HttpRequest, locality: Locality) -> str:
    """The list, or the page of the same site that the button stood on (the desk)."""
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else _list_address(locality)
