"""What came of a visit: held, called off, one more finding, a task that follows a finding up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kheo.directives.actions.visits import FindingContent, add_finding, cancel_visit, follow_up, hold_visit
from kheo.directives.forms.inspections import (
    BLANK_FINDINGS,
    CancelForm,
    FollowUpForm,
    HeldForm,
    OneFindingForm,
    finding_set,
    findings_of,
)
from kheo.directives.queries.places import place_name
from kheo.directives.views.inspections import show_visit
from kheo.directives.views.records import finding_or_404, visit_or_404
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@page("committee.manage")
@read_or_write
def hold(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The day, and what was found: one row a finding, as many as were found."""
    found = visit_or_404(locality, pk)
    wants_more = "them-dong" in request.POST
    day = min(found.planned_on, timezone.localdate())
    told = {"held_on": day, "version": found.version}
    form = HeldForm(initial={**told, **request.POST.dict()}) if wants_more else HeldForm(request.POST or None, initial=told)
    rows = finding_set(_more(request) if wants_more else request.POST or None)
    problems: list[str] = []
    if request.method == "POST" and not wants_more and form.is_valid() & rows.is_valid():
        data = form.cleaned_data
        try:
            hold_visit(acting(request), found, data["held_on"], findings_of(rows), data["version"])
        except RefusedError as refusal:
            problems = [str(problem) for problem in refusal.problems if problem.where != "Ngày kiểm tra"]
            kept = [problem for problem in refusal.problems if problem.where == "Ngày kiểm tra"]
            if kept:
                say_refusal(form, RefusedError(*kept))
            form.renew(visit_or_404(locality, pk).version)
        else:
            messages.success(request, "Đã ghi kết quả kiểm tra. Hạn chế, kiến nghị có thể giao thành nhiệm vụ.")
            return redirect("directives:visit", locality.code, found.pk)
    refused = request.method == "POST" and not wants_more
    context = {
        "form": form,
        "rows": rows,
        "problems": problems,
        "visit": found,
        "place": place_name(found, found.planned_on),
    }
    return render(request, "directives/visit_held.html", context, status=422 if refused else 200)


def _more(request: HttpRequest) -> QueryDict:
    data = request.POST.copy()
    text = data.get("ph-TOTAL_FORMS", "")
    count = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
    data["ph-TOTAL_FORMS"] = str(min(count, 60 - BLANK_FINDINGS) + BLANK_FINDINGS)
    return data


@page("committee.manage")
@require_POST
def cancel(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = visit_or_404(locality, pk)
    form = CancelForm(request.POST)
    if form.is_valid():
        try:
            cancel_visit(acting(request), found, form.cleaned_data["reason"], form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(visit_or_404(locality, pk).version)
        else:
            messages.success(request, "Đã cho thôi cuộc kiểm tra.")
            return redirect("directives:visit", locality.code, found.pk)
    return show_visit(request, visit_or_404(locality, pk), cancel_form=form)


@page("committee.manage")
@require_POST
def find(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = visit_or_404(locality, pk)
    form = OneFindingForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            add_finding(acting(request), found, FindingContent(data["kind"], data["text"]), data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(visit_or_404(locality, pk).version)
        else:
            messages.success(request, "Đã ghi thêm.")
            return redirect("directives:visit", locality.code, found.pk)
    return show_visit(request, visit_or_404(locality, pk), finding_form=form)


@page("committee.manage")
@read_or_write
def follow(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """A limit or a recommendation becomes a task."""
    found = finding_or_404(locality, pk)
    form = FollowUpForm(found, timezone.localdate(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            follow_up(acting(request), found, form.content(), form.cleaned_data["owner"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã giao nhiệm vụ; nơi làm đã được báo.")
            return redirect("directives:visit", locality.code, found.visit_id)
    context = {"form": form, "finding": found, "visit": found.visit}
    return render(request, "directives/follow_up.html", context, status=422 if form.errors else 200)
