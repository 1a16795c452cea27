"""«Im lặng»: what nothing was heard of, the longest first; reminding the units, telling the leader."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kheo.foundation.numbers import written
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.silence import Sent, escalate_silent, path_of, remind_silent, reminder_of
from kheo.movement.models import Programme
from kheo.movement.queries.silence import by_place, heard, share_of
from kheo.movement.views.lookup import programme_or_404
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

PLACES_A_PAGE = 20


@page("programme.read")
@require_http_methods(["GET", "HEAD", "POST"])
def silence(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    """The list; the button says whether units are reminded or the leader is told, of the ticked ones or of all."""
    found = programme_or_404(locality, programme)
    if request.method == "POST":
        return _act(request, found)
    rows = heard(found, timezone.localdate())
    places = by_place(one for one in rows if one.is_silent)
    listed = Paginator(places, PLACES_A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "programme": found,
        "share": share_of(rows),
        "places": listed,
        "shown": [(place, reminder_of(place), path_of(place)) for place in listed],
        "may_remind": may(request, "registration.remind", locality),
        "to_remind": sum(one.is_silent and one.may_remind for one in rows),
        "to_escalate": sum(one.is_silent and one.may_escalate for one in rows),
    }
    return render(request, "movement/silence/silence.html", context)


def _act(request: HttpRequest, programme: Programme) -> HttpResponse:
    act = escalate_silent if request.POST.get("act", "").startswith("escalate") else remind_silent
    chosen = {
        int(sent) for sent in request.POST.getlist("registration") if sent.isascii() and sent.isdecimal() and len(sent) < 19
    }
    if request.POST.get("act", "").endswith("_all"):
        chosen = {one.registration.pk for one in heard(programme, timezone.localdate())}
    try:
        sent = act(acting(request), programme, chosen)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _said(sent, to_leader=act is escalate_silent))
    return redirect("movement:silence", programme.locality.code, programme.code)


def _said(sent: Sent, *, to_leader: bool) -> str:
    done = f"Đã báo lãnh đạo về {written(sent.count)} mô hình." if to_leader else f"Đã nhắc về {written(sent.count)} mô hình."
    if not sent.unreached:
        return done
    return f"{done} Chưa có ai nhận thông báo trong ứng dụng ở: {', '.join(sent.unreached)}; chép tin nhắn gửi họ."
