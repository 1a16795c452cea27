"""What the office answers to a task: done, not yet, no longer."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kheo.directives.actions.tasks import accept_task, cancel_task, send_back_task
from kheo.directives.forms.tasks import AcceptForm, CancelForm, SendBackForm
from kheo.directives.models import Task
from kheo.directives.views.lookup import task_or_404
from kheo.directives.views.tasks import show_task
from kheo.foundation.forms import VersionForm, say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality


def _answer(
    request: HttpRequest, found: Task, name: str, form: VersionForm, act: Callable[[str, int], object], said: str
) -> HttpResponse:
    if form.is_valid():
        try:
            act(form.cleaned_data["text"], form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(found.version)
        else:
            messages.success(request, said)
            return redirect("directives:task", found.locality.code, found.pk)
    return show_task(request, found, {name: form})


@page("directive.manage")
@require_POST
def accept(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = task_or_404(locality, pk)
    form = AcceptForm(request.POST, auto_id="xac-nhan-%s")
    said = "Đã xác nhận xong; đơn vị được báo."
    return _answer(request, found, "accept", form, lambda text, at: accept_task(acting(request), found, at, text), said)


@page("directive.manage")
@require_POST
def send_back(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = task_or_404(locality, pk)
    form = SendBackForm(request.POST, auto_id="tra-lai-%s")
    said = "Đã trả lại; đơn vị đọc được lời của bạn."
    return _answer(request, found, "send_back", form, lambda text, at: send_back_task(acting(request), found, text, at), said)


@page("directive.manage")
@require_POST
def cancel(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = task_or_404(locality, pk)
    form = CancelForm(request.POST, auto_id="thoi-%s")
    said = "Đã cho thôi nhiệm vụ; đơn vị được báo."
    return _answer(request, found, "cancel", form, lambda text, at: cancel_task(acting(request), found, text, at), said)
