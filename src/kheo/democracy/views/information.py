"""Requests for information at the office: the list, one from paper, one with its answer and with more time."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kheo.democracy.actions.information import answer_request, enter_request, extend_request
from kheo.democracy.forms.information import AnswerForm, ExtensionForm, PaperRequestForm
from kheo.democracy.models import InformationRequest
from kheo.democracy.queries import information as queries
from kheo.democracy.rules.information import information_rules, refusals, term_of
from kheo.democracy.rules.publishing import item_on
from kheo.democracy.rules.wording import wording_note
from kheo.foundation.downloads import as_download
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

PAGE_SIZE = 30
read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@page("information.manage")
@require_safe
def information_list(request: HttpRequest, locality: Locality) -> HttpResponse:
    """What waits, the earliest day first; then what was answered."""
    today = timezone.localdate()
    listed = Paginator(queries.requests_of(locality), PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "listed": listed,
        "today": today,
        "duty": information_rules().on("duty", today),
        "wording": wording_note(today),
    }
    return render(request, "democracy/information/list.html", context)


@page("information.manage")
@read_or_write
def information_new(request: HttpRequest, locality: Locality) -> HttpResponse:
    form = PaperRequestForm(request.POST or None, received_on=timezone.localdate(), way=InformationRequest.Way.OFFICE)
    if request.method == "POST" and form.is_valid():
        try:
            made = enter_request(acting(request), locality, form.content(), form.cleaned_data["received_on"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"Đã ghi yêu cầu; trả lời chậm nhất {made.due_on:%d/%m/%Y}.")
            return redirect("democracy:information_request", locality.code, made.pk)
    return render(request, "democracy/information/new.html", {"form": form}, status=422 if form.errors else 200)


@page("information.manage")
@read_or_write
def information_request(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """One request; sent: its answer, or (``gia_han``) more time."""
    found = _found_or_404(locality, pk)
    extends = "gia_han" in request.POST
    sent = (request.POST, request.FILES) if request.method == "POST" and not extends else ()
    answer = AnswerForm(*sent, initial={"version": found.version})
    more = ExtensionForm(request.POST if extends else None, initial={"version": found.version}, auto_id="gia-han-%s")
    used = more if extends else answer
    if request.method == "POST" and used.is_valid():
        try:
            if extends:
                data = more.cleaned_data
                extend_request(acting(request), found, data["until"], data["why"], data["version"])
                messages.success(request, "Đã ghi hạn mới; người yêu cầu đọc được lý do bằng mã của mình.")
            else:
                answer_request(acting(request), found, answer.content(), answer.cleaned_data["version"], answer.sent_file())
                messages.success(request, "Đã ghi trả lời.")
        except RefusedError as refusal:
            say_refusal(used, refusal)
            found = _found_or_404(locality, pk)
            used.renew(found.version)
        else:
            return redirect("democracy:information_request", locality.code, pk)
    today = timezone.localdate()
    context = {
        "one": found,
        "item": item_on(found.item, found.received_on) if found.item is not None else None,
        "answers": queries.answers_of(found),
        "reasons": refusals(today),
        "term": term_of(found.way, found.received_on),
        "today": today,
        "answer": answer,
        "more": more,
        "extends": extends,
    }
    return render(request, "democracy/information/one.html", context, status=422 if used.errors else 200)


@page("information.manage")
@require_safe
def information_file(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The file of the last answer, or of the one that ``?tra-loi=`` names."""
    answers = queries.answers_of(_found_or_404(locality, pk))
    chosen = next((one for one in answers if one.file and str(one.pk) == request.GET.get("tra-loi", str(one.pk))), None)
    if chosen is None or chosen.file is None:
        raise Http404("Trả lời này không có tệp.")
    return as_download(chosen.file)


def _found_or_404(locality: Locality, pk: int) -> InformationRequest:
    found = queries.requests_of(locality).filter(pk=pk).first()
    if found is None:
        raise Http404("Không có yêu cầu này.")
    return found
