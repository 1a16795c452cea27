"""Keeping a programme open for one unit or body: the office opens, a unit asks."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.gates import ask_for_gate, open_gate
from kheo.movement.forms.rounds import AskForm, GateForm
from kheo.movement.queries.places import places_held, places_of
from kheo.movement.queries.rounds import gates_of
from kheo.movement.views.lookup import programme_or_404
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality


@page("programme.read")
@require_http_methods(["GET", "HEAD", "POST"])
def gates(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    """For whom the programme was kept open, until when and why; the office opens it for one more."""
    found = programme_or_404(locality, programme)
    form = GateForm(places_of(found), request.POST or None, initial={"place": request.GET.get("noi", "")})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = open_gate(acting(request), found, data["place"], data["until"], data["reason"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"Đã mở đến hết ngày {made.until:%d/%m/%Y}; đơn vị nhận được thông báo.")
            return redirect("movement:gates", locality.code, found.code)
    context = {
        "programme": found,
        "form": form,
        "gates": gates_of(found),
        "today": timezone.localdate(),
        "may_manage": may(request, "programme.manage", locality),
        "may_ask": may(request, "submission.write", locality) and not may(request, "programme.manage", locality),
    }
    return render(request, "movement/rounds/gates.html", context, status=422 if form.errors else 200)


@page("submission.write")
@require_http_methods(["GET", "HEAD", "POST"])
def gate_ask(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    """A unit whose day is over asks the office to take its form all the same."""
    found = programme_or_404(locality, programme)
    form = AskForm(places_held(acting(request), "submission.write", found), request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            ask_for_gate(acting(request), found, data["place"], data["reason"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã gửi đến cơ quan thường trực. Khi được mở, bạn nhận thông báo ở đây.")
            return redirect("movement:programme", locality.code, found.code)
    context = {"programme": found, "form": form}
    return render(request, "movement/rounds/gate_ask.html", context, status=422 if form.errors else 200)
