"""Aims of a registration: the page that sets them and shows how far each came."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.aims import add_aim, edit_aim, remove_aim
from kheo.movement.forms.aims import AimForm
from kheo.movement.models import Aim, Registration
from kheo.movement.queries.progress import progress_of
from kheo.movement.queries.registrations import owner_of, place_name
from kheo.movement.views.lookup import registration_or_404, sent_version
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import require
from kheo.organisation.models import Locality


@page("registration.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def aims(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = registration_or_404(locality, pk)
    require(acting(request), "registration.edit", locality, owner_of(found))
    form = AimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_aim(acting(request), found, form.content())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi mục tiêu.")
            return redirect("movement:aims", locality.code, found.pk)
    return _shown(request, found, form)


@page("registration.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def aim_edit(request: HttpRequest, locality: Locality, pk: int, aim: int) -> HttpResponse:
    """Change an aim, or take it away: the button says which."""
    found = registration_or_404(locality, pk)
    require(acting(request), "registration.edit", locality, owner_of(found))
    standing = aim_or_404(found, aim)
    form = AimForm(request.POST or None, editing=standing)
    if request.method == "POST":
        try:
            if request.POST.get("act") == "remove":
                remove_aim(acting(request), standing, sent_version(request))
                messages.success(request, "Đã bỏ mục tiêu.")
                return redirect("movement:aims", locality.code, found.pk)
            if form.is_valid():
                edit_aim(acting(request), standing, form.content(), sent_version(request))
                messages.success(request, "Đã ghi mục tiêu.")
                return redirect("movement:aims", locality.code, found.pk)
        except RefusedError as refusal:
            form.is_valid()
            say_refusal(form, refusal)
            standing.refresh_from_db(fields=["version"])
    return _shown(request, found, form, standing)


def aim_or_404(registration: Registration, pk: int) -> Aim:
    found = Aim.objects.filter(registration=registration, pk=pk).first()
    if found is None:
        raise Http404("Không có mục tiêu này.")
    found.registration = registration
    return found


def _shown(request: HttpRequest, found: Registration, form: AimForm, editing: Aim | None = None) -> HttpResponse:
    context = {
        "registration": found,
        "place": place_name(found),
        "progress": progress_of(found, timezone.localdate()),
        "form": form,
        "editing": editing,
    }
    return render(request, "movement/aims/aims.html", context, status=422 if form.errors else 200)
