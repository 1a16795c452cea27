"""The office draws up report periods: the list of a programme, a new one, its days and its form."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.refusal import Problem, RefusedError
from kheo.movement.actions.periods import create_period, discard_period, edit_period, write_items
from kheo.movement.forms.periods import ItemFormSet, NewPeriodForm, PeriodForm, initial_items, items_told
from kheo.movement.models import Period, Programme
from kheo.movement.queries.periods import items_of, own_reports, period_before, periods_of, sees_all, standings_of
from kheo.movement.queries.programmes import current_programmes
from kheo.movement.rules.periods import next_part, usual_days, usual_title
from kheo.movement.views.lookup import programme_or_404
from kheo.movement.views.period_lookup import period_or_404
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@page("period.read")
@require_safe
def periods(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    """The periods of a year: for the office how many answered, for a unit how its own report stands."""
    found = programme_or_404(locality, programme)
    actor, today = acting(request), timezone.localdate()
    own = own_reports(actor, locality).filter(period__programme=found)
    context = {
        "programme": found,
        "periods": periods_of(found) if sees_all(actor, locality) else (),
        "sees_all": sees_all(actor, locality),
        "own": standings_of(own, today),
        "today": today,
        "may_manage": may(request, "period.manage", locality),
    }
    return render(request, "movement/periods/periods.html", context)


@page("period.manage")
@read_or_write
def period_new(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    """A new period; the kind that is chosen by a link fills in title and days."""
    found = programme_or_404(locality, programme)
    asked = request.GET.get("loai", "")
    kind = asked if asked in Period.Kind.values else Period.Kind.MONTH
    form = NewPeriodForm(found, request.POST or None, initial=_proposal(found, kind))
    if request.method == "POST" and form.is_valid():
        try:
            made = create_period(acting(request), found, form.content(), form.cleaned_data["like"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã lập kỳ báo cáo. Xem lại mẫu, rồi mở cho các đơn vị.")
            return redirect("movement:period", locality.code, made.pk)
    context = {"form": form, "programme": found, "kinds": Period.Kind.choices, "kind": kind}
    return render(request, "movement/periods/period_form.html", context, status=422 if form.errors else 200)


def _proposal(programme: Programme, kind: str) -> dict[str, Any]:
    today, year = timezone.localdate(), programme.year
    taken = list(Period.objects.filter(programme=programme, kind=kind).values_list("first_day", "last_day"))
    part = next_part(kind, year, today, taken)
    days = usual_days(kind, year, part, today)
    last_of_year = kind == Period.Kind.YEAR and programme.report_on is not None and programme.report_on >= days.last
    like = period_before(Period(programme=programme, kind=kind, last_day=days.last))
    return {
        "kind": kind,
        "title": usual_title(kind, year, part),
        "first": days.first,
        "last": days.last,
        "due": programme.report_on if last_of_year else days.due,
        "like": like.pk if like else None,
        "ask": like.ask if like else "",
    }


@page("period.manage")
@read_or_write
def period_edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = period_or_404(locality, pk)
    initial = {
        "version": found.version,
        "kind": found.kind,
        "title": found.title,
        "first": found.first_day,
        "last": found.last_day,
        "due": found.due_on,
        "ask": found.ask,
    }
    form = PeriodForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            edit_period(acting(request), found, form.content(), form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(period_or_404(locality, pk).version)
        else:
            messages.success(request, "Đã sửa kỳ báo cáo.")
            return redirect("movement:period", locality.code, found.pk)
    context = {"form": form, "programme": found.programme, "period": found}
    return render(request, "movement/periods/period_form.html", context, status=422 if form.errors else 200)


@page("period.manage")
@read_or_write
def period_items(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The form of the period, item by item; kept with each press, so that one more empty line is there again."""
    found = period_or_404(locality, pk)
    rows = ItemFormSet(request.POST or None, initial=initial_items(items_of(found)), prefix="muc")
    problems: tuple[Problem, ...] = ()
    version = found.version
    if request.method == "POST":
        if rows.is_valid():
            try:
                write_items(acting(request), found, items_told(rows.forms), posted_version(request))
            except RefusedError as refusal:
                problems, version = refusal.problems, period_or_404(locality, pk).version
            else:
                messages.success(request, "Đã ghi mẫu.")
                return redirect("movement:period", locality.code, found.pk)
        else:
            problems = tuple(_faults(rows))
    context = {"period": found, "rows": rows, "problems": problems, "version": version}
    return render(request, "movement/periods/items.html", context, status=422 if problems else 200)


def _faults(rows: Any) -> list[Problem]:
    """*rows*: a set of forms that was not taken."""
    found = [
        Problem(str(error), f"Mục {number}, {form[name].label}" if name in form.fields else f"Mục {number}")
        for number, form in enumerate(rows.forms, 1)
        for name, errors in form.errors.items()
        for error in errors
    ]
    return [*found, *(Problem(str(error)) for error in rows.non_form_errors())]


@page("period.manage")
@require_POST
def period_discard(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = period_or_404(locality, pk)
    try:
        discard_period(acting(request), found, posted_version(request))
    except RefusedError as refusal:
        messages.error(request, f"Chưa xoá được: {refusal}")
        return redirect("movement:period", locality.code, found.pk)
    messages.success(request, "Đã xoá kỳ báo cáo soạn nhầm; chưa đơn vị nào được báo.")
    return redirect("movement:periods", locality.code, found.programme.code)


@page("period.read")
@require_safe
def own_period_reports(request: HttpRequest, locality: Locality) -> HttpResponse:
    """Where the navigation leads: a unit's reports of all years; whoever sees all goes to the periods of the year at work."""
    actor, today = acting(request), timezone.localdate()
    running = current_programmes(locality, today)
    if running and sees_all(actor, locality):
        return redirect("movement:periods", locality.code, running[0].code)
    context = {"own": standings_of(own_reports(actor, locality), today), "today": today}
    return render(request, "movement/periods/own.html", context)
