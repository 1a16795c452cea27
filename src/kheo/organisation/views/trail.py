"""The audit trail as a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kheo.organisation.access import page
from kheo.organisation.models import Locality
from kheo.organisation.queries.trail import ROWS_A_PAGE, trail_of


@require_GET
@page("audit.read")
def trail(request: HttpRequest, locality: Locality) -> HttpResponse:
    asked = request.GET.get("truoc", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None
    lines = trail_of(locality, before)
    older = lines[-1].pk if len(lines) == ROWS_A_PAGE else None
    return render(request, "organisation/trail.html", {"lines": lines, "older": older})
