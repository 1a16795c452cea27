"""The page of a registration's course, and its papers."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kheo.movement.queries.registrations import owner_of, place_name
from kheo.movement.queries.timeline import Told, papers_of, timeline, with_names
from kheo.movement.views.lookup import registration_or_404
from kheo.organisation.access import opens, page
from kheo.organisation.actor import acting
from kheo.organisation.authority import find_grant
from kheo.organisation.models import Locality


@page("programme.read")
@require_safe
def course(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Dated, the newest first; who wrote what is told to the office and to the unit itself."""
    found = registration_or_404(locality, pk)
    owner = owner_of(found)
    moments = [one if one.url and opens(request, one.url, locality, owner) else replace(one, url="") for one in timeline(found)]
    is_theirs = find_grant(acting(request), "registration.edit", locality, owner) is not None
    context = {
        "registration": found,
        "place": place_name(found),
        "told": with_names(moments) if is_theirs else [Told(one) for one in moments],
        "papers": papers_of(moments),
    }
    return render(request, "movement/timeline/course.html", context)
