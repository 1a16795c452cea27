"""The page on which a launch is recorded or corrected."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.launches import edit_launch, record_launch
from kheo.movement.forms.launches import LaunchForm
from kheo.movement.queries.launches import launch_of
from kheo.movement.queries.registrations import owner_of, place_name
from kheo.movement.views.lookup import registration_or_404, sent_version
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import require
from kheo.organisation.models import Locality


@page("registration.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def launch(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = registration_or_404(locality, pk)
    require(acting(request), "registration.edit", locality, owner_of(found))
    held = launch_of(found)
    form = LaunchForm(held, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if held is None:
                record_launch(acting(request), found, form.content())
            else:
                edit_launch(acting(request), held, form.content(), sent_version(request))
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi buổi ra mắt.")
            return redirect("movement:registration", locality.code, found.pk)
    context = {"form": form, "registration": found, "launch": held, "place": place_name(found)}
    return render(request, "movement/launches/form.html", context, status=422 if form.errors else 200)
