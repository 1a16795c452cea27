"""The page of a registration's course, and its papers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kheo.movement.queries.registrations import owner_of, place_name
from kheo.movement.queries.timeline import Told, papers_of, timeline, with_names
from kheo.movement.views.lookup import registration_or_404
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import find_grant
from kheo.organisation.models import Locality


@page("programme.read")
@require_safe
def course(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Dated, the newest first; who wrote what is told to the office and to the unit itself."""
    found = registration_or_404(locality, pk)
    moments = timeline(found)
    is_theirs = find_grant(acting(request), "registration.edit", locality, owner_of(found)) is not None
    context = {
        "registration": found,
        "place": place_name(found),
        "told": with_names(moments) if is_theirs else [Told(one) for one in moments],
        "papers": papers_of(moments),
        "is_theirs": is_theirs,
        "may_open": find_grant(acting(request), "evidence.read", locality, owner_of(found)) is not None,
    }
    return render(request, "movement/timeline/course.html", context)
