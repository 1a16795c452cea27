"""One period while it runs: who owes, opened, who answered, reminded, put off, taken, closed."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.period_reviews import accept_all, remind, reminder_of
from kheo.movement.actions.periods import add_report, close_period, extend_period, open_period
from kheo.movement.forms.periods import AddPlaceForm, ExtendForm, OpenForm
from kheo.movement.models import Period, PeriodReport
from kheo.movement.queries.periods import items_of, mappings_of, own_reports, reports_of, sees_all, who_owes
from kheo.movement.views.lookup import sent_number
from kheo.movement.views.period_lookup import period_or_404
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@page("period.read")
@require_safe
def period(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    return show_period(request, period_or_404(locality, pk))


def show_period(request: HttpRequest, found: Period, *, extend_form: ExtendForm | None = None) -> HttpResponse:
    """The form, and whose reports are here; a unit is led to its own report."""
    locality, today = found.programme.locality, timezone.localdate()
    if not sees_all(acting(request), locality):
        own = own_reports(acting(request), locality).filter(period=found).first()
        return redirect("movement:period_report", locality.code, own.pk) if own else _periods(found)
    answered = reports_of(found, today)
    may_manage = may(request, "period.manage", locality)
    is_open = found.state == Period.State.OPEN
    there = {f"b{one.report.body_id}" if one.report.body_id else f"u{one.report.unit_id}" for one in answered.standings}
    context = {
        "period": found,
        "programme": found.programme,
        "items": items_of(found),
        "answered": answered,
        "to_take": sum(one.report.state == PeriodReport.State.SUBMITTED for one in answered.standings),
        "today": today,
        "may_manage": may_manage,
        "reminder": reminder_of(found),
        "extend_form": extend_form or ExtendForm(initial={"version": found.version}),
        "add_form": AddPlaceForm([one for one in who_owes(found, today) if one.key not in there])
        if may_manage and is_open
        else None,
        "mappings": mappings_of(locality),
    }
    return render(request, "movement/periods/period.html", context, status=422 if extend_form else 200)


def _periods(found: Period) -> HttpResponse:
    return redirect("movement:periods", found.programme.locality.code, found.programme.code)


@page("period.manage")
@read_or_write
def period_open(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Who owes a report, to be looked at once before everybody is told."""
    found = period_or_404(locality, pk)
    form = OpenForm(who_owes(found, timezone.localdate()), request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            open_period(acting(request), found, data["places"], data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(period_or_404(locality, pk).version)
        else:
            messages.success(request, f"Đã mở: {len(data['places'])} nơi được báo.")
            return redirect("movement:period", locality.code, found.pk)
    context = {"period": found, "form": form, "items": items_of(found)}
    return render(request, "movement/periods/opening.html", context, status=422 if form.errors else 200)


@page("period.manage")
@require_POST
def period_add(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = period_or_404(locality, pk)
    return _done(
        request, found, lambda: add_report(acting(request), found, request.POST.get("place", "")), "Đã thêm và báo nơi ấy."
    )


@page("period.manage")
@require_POST
def period_extend(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = period_or_404(locality, pk)
    form = ExtendForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            extend_period(acting(request), found, data["due_on"], data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            found = period_or_404(locality, pk)
            form.renew(found.version)
        else:
            messages.success(request, "Đã lùi hạn; nơi chưa gửi được báo.")
            return redirect("movement:period", locality.code, found.pk)
    return show_period(request, found, extend_form=form)


@page("period.manage")
@require_POST
def period_remind(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Everybody who has not sent, or the one whose button was pressed."""
    found = period_or_404(locality, pk)
    one = None
    if "report" in request.POST:
        one = PeriodReport.objects.filter(period=found, pk=sent_number(request, "report")).first()
        if one is None:
            messages.error(request, "Nơi này không ở trong kỳ báo cáo.")
            return redirect("movement:period", locality.code, found.pk)
    try:
        count = remind(acting(request), found, one)
    except RefusedError as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, f"Đã nhắc {count} nơi.")
    return redirect("movement:period", locality.code, found.pk)


@page("period.manage")
@require_POST
def period_accept_all(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = period_or_404(locality, pk)
    return _done(request, found, lambda: accept_all(acting(request), found), "Đã nhận mọi báo cáo đã gửi.")


@page("period.manage")
@require_POST
def period_close(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = period_or_404(locality, pk)
    return _done(
        request, found, lambda: close_period(acting(request), found, posted_version(request)), "Đã chốt kỳ; số không đổi nữa."
    )


def _done(request: HttpRequest, period: Period, act: Callable[[], object], said: str) -> HttpResponse:
    """An act of one button: done, or why not, on the page of the period."""
    try:
        act()
    except RefusedError as refusal:
        messages.error(request, f"Chưa làm được: {refusal}")
    else:
        messages.success(request, said)
    return redirect("movement:period", period.programme.locality.code, period.pk)
