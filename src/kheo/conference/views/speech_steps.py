"""What the office does with a text that came in: back with words, chosen with its place, printed only, spoken, dropped."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kheo.conference.actions.speeches import choose_speech, deliver_speech, drop_speech, print_speech, send_back_speech
from kheo.conference.forms.speeches import ChooseForm, SendBackForm
from kheo.conference.models import Conference, Speech
from kheo.conference.views.lookup import conference_or_404, speech_or_404
from kheo.conference.views.speeches import show_speech
from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import Actor
from kheo.organisation.models import Locality


@page("conference.manage")
@require_POST
def send_back(request: HttpRequest, locality: Locality, pk: int, speech: int) -> HttpResponse:
    found, row = _both(locality, pk, speech)
    form = SendBackForm(request.POST)
    if form.is_valid():
        try:
            send_back_speech(acting(request), row, form.cleaned_data["reply"], form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(row.version)
        else:
            return _said(request, row, "Đã trả bài; đơn vị thấy lời nhắn trên bàn làm việc.")
    return show_speech(request, found, row, steps={"send_back": form})


@page("conference.manage")
@require_POST
def choose(request: HttpRequest, locality: Locality, pk: int, speech: int) -> HttpResponse:
    found, row = _both(locality, pk, speech)
    form = ChooseForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            choose_speech(acting(request), row, data["order"], data["minutes"], data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(row.version)
        else:
            return _said(request, row, f"Bài trình bày thứ {data['order']}, {data['minutes']} phút.")
    return show_speech(request, found, row, steps={"choose": form})


@page("conference.manage")
@require_POST
def only_print(request: HttpRequest, locality: Locality, pk: int, speech: int) -> HttpResponse:
    return _step(request, locality, (pk, speech), print_speech, "Bài chỉ in trong tập tài liệu.")


@page("conference.manage")
@require_POST
def deliver(request: HttpRequest, locality: Locality, pk: int, speech: int) -> HttpResponse:
    return _step(request, locality, (pk, speech), deliver_speech, "Đã ghi bài đã trình bày.")


@page("conference.manage")
@require_POST
def drop(request: HttpRequest, locality: Locality, pk: int, speech: int) -> HttpResponse:
    found, row = _both(locality, pk, speech)
    try:
        drop_speech(acting(request), row, posted_version(request))
    except RefusedError as refusal:
        return show_speech(request, found, row, steps={"problems": refusal.problems})
    messages.success(request, "Đã thôi đề nghị bài này.")
    return redirect("conference:speeches", locality.code, found.pk)


def _step(
    request: HttpRequest, locality: Locality, keys: tuple[int, int], act: Callable[[Actor, Speech, int], object], said: str
) -> HttpResponse:
    found, row = _both(locality, *keys)
    try:
        act(acting(request), row, posted_version(request))
    except RefusedError as refusal:
        return show_speech(request, found, row, steps={"problems": refusal.problems})
    return _said(request, row, said)


def _both(locality: Locality, pk: int, speech: int) -> tuple[Conference, Speech]:
    found = conference_or_404(locality, pk)
    return found, speech_or_404(found, speech)


def _said(request: HttpRequest, row: Speech, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("conference:speech", row.conference.locality.code, row.conference_id, row.pk)
