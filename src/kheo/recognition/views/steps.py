"""The steps of a paper: check, reopen, discard, number and date, the end of what was not recognised."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import Actor
from kheo.organisation.models import Locality
from kheo.recognition.actions.decisions import (
    check_decision,
    close_unrecognised,
    issue_decision,
    reopen_draft,
)
from kheo.recognition.actions.drafts import discard_draft
from kheo.recognition.forms.decisions import IssueForm
from kheo.recognition.models import Decision, DecisionKind
from kheo.recognition.queries.decisions import programmes_of
from kheo.recognition.queries.facts import number_check
from kheo.recognition.queries.lines import lines_of
from kheo.recognition.views.decisions import show_decision
from kheo.recognition.views.lookup import chosen_programme, decision_or_404


def _step(request: HttpRequest, found: Decision, act: Callable[[Actor, Decision, int], object], said: str) -> HttpResponse:
    try:
        act(acting(request), found, posted_version(request))
    except RefusedError as refusal:
        return show_decision(request, found, problems=refusal)
    messages.success(request, said)
    return redirect("recognition:decision", found.locality.code, found.pk)


@page("decision.draft")
@require_POST
def check(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    said = "Danh sách đã qua kiểm tra. In văn bản, trình ký; có số rồi thì ghi số và ngày."
    return _step(request, decision_or_404(locality, pk), check_decision, said)


@page("decision.draft")
@require_POST
def reopen(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    return _step(request, decision_or_404(locality, pk), reopen_draft, "Đã mở lại dự thảo.")


@page("decision.draft")
@require_POST
def discard(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = decision_or_404(locality, pk)
    try:
        discard_draft(acting(request), found, posted_version(request))
    except RefusedError as refusal:
        return show_decision(request, found, problems=refusal)
    messages.success(request, "Đã xoá dự thảo.")
    return redirect(f"{reverse('recognition:decisions', args=[locality.code])}?nam={found.programme.year}")


@page("decision.issue")
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Number and day of the signed paper."""
    found = decision_or_404(locality, pk)
    form = IssueForm(request.POST or None, initial={"day": found.date, "version": found.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            issued = issue_decision(acting(request), found, data["number"], data["day"], data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(found.version)
        else:
            messages.success(request, f"Đã ghi số {issued.number} ngày {issued.date:%d/%m/%Y}.")
            for warning in number_check(issued, issued.number, data["day"]).warnings:
                messages.warning(request, warning.what)
            return redirect("recognition:decision", locality.code, found.pk)
    context = {
        "programme": found.programme,
        "decision": found,
        "form": form,
        "count": lines_of(found).count(),
        "recognises": found.kind == DecisionKind.RECOGNITION,
    }
    return render(request, "recognition/issue.html", context, status=422 if form.errors else 200)


@page("registration.move")
@require_POST
def close(request: HttpRequest, locality: Locality) -> HttpResponse:
    """End the registrations that were assessed and stand in no recognition."""
    programme = chosen_programme(request, list(programmes_of(locality)))
    if programme is None:
        raise Http404("Địa phương chưa có chương trình năm.")
    try:
        count = close_unrecognised(acting(request), programme)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã kết thúc {count} hồ sơ không được công nhận.")
    return redirect(f"{reverse('recognition:decisions', args=[locality.code])}?nam={programme.year}")
