"""Check-ins: the short form of a unit, writing one anew, reading a number back while it is typed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kheo.foundation.forms import say_refusal
from kheo.foundation.numbers import written
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.check_ins import check_in, edit_check_in
from kheo.movement.actions.values import read_value
from kheo.movement.forms.check_ins import CheckInForm
from kheo.movement.models import CheckIn, Registration
from kheo.movement.queries.check_ins import asking
from kheo.movement.queries.registrations import owner_of, place_name
from kheo.movement.views.lookup import registration_or_404, sent_version
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import require
from kheo.organisation.models import Locality


@page("registration.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def check_in_new(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """«Báo tin»: what was done, in a minute, on a phone."""
    found = registration_or_404(locality, pk)
    require(acting(request), "registration.edit", locality, owner_of(found))
    form = CheckInForm(found, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            check_in(acting(request), found, form.content())
        except RefusedError as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, f"Đã ghi tin.{_read_back(form)}")
            return redirect("movement:registration", locality.code, found.pk)
    return _shown(request, found, form, "Báo tin")


@page("registration.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def check_in_edit(request: HttpRequest, locality: Locality, pk: int, check_in: int) -> HttpResponse:
    found = registration_or_404(locality, pk)
    require(acting(request), "registration.edit", locality, owner_of(found))
    told = check_in_or_404(found, check_in)
    form = CheckInForm(found, request.POST or None, request.FILES or None, editing=told)
    if request.method == "POST" and form.is_valid():
        try:
            edit_check_in(acting(request), told, form.content(), sent_version(request))
        except RefusedError as refusal:
            _refuse(form, refusal)
            told.refresh_from_db(fields=["version"])
        else:
            messages.success(request, f"Đã ghi lại tin.{_read_back(form)}")
            return redirect("movement:registration", locality.code, found.pk)
    return _shown(request, found, form, "Sửa tin đã báo", told)


@page("registration.edit")
@require_safe
def read_back(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """A number as it was understood («= 1.500.000.000 đồng»), for the line under the box in which it is typed."""
    found = registration_or_404(locality, pk)
    name = request.GET.get("o", "")
    one = next((one for one in asking(found).values if name.endswith(one.field_name)), None)
    said = ""
    if one is not None:
        try:
            value = read_value(one, request.GET.get(name, "")[:40])
        except RefusedError as refusal:
            said = refusal.problems[0].what
        else:
            said = "" if value is None else f"= {written(value)} {one.unit}".strip()
    return render(request, "movement/check_ins/read_back.html", {"said": said})


def check_in_or_404(registration: Registration, pk: int) -> CheckIn:
    found = CheckIn.objects.select_related("report__period").filter(registration=registration, pk=pk).first()
    if found is None:
        raise Http404("Không có tin này.")
    found.registration = registration
    return found


def _refuse(form: CheckInForm, refusal: RefusedError) -> None:
    form.refused(refusal)
    say_refusal(form, refusal)


def _read_back(form: CheckInForm) -> str:
    """What was understood, said once more after it is written: «Kinh phí huy động = 1.500.000.000 đồng.»"""
    said = [f"{one.label} {form.echoes[one.field_name]}" for one in form.asked.values if one.field_name in form.echoes]
    return f" {'; '.join(said)}." if said else ""


def _shown(
    request: HttpRequest, found: Registration, form: CheckInForm, heading: str, told: CheckIn | None = None
) -> HttpResponse:
    context = {"form": form, "registration": found, "place": place_name(found), "heading": heading, "check_in": told}
    return render(request, "movement/check_ins/form.html", context, status=422 if form.errors else 200)
