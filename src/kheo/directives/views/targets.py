"""Targets of a year as lines of progress, one with its readings, the forms that set and read them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.directives.actions.targets import edit_target, read_target, remove_target, set_target
from kheo.directives.forms.targets import ReadingForm, TargetForm, YearForm
from kheo.directives.models import Target
from kheo.directives.queries.places import owner_of
from kheo.directives.queries.targets import line_of, readings_of, targets_of, years_of
from kheo.directives.views.records import asked_year, target_or_404
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.authority import find_grant, require
from kheo.organisation.models import Locality

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@page("directive.read")
@require_safe
def targets(request: HttpRequest, locality: Locality) -> HttpResponse:
    today = timezone.localdate()
    years = years_of(locality)
    year = asked_year(request, years[0] if years else today.year)
    lines = targets_of(locality, year, today)
    context = {
        "year": year,
        "years": sorted({*years, year}, reverse=True),
        "lines": lines,
        "reached": sum(1 for line in lines if line.progress.reached),
        "late": sum(1 for line in lines if line.is_late),
        "may_manage": may(request, "directive.manage", locality),
    }
    return render(request, "directives/targets.html", context)


@page("task.read")
@require_safe
def target(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = target_or_404(locality, pk)
    require(acting(request), "task.read", locality, owner_of(found))
    return show_target(request, found)


def show_target(
    request: HttpRequest, found: Target, *, form: ReadingForm | None = None, problems: RefusedError | None = None
) -> HttpResponse:
    locality, today = found.locality, timezone.localdate()
    readings = list(readings_of(found))
    may_report = find_grant(acting(request), "task.report", locality, owner_of(found)) is not None
    context = {
        "target": found,
        "line": line_of(found, today),
        "readings": readings,
        "may_manage": may(request, "directive.manage", locality),
        "may_read_directives": may(request, "directive.read", locality),
        "may_report": may_report and not found.figure,
        "form": form or ReadingForm(initial={"on": today}),
        "problems": problems.problems if problems else (),
    }
    return render(request, "directives/target.html", context, status=422 if form or problems else 200)


@page("directive.manage")
@read_or_write
def target_new(request: HttpRequest, locality: Locality) -> HttpResponse:
    today = timezone.localdate()
    form = TargetForm(locality, today, data=request.POST or None)
    year_form = YearForm(request.POST or None, initial={"year": asked_year(request, today.year)})
    if request.method == "POST" and form.is_valid() & year_form.is_valid():
        year = year_form.cleaned_data["year"]
        try:
            made = set_target(acting(request), locality, year, form.content(), form.cleaned_data["owner"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã đặt chỉ tiêu; nơi chịu trách nhiệm đã được báo.")
            return redirect("directives:target", locality.code, made.pk)
    context = {"form": form, "year_form": year_form}
    return render(request, "directives/target_form.html", context, status=422 if form.errors or year_form.errors else 200)


@page("directive.manage")
@read_or_write
def target_edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = target_or_404(locality, pk)
    form = TargetForm(locality, timezone.localdate(), found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            edit_target(acting(request), found, form.content(), data["owner"], data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(target_or_404(locality, pk).version)
        else:
            messages.success(request, "Đã sửa chỉ tiêu.")
            return redirect("directives:target", locality.code, found.pk)
    return render(request, "directives/target_form.html", {"form": form, "target": found}, status=422 if form.errors else 200)


@page("task.report")
@require_POST
def target_read(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = target_or_404(locality, pk)
    require(acting(request), "task.report", locality, owner_of(found))  # before the page is shown again with what is to be mended
    form = ReadingForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            read_target(acting(request), found, data["value"], data["on"], data["source"])
        except RefusedError as refusal:
            if found.figure:  # its page has no form to show the refusal in
                return show_target(request, found, problems=refusal)
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi số đo.")
            return redirect("directives:target", locality.code, found.pk)
    return show_target(request, found, form=form)


@page("directive.manage")
@require_POST
def target_remove(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = target_or_404(locality, pk)
    text = request.POST.get("version", "")
    version = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
    year = found.year
    try:
        remove_target(acting(request), found, version)
    except RefusedError as refusal:
        return show_target(request, target_or_404(locality, pk), problems=refusal)
    messages.success(request, "Đã bỏ chỉ tiêu.")
    answer = redirect("directives:targets", locality.code)
    answer["Location"] += f"?nam={year}"
    return answer
