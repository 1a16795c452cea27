"""Counted activities: the year's list with its totals, the quick form, one activity for everybody, its proof for the office."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.directives.actions.activities import edit_activity, record_activity, remove_activity
from kheo.directives.figures.activities import days
from kheo.directives.forms.activities import ActivityForm, NarrowForm
from kheo.directives.models import ActivityKind
from kheo.directives.queries.activities import (
    PAGE_SIZE,
    Choice,
    chosen,
    place_names,
    places_ever,
    totals_by_kind,
    totals_by_place,
    years_of,
)
from kheo.directives.queries.places import owner_of, place_name, places_for
from kheo.directives.views.records import activity_or_404, asked_year
from kheo.foundation.downloads import as_download
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import find_grant, require
from kheo.organisation.models import Locality

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@page("directive.read")
@require_safe
def activities(request: HttpRequest, locality: Locality) -> HttpResponse:
    today = timezone.localdate()
    years = years_of(locality)
    year = asked_year(request, years[0] if years else today.year)
    places = places_ever(locality, today)
    narrow = NarrowForm(request.GET, sorted({*years, year}, reverse=True), places)
    narrow.is_valid()
    choice = _choice(narrow, year)
    rows = chosen(locality, choice)
    shown = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    listed = list(shown.object_list)
    names = place_names(listed, today)
    actor = acting(request)
    context = {
        "year": year,
        "narrow": narrow,
        "is_narrowed": bool(choice.kind or choice.unit or choice.body),
        "by_kind": totals_by_kind(rows),
        "by_place": totals_by_place(rows, today),
        "kinds": ActivityKind.choices,
        "lines": [(row, names[row.unit_id, row.body_id], days(row)) for row in listed],
        "page": shown,
        "may_record": bool(places_for(actor, "activity.record", locality, today)),
    }
    return render(request, "directives/activities.html", context)


def _choice(narrow: NarrowForm, year: int) -> Choice:
    data = narrow.cleaned_data
    place = data.get("noi")
    if place is None:
        return Choice(year, data.get("loai", ""))
    return Choice(year, data.get("loai", ""), place.unit.pk, place.body.pk if place.body else None)


@page("activity.record")
@read_or_write
def activity_new(request: HttpRequest, locality: Locality) -> HttpResponse:
    """One page, few answers. «Ghi và thêm nữa» comes back to an empty form, for whoever has a week to tell."""
    today = timezone.localdate()
    places = places_for(acting(request), "activity.record", locality, today)
    form = ActivityForm(locality, today, places=places, data=request.POST or None, files=request.FILES or None)
    if request.method == "POST" and form.is_valid():
        place = form.cleaned_data["place"]
        try:
            made = record_activity(acting(request), locality, place, form.content(), form.sent_file())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"Đã ghi {made.count} {made.get_kind_display()}: {made.topic}")
            again = "directives:activity_new" if "them-nua" in request.POST else "directives:activities"
            return redirect(again, locality.code)
    context = {"form": form, "nowhere": not places}
    return render(request, "directives/activity_form.html", context, status=422 if form.errors else 200)


@page("page.public")
@require_safe
def activity(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """What stands behind a row of a figure, for everybody; acts and the proof for those who may."""
    found = activity_or_404(locality, pk)
    actor = acting(request)
    context = {
        "activity": found,
        "place": place_name(found, found.ended_on),
        "days": days(found),
        "year": found.ended_on.year,
        "may_edit": bool(actor.roles_in(locality.code))
        and find_grant(actor, "activity.record", locality, owner_of(found)) is not None,
        "may_read": find_grant(actor, "directive.read", locality) is not None,
        "may_open_proof": find_grant(actor, "task.proof", locality, owner_of(found)) is not None,
    }
    answer = render(request, "directives/activity.html", context)
    if context["may_read"]:
        answer["Cache-Control"] = "no-store"  # what staff see here beside everybody's words stays in no browser
    return answer


@page("activity.record")
@read_or_write
def activity_edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = activity_or_404(locality, pk)
    require(acting(request), "activity.record", locality, owner_of(found))
    form = ActivityForm(locality, timezone.localdate(), activity=found, data=request.POST or None, files=request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            edit_activity(acting(request), found, form.content(), form.cleaned_data["version"], form.sent_file())
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(activity_or_404(locality, pk).version)
        else:
            messages.success(request, "Đã sửa.")
            return redirect("directives:activity", locality.code, found.pk)
    context = {"form": form, "activity": found, "place": place_name(found, found.ended_on)}
    return render(request, "directives/activity_form.html", context, status=422 if form.errors else 200)


@page("activity.record")
@require_POST
def activity_remove(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = activity_or_404(locality, pk)
    text = request.POST.get("version", "")
    version = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
    topic = found.topic
    try:
        remove_activity(acting(request), found, version)
    except RefusedError as refusal:
        messages.error(request, f"Chưa bỏ được: {refusal}")
        return redirect("directives:activity", locality.code, found.pk)
    messages.success(request, f"Đã bỏ «{topic}»; con số không còn tính mục này.")
    return redirect("directives:activities", locality.code)


@page("task.proof")
@require_safe
def activity_proof(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Lists and photographs of people: for the place that held it, the office, leaders and those above."""
    found = activity_or_404(locality, pk)
    require(acting(request), "task.proof", locality, owner_of(found))
    if found.proof is None:
        raise Http404("Hoạt động này không có tệp kèm.")
    return as_download(found.proof)
